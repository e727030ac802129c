"""The commands of the terminal, one function each; each imports what it needs when it runs."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.command_line import SEEDS
from bot.judgments_cli import judgments
from bot.learning_cli import COMMANDS as LEARNING_COMMANDS
from bot.opening import open_library
from bot.progress import progress_bar
from bot.settings import Places, places
from bot.telegram.cli import COMMANDS as TELEGRAM_COMMANDS
from bot.web.cli import COMMANDS as WEB_COMMANDS

if TYPE_CHECKING:
    from knowledge.answers import Answerer
    from knowledge.index import Index
    from knowledge.library import Library


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Environment: FUNDSTELLE_HOME (where indexes are kept), FUNDSTELLE_SEEDS (the folder of articles).",
)
@click.version_option(package_name="fundstelle", prog_name="fundstelle")
def cli() -> None:
    """Answers questions of communications teams with word-for-word quotes from a folder of articles.

    \b
    Examples:
      fundstelle chat
      fundstelle ask "Should we outsource our channels?"
      fundstelle ask "Sollen wir unsere Kanäle auslagern?" --json
      fundstelle check --seeds my-articles
    """


@cli.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as a JSON object.")
@click.option(
    "--jsonl", is_flag=True, help="Read conversations from standard input, a JSON object with `turns` a line."
)
@click.option("--explain", is_flag=True, help="Show what made the answer, or what was missing for one.")
@SEEDS
def ask(question: tuple[str, ...], as_json: bool, jsonl: bool, explain: bool, seeds: Path | None) -> int:
    """Answer one question. Exits 0 when the articles answer it, 1 when they do not.

    \b
    Examples:
      fundstelle ask "Should we outsource our channels?"
      fundstelle ask Was sagt Pfeiffer zu Mitarbeitern?
      fundstelle ask --explain "Wie viel Kontrolle müssen wir abgeben?"
      echo '{"turns": ["Sollen wir auslagern?", "Und für kleine Firmen?"]}' | fundstelle ask --jsonl
    """
    if explain and (as_json or jsonl):
        raise click.UsageError("--explain is for people; leave --json and --jsonl out.")
    if jsonl:
        if question:
            raise click.UsageError("--jsonl reads its questions from standard input; leave the question out.")
        return _ask_lines(seeds)
    if not question:
        raise click.UsageError('a question is missing: fundstelle ask "Should we outsource our channels?"')
    # One question is answered before there is garbage worth looking for.
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    answerer = open_answerer(places(seeds))
    turns = [_readable(" ".join(question))]
    answer = answerer.answer(turns)
    if as_json:
        click.echo(answer.model_dump_json())
    else:
        click.echo(answer.text)
    if explain:
        from knowledge.explain import explanation  # noqa: PLC0415

        click.echo(f"\n{explanation(answerer, answerer.select(turns))}")
    return 0 if answer.answered else 1


def _ask_lines(seeds: Path | None) -> int:
    """Answer a conversation a line; all lines are looked at before the first is answered."""
    from knowledge.errors import QuestionError  # noqa: PLC0415

    conversations = []
    source = sys.stdin.buffer.read() if sys.stdin else b""
    try:
        lines = source.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise QuestionError(f"standard input, line {line}: is not UTF-8. Send UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            conversations.append(_turns(line, number))
    answerer = open_answerer(places(seeds))
    for turns in conversations:
        click.echo(_answer_line(answerer, turns))
    return 0


def _turns(line: str, number: int) -> list[str]:
    from knowledge.errors import QuestionError  # noqa: PLC0415

    place = f"standard input, line {number}"
    try:
        entry: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f'{place}: is not JSON. Send an object a line: {{"turns": ["…"]}}.') from error
    turns = entry.get("turns") if isinstance(entry, dict) else None
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise QuestionError(f'{place}: `turns` must be a list of one or more questions: {{"turns": ["…"]}}.')
    return [_readable(turn) for turn in turns]


def _answer_line(answerer: Answerer, turns: list[str]) -> str:
    from knowledge.errors import QuestionError  # noqa: PLC0415

    try:
        return answerer.answer(turns).model_dump_json()
    except QuestionError:
        # In a batch a turn without words, or one of a hundred pages, does not end the batch: nothing answers it.
        return answerer.unclear(turns).model_dump_json()


def _readable(text: str) -> str:
    """Return text that can be printed and stored: a lone surrogate from the command line or JSON is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cli.command()
@SEEDS
def chat(seeds: Path | None) -> None:
    """Open a conversation in the terminal. Follow-up questions are understood; an empty line or Ctrl-D ends it.

    \b
    Examples:
      fundstelle chat
      fundstelle chat --seeds my-articles
    """
    from bot.terminal import converse  # noqa: PLC0415

    converse(open_answerer(places(seeds)))


@cli.command()
@SEEDS
def reindex(seeds: Path | None) -> None:
    """Read the articles and put a new index in force, whole or not at all.

    \b
    Examples:
      fundstelle reindex
      fundstelle reindex --seeds my-articles
    """
    from bot.improving import publish  # noqa: PLC0415
    from knowledge.library import compare  # noqa: PLC0415

    where = places(seeds)
    library = open_library(where.seeds, where.home)
    old = library.stored()
    with progress_bar() as progress:
        index = library.build(progress)
    publish(library, where.home, index)
    change = compare(old, index)
    for label, names in (("new", change.new), ("changed", change.changed), ("gone", change.gone)):
        for name in names:
            click.echo(f"{label + ':':<12}{name}")
    for finding in index.findings:
        click.echo(f"{'suspicious:':<12}{finding}")
    click.echo(f"{len(index.articles)} articles, {len(index.passages)} passages, index {index.version}")


@cli.command()
@SEEDS
def check(seeds: Path | None) -> int:
    """Read the articles and the files beside them as `reindex` does, but change nothing. Exits 1 on an error.

    \b
    Examples:
      fundstelle check
      fundstelle check --seeds my-articles
    """
    from bot.opening import reported_findings  # noqa: PLC0415
    from knowledge.building import read_folder  # noqa: PLC0415

    where = places(seeds)
    with progress_bar() as progress:
        reading = read_folder(where.seeds, progress)
    for finding in reading.findings:
        click.echo(f"{'suspicious:':<12}{finding}")
    for reported in reported_findings(where.home):
        click.echo(f"{'reported:':<12}{reported}")
    for error in reading.errors:
        click.echo(f"{'error:':<12}{error}", err=True)
    notes = sum(len(notes) for notes in reading.notes.values())
    translations = sum(len(translations) for translations in reading.translations.values())
    click.echo(
        f"{len(reading.articles)} articles, {len(reading.passages)} passages, {notes} notes, "
        f"{translations} translations, "
        f"{len(reading.errors)} errors"
    )
    return 1 if reading.errors else 0


@cli.command()
@SEEDS
def articles(seeds: Path | None) -> None:
    """List what is in the knowledge base, and who speaks how often.

    \b
    Examples:
      fundstelle articles
    """
    from bot.terminal import list_articles  # noqa: PLC0415

    click.echo(list_articles(_open_index(places(seeds))))


@cli.command("eval")
@click.option("--questions", type=click.Path(path_type=Path), metavar="FILE", help="Another file of judged questions.")
@click.option("--misses", is_flag=True, help="Print each question that falls short.")
@click.option("--ablations", is_flag=True, help="Also measure without each kind of evidence.")
@click.option("--check-floors", is_flag=True, help="Exit 1 when a figure is below its pinned floor.")
@click.option("--raise-floors", is_flag=True, help="Pin the figures measured now where they are higher.")
@click.option("--allow-lower", is_flag=True, help="With --raise-floors: pin lower figures too.")
@SEEDS
def evaluate(
    questions: Path | None,
    misses: bool,
    ablations: bool,
    check_floors: bool,
    raise_floors: bool,
    allow_lower: bool,
    seeds: Path | None,
) -> int:
    """Run the judged questions beside the articles and print the measures.

    \b
    Examples:
      fundstelle eval
      fundstelle eval --misses
      fundstelle eval --check-floors
    """
    from bot.measuring import report  # noqa: PLC0415

    where = places(seeds)
    return report(
        open_answerer(where),
        questions or where.seeds / "questions.jsonl",
        misses=misses,
        ablations=ablations,
        check=check_floors,
        pin=raise_floors,
        lower=allow_lower,
    )


def _open_index(where: Places) -> Index:
    return _opened(open_library(where.seeds, where.home))


def _opened(library: Library) -> Index:
    if not library.is_current():
        click.echo(f"Reading the articles in {library.folder} …", err=True)
    with progress_bar() as progress:
        index, error = library.open(progress)
    if error:
        click.echo(f"fundstelle: {error} Until then the index read before stays in force.", err=True)
    return index


def open_answerer(where: Places) -> Answerer:
    """Return an answerer for the articles as they are now, reading them first where they have changed."""
    from knowledge.answers import Answerer  # noqa: PLC0415

    library = open_library(where.seeds, where.home)
    return Answerer(_opened(library), library.folder, library.analyzer)


# This module imports click alone; each command imports what it needs when it runs.
for command in (*LEARNING_COMMANDS, judgments, *TELEGRAM_COMMANDS, *WEB_COMMANDS):
    cli.add_command(command)
