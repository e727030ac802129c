"""Conversations as they looked, for reading: each question with what was shown under it and what people made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from knowledge.models import Quote

_ANSWER = (
    "SELECT a.id, a.intent, a.answered, a.language, a.lead, a.text, a.suggestions, a.confidence, a.version, "
    "a.latency_ms, a.possibly_twice, m.id, m.conversation, m.person, m.text, m.at, m.edited_at "
    "FROM messages m LEFT JOIN answers a ON a.message = m.id "
)
_FOUND = (
    "SELECT m.conversation, a.id, m.at, m.text, a.text FROM messages m LEFT JOIN answers a ON a.message = m.id "
    "WHERE m.id IN (SELECT rowid FROM messages_fts WHERE messages_fts MATCH :words UNION "
    "SELECT message FROM answers WHERE id IN (SELECT rowid FROM answers_fts WHERE answers_fts MATCH :words)) "
    "ORDER BY m.id DESC LIMIT :limit"
)


@dataclass(frozen=True)
class Vote:
    """What somebody thinks of an answer; `reason` is one of `bot.store.feedback.REASONS`, where one was given."""

    verdict: str
    reason: str | None
    at: float


@dataclass(frozen=True)
class ShownQuote:
    """A quote as it was shown, with its number in the answer."""

    quote: Quote
    opposing: bool


@dataclass(frozen=True)
class Reply:
    """An answer as it was shown; `latency_ms` is milliseconds from the question's arrival."""

    id: int
    intent: str
    answered: bool
    language: str
    lead: str
    text: str
    suggestions: tuple[str, ...]
    confidence: float
    version: str
    latency_ms: float
    possibly_twice: bool
    quotes: tuple[ShownQuote, ...] = ()
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True)
class Turn:
    """A question with its answer, None where none was logged. `person` is a pseudonym."""

    conversation: int
    person: str
    text: str
    at: float
    edited: bool
    reply: Reply | None


@dataclass(frozen=True)
class Transcript:
    """A conversation; `chat` is the number of its chat in the log, not Telegram's."""

    id: int
    chat: int
    kind: str
    started_at: float
    turns: list[Turn]


@dataclass(frozen=True)
class Heading:
    """A conversation in a list: its first question, and how many there are."""

    id: int
    kind: str
    last_at: float
    question: str
    questions: int
    unanswered: int
    downs: int


@dataclass(frozen=True)
class Hit:
    """A question that holds words which were searched for, or whose answer does."""

    conversation: int
    answer: int | None
    at: float
    question: str
    text: str | None


def transcript(db: Database, conversation: int) -> Transcript | None:
    """Return a conversation; None where the log has it no more."""
    row = db.execute(
        "SELECT c.id, chats.id, chats.kind, c.started_at FROM conversations c JOIN chats ON chats.id = c.chat "
        "WHERE c.id = ?",
        (conversation,),
    ).fetchone()
    if row is None:
        return None
    number, chat, kind, started_at = row
    return Transcript(
        number, chat, kind, started_at, _turns(db, "WHERE m.conversation = ? ORDER BY m.id", conversation)
    )


def turn(db: Database, answer: int) -> Turn | None:
    """Return the question that got an answer, with it; None where the log has it no more."""
    return next(iter(_turns(db, "WHERE a.id = ?", answer)), None)


def _turns(db: Database, condition: str, value: int) -> list[Turn]:
    rows = db.execute(_ANSWER + condition, (value,)).fetchall()
    answers = [row[0] for row in rows if row[0] is not None]
    quotes = _by_answer(
        db, "SELECT answer, quote, opposing FROM quotes WHERE answer IN ({}) ORDER BY position", answers
    )
    votes = _by_answer(db, "SELECT answer, verdict, reason, at FROM feedback WHERE answer IN ({}) ORDER BY id", answers)
    return [_turn(row, quotes.get(row[0], []), votes.get(row[0], [])) for row in rows]


def _by_answer(db: Database, query: str, answers: Sequence[int]) -> dict[int, list[Any]]:
    rows = db.execute(query.format(", ".join("?" * len(answers))), answers).fetchall()
    found: dict[int, list[Any]] = {}
    for answer, *rest in rows:
        found.setdefault(answer, []).append(rest)
    return found


def _turn(row: Sequence[Any], quotes: Sequence[Any], votes: Sequence[Any]) -> Turn:
    reply = None
    if row[0] is not None:
        reply = Reply(
            id=row[0],
            intent=row[1],
            answered=bool(row[2]),
            language=row[3],
            lead=row[4],
            text=row[5],
            suggestions=tuple(json.loads(row[6])),
            confidence=row[7],
            version=row[8],
            latency_ms=row[9],
            possibly_twice=bool(row[10]),
            quotes=tuple(ShownQuote(Quote.model_validate_json(text), bool(opposing)) for text, opposing in quotes),
            votes=tuple(Vote(*vote) for vote in votes),
        )
    return Turn(row[12], row[13], row[14], row[15], row[16] is not None, reply)


def headings(db: Database, limit: int, offset: int = 0) -> list[Heading]:
    """Return the conversations that were last active, the latest first."""
    rows = db.execute(
        "SELECT c.id, chats.kind, c.last_at, m.id, m.text, a.answered, "
        "(SELECT count(*) FROM feedback f WHERE f.answer = a.id AND f.verdict = 'down') "
        "FROM (SELECT * FROM conversations ORDER BY last_at DESC, id DESC LIMIT ? OFFSET ?) c "
        "JOIN chats ON chats.id = c.chat JOIN messages m ON m.conversation = c.id "
        "LEFT JOIN answers a ON a.message = m.id ORDER BY c.last_at DESC, c.id DESC, m.id",
        (limit, offset),
    ).fetchall()
    found = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        messages = list(group)
        first = messages[0]
        unanswered = sum(message[5] == 0 for message in messages)
        downs = sum(message[6] for message in messages)
        found.append(Heading(first[0], first[1], first[2], first[4], len(messages), unanswered, downs))
    return found


def search(db: Database, words: str, limit: int) -> list[Hit]:
    """Return the questions that hold all of some words, or whose answers do, the latest first.

    Args:
        db: the database.
        words: words or their beginnings; case and accents do not matter. Without any, nothing is found.
        limit: how many to return.
    """
    expression = " ".join(f'"{word}"*' for word in re.findall(r"\w+", words))
    if not expression:
        return []
    return [Hit(*row) for row in db.execute(_FOUND, {"words": expression, "limit": limit})]
