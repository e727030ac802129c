"""Wishes to be told when there is an answer."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlite_utils import Database

from bot.store.wordings import wording_of
from knowledge.models import Language


@dataclass(frozen=True)
class Wish:
    """A wish to be told.

    Attributes:
        id: its number.
        answer: the answer that was none.
        person: the pseudonym of who is to be told.
        chat_id: the chat to tell it in, Telegram's own number.
        topic: its forum topic.
        reply_to: the message that asked, where it is known.
        turns: the question with those it leans on, in order, itself last.
        language: the language to tell it in.
    """

    id: int
    answer: int
    person: str
    chat_id: int
    topic: int | None
    reply_to: int | None
    turns: list[str]
    language: Language


def wish(db: Database, answer: int, person: str, chat_id: int, topic: int | None, language: Language) -> bool:
    """Keep that a person wants to be told; doing it twice does no harm.

    Returns:
        False where the log has the answer no more.
    """
    if not db.execute("SELECT 1 FROM answers WHERE id = ?", (answer,)).fetchone():
        return False
    db.execute(
        "INSERT OR IGNORE INTO wishes (answer, person, chat_id, topic, language, at) VALUES (?, ?, ?, ?, ?, ?)",
        (answer, person, chat_id, topic, language, time.time()),
    )
    return True


def wished(db: Database, answer: int, person: str) -> bool:
    """Tell whether a person waits to be told."""
    return bool(db.execute("SELECT 1 FROM wishes WHERE answer = ? AND person = ?", (answer, person)).fetchone())


def waiting(db: Database) -> list[Wish]:
    """Return the wishes, the oldest first."""
    rows = db.execute(
        "SELECT w.id, w.answer, w.person, w.chat_id, w.topic, m.telegram_id, w.language FROM wishes w "
        "JOIN answers a ON a.id = w.answer JOIN messages m ON m.id = a.message ORDER BY w.id"
    ).fetchall()
    wordings = {row[1]: wording_of(db, row[1]) for row in rows}
    return [
        Wish(id, answer, person, chat_id, topic, reply_to, list(wording.turns), language)
        for id, answer, person, chat_id, topic, reply_to, language in rows  # noqa: A001 - the wish's id
        if (wording := wordings[answer])
    ]


def fulfilled(db: Database, id: int) -> bool:  # noqa: A002 - the wish's id
    """Erase a wish whose person was told, or cannot be; tell whether it was there."""
    return bool(db.execute("DELETE FROM wishes WHERE id = ?", (id,)).rowcount)


def withdraw(db: Database, answer: int, person: str) -> bool:
    """Erase a wish that its person has no more; tell whether it was there."""
    return bool(db.execute("DELETE FROM wishes WHERE answer = ? AND person = ?", (answer, person)).rowcount)
