"""How alike two questions are in what they find: two wordings of one wish may share no word, but find the same.

After Raghavan and Sever, On the reuse of past optimal queries, 1995: questions are compared by their results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from knowledge.bm25 import Scores

# So many of the best passages are kept of what a question finds.
_KEPT = 40
# What stands far below the best says little about what a question means.
_SHARPNESS = 2.0


def found_by(scores: Scores) -> dict[int, float]:
    """Return what a question finds, to be kept: its best passages, each with its share of the best score."""
    shares = _shares(scores)
    best = np.argsort(-shares, kind="stable")[:_KEPT]
    return {int(number): round(float(shares[number]), 3) for number in best if shares[number] >= 0.001}


class Finds:
    """What some questions find.

    Args:
        kept: what each finds, as `found_by` returns it.
    """

    def __init__(self, kept: Sequence[Mapping[int, float]]) -> None:
        self._passages = np.array([number for found in kept for number in found], dtype=np.intp)
        self._shares = np.array([share for found in kept for share in found.values()], dtype=np.float64)
        self._owners = np.repeat(np.arange(len(kept)), [len(found) for found in kept])
        self._lengths = np.sqrt(np.bincount(self._owners, self._shares**2, minlength=len(kept)))

    def alike(self, scores: Scores) -> Scores:
        """Return how alike each question is in what it finds, as a cosine, 0 to 1.

        Args:
            scores: the score of each passage for the question that is compared.
        """
        shares = _shares(scores)
        length = float(np.linalg.norm(shares))
        common = np.bincount(self._owners, self._shares * shares[self._passages], minlength=len(self._lengths))
        return np.asarray(common / np.maximum(self._lengths * length, 1e-9)).clip(0.0, 1.0)


def _shares(scores: Scores) -> Scores:
    best = float(scores.max(initial=0.0))
    return np.asarray((scores / best) ** _SHARPNESS) if best > 0 else np.zeros(len(scores))
