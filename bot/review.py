"""The review of gaps in the terminal: a gap, the passages that may answer it, and a line in which somebody decides."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click

from bot.store import Database, gaps, judgments
from bot.store.closing import Kind
from bot.store.gaps import Gap
from bot.store.identity import Pseudonyms
from bot.store.judgments import Decided, Mark, Slice
from bot.store.shown import shown_answer
from bot.store.store import KEY, change, reading
from knowledge import wording
from knowledge.answers import Answerer
from knowledge.errors import QuestionError
from knowledge.models import Language, Quote

CANDIDATES = 5
_LONGEST = 240
_KINDS: dict[str, Kind] = {"r": "right", "n": "unanswerable", "f": "finding", "x": "no_question"}
_SAID: dict[Kind, str] = {
    "answers": "which passages answer",
    "right": "the answer was right",
    "unanswerable": "the articles do not answer this",
    "finding": "wrong speaker or broken quote: a finding on the article",
    "no_question": "not a question",
}
_NUMBERS = re.compile(r"-?\d{1,3}(?:[ ,]+-?\d{1,3})*[ ,]*")
_HELP = (
    "1 answers it · -1 does not (several: 1 3 -2) · /words: search · r: the answer was right · n: the articles do not "
    "answer this\nf: wrong speaker or broken quote · x: not a question · u: undo the last · s or Enter: skip · q: quit"
)


@dataclass
class Case:
    """What is to be decided on: a gap, or a question that was typed."""

    turns: list[str]
    language: Language
    gap: Gap | None = None
    given: Sequence[Quote] = ()
    candidates: list[Quote] = field(default_factory=list)


class Review:
    """Goes through gaps with somebody at the terminal.

    Args:
        home: the folder of the log; a bot may be running beside.
        answerer: finds the candidates.
    """

    def __init__(self, home: Path, answerer: Answerer) -> None:
        self._home = home
        self._answerer = answerer
        # A user of this machine; no one in Telegram has a number below zero.
        self._judge = Pseudonyms(home / KEY).of(-1 - os.getuid())
        self._last: Decided | None = None

    def question(self, question: str) -> None:
        """Review one question that somebody has typed."""
        answer = self._answerer.answer([question])
        self._decide(Case([question], answer.language, given=answer.quotes))
        self._tell_way_back()

    def gaps(self) -> None:
        """Review the open gaps, most frequent first, until the end of them or of the input."""
        skipped: set[int] = set()
        decided: dict[int, Gap] = {}
        while True:
            with reading(self._home) as db:
                gap = next((gap for gap in gaps.gaps(db, limit=len(skipped) + 1) if gap.id not in skipped), None)
                case = self._case(db, gap) if gap else None
            if case is None or gap is None:
                break
            click.echo()
            if not self._decide(case):
                break
            if self._decided(gap):
                decided[gap.id] = gap
            else:
                skipped.add(gap.id)
        # What was undone meanwhile may have been skipped when it came again.
        done = sum(map(self._decided, decided.values()))
        self._tell_way_back()
        click.echo(f"{done} decided, {len(skipped)} skipped. `fundstelle improve` tries out what was decided.")

    def _tell_way_back(self) -> None:
        """Name the last decision, which cannot be undone here any more."""
        if self._last:
            click.echo(f"`fundstelle judgments --take-back {self._last.id}` takes the last decision back.")

    def _decided(self, gap: Gap) -> bool:
        with reading(self._home) as db:
            return judgments.decision_on(db, gap.id) is not None

    def _case(self, db: Database, gap: Gap) -> Case:
        shown = shown_answer(db, gap.answer, None)
        given = shown.answer.quotes if shown else ()
        return Case(gap.turns, gap.languages[0], gap, given, self._answerer.candidates(gap.turns, CANDIDATES))

    def _decide(self, case: Case) -> bool:
        """Show a case and take lines until it is decided or skipped; tell whether to go on."""
        case.candidates = case.candidates or self._answerer.candidates(case.turns, CANDIDATES)
        for shown in _shown(case):
            click.echo(shown)
        click.secho(_HELP, dim=True)
        while True:
            line = _ask()
            if line is None or line == "q":
                return False
            if line in ("", "s"):
                return True
            if line.startswith("/"):
                case.candidates = self._answerer.candidates([line[1:]], CANDIDATES)
                click.echo("\n".join(_numbered(case)))
            elif line == "u":
                self._undo()
            elif self._write(case, line):
                return True

    def _write(self, case: Case, line: str) -> bool:
        """Write what a line decides; tell whether it did."""
        try:
            kind, marks = read_decision(line, case)
            if case.gap:
                job = partial(judgments.decide, gap_id=case.gap.id)
            else:
                job = partial(judgments.decide_question, turns=case.turns, language=case.language)
            decided = change(self._home, partial(job, kind=kind, marks=marks, judge=self._judge, origin="terminal"))
        except (QuestionError, ValueError) as error:
            click.secho(str(error), fg="yellow")
            return False
        if not decided.earlier:
            self._last = decided
        click.secho(f"{'Decided before' if decided.earlier else 'Noted'}: {_SAID[decided.kind]}.", fg="green")
        return True

    def _undo(self) -> None:
        taken = self._last and change(self._home, partial(judgments.take_back, decision_id=self._last.id))
        self._last = None
        click.echo("Taken back; it comes again." if taken else "There is nothing to take back.")


def read_decision(line: str, case: Case) -> tuple[Kind, list[Mark]]:
    """Read what a line decides.

    Args:
        line: a letter, or the numbers of passages that answer, those that do not with a minus.
        case: what it is about.

    Raises:
        ValueError: it cannot be read; the message says what can.
    """
    kind = _KINDS.get(line)
    first = Slice.of(case.given[0]) if case.given else None
    if kind in ("right", "finding") and first is None:
        raise ValueError("There was no answer. Type the number of a passage, n, or x.")
    if kind == "right":
        return kind, [Mark("answers", first)]
    if kind == "finding":
        return kind, [Mark("wrong", first)]
    if kind:
        return kind, []
    numbers = [int(number) for number in re.findall(r"-?\d+", line)]
    if not _NUMBERS.fullmatch(line) or not all(1 <= abs(n) <= len(case.candidates) for n in numbers):
        numbered = f"numbers from 1 to {len(case.candidates)}, or " if case.candidates else "/words to search, or "
        raise ValueError(f"Type {numbered}one of the letters above.")
    if len({abs(number) for number in numbers}) < len(numbers):
        raise ValueError("Type each number once: a passage answers it, or does not.")
    return "answers", [Mark("answers" if n > 0 else "wrong", Slice.of(case.candidates[abs(n) - 1])) for n in numbers]


def _ask() -> str | None:
    try:
        return input("> ").strip() if sys.stdin.isatty() else _line()
    except (EOFError, KeyboardInterrupt):
        return None


def _line() -> str | None:
    line = sys.stdin.readline()
    return line.strip() if line else None


def _shown(case: Case) -> Iterator[str]:
    """Yield a case as lines: its wordings, what people pressed, the answer given, the candidates."""
    if case.gap:
        yield click.style(summary(case.gap), bold=True)
    for question in case.gap.questions[:CANDIDATES] if case.gap else case.turns:
        yield f"  {_clipped(question)}"
    yield ""
    given = _quoted(case.given[0], case.language) if case.given else "nothing; the articles do not answer this"
    yield f"Answered: {given}"
    yield from _numbered(case)


def summary(gap: Gap) -> str:
    """Return a gap in one line: how often it was asked, and what people pressed."""
    counts = (
        (gap.unanswered, "unanswered"),
        (gap.doubtful, "doubtful"),
        (gap.downs, "voted down"),
        (gap.nones, "“none of these”"),
    )
    facts = [f"asked {gap.count} ×", *(f"{count} {what}" for count, what in counts if count)]
    return ", ".join([*facts, f"last on {time.strftime('%Y-%m-%d', time.localtime(gap.last_at))}"])


def _numbered(case: Case) -> Iterator[str]:
    for number, quote in enumerate(case.candidates, start=1):
        yield f"  {click.style(str(number), bold=True)}  {_quoted(quote, case.language)}"
    if not case.candidates:
        yield "  No passage has anything to do with it. Search with /words."


def _quoted(quote: Quote, language: Language) -> str:
    marks = "„{}“" if language == "de" else "“{}”"
    return f"{marks.format(_clipped(quote.text))} — {wording.attribution(quote, language)}"


def _clipped(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"
