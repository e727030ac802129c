"""Which decisions close which wording, and what opens it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from bot.store.wordings import Key, key_of

# answers: these passages answer it, or do not. right: the answer that was given is right. unanswerable: no article
# answers it. finding: the article is read wrongly, such as a wrong speaker. no_question: nothing was asked.
Kind = Literal["answers", "right", "unanswerable", "finding", "no_question"]
KINDS: tuple[Kind, ...] = ("answers", "right", "unanswerable", "finding", "no_question")


@dataclass(frozen=True)
class Vote:
    """A press on 👎 ("down") or on "none of these" ("none"), at a time in seconds since 1970."""

    verdict: str
    reason: str | None
    at: float


@dataclass(frozen=True)
class Closure:
    """The latest standing decision on a wording; `published_at` None: the index in force does not know of it."""

    decision: int
    kind: Kind
    at: float
    published_at: float | None

    def leaves(self, asked_at: float, votes: Sequence[Vote]) -> Sequence[Vote] | None:
        """Return the votes that count on a question that fell short; None where the question is closed.

        Args:
            asked_at: when it was asked or edited.
            votes: the votes on its answer.
        """
        if self.kind == "no_question":
            return None
        if self.kind == "finding":
            return [vote for vote in votes if vote.verdict == "down" and vote.at > self.at] or None
        if self.published_at is None:
            return None
        if self.kind == "unanswerable":
            return [vote for vote in votes if vote.at > self.published_at] or None
        return votes if asked_at > self.published_at else None


def closures(db: Database) -> dict[Key, Closure]:
    """Return the latest decision on each wording, of those not taken back."""
    rows = db.execute(
        "SELECT j.turns, d.id, d.kind, d.at, max(j.published_at) FROM judgments j "
        "JOIN decisions d ON d.id = j.decision WHERE d.taken_back_at IS NULL AND j.turns IS NOT NULL "
        "GROUP BY d.id, j.turns ORDER BY d.id"
    ).fetchall()
    return {key_of(json.loads(turns)): Closure(*row) for turns, *row in rows}
