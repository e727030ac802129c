"""What is stored about a person: shown, erased, and not kept longer than was said."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.store import search
from bot.store.journal import forget_finished
from bot.store.wordings import authors_of

_OWN_MESSAGES = (
    "SELECT m.id, m.at, m.kind, m.text, m.edited_at, m.conversation, a.id AS answer, a.text AS answer_text, a.intent, "
    "a.answered, a.confidence, a.language, a.version, a.latency_ms, a.sent_at, a.meaning, a.leans FROM messages m "
    "LEFT JOIN answers a ON a.message = m.id WHERE m.person = ? ORDER BY m.id"
)
_OWN_WORDINGS = (
    "SELECT id, decision, turns, persons FROM judgments "
    "WHERE EXISTS (SELECT 1 FROM json_each(judgments.persons) WHERE value = ?) ORDER BY id"
)


@dataclass(frozen=True)
class Forgotten:
    """What was erased: how many messages, and which judgments have no wording any more."""

    messages: int
    judgments: tuple[int, ...] = ()


def everything_about(db: Database, person: str) -> dict[str, Any]:
    """Return all that is stored about a person.

    Settings, questions with their answers and quotes, feedback, wishes, decisions, and their own words in judgments.
    """
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
        "wishes": list(
            db.query("SELECT answer, chat_id, topic, language, at FROM wishes WHERE person = ? ORDER BY id", (person,))
        ),
        "decisions": list(
            db.query("SELECT id, kind, origin, at, taken_back_at FROM decisions WHERE judge = ? ORDER BY id", (person,))
        ),
        "judgments": [_own_words(row, person) for row in db.query(_OWN_WORDINGS, (person,))],
    }


def _own_words(judgment: dict[str, Any], person: str) -> dict[str, Any]:
    """Return the turns of a judgment that a person wrote; those of others are not theirs to see."""
    turns = zip(json.loads(judgment["turns"]), json.loads(judgment["persons"]), strict=True)
    return {
        "id": judgment["id"],
        "decision": judgment["decision"],
        "words": [turn for turn, author in turns if author == person],
    }


def forget(db: Database, person: str) -> Forgotten:
    """Erase all that is stored about a person; answers, quotes and others' feedback on them go with the questions.

    Judgments keep a wording of theirs only where somebody else has asked in the same words: it is theirs then.
    """
    judgments = _forget_wordings(db, person)
    db.execute("UPDATE decisions SET judge = NULL WHERE judge = ?", (person,))
    # What others asked after them may have been understood from their words.
    db.execute(
        "UPDATE answers SET meaning = NULL WHERE leans = 1 AND message IN (SELECT id FROM messages "
        "WHERE conversation IN (SELECT conversation FROM messages WHERE person = ?))",
        (person,),
    )
    count = db.execute("DELETE FROM messages WHERE person = ?", (person,)).rowcount
    db.execute("DELETE FROM feedback WHERE person = ?", (person,))
    db.execute("DELETE FROM wishes WHERE person = ?", (person,))
    db.execute("DELETE FROM chats WHERE key = ?", (person,))
    _remove_empty(db)
    return Forgotten(count, judgments)


def _forget_wordings(db: Database, person: str) -> tuple[int, ...]:
    """Erase a person's words in judgments; return the judgments that are left without any."""
    lost = []
    own = list(db.query(_OWN_WORDINGS, (person,)))
    rows = [(row["id"], json.loads(row["turns"]), json.loads(row["persons"])) for row in own]
    others = authors_of(db, {turn for _, turns, _ in rows for turn in turns}, but=person)
    for judgment, turns, persons in rows:
        kept = all(turn in others for turn, by in zip(turns, persons, strict=True) if by == person)
        authors = [others.get(turn) if by == person else by for turn, by in zip(turns, persons, strict=True)]
        if not kept:
            lost.append(judgment)
        db.execute(
            "UPDATE judgments SET turns = CASE WHEN ? THEN turns END, persons = ? WHERE id = ?",
            (kept, json.dumps(authors) if kept else None, judgment),
        )
    return tuple(lost)


def erased(db: Database) -> list[int]:
    """Return the judgments whose wording was erased."""
    return [row[0] for row in db.execute("SELECT id FROM judgments WHERE turns IS NULL")]


def enforce_retention(db: Database, days: int) -> int:
    """Erase what is older than so many days; returns how many messages were erased.

    Judgments keep their wording.
    """
    limit = time.time() - days * 86400
    count = db.execute("DELETE FROM messages WHERE at < ?", (limit,)).rowcount
    db.execute("DELETE FROM feedback WHERE at < ?", (limit,))
    _remove_empty(db)
    forget_finished(db)
    search.forget_erased(db)
    return count


def _remove_empty(db: Database) -> None:
    db.execute(
        "DELETE FROM conversations WHERE NOT EXISTS (SELECT 1 FROM messages WHERE conversation = conversations.id)"
    )
