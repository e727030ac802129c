"""Gaps: questions of one meaning that the answers fell short of, together."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain

from sqlite_utils import Database

from bot.store.grouping import Meaning, grouped
from bot.store.shortfalls import Shortfall, shortfalls
from bot.store.wordings import Wording, wording_of
from knowledge.models import Language

# Questions of the same words, in the order they came.
_Alike = list[Shortfall]


@dataclass(frozen=True)
class Gap:
    """Questions of one meaning that the answers fell short of.

    Attributes:
        id: the answer to the first of them. Any answer to one of them names the gap as well.
        questions: the wordings as they were typed, most frequent first.
        turns: the most frequent wording with the questions it leans on, in order, itself last.
        languages: the languages they were answered in, most frequent first.
        count: how often they were asked.
        unanswered: how often there was no answer.
        doubtful: how often the answer was not sure.
        downs: how often an answer was voted down.
        nones: how often "none of these" was pressed under the questions offered instead.
        reasons: why it was voted down, most frequent first, each with how often.
        first_at: when the first of them was asked, in seconds since 1970.
        last_at: when the last was.
        answer: the answer given last.
    """

    id: int
    questions: list[str]
    turns: list[str]
    languages: list[Language]
    count: int
    unanswered: int
    doubtful: int
    downs: int
    nones: int
    reasons: list[tuple[str, int]]
    first_at: float
    last_at: float
    answer: int


def gaps(db: Database, limit: int = 20, offset: int = 0) -> list[Gap]:
    """Return the open gaps, most frequent first, then those voted down most."""
    return [_gap(db, group) for group in _groups(db)[offset : offset + limit]]


def gap(db: Database, id: int) -> Gap | None:  # noqa: A002 - the gap's id
    """Return an open gap by the answer to any of its questions; None where there is none, or none open."""
    group = _group_of(db, id)
    return _gap(db, group) if group else None


def count(db: Database) -> int:
    """Count the open gaps."""
    return len(_groups(db))


def wordings(db: Database, id: int) -> list[Wording]:  # noqa: A002 - the gap's id
    """Return the distinct wordings of an open gap, each with what it leans on; none where the gap is not open."""
    found: dict[tuple[str, ...], Wording] = {}
    for alike in _group_of(db, id) or []:
        # Questions that stand alone differ in their authors only; those that lean may do so on different ones.
        for shortfall in alike if alike[-1].leans else alike[-1:]:
            wording = wording_of(db, shortfall.answer)
            if wording:
                found.setdefault(wording.key, wording)
    return list(found.values())


def _group_of(db: Database, answer: int) -> list[_Alike] | None:
    groups = _groups(db)
    return next((group for group in groups if any(s.answer == answer for s in chain(*group))), None)


def _groups(db: Database) -> list[list[_Alike]]:
    """Return the gaps in order, each as its wordings in order, each as its questions in order."""
    by_words: defaultdict[tuple[str, str | None], _Alike] = defaultdict(list)
    for shortfall in shortfalls(db):
        by_words[shortfall.folded, shortfall.meaning if shortfall.leans else None].append(shortfall)
    alike = sorted(by_words.values(), key=lambda same: (-len(same), same[0].answer))
    groups = [[alike[number] for number in numbers] for numbers in grouped([_meaning(same) for same in alike])]
    return sorted(groups, key=lambda group: (-sum(map(len, group)), -_votes(group, "down"), _first(group)))


def _meaning(alike: _Alike) -> Meaning:
    """Return what questions of the same words mean, by the latest; of questions from before that was kept, nothing."""
    packed = next((shortfall.meaning for shortfall in reversed(alike) if shortfall.meaning), "{}")
    meaning: dict[str, float] = json.loads(packed)
    return meaning


def _votes(group: list[_Alike], verdict: str) -> int:
    return sum(vote.verdict == verdict for shortfall in chain(*group) for vote in shortfall.votes)


def _first(group: list[_Alike]) -> int:
    return min(alike[0].answer for alike in group)


def _gap(db: Database, group: list[_Alike]) -> Gap:
    everything = sorted(chain(*group), key=lambda shortfall: shortfall.answer)
    leading = wording_of(db, group[0][-1].answer)
    reasons = Counter(vote.reason for s in everything for vote in s.votes if vote.verdict == "down" and vote.reason)
    return Gap(
        id=everything[0].answer,
        questions=list(dict.fromkeys(alike[-1].text for alike in group)),
        turns=list(leading.turns) if leading else [],
        languages=[language for language, _ in Counter(s.language for s in everything).most_common()],
        count=len(everything),
        unanswered=sum(not s.answered for s in everything),
        doubtful=sum(s.doubtful for s in everything),
        downs=_votes(group, "down"),
        nones=_votes(group, "none"),
        reasons=reasons.most_common(),
        first_at=min(s.at for s in everything),
        last_at=max(s.at for s in everything),
        answer=everything[-1].answer,
    )
