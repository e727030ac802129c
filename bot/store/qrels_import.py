"""Judgments from files, all of them or none: see `bot.store.qrels` for what the files hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from sqlite_utils import Database

from bot.store.closing import Kind
from bot.store.judgments import Mark, Slice, write_judged
from bot.store.learned import standing
from bot.store.qrels import FILES, Find
from bot.store.wordings import Key, Wording, authors_of, key_of
from knowledge.conversation import LONGEST_MEMORY
from knowledge.errors import QuestionError
from knowledge.models import Verdict

# Characters; a longer text is no question.
LONGEST_QUESTION = 2000
# So many errors are told one by one.
_MOST_ERRORS = 20
_DOCID = re.compile(r"(\S+):(\d{1,9})-(\d{1,9})", re.ASCII)
_LANGUAGES = ("de", "en")
_VERDICTS: dict[str, Verdict] = {"0": "wrong", "1": "answers"}


@dataclass(frozen=True)
class Imported:
    """What an import has added: questions, judgments; how many judgments were there before; its first decision."""

    questions: int
    judgments: int
    known: int
    batch: int | None


@dataclass
class _Question:
    """A question of the file, with what is judged about it: for each slice the verdict with its line."""

    line: int
    wording: Wording
    unanswerable: bool
    words: dict[str, str]
    verdicts: dict[Slice, tuple[Verdict, int]] = field(default_factory=dict)

    @property
    def marks(self) -> list[Mark]:
        """Return what is judged."""
        marks = [Mark(verdict, place) for place, (verdict, _) in self.verdicts.items()]
        return [*marks, Mark("unanswerable")] if self.unanswerable else marks


def import_(
    db: Database, qrels: str, questions: str, find: Find, judge: str | None = None, names: tuple[str, str] = FILES
) -> Imported:
    """Take over judgments; those that stand already are not written again.

    Args:
        db: the database.
        qrels: the text of `judgments.qrels`.
        questions: the text of `questions.jsonl`.
        find: finds where a slice stands now.
        judge: the pseudonym of who imports.
        names: what the two files are called, for the errors.

    Raises:
        QuestionError: something is wrong in the files; nothing was written.
    """
    files = _Files(names, find)
    files.read_questions(questions)
    files.read_qrels(qrels)
    files.raise_errors()
    there = {(key_of(j.turns), j.verdict, j.source, j.words) for j in standing(db)}
    authors = authors_of(db, (turn for question in files.questions.values() for turn in question.wording.turns))
    asked = judged = known = 0
    batch = None
    for question in files.questions.values():
        new = [mark for mark in question.marks if (question.wording.key, *_identity(mark)) not in there]
        known += len(question.marks) - len(new)
        if new:
            kind: Kind = "unanswerable" if question.unanswerable else "answers"
            wording = replace(question.wording, persons=tuple(map(authors.get, question.wording.turns)))
            batch = write_judged(db, wording, kind, new, judge, batch)
            asked, judged = asked + 1, judged + len(new)
    return Imported(asked, judged, known, batch)


def _identity(mark: Mark) -> tuple[Verdict, str | None, str | None]:
    return (mark.verdict, mark.slice.source, mark.slice.words) if mark.slice else (mark.verdict, None, None)


class _Files:
    """Reads the two files and collects what is wrong in them.

    Args:
        names: what they are called.
        find: finds where a slice stands now.
    """

    def __init__(self, names: tuple[str, str], find: Find) -> None:
        self.questions: dict[str, _Question] = {}
        self._asked: dict[Key, int] = {}
        self._qrels, self._jsonl = names
        self._find = find
        self._errors: list[str] = []

    def raise_errors(self) -> None:
        """Raise an error that tells the first errors, and how many there are beyond."""
        if self._errors:
            more = len(self._errors) - _MOST_ERRORS
            told = [*self._errors[:_MOST_ERRORS], *([f"… and {more:,} more."] if more > 0 else [])]
            raise QuestionError("\n".join([*told, "Nothing was imported. Mend this, and import again."]))

    def read_questions(self, text: str) -> None:
        """Read the questions."""
        for number, line in _lines(text):
            where = f"{self._jsonl}, line {number}"
            try:
                entry = _entry(line)
            except ValueError as error:
                self._errors.append(f"{where}: {error}")
                continue
            wording = Wording(tuple(entry["turns"]), entry["language"], ())
            before = self.questions.get(entry["id"])
            same = self._asked.setdefault(wording.key, number)
            if before:
                self._errors.append(f"{where}: the id {entry['id']} is taken by line {before.line}.")
            elif same != number:
                self._errors.append(f"{where}: line {same} asks the same. Join the two.")
            else:
                unanswerable = entry.get("unanswerable", False)
                self.questions[entry["id"]] = _Question(number, wording, unanswerable, entry.get("passages", {}))

    def read_qrels(self, text: str) -> None:
        """Read what is judged about the questions."""
        told: set[tuple[str, str]] = set()
        for number, line in _lines(text):
            columns = line.split()
            told.add((columns[0], columns[2]) if len(columns) > 2 else ("", ""))
            try:
                self._read_judgment(number, columns)
            except ValueError as error:
                self._errors.append(f"{self._qrels}, line {number}: {error}")
        for qid, question in self.questions.items():
            self._errors += [
                f"{self._jsonl}, line {question.line}: {self._qrels} says nothing of the passage {name}. Is it whole?"
                for name in question.words
                if (qid, name) not in told
            ]

    def _read_judgment(self, number: int, columns: list[str]) -> None:
        if len(columns) != 4:
            raise ValueError(f"four columns are expected (question, 0, passage, 0 or 1), here are {len(columns)}.")
        qid, _, name, rel = columns
        question = self.questions.get(qid)
        if rel not in _VERDICTS:
            raise ValueError(f"the last column is {rel}; 1 (answers) or 0 (does not) are expected.")
        if question is None:
            raise ValueError(f"the question {qid} is not in {self._jsonl}.")
        place = self._place(name, question.words.get(name, ""))
        if place is None:
            raise ValueError(f"the passage {name} stands in no article.")
        verdict = _VERDICTS[rel]
        before, line = question.verdicts.setdefault(place, (verdict, number))
        if line != number:
            same = "the same as" if before == verdict else "the opposite of"
            raise ValueError(f"this says {same} line {line}. Leave one of them out.")
        if verdict == "answers" and question.unanswerable:
            raise ValueError(
                f"the question is unanswerable ({self._jsonl}, line {question.line}), here it is answered."
            )

    def _place(self, name: str, words: str) -> Slice | None:
        parts = _DOCID.fullmatch(name)
        if parts is None:
            return None
        try:
            source = unquote(parts[1], errors="strict")
        except UnicodeDecodeError:
            return None
        return self._find(Slice(source, int(parts[2]), int(parts[3]), words))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers; JSON may hold characters that `splitlines` splits at."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            yield number, line


def _entry(line: str) -> dict[str, Any]:
    """Return a question's object.

    Raises:
        ValueError: it is none; the message says why.
    """
    try:
        entry = json.loads(line)
        line.encode()
        json.dumps(entry, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise ValueError("this is no JSON object. Is the line whole?") from None
    if not isinstance(entry, dict):
        raise ValueError("this is no JSON object. Is the line whole?")
    checks = {
        '"id" has to be a text without white space': _is_word(entry.get("id")),
        f'"turns" has to be a list of 1 to {LONGEST_MEMORY} questions, each in words and of at most '
        f"{LONGEST_QUESTION:,} characters": _are_questions(entry.get("turns")),
        '"language" has to be "de" or "en"': entry.get("language") in _LANGUAGES,
        '"unanswerable" has to be true or false': isinstance(entry.get("unanswerable", False), bool),
        '"passages" has to name the words of each passage': _are_words(entry.get("passages", {})),
    }
    wrong = next((message for message, fine in checks.items() if not fine), None)
    if wrong:
        raise ValueError(f"{wrong}.")
    return entry


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.split() == [value]


def _are_questions(value: object) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= LONGEST_MEMORY
        and all(
            isinstance(turn, str) and len(turn) <= LONGEST_QUESTION and any(map(str.isalnum, turn)) for turn in value
        )
    )


def _are_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())
