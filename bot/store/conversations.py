"""The conversation log: a question finds its conversation, and is written with its answer and the quotes shown."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Literal

from sqlite_utils import Database

from bot.store.chats import chat_id
from bot.store.wordings import packed_meaning
from knowledge.conversation import LONGEST_MEMORY
from knowledge.models import Answer

# Seconds of silence after which a private chat begins a new conversation.
_PAUSE = 6 * 3600
Intent = Literal["answer", "more", "opposite"]


@dataclass(frozen=True)
class Asked:
    """A question as it came. `received` is its place in the journal of updates, `telegram_id` its message id."""

    chat: str
    chat_kind: str
    person: str
    text: str
    at: float
    received: int | None = None
    telegram_id: int | None = None
    topic: int | None = None
    replied_to: int | None = None
    kind: str = "question"
    parent: int | None = None
    intent: Intent = "answer"


@dataclass(frozen=True)
class Thread:
    """What a question goes on from: its conversation (None: a new one), and the questions before it, in order."""

    conversation: int | None = None
    turns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Logged:
    """An answer in the log; `again`: an earlier process logged it, and may have sent it."""

    id: int
    sent: int | None = None
    again: bool = False


def thread(db: Database, asked: Asked) -> Thread:
    """Find the conversation that a question belongs to: the one replied to, or in a private chat the latest."""
    found = None
    if asked.replied_to is not None:
        found = db.execute(
            "SELECT m.conversation FROM answers a JOIN messages m ON m.id = a.message "
            "JOIN conversations c ON c.id = m.conversation JOIN chats ON chats.id = c.chat "
            "WHERE chats.key = ? AND a.telegram_id = ? ORDER BY a.id DESC",
            (asked.chat, asked.replied_to),
        ).fetchone()
    if found is None and asked.chat_kind == "private":
        found = db.execute(
            "SELECT c.id FROM conversations c JOIN chats ON chats.id = c.chat "
            "WHERE chats.key = ? AND c.last_at > ? ORDER BY c.last_at DESC LIMIT 1",
            (asked.chat, asked.at - _PAUSE),
        ).fetchone()
    if found is None:
        return Thread()
    return Thread(found[0], turns_of(db, found[0], asked.received))


def turns_of(db: Database, conversation: int, received: int | None = None, last: int | None = None) -> list[str]:
    """Return the latest questions of a conversation in order, leaving out one that is being answered again."""
    rows = db.execute(
        "SELECT text FROM messages WHERE conversation = ? AND (? IS NULL OR received IS NULL OR received < ?) "
        "AND (? IS NULL OR id <= ?) ORDER BY id DESC LIMIT ?",
        (conversation, received, received, last, last, LONGEST_MEMORY),
    ).fetchall()
    return [row[0] for row in reversed(rows)]


def record(
    db: Database, asked: Asked, conversation: int | None, answer: Answer, topic: str | None, latency: float
) -> Logged:
    """Log a question with its answer, before the answer is sent.

    Args:
        db: the database.
        asked: the question.
        conversation: the conversation it goes on; None begins one.
        answer: the answer.
        topic: the topic of its first quote.
        latency: milliseconds since the update came.

    Returns:
        The answer's place in the log. A question that an earlier process had logged is not logged again: where its
        answer may have gone out already, it is marked as possibly sent twice. A button pressed twice has one answer.
    """
    earlier = db.execute(
        "SELECT a.id, a.telegram_id FROM messages m JOIN answers a ON a.message = m.id WHERE m.received = ?",
        (asked.received,),
    ).fetchone()
    if earlier and asked.received is not None:
        if earlier[1] is None:
            db.execute("UPDATE answers SET possibly_twice = 1 WHERE id = ?", (earlier[0],))
        return Logged(earlier[0], earlier[1], again=True)
    pressed = db.execute(
        "SELECT a.id, a.telegram_id FROM answers a JOIN messages m ON m.id = a.message "
        "WHERE a.parent = ? AND a.intent = ? AND m.text = ?",
        (asked.parent, asked.intent, asked.text),
    ).fetchone()
    if pressed:
        return Logged(pressed[0], pressed[1] or 0, again=True)
    message = _record_message(db, asked, conversation)
    return Logged(_record_answer(db, message, asked, answer, topic, latency))


def _record_message(db: Database, asked: Asked, conversation: int | None) -> int:
    if conversation is None or not db.execute("SELECT 1 FROM conversations WHERE id = ?", (conversation,)).fetchone():
        chat = chat_id(db, asked.chat, asked.chat_kind)
        conversation = db.execute(
            "INSERT INTO conversations (chat, topic, started_at, last_at) VALUES (?, ?, ?, ?)",
            (chat, asked.topic, asked.at, asked.at),
        ).lastrowid
    db.execute("UPDATE conversations SET last_at = max(last_at, ?) WHERE id = ?", (asked.at, conversation))
    cursor = db.execute(
        "INSERT INTO messages (conversation, received, telegram_id, person, kind, text, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (conversation, asked.received, asked.telegram_id, asked.person, asked.kind, asked.text, asked.at),
    )
    return int(cursor.lastrowid or 0)


def _record_answer(db: Database, message: int, asked: Asked, answer: Answer, topic: str | None, latency: float) -> int:
    cursor = db.execute(
        "INSERT INTO answers (message, parent, intent, answered, language, lead, text, suggestions, topic, confidence, "
        "version, latency_ms, meaning, leans) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message,
            asked.parent,
            asked.intent,
            answer.answered,
            answer.language,
            answer.lead,
            answer.text,
            json.dumps(answer.suggestions, ensure_ascii=False),
            topic,
            answer.confidence,
            answer.version,
            round(latency, 1),
            packed_meaning(answer),
            answer.leans,
        ),
    )
    row = int(cursor.lastrowid or 0)
    record_quotes(db, row, answer)
    return row


def record_quotes(db: Database, row: int, answer: Answer) -> None:
    """Log the quotes of an answer, in the order shown."""
    for position, quote in enumerate(answer.quotes):
        db.execute(
            "INSERT INTO quotes (answer, position, opposing, source, start, end, speaker, quote) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row,
                position,
                position == answer.opposing,
                quote.source,
                quote.start,
                quote.end,
                quote.speaker,
                quote.whole(),
            ),
        )


def sent(db: Database, answer: int, telegram_id: int | None, possibly_twice: bool = False) -> None:
    """Log that an answer went out; `telegram_id` None: it cannot be known whether it arrived."""
    db.execute(
        "UPDATE answers SET telegram_id = ?, sent_at = ?, possibly_twice = max(possibly_twice, ?) WHERE id = ?",
        (telegram_id, time.time(), possibly_twice, answer),
    )
