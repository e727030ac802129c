"""What the log tells the people who make the answers better."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

_DAY = 86400
_EXPORT = (
    "SELECT m.id AS message, m.conversation, chats.key AS chat, chats.kind AS chat_kind, c.topic, m.person, m.at, "
    "m.kind, m.text AS question, m.edited_at, a.id AS answer, a.parent, a.intent, a.answered, a.language, a.text, "
    "a.confidence, a.topic AS about, a.version, a.latency_ms, a.sent_at, a.possibly_twice, "
    "(SELECT json_group_array(json_object('source', source, 'start', start, 'end', end, 'speaker', speaker)) "
    " FROM quotes WHERE answer = a.id) AS quotes, "
    "(SELECT json_group_array(json_object('person', person, 'verdict', verdict, 'reason', reason, 'at', at)) "
    " FROM feedback WHERE answer = a.id) AS feedback "
    "FROM messages m JOIN conversations c ON c.id = m.conversation JOIN chats ON chats.id = c.chat "
    "LEFT JOIN answers a ON a.message = m.id ORDER BY m.id"
)


@dataclass(frozen=True)
class Statistics:
    """Figures over some days. `daily` counts questions and answered ones per day, oldest first, today last."""

    days: int
    questions: int = 0
    answered: int = 0
    ups: int = 0
    downs: int = 0
    topics: list[tuple[str, int]] = field(default_factory=list)
    daily: list[tuple[int, int]] = field(default_factory=list)


def statistics(db: Database, days: int = 30, now: float | None = None) -> Statistics:
    """Count what was asked and answered in the last days; presses on "more" and the like are not questions."""
    now = now or time.time()
    since = now - days * _DAY
    rows = db.execute(
        "SELECT m.at, a.answered, a.topic FROM messages m JOIN answers a ON a.message = m.id "
        "WHERE m.at >= ? AND a.intent = 'answer'",
        (since,),
    ).fetchall()
    daily = [[0, 0] for _ in range(days)]
    for at, answered, _ in rows:
        day = daily[min(days - 1, max(0, int((at - since) // _DAY)))]
        day[0] += 1
        day[1] += answered
    votes = dict(
        db.execute("SELECT verdict, count(*) FROM feedback WHERE at >= ? GROUP BY verdict", (since,)).fetchall()
    )
    return Statistics(
        days=days,
        questions=len(rows),
        answered=sum(answered for _, answered, _ in rows),
        ups=votes.get("up", 0),
        downs=votes.get("down", 0),
        daily=[(asked, answered) for asked, answered in daily],
        topics=Counter(topic for _, _, topic in rows if topic).most_common(8),
    )


def export(db: Database) -> Iterator[dict[str, Any]]:
    """Yield the whole log, a question with its answer a row; `quotes` and `feedback` are JSON lists."""
    yield from db.query(_EXPORT)


def latest(db: Database, limit: int) -> list[dict[str, Any]]:
    """Return the messages of the conversations that were last active, in order."""
    return list(
        db.query(
            "SELECT c.id AS conversation, chats.kind, chats.key AS chat, m.person, m.at, m.text AS question, a.text, "
            "a.answered, a.confidence, a.latency_ms, a.possibly_twice, "
            "(SELECT group_concat(verdict) FROM feedback WHERE answer = a.id) AS verdicts "
            "FROM (SELECT * FROM conversations ORDER BY last_at DESC LIMIT ?) c JOIN chats ON chats.id = c.chat "
            "JOIN messages m ON m.conversation = c.id LEFT JOIN answers a ON a.message = m.id ORDER BY c.last_at, m.id",
            (limit,),
        )
    )
