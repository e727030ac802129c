"""How like a question is to the questions that the editors' notes answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.bm25 import PostingsBM25
from knowledge.coverage import WordTerms
from knowledge.models import Language

if TYPE_CHECKING:
    from knowledge.bm25 import Scores


class AskedBefore:
    """The questions of the notes in one language.

    Args:
        field: their BM25 index.
        language: their language.
    """

    def __init__(self, field: PostingsBM25, language: Language) -> None:
        self._field = field
        self._language = language
        self._totals = field.sums([self._idf(held) for held in np.diff(field.starts).tolist()])

    def nearest(self, words: Sequence[WordTerms]) -> float:
        """Return how like the most similar of them is, 0 to 1.

        Likeness is the harmonic mean of two shares, each word counting by how telling it is: of the words of the
        question that the other one holds, and of the other one's words that the question holds.
        """
        total = sum(word.weight for word in words)
        if not len(self._totals) or not total:
            return 0.0
        asked, held = np.zeros(len(self._totals)), np.zeros(len(self._totals))
        for word in words:
            covered = self._covered(word)
            asked += word.weight * covered
            held += covered * self._idf(int(np.count_nonzero(covered)))
        recall = asked / total
        precision = np.minimum(held / np.maximum(self._totals, 1e-9), 1.0)
        return float(np.max(2 * recall * precision / np.maximum(recall + precision, 1e-9)))

    def _covered(self, word: WordTerms) -> Scores:
        """Return how far each question covers a word."""
        shares = dict.fromkeys(word.english, 1.0) if self._language == "en" else word.parts | word.german
        return self._field.greatest(shares)

    def _idf(self, count: int) -> float:
        size = self._field.size
        return float(np.log((size + 0.5) / (count + 0.5)))
