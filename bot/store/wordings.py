"""The words of a question: when two wordings are one, and what belongs to a question that leans on others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from knowledge.conversation import LONGEST_MEMORY
from knowledge.models import Answer, Language

# A wording as it is compared: the turns, folded.
Key = tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A question as it was typed.

    Attributes:
        turns: the questions it is understood from, in order, itself last.
        language: the language it was answered in.
        persons: the pseudonym of who wrote each turn; None where nobody in the log did.
    """

    turns: tuple[str, ...]
    language: Language
    persons: tuple[str | None, ...]

    @property
    def key(self) -> Key:
        """Return what it is compared by."""
        return key_of(self.turns)


def folded(text: str) -> str:
    """Return a text without what makes no other wording of it: case, punctuation, white space."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def key_of(turns: Iterable[str]) -> Key:
    """Return what a question is compared by."""
    return tuple(folded(turn) for turn in turns)


def packed_meaning(answer: Answer) -> str:
    """Return what a question means, as it is stored."""
    return json.dumps(answer.meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def wording_of(db: Database, answer: int) -> Wording | None:
    """Return the wording of a logged question: alone where it stands alone, else with what it goes on from.

    Args:
        db: the database.
        answer: the answer to the question.

    Returns:
        The wording; None where the log has the answer no more.
    """
    asked = db.execute(
        "SELECT m.conversation, m.id, a.language FROM answers a JOIN messages m ON m.id = a.message WHERE a.id = ?",
        (answer,),
    ).fetchone()
    if asked is None:
        return None
    rows = db.execute(
        "SELECT m.text, m.person, a.leans FROM messages m LEFT JOIN answers a ON a.message = m.id "
        "WHERE m.conversation = ? AND m.id <= ? ORDER BY m.id DESC LIMIT ?",
        (asked[0], asked[1], LONGEST_MEMORY),
    ).fetchall()
    # What was logged before it was known whether questions lean stands alone where it is asked about itself.
    needed = 1 if not rows[0][2] else next((n for n, row in enumerate(rows, 1) if row[2] == 0), len(rows))
    turns = rows[needed - 1 :: -1]
    return Wording(tuple(row[0] for row in turns), asked[2], tuple(row[1] for row in turns))


def authors_of(db: Database, texts: Iterable[str], but: str | None = None) -> dict[str, str]:
    """Return who has asked these very texts.

    Args:
        db: the database.
        texts: the texts.
        but: the pseudonym of somebody who does not count.

    Returns:
        The pseudonym of one of those who typed each text; texts that nobody typed are missing.
    """
    rows = db.execute(
        "SELECT text, min(person) FROM messages WHERE text IN (SELECT value FROM json_each(?)) AND person IS NOT ? "
        "GROUP BY text",
        (json.dumps(sorted(set(texts))), but),
    )
    return dict(rows.fetchall())
