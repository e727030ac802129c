"""The commands by which answers get better: `review`, `improve`, `rollback`, `judgments`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.progress import progress_bar
from bot.settings import Places, places

if TYPE_CHECKING:
    from bot.improving import Improvement
    from bot.store.judgments import Decided
    from knowledge.comparing import Change
    from knowledge.library import Library
    from knowledge.models import Answer

SEEDS = click.option(
    "--seeds", type=click.Path(path_type=Path), metavar="DIR", help="Another folder of articles (.txt, .md)."
)
_LONGEST = 100
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
        result = run(_library(where), where.home, progress)
    for line in _report(result):
        click.echo(line)
    return 0 if result.published else 1


def _report(result: Improvement) -> list[str]:
    lines = [f"{'':<12}{'before':>8}{'after':>8}"] if result.before else []
    lines += [f"{name:<12}{value:>8.3f}{result.after.get(name, 0.0):>8.3f}" for name, value in result.before.items()]
    lines.append(
        f"judged questions answered as judged: {result.right_before} before, {result.right_after} after, of "
        f"{result.judged}; {result.new} judgments are new"
    )
    if result.changes:
        lines.append(f"{len(result.changes)} answers change:")
        lines += [f"  {_change(change)}" for change in result.changes[:_MOST_CHANGES]]
        if len(result.changes) > _MOST_CHANGES:
            lines.append(f"  … and {len(result.changes) - _MOST_CHANGES} more")
    lines += [f"orphaned: {' / '.join(orphan.turns)}: “{_short(orphan.words)}”" for orphan in result.orphans]
    lines += [
        f"confined: {' / '.join(judged)}  leads questions worded alike only; it would have spoilt: {' / '.join(spared)}"
        for judged, spared in result.confined
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
    lines = [f"{quote.speaker or 'unknown'}: “{_short(quote.text)}”" for quote in answer.quotes]
    if answer.opposing is not None:
        lines[answer.opposing] = f"against it: {lines[answer.opposing]}"
    return lines or ["a no"]


def _short(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


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
    library = _library(where)
    if not only_list:
        stored = library.rollback(version)
        index = library.stored()
        if index:
            settle(library, where.home, index)
        click.echo(f"Index {stored.version} is in force, of {_when(stored.built_at)}.")
        return
    for stored in library.versions():
        mark = "in force" if stored.in_force else ""
        holds = f"{stored.articles} articles, {stored.judgments} judgments"
        click.echo(f"{stored.version}  {_when(stored.built_at)}  {holds}  {mark}".rstrip())


@click.command()
@click.option("--export", "to", type=click.Path(path_type=Path), metavar="DIR", help="Write them as TREC qrels.")
@click.option("--import", "of", type=click.Path(path_type=Path), metavar="DIR", help="Read them from TREC qrels.")
@click.option("--take-back", type=click.IntRange(1, 2**62), metavar="NUMBER", help="Take a decision back.")
@click.option(
    "--take-back-import",
    type=click.IntRange(1, 2**62),
    metavar="NUMBER",
    help="Take a whole import back, by any decision of it.",
)
@click.option("--last", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How many to list.")
@SEEDS
def judgments(
    to: Path | None, of: Path | None, take_back: int | None, take_back_import: int | None, last: int, seeds: Path | None
) -> int:
    """List what was decided, newest first; take decisions back; write or read judgments to share with others.

    The files are judgments.qrels (a question, 0, a passage, 1 or 0 a line) and questions.jsonl beside it.

    \b
    Examples:
      fundstelle judgments
      fundstelle judgments --take-back 17
      fundstelle judgments --export shared
      fundstelle judgments --import shared
      fundstelle judgments --take-back-import 18
    """
    from functools import partial  # noqa: PLC0415

    from bot.store import judgments as stored  # noqa: PLC0415
    from bot.store.store import change, reading  # noqa: PLC0415

    where = places(seeds)
    if to:
        return _export(where, to)
    if of:
        return _import(where, of)
    if take_back is not None and take_back_import is not None:
        raise click.UsageError("--take-back or --take-back-import: one at a time.")
    if take_back is not None:
        taken = change(where.home, partial(stored.take_back, decision_id=take_back))
        return _taken_back(taken, f"Decision {take_back} is", f"No decision {take_back} stands.")
    if take_back_import is not None:
        count = change(where.home, partial(stored.take_back_import, decision_id=take_back_import))
        subject = "1 imported decision is" if count == 1 else f"{count} imported decisions are"
        return _taken_back(count, subject, f"The import with decision {take_back_import} was taken back before.")
    index = _library(where).stored()
    orphaned = {orphan.turns[-1] for orphan in index.orphans} if index else set()
    with reading(where.home) as db:
        decided = stored.decisions(db, limit=last)
    for one in decided:
        click.echo(_decision(one, orphaned))
    if not decided:
        click.echo("Nothing was decided yet: `fundstelle review` shows what there is to decide.")
    return 0


def _taken_back(count: int, subject: str, none: str) -> int:
    """Say what was taken back, if anything; return the exit code."""
    click.echo(f"{subject} taken back. `fundstelle improve` makes an index without that." if count else none)
    return 0 if count else 1


def _export(where: Places, folder: Path) -> int:
    """Write the judgments as two files; nothing that was there before is lost."""
    from bot.store.qrels import FILES, export  # noqa: PLC0415
    from bot.store.store import reading  # noqa: PLC0415

    with reading(where.home) as db:
        exported = export(db)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in zip(FILES, (exported.qrels, exported.questions), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(folder / name)
    return 0


def _import(where: Places, folder: Path) -> int:
    """Read judgments from two files, all of them or none."""
    from bot.store.judgments import Slice  # noqa: PLC0415
    from bot.store.qrels import FILES  # noqa: PLC0415
    from bot.store.qrels_import import import_  # noqa: PLC0415
    from bot.store.store import change  # noqa: PLC0415
    from knowledge.learning import WordFinder  # noqa: PLC0415

    qrels, questions = (_text(folder / name) for name in FILES)
    finder = WordFinder(_library(where).open()[0], where.seeds)

    def find(judged: Slice) -> Slice | None:
        found = finder.find(judged.source, judged.start, judged.end, judged.words or None)
        if found is None:
            return None
        source, span = found
        return Slice(source, span.start, span.end, finder.words(source, span))

    imported = change(where.home, lambda db: import_(db, qrels, questions, find))
    click.echo(
        f"{imported.judgments} judgments on {imported.questions} questions are new, {imported.known} were there. "
        "`fundstelle improve` tries them out."
    )
    if imported.batch:
        click.echo(f"`fundstelle judgments --take-back-import {imported.batch}` takes all of them back.")
    return 0


def _text(path: Path) -> str:
    from knowledge.errors import QuestionError  # noqa: PLC0415

    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror}). Name the folder of both files.") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path}: is not UTF-8. Save it as UTF-8.") from error


def _decision(one: Decided, orphaned: set[str]) -> str:
    state = "taken back" if one.taken_back_at else "in force" if one.published_version else "not learned yet"
    if one.kind in ("finding", "no_question") and not one.taken_back_at:
        state = "noted"
    if orphaned.intersection(one.questions):
        state = "orphaned: its words stand in no article any more"
    lines = [f"{one.id:>4}  {_when(one.at)}  {one.kind}  ({one.origin}, {(one.judge or 'unknown')[:8]}; {state})"]
    lines += [f"      {_short(question)}" for question in one.questions or ["(the wording was erased)"]]
    lines += [
        f"        {mark.verdict}: “{_short(mark.slice.words)}” ({mark.slice.source})"
        for mark in one.marks
        if mark.slice
    ]
    return "\n".join(lines)


def _when(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


def _library(where: Places) -> Library:
    from bot.opening import open_library  # noqa: PLC0415

    return open_library(where.seeds, where.home)


COMMANDS: tuple[Any, ...] = (review, improve, rollback, judgments)
