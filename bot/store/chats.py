"""Settings per chat."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

Mode = Literal["mention", "questions", "off"]
MODES: tuple[Mode, ...] = ("mention", "questions", "off")


@dataclass(frozen=True)
class ChatSettings:
    """What holds in a chat; `language` None: each message decides."""

    mode: Mode = "mention"
    language: str | None = None


def chat_id(db: Database, key: str, kind: str) -> int:
    """Return the row of a chat, made where it is missing.

    Args:
        db: the database.
        key: the pseudonym of a private chat, or the id of a group.
        kind: "private", "group" or "supergroup".
    """
    row = db.execute("SELECT id FROM chats WHERE key = ?", (key,)).fetchone()
    if row:
        return int(row[0])
    cursor = db.execute("INSERT INTO chats (key, kind, created_at) VALUES (?, ?, ?)", (key, kind, time.time()))
    return int(cursor.lastrowid or 0)


def settings(db: Database, key: str) -> ChatSettings:
    """Return the settings of a chat."""
    row = db.execute("SELECT mode, language FROM chats WHERE key = ?", (key,)).fetchone()
    return ChatSettings(*row) if row else ChatSettings()


def set_mode(db: Database, key: str, kind: str, mode: Mode) -> None:
    """Set when the bot answers in a group."""
    db.execute("UPDATE chats SET mode = ? WHERE id = ?", (mode, chat_id(db, key, kind)))


def set_language(db: Database, key: str, kind: str, language: str | None) -> None:
    """Set the language of a chat; None: each message decides."""
    db.execute("UPDATE chats SET language = ? WHERE id = ?", (language, chat_id(db, key, kind)))


def migrate(db: Database, old: str, new: str) -> None:
    """Let a supergroup take over the settings and the log of the group that it was; doing it twice does no harm."""
    row = db.execute("SELECT id, mode, language FROM chats WHERE key = ?", (old,)).fetchone()
    if row is None:
        return
    db.execute("UPDATE wishes SET chat_id = ? WHERE chat_id = ?", (int(new), int(old)))
    # Message ids start anew in a supergroup: the old ones would name messages that have nothing to do with them.
    asked = "SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation WHERE c.chat = ?"
    db.execute(f"UPDATE answers SET telegram_id = NULL WHERE message IN ({asked})", (row[0],))  # noqa: S608
    db.execute(f"UPDATE messages SET telegram_id = NULL WHERE id IN ({asked})", (row[0],))  # noqa: S608
    there = db.execute("SELECT id FROM chats WHERE key = ?", (new,)).fetchone()
    if there is None:
        db.execute("UPDATE chats SET key = ?, kind = 'supergroup' WHERE id = ?", (new, row[0]))
        return
    db.execute("UPDATE chats SET mode = ?, language = ? WHERE id = ?", (row[1], row[2], there[0]))
    db.execute("UPDATE conversations SET chat = ? WHERE chat = ?", (there[0], row[0]))
    db.execute("DELETE FROM chats WHERE id = ?", (row[0],))
