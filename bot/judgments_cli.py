"""The command `judgments`: what was decided, with the ways back, and judgments as files to share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command_line import SEEDS, shortened, when
from bot.opening import open_library
from bot.settings import Places, places

if TYPE_CHECKING:
    from bot.store.judgments import Decided
    from bot.store.qrels import Find


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
    if sum(option is not None for option in (to, of, take_back, take_back_import)) > 1:
        raise click.UsageError("--export, --import, --take-back, --take-back-import: one at a time.")
    if to:
        return _export(where, to)
    if of:
        return _import(where, of)
    if take_back is not None:
        taken = change(where.home, partial(stored.take_back, decision_id=take_back))
        return _taken_back(taken, f"Decision {take_back} is", f"No decision {take_back} stands.")
    if take_back_import is not None:
        count = change(where.home, partial(stored.take_back_import, decision_id=take_back_import))
        subject = "1 imported decision is" if count == 1 else f"{count} imported decisions are"
        return _taken_back(count, subject, f"The import with decision {take_back_import} was taken back before.")
    index = open_library(where.seeds, where.home).stored()
    orphaned = {orphan.id for orphan in index.orphans} if index else set()
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
    """Write the judgments as two files; what an earlier export has written there is replaced, and nothing else."""
    from bot.store.qrels import FILES, export  # noqa: PLC0415
    from bot.store.store import reading  # noqa: PLC0415
    from knowledge.errors import QuestionError  # noqa: PLC0415

    there = [name for name in FILES if (folder / name).exists()]
    if there and len(there) < len(FILES):
        raise QuestionError(f"{folder / there[0]}: was not written by an export. Name another folder.")
    with reading(where.home) as db:
        exported = export(db, _finder(where))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in zip(FILES, (exported.qrels, exported.questions), strict=True):
            (folder / name).write_text(text, encoding="utf-8")
            click.echo(folder / name)
    except OSError as error:
        raise QuestionError(f"{folder}: cannot be written ({error.strerror}). Name another folder.") from error
    if exported.orphans:
        click.echo(f"Left out: {exported.orphans} judgments whose words stand in no article any more.")
    return 0


def _finder(where: Places) -> Find:
    """Return what finds where a judged slice stands now."""
    from bot.store.judgments import Slice  # noqa: PLC0415
    from knowledge.learning import WordFinder  # noqa: PLC0415

    finder = WordFinder(open_library(where.seeds, where.home).open()[0], where.seeds)

    def find(judged: Slice) -> Slice | None:
        found = finder.find(judged.source, judged.start, judged.end, judged.words or None)
        if found is None:
            return None
        source, span = found
        return Slice(source, span.start, span.end, finder.words(source, span))

    return find


def _import(where: Places, folder: Path) -> int:
    """Read judgments from two files, all of them or none."""
    from bot.store.qrels import FILES  # noqa: PLC0415
    from bot.store.qrels_import import import_  # noqa: PLC0415
    from bot.store.store import change  # noqa: PLC0415

    qrels, questions = (_text(folder / name) for name in FILES)
    find = _finder(where)
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


def _decision(one: Decided, orphaned: set[int]) -> str:
    state = "in force" if one.published_version else "not learned yet"
    if orphaned.intersection(one.judgments):
        state = "orphaned: its words stand in no article any more"
    if one.kind in ("finding", "no_question"):
        state = "noted"
    if one.taken_back_at:
        state = "taken back, in force until the next improve" if one.published_version else "taken back"
    lines = [f"{one.id:>4}  {when(one.at)}  {one.kind}  ({one.origin}, {(one.judge or 'unknown')[:8]}; {state})"]
    lines += [f"      {shortened(question)}" for question in one.questions or ["(the wording was erased)"]]
    lines += [
        f"        {mark.verdict}: “{shortened(mark.slice.words)}” ({mark.slice.source})"
        for mark in one.marks
        if mark.slice
    ]
    return "\n".join(lines)
