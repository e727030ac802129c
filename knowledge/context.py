"""The German stems that English words may stand for, weighed by how well they fit each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from knowledge.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONTEXT_MIX = 0.75


def in_context(found: Sequence[Weights], where: Mapping[str, int]) -> list[Weights]:
    """Raise each word's candidates by their association to those of the other words.

    Args:
        found: the candidates of each word.
        where: the passages that hold a stem, as the bits of a number; no stem is nowhere.
    """
    ends = list(accumulate((len(stems) for stems in found), initial=0))
    weights = np.array([weight for stems in found for weight in stems.values()])
    fit = _fit(_associations([where[stem] for stems in found for stem in stems]) * weights, ends)
    raised = []
    for stems, (start, end) in zip(found, pairwise(ends), strict=True):
        # Where nothing is shared, all sink alike, and `sharpen` evens that out.
        best = fit[start:end].max(initial=0.0) or 1.0
        shares = weights[start:end] * (1 - CONTEXT_MIX + CONTEXT_MIX * fit[start:end] / best)
        raised.append(dict(zip(stems, shares.tolist(), strict=True)))
    return raised


def _fit(near: NDArray[np.float64], ends: Sequence[int]) -> NDArray[np.float64]:
    """Return how near each candidate comes to the nearest one of every other word, summed up.

    Args:
        near: how near each candidate, a row, comes to each.
        ends: where the candidates of each word end and those of the next one begin.
    """
    fit = np.zeros(len(near))
    for start, end in pairwise(ends):
        if start < end:
            nearest = near[:, start:end].max(axis=1)
            nearest[start:end] = 0.0
            fit += nearest
    return fit


def _associations(places: Sequence[int]) -> NDArray[np.float64]:
    """Return the cosine of every two sets of places, each the bits of a number."""
    size = (max(places, default=0).bit_length() + 7) // 8
    bits = np.frombuffer(b"".join(number.to_bytes(size, "little") for number in places), dtype=np.uint8)
    held = np.unpackbits(bits.reshape(len(places), size), axis=1).astype(np.float64)
    lengths = np.sqrt(held.sum(axis=1))
    return np.asarray(held @ held.T / (lengths[:, None] * lengths))
