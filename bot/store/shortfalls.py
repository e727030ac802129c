"""The questions of the log that the answers fell short of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from bot.store.closing import Closure, Vote, closures
from bot.store.wordings import Key, folded, wording_of
from knowledge.models import Language

# An answer that is less sure than this counts as one that may be wrong.
DOUBTFUL = 0.4
# Three ways to fall short, each with an index of its own; that of the unsure ones holds those below 0.5.
_SHORT = """
WITH short (id) AS (
    SELECT id FROM answers WHERE intent = 'answer' AND answered = 0
    UNION SELECT id FROM answers WHERE intent = 'answer' AND answered = 1 AND confidence < 0.5 AND confidence < ?
    UNION SELECT answer FROM feedback WHERE verdict IN ('down', 'none')
)
SELECT a.id, m.text, a.meaning, a.leans, a.answered, a.confidence, a.language, coalesce(m.edited_at, m.at)
FROM short CROSS JOIN answers a ON a.id = short.id CROSS JOIN messages m ON m.id = a.message
WHERE a.intent = 'answer' ORDER BY a.id
"""
# A question of which nothing is left but kind words, as far as its answer tells.
_NOTHING = "{}"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A question that its answer fell short of, with the votes that count; `folded` is what it is compared by."""

    answer: int
    text: str
    folded: str
    meaning: str | None
    leans: bool
    answered: bool
    doubtful: bool
    language: Language
    at: float
    votes: Sequence[Vote]


def shortfalls(db: Database) -> Iterator[Shortfall]:
    """Yield the questions that the answers fell short of and that no decision closes, in the order they came."""
    votes, closed = _votes(db), closures(db)
    leaning = {key[-1] for key in closed if len(key) > 1}
    known: dict[str, str] = {}
    for answer, text, meaning, leans, answered, confidence, language, at in db.execute(_SHORT, (DOUBTFUL,)):
        counted: Sequence[Vote] | None = votes.get(answer, ())
        if not answered and meaning == _NOTHING and not counted:
            continue
        same = known.get(text) or known.setdefault(text, folded(text))
        closure = _closure(db, closed, leaning, same, answer if leans else None)
        if closure is not None:
            counted = closure.leaves(at, counted or ())
        if counted is None:
            continue
        doubtful = bool(answered) and confidence < DOUBTFUL
        yield Shortfall(answer, text, same, meaning, bool(leans), bool(answered), doubtful, language, at, counted)


def _votes(db: Database) -> Mapping[int, list[Vote]]:
    found: defaultdict[int, list[Vote]] = defaultdict(list)
    for answer, verdict, reason, at in db.execute(
        "SELECT answer, verdict, reason, at FROM feedback WHERE verdict IN ('down', 'none') ORDER BY id"
    ):
        found[answer].append(Vote(verdict, reason, at))
    return found


def _closure(
    db: Database, closed: Mapping[Key, Closure], leaning: set[str], same: str, answer: int | None
) -> Closure | None:
    """Return the decision on a question; its conversation is looked up only where that can matter."""
    if answer is None:
        return closed.get((same,))
    if same not in leaning:
        return None
    wording = wording_of(db, answer)
    return closed.get(wording.key) if wording else None
