"""What admins decide about questions."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from bot.store import gaps
from bot.store.closing import Kind, closures
from bot.store.wordings import Wording, authors_of, wording_of
from knowledge.errors import QuestionError
from knowledge.models import Language, Quote, Verdict

_Columns = tuple[str | None, str | None, int | None, int | None, str | None]
_NO_MARK: _Columns = (None, None, None, None, None)
_DECISIONS = "SELECT id, kind, judge, origin, at, taken_back_at FROM decisions"


@dataclass(frozen=True)
class Slice:
    """A slice of an article, with its words."""

    source: str
    start: int
    end: int
    words: str

    @classmethod
    def of(cls, quote: Quote) -> Slice:
        """Return the slice that a quote shows."""
        return cls(quote.source, quote.start, quote.end, quote.text)


@dataclass(frozen=True)
class Mark:
    """What a decision says about a slice; about all articles, where there is no slice ("unanswerable")."""

    verdict: Verdict
    slice: Slice | None = None


@dataclass(frozen=True)
class Decided:
    """A decision.

    Attributes:
        id: its number.
        kind: what was decided.
        judge: the pseudonym of who decided; None where that is not known, or was forgotten.
        origin: where, such as "telegram", "terminal", "web", "import".
        at: when, in seconds since 1970.
        taken_back_at: when it was taken back; None: it stands.
        questions: the wordings it is about, without those that were erased.
        marks: what it says about which slices.
        judgments: the numbers of its judgments.
        published_version: the index that first knew of it; None: the one in force does not.
        earlier: somebody had decided this before, and nothing was written now.
    """

    id: int
    kind: Kind
    judge: str | None
    origin: str
    at: float
    taken_back_at: float | None
    questions: list[str]
    marks: list[Mark]
    judgments: list[int]
    published_version: str | None = None
    earlier: bool = False


def decide(db: Database, gap_id: int, kind: Kind, marks: Sequence[Mark], judge: str | None, origin: str) -> Decided:
    """Decide about a gap: one judgment for each of its wordings and each mark.

    Run it as a job of the writer, or in `store.change`: what it reads must still hold when it writes.

    Args:
        db: the database.
        gap_id: the gap.
        kind: what is decided.
        marks: the slices that answer, or do not; "answers" and "right" take at least one.
        judge: the pseudonym of who decides.
        origin: where, such as "telegram".

    Returns:
        The decision; the earlier one, marked so, where somebody has closed this gap before.

    Raises:
        QuestionError: the log has no such gap any more.
        ValueError: the marks do not go with the kind, or with one another.
    """
    marks = _checked(kind, marks)
    wordings = gaps.wordings(db, gap_id)
    if wordings:
        return _write(db, kind, marks, judge, origin, wordings)
    earlier = decision_on(db, gap_id)
    if earlier is None:
        raise QuestionError("this gap is gone: its questions were erased, or are answered now. Open the list anew.")
    return replace(earlier, earlier=True)


def decide_question(
    db: Database,
    turns: Sequence[str],
    language: Language,
    kind: Kind,
    marks: Sequence[Mark],
    judge: str | None,
    origin: str,
) -> Decided:
    """Decide about a question in whatever words, also where the log does not have it; see `decide`."""
    authors = authors_of(db, turns)
    persons = tuple(authors.get(turn, judge) for turn in turns)
    return _write(db, kind, _checked(kind, marks), judge, origin, [Wording(tuple(turns), language, persons)])


def write_judged(
    db: Database, wording: Wording, kind: Kind, marks: Sequence[Mark], judge: str | None, batch: int | None
) -> int:
    """Write a decision of an import; `decide` says what may raise.

    Args:
        db: the database.
        wording: the question.
        kind: what was decided.
        marks: the slices that answer, or do not.
        judge: the pseudonym of who imports.
        batch: the first decision of the import; None: this is it.

    Returns:
        The first decision of the import.
    """
    number = _write(db, kind, _checked(kind, marks), judge, "import", [wording]).id
    db.execute("UPDATE decisions SET batch = ? WHERE id = ?", (batch or number, number))
    return batch or number


def take_back(db: Database, decision_id: int) -> bool:
    """Take a decision back; tell whether it stood."""
    cursor = db.execute(
        "UPDATE decisions SET taken_back_at = ? WHERE id = ? AND taken_back_at IS NULL", (time.time(), decision_id)
    )
    return bool(cursor.rowcount)


def take_back_import(db: Database, decision_id: int) -> int:
    """Take back all that came with one import, by any of its decisions; return how many decisions stood.

    Raises:
        QuestionError: there is no such decision, it is of no import, or of one from before imports had numbers.
    """
    row = db.execute("SELECT origin, batch FROM decisions WHERE id = ?", (decision_id,)).fetchone()
    if row is None or row[0] != "import":
        raise QuestionError(f"decision {decision_id} is of no import. `fundstelle judgments` lists the decisions.")
    if row[1] is None:
        raise QuestionError(
            f"what came with decision {decision_id} is not known: it was imported before that was noted. "
            "Take its decisions back one by one, with --take-back."
        )
    cursor = db.execute(
        "UPDATE decisions SET taken_back_at = ? WHERE taken_back_at IS NULL AND batch = ?", (time.time(), row[1])
    )
    return int(cursor.rowcount)


def decision_on(db: Database, gap_id: int) -> Decided | None:
    """Return the latest standing decision on the words of a question, by its answer."""
    wording = wording_of(db, gap_id)
    closure = closures(db).get(wording.key) if wording else None
    return _read(db, f"{_DECISIONS} WHERE id = ?", (closure.decision,))[0] if closure else None


def decision(db: Database, decision_id: int) -> Decided | None:
    """Return a decision, also one taken back."""
    return next(iter(_read(db, f"{_DECISIONS} WHERE id = ?", (decision_id,))), None)


def decisions(db: Database, limit: int = 20, offset: int = 0) -> list[Decided]:
    """Return the latest decisions, newest first, also those taken back."""
    return _read(db, f"{_DECISIONS} ORDER BY id DESC LIMIT ? OFFSET ?", (limit, offset))


def findings(db: Database) -> list[Decided]:
    """Return the standing decisions that an article is read wrongly, newest first."""
    return _read(db, f"{_DECISIONS} WHERE kind = 'finding' AND taken_back_at IS NULL ORDER BY id DESC", ())


def _checked(kind: Kind, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks without repetition, with the one that "unanswerable" stands for."""
    distinct = list(dict.fromkeys(marks))
    verdicts = {mark.verdict for mark in distinct}
    if kind == "unanswerable" and "unanswerable" not in verdicts:
        distinct.append(Mark("unanswerable"))
    slices = [mark.slice for mark in distinct if mark.slice]
    fits = {
        "answers": bool(verdicts) and verdicts <= {"answers", "wrong"},
        "right": "answers" in verdicts and verdicts <= {"answers", "wrong"},
        "unanswerable": verdicts <= {"unanswerable", "wrong"},
        "finding": verdicts <= {"wrong"},
        "no_question": not verdicts,
    }
    placed = all((mark.slice is None) == (mark.verdict == "unanswerable") for mark in distinct)
    if not fits[kind] or not placed or len(set(slices)) < len(slices):
        raise ValueError(f"a decision of the kind {kind!r} cannot carry {distinct!r}")
    return distinct


def _write(
    db: Database, kind: Kind, marks: Sequence[Mark], judge: str | None, origin: str, wordings: Iterable[Wording]
) -> Decided:
    cursor = db.execute(
        "INSERT INTO decisions (kind, judge, origin, at) VALUES (?, ?, ?, ?)", (kind, judge, origin, time.time())
    )
    decision_id = int(cursor.lastrowid or 0)
    for wording in wordings:
        turns, persons = (json.dumps(value, ensure_ascii=False) for value in (wording.turns, wording.persons))
        for mark in [_columns(mark) for mark in marks] or [_NO_MARK]:
            db.execute(
                "INSERT INTO judgments (decision, turns, persons, language, verdict, source, start, end, words) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (decision_id, turns, persons, wording.language, *mark),
            )
    return _read(db, f"{_DECISIONS} WHERE id = ?", (decision_id,))[0]


def _columns(mark: Mark) -> _Columns:
    place = mark.slice
    return (mark.verdict, place.source, place.start, place.end, place.words) if place else (mark.verdict, *_NO_MARK[1:])


def _read(db: Database, sql: str, values: Sequence[Any]) -> list[Decided]:
    return [_decided(db, row) for row in db.execute(sql, values).fetchall()]


def _decided(db: Database, row: Sequence[Any]) -> Decided:
    questions: dict[str, None] = {}
    marks: dict[Mark, None] = {}
    version, numbers = None, []
    for judgment, turns, verdict, source, start, end, words, published in db.execute(
        "SELECT id, turns, verdict, source, start, end, words, published_version FROM judgments WHERE decision = ? "
        "ORDER BY id",
        (row[0],),
    ):
        if turns:
            questions[json.loads(turns)[-1]] = None
        if verdict:
            marks[Mark(verdict, Slice(source, start, end, words) if source is not None else None)] = None
        version = version or published
        numbers.append(judgment)
    number, kind, judge, origin, at, taken_back_at = row
    return Decided(number, kind, judge, origin, at, taken_back_at, list(questions), list(marks), numbers, version)
