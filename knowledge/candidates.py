"""Puts the passages that may be quoted into the order in which they are tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.answer_types import gives_reason
from knowledge.chatter import is_chatter
from knowledge.models import Passage
from knowledge.opposition import Positions
from knowledge.quoting import Quoter
from knowledge.search import Ranking

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A sentence of chatter comes first only where the next best scores less than this share of it.
_CHATTER = 0.5
# A greeting or a fragment gives way only to what matches nearly as well.
_FRAGMENT = 0.85
# Factor on the score of a further quote that shares a topic with the first.
_SAME_TOPIC = 1.3
# What the answer before has quoted comes again only where nothing else has more than this share of its score.
_HEARD = 0.5
# Factors on the score of the sentences that follow such a quote, the next one first: talk goes on where the text does.
_FOLLOWING = (1.4, 1.2)
# They must match this well beside the quote.
_NEARLY = 0.5
# Sentences looked at before and after a quote for its reason.
_REASON_WITHIN = 3


def strongest_first(passages: Sequence[Passage], positions: Positions, allowed: NDArray[np.bool_]) -> Ranking:
    """Rank people's statements where the question names no topic.

    Positions go before observations, what they speak about most before the rest, leaning sentences last.
    """
    theirs = [int(number) for number in np.flatnonzero(allowed)]
    topics = Counter(note.topic for number in theirs for note in positions.notes[number])
    scores = np.zeros(len(allowed))
    for number in theirs:
        passage, notes = passages[number], positions.notes[number]
        worth = 1.0 + 0.6 * bool(notes) + 0.8 * any(note.stance for note in notes) - 0.8 * passage.leans
        often = max((topics[note.topic] for note in notes), default=0) / max(topics.values(), default=1)
        scores[number] = max(worth, 0.1) * (1.0 + often) * (0.3 if passage.text.endswith("?") else 1.0)
    return Ranking([], scores, scores, sorted(theirs, key=lambda number: (-scores[number], number)))


def matter_first(candidates: Sequence[int], passages: Sequence[Passage], quoter: Quoter, ranking: Ranking) -> list[int]:
    """Put chatter and fragments behind the first passage that says something by itself and matches nearly as well.

    What was judged to answer the very question stays where it is.
    """
    best = next((n for n in candidates if not is_chatter(passages[n].text) and not quoter.is_fragment(n)), None)
    if best is None or (ranking.judged and ranking.judged.settled(candidates[0])):
        return list(candidates)
    place = candidates.index(best)
    least = {n: _CHATTER if is_chatter(passages[n].text) else _FRAGMENT for n in candidates[:place]}
    behind = [n for n in candidates[:place] if ranking.scores[best] >= least[n] * ranking.scores[n]]
    ahead = [n for n in candidates[:place] if n not in behind]
    return [*ahead, best, *behind, *candidates[place + 1 :]]


def new_first(candidates: Sequence[int], heard: Collection[int], ranking: Ranking) -> list[int]:
    """Put back what the answer before has quoted already, so that a further question brings something new.

    What was judged to answer the very question stays where it is.
    """
    judged = ranking.judged
    again = [n for n in candidates if n in heard and not (judged and judged.settled(n))]
    order = [n for n in candidates if n not in again]
    for number in again:
        better = [n for n in order if ranking.scores[n] > _HEARD * ranking.scores[number]]
        order.insert(order.index(better[-1]) + 1 if better else 0, number)
    return order


def next_first(candidates: Sequence[int], heard: Collection[int], ranking: Ranking, quoter: Quoter) -> list[int]:
    """Put forward what the same person goes on to say right after what the answer before has quoted.

    What matches far less than the quote itself stays behind, and what was judged to answer the very question ahead.
    """
    worth = {n: float(ranking.scores[n]) for n in candidates}
    following: set[int] = set()
    for number in heard:
        after = quoter.neighbours(number)[1]
        for factor in _FOLLOWING:
            # What follows another quote is measured by that one.
            if after is None or after in heard:
                break
            if after in worth and ranking.scores[after] >= _NEARLY * ranking.scores[number]:
                worth[after] = max(worth[after], factor * float(ranking.scores[after]))
                following.add(after)
            after = quoter.neighbours(after)[1]
    judged = ranking.judged
    order = [n for n in candidates if n not in following]
    for number in sorted(following, key=lambda n: -worth[n]):
        behind = (i for i, n in enumerate(order) if worth[n] < worth[number] and not (judged and judged.settled(n)))
        order.insert(next(behind, len(order)), number)
    return order


def same_topic_first(candidates: Sequence[int], first: int, positions: Positions, ranking: Ranking) -> list[int]:
    """Put forward the passages that share a topic with the first quote."""
    topics = {note.topic for note in positions.notes[first]}

    def worth(number: int) -> float:
        shared = any(note.topic in topics for note in positions.notes[number])
        return float(ranking.scores[number]) * (_SAME_TOPIC if shared else 1.0)

    return sorted(candidates, key=lambda number: -worth(number))


def reasons_around(number: int, passages: Sequence[Passage], quoter: Quoter) -> Iterator[int]:
    """Return the same person's sentences around one that give a reason, the nearest first, those that follow before."""
    before: int | None = number
    after: int | None = number
    for _ in range(_REASON_WITHIN):
        after = quoter.neighbours(after)[1] if after is not None else None
        before = quoter.neighbours(before)[0] if before is not None else None
        for near in (after, before):
            if near is not None and gives_reason(passages[near].text):
                yield near
