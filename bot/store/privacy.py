"""What is stored about a person: shown, erased, and not kept longer than was said."""

from __future__ import annotations

import time
from typing import Any

from sqlite_utils import Database

from bot.store.journal import forget_finished

_OWN_MESSAGES = (
    "SELECT m.id, m.at, m.kind, m.text, m.edited_at, m.conversation, a.id AS answer, a.text AS answer_text, a.intent, "
    "a.answered, a.confidence, a.language, a.version, a.latency_ms, a.sent_at FROM messages m "
    "LEFT JOIN answers a ON a.message = m.id WHERE m.person = ? ORDER BY m.id"
)


def everything_about(db: Database, person: str) -> dict[str, Any]:
    """Return all that is stored about a person: settings, questions with their answers and quotes, feedback."""
    messages = list(db.query(_OWN_MESSAGES, (person,)))
    for message in messages:
        message["quotes"] = list(
            db.query(
                "SELECT source, start, end, speaker FROM quotes WHERE answer = ? ORDER BY position",
                (message["answer"],),
            )
        )
    return {
        "pseudonym": person,
        "settings": list(db.query("SELECT kind, language, created_at FROM chats WHERE key = ?", (person,))),
        "messages": messages,
        "feedback": list(
            db.query("SELECT answer, verdict, reason, at FROM feedback WHERE person = ? ORDER BY id", (person,))
        ),
    }


def forget(db: Database, person: str) -> int:
    """Erase all that is stored about a person; answers, quotes and others' feedback on them go with the questions.

    Returns:
        How many messages were erased.
    """
    count = db.execute("DELETE FROM messages WHERE person = ?", (person,)).rowcount
    db.execute("DELETE FROM feedback WHERE person = ?", (person,))
    db.execute("DELETE FROM chats WHERE key = ?", (person,))
    _remove_empty(db)
    return count


def enforce_retention(db: Database, days: int) -> int:
    """Erase what is older than so many days; returns how many messages were erased."""
    limit = time.time() - days * 86400
    count = db.execute("DELETE FROM messages WHERE at < ?", (limit,)).rowcount
    db.execute("DELETE FROM feedback WHERE at < ?", (limit,))
    _remove_empty(db)
    forget_finished(db)
    return count


def _remove_empty(db: Database) -> None:
    db.execute(
        "DELETE FROM conversations WHERE NOT EXISTS (SELECT 1 FROM messages WHERE conversation = conversations.id)"
    )
