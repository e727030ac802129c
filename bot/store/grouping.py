"""Puts questions of one meaning together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

# From this cosine on, two meanings are one: of the judged questions that came along, four in five of the pairs that
# are as like as this ask for the same.
LIKENESS = 0.55
# Begins the names of those whose words are asked for, among the stems of a meaning.
_WHOSE = "@"
Meaning = Mapping[str, float]
# Sums of products that are equal may differ by so much.
_ROUNDING = 1e-9


def grouped(meanings: Sequence[Meaning]) -> list[list[int]]:
    """Group meanings around the first of each group; one that holds nothing is like no other.

    Args:
        meanings: stems with weights, and whose words are asked for; the earlier leads.

    Returns:
        The numbers of the meanings of each group, in order; the first is the leader, whom all others are like.
    """
    vectors = [_vector(meaning) for meaning in meanings]
    spread = Counter(part for vector in vectors for part in vector)
    ranks = {part: rank for rank, part in enumerate(sorted(spread, key=lambda part: (spread[part], part)))}
    leaders: list[dict[int, float]] = [{} for _ in ranks]
    groups: dict[int, list[int]] = {}
    for number, vector in enumerate(vectors):
        parts = sorted((ranks[part], weight) for part, weight in vector.items())
        leader = _likest(parts, leaders)
        if leader is not None:
            groups[leader].append(number)
            continue
        groups[number] = [number]
        for rank, weight in parts:
            leaders[rank][number] = weight
    return list(groups.values())


def _vector(meaning: Meaning) -> dict[tuple[str, ...], float]:
    """Return a meaning as a vector of length one, which shares nothing with one that asks for others' words."""
    whose = tuple(sorted(stem for stem in meaning if stem.startswith(_WHOSE)))
    weights = {(stem, *whose): weight for stem, weight in meaning.items() if weight and stem not in whose}
    if whose and not weights:
        return {whose: 1.0}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {part: weight / length for part, weight in weights.items()}


def _likest(parts: Sequence[tuple[int, float]], leaders: Sequence[Mapping[int, float]]) -> int | None:
    """Return the leader that a vector is likest, the earliest of several; None where it is like none.

    Args:
        parts: the vector, the rarest part first, so that few leaders ever have to be looked at.
        leaders: for each part the leaders that hold it, with its weight in them.
    """
    near: dict[int, float] = {}
    rest = 1.0
    for rank, weight in parts:
        holders = leaders[rank]
        most = math.sqrt(max(rest, 0.0)) + _ROUNDING
        if most >= LIKENESS:
            for leader, its in holders.items():
                near[leader] = near.get(leader, 0.0) + weight * its
        else:
            # Whoever holds none of the parts before cannot be like it any more, and some of the others neither.
            near = {
                leader: common + weight * holders.get(leader, 0.0)
                for leader, common in near.items()
                if common + most >= LIKENESS
            }
        rest -= weight * weight
    like = [(common, -leader) for leader, common in near.items() if common >= LIKENESS]
    return -max(like)[1] if like else None
