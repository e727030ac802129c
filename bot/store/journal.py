"""Updates on their way: committed before Telegram is told that they came, erased once they are answered."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

# An update whose handling took the process down so many times is given up.
MOST_ATTEMPTS = 3
# Seconds that the ids of finished updates are kept; Telegram delivers none again after a day.
_REMEMBERED = 2 * 86400


@dataclass(frozen=True)
class Received:
    """An update as it came, with its place in the journal; `again`: it was begun before, by a process that died."""

    id: int
    body: dict[str, Any]
    again: bool = False


def receive(db: Database, bot: int, bodies: Sequence[dict[str, Any]]) -> list[Received]:
    """Keep updates, and return those that had not come before.

    Args:
        db: the database.
        bot: the bot's own user id; update ids count per bot.
        bodies: updates as JSON objects, each with its `update_id`.
    """
    fresh, now = [], time.time()
    for body in bodies:
        cursor = db.execute(
            "INSERT OR IGNORE INTO updates (bot, update_id, received_at, body) VALUES (?, ?, ?, ?)",
            (bot, body["update_id"], now, json.dumps(body)),
        )
        if cursor.rowcount:
            fresh.append(Received(int(cursor.lastrowid or 0), body))
    return fresh


def waiting(db: Database, bot: int) -> list[Received]:
    """Return the updates that an earlier process left, oldest first; those it died of too often are given up."""
    db.execute(
        "UPDATE updates SET body = NULL WHERE bot = ? AND body IS NOT NULL AND attempts >= ?", (bot, MOST_ATTEMPTS)
    )
    rows = db.execute("SELECT id, body FROM updates WHERE bot = ? AND body IS NOT NULL ORDER BY id", (bot,)).fetchall()
    return [Received(row[0], json.loads(row[1]), again=True) for row in rows]


def attempt(db: Database, id: int) -> None:  # noqa: A002 - the journal's id
    """Count that an update of an earlier process is begun once more."""
    db.execute("UPDATE updates SET attempts = attempts + 1 WHERE id = ?", (id,))


def finish(db: Database, id: int) -> None:  # noqa: A002 - the journal's id
    """Erase what an update held; its id is kept, so that it is known when it comes again."""
    db.execute("UPDATE updates SET body = NULL WHERE id = ?", (id,))


def forget_finished(db: Database) -> None:
    """Remove the ids of updates that cannot come again."""
    db.execute("DELETE FROM updates WHERE body IS NULL AND received_at < ?", (time.time() - _REMEMBERED,))
