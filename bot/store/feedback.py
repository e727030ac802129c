"""What people think of the answers: one verdict a person and answer."""

from __future__ import annotations

import time
from typing import Literal

from sqlite_utils import Database

Verdict = Literal["up", "down", "none"]
Reason = Literal["quote", "person", "question", "long"]
REASONS: tuple[Reason, ...] = ("quote", "person", "question", "long")


def vote(db: Database, answer: int, person: str, verdict: Verdict, reason: Reason | None = None) -> bool:
    """Keep a person's verdict on an answer; a later one takes the place of an earlier one.

    Args:
        db: the database.
        answer: the answer in the log.
        person: the pseudonym.
        verdict: "up", "down", or "none" for "none of these" under the questions offered.
        reason: why "down", where it was said.

    Returns:
        False where the log has the answer no more.
    """
    if not db.execute("SELECT 1 FROM answers WHERE id = ?", (answer,)).fetchone():
        return False
    db.execute(
        "INSERT INTO feedback (answer, person, verdict, reason, at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (answer, person) DO UPDATE SET verdict = excluded.verdict, at = excluded.at, "
        "reason = coalesce(excluded.reason, CASE WHEN verdict = excluded.verdict THEN reason END)",
        (answer, person, verdict, reason, time.time()),
    )
    return True
