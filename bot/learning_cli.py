"""The commands by which answers get better: `review`, `improve`, `rollback`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.command_line import SEEDS, shortened, when
from bot.opening import open_library
from bot.progress import progress_bar
from bot.settings import places

if TYPE_CHECKING:
    from bot.improving import Improvement
    from knowledge.comparing import Change
    from knowledge.models import Answer

_MOST_CHANGES = 40


@click.command()
@click.argument("question", nargs=-1)
@click.option("--list", "only_list", is_flag=True, help="Print the gaps and decide nothing.")
@SEEDS
def review(question: tuple[str, ...], only_list: bool, seeds: Path | None) -> None:
    """Go through what the answers fell short of, most frequent first, and decide; or decide about one QUESTION.

    \b
    Examples:
      fundstelle review
      fundstelle review --list
      fundstelle review Was haltet ihr von Podcasts?
    """
    from bot.commands import open_answerer  # noqa: PLC0415
    from bot.review import Review, summary  # noqa: PLC0415
    from bot.store import gaps  # noqa: PLC0415
    from bot.store.store import reading  # noqa: PLC0415

    where = places(seeds)
    if question:
        typed = " ".join(question).encode("utf-8", "replace").decode()
        Review(where.home, open_answerer(where)).question(typed)
        return
    with reading(where.home) as db:
        found = gaps.gaps(db, limit=100 if only_list else 1)
    if not found:
        click.echo("No gaps: everything was answered, and nothing voted down.")
    elif only_list:
        for gap in found:
            click.echo(f"{gap.questions[0]}\n  {summary(gap)}")
    else:
        Review(where.home, open_answerer(where)).gaps()


@click.command()
@SEEDS
def improve(seeds: Path | None) -> int:
    """Make the next index from what was decided, and put it in force if nothing gets worse. Exits 1 when held back.

    The judged questions beside the articles and all judged ones are asked again, of both indexes.

    \b
    Examples:
      fundstelle improve
    """
    from bot.improving import improve as run  # noqa: PLC0415

    where = places(seeds)
    with progress_bar() as progress:
        result = run(open_library(where.seeds, where.home), where.home, progress)
    for line in _report(result):
        click.echo(line)
    return 0 if result.published else 1


def _report(result: Improvement) -> list[str]:
    lines = [f"{'':<12}{'before':>8}{'after':>8}"] if result.before else []
    lines += [f"{name:<12}{value:>8.3f}{result.after.get(name, 0.0):>8.3f}" for name, value in result.before.items()]
    lines.append(
        f"judged questions answered as judged: {result.right_before} before, {result.right_after} after, of "
        f"{result.judged}; {result.new} judgments are new" + (f", {result.gone} were taken back" if result.gone else "")
    )
    if result.changes:
        lines.append(f"{len(result.changes)} answers change:")
        lines += [f"  {_change(change)}" for change in result.changes[:_MOST_CHANGES]]
        if len(result.changes) > _MOST_CHANGES:
            lines.append(f"  … and {len(result.changes) - _MOST_CHANGES} more")
    lines += [f"orphaned: {' / '.join(orphan.turns)}: “{shortened(orphan.words)}”" for orphan in result.orphans]
    lines += [
        f"confined: {' / '.join(judged)}  leads questions worded alike only; it would have spoilt: {' / '.join(spared)}"
        for judged, spared in result.confined
    ]
    lines += [
        f"not as judged: {' / '.join(asked)}" + (f"  likest judged: {' / '.join(likest)}" if likest else "")
        for asked, likest in result.unmet
    ]
    lines += [f"worse: {' / '.join(change.turns)}" for change in result.worse]
    lines += [f"floor: {line}" for line in result.broken]
    lines += [
        f"  {' / '.join(asked)}  got worse; likest judged: {' / '.join(judged)}" for asked, judged in result.suspects
    ]
    if result.published:
        told = f"; {result.told} people who wait for an answer will be told by the bot" if result.told else ""
        back = " `fundstelle rollback` goes back." if result.changes else ""
        lines.append(f"Index {result.version} is in force{told}.{back}")
    else:
        lines.append("Not published: the old index stays in force. Take back what makes it worse, and try again.")
    return lines


def _change(change: Change) -> str:
    marks = " ".join(mark for mark, holds in (("(worse)", change.worse), ("(judged)", change.judged)) if holds)
    before, after = ("\n      ".join(_quoted(answer)) for answer in (change.before, change.after))
    return f"{' / '.join(change.turns)} {marks}\n      {before}\n    → {after}"


def _quoted(answer: Answer) -> list[str]:
    """Return an answer's quotes in a line each; the voice against the first is marked."""
    lines = [f"{quote.speaker or 'unknown'}: “{shortened(quote.text)}”" for quote in answer.quotes]
    if answer.opposing is not None:
        lines[answer.opposing] = f"against it: {lines[answer.opposing]}"
    return lines or ["a no"]


@click.command()
@click.argument("version", required=False)
@click.option("--list", "only_list", is_flag=True, help="Print the versions there are and change nothing.")
@SEEDS
def rollback(version: str | None, only_list: bool, seeds: Path | None) -> None:
    """Go back to the index before, or to another VERSION of the last ten. It stays until the next reindex or improve.

    \b
    Examples:
      fundstelle rollback
      fundstelle rollback --list
      fundstelle rollback 53f5f0da
    """
    from bot.improving import settle  # noqa: PLC0415

    where = places(seeds)
    library = open_library(where.seeds, where.home)
    if not only_list:
        stored = library.rollback(version)
        index = library.stored()
        if index:
            settle(library, where.home, index)
        click.echo(f"Index {stored.version} is in force, of {when(stored.built_at)}.")
        return
    for stored in library.versions():
        mark = "in force" if stored.in_force else ""
        holds = f"{stored.articles} articles, {stored.judgments} judgments"
        click.echo(f"{stored.version}  {when(stored.built_at)}  {holds}  {mark}".rstrip())


COMMANDS: tuple[Any, ...] = (review, improve, rollback)
