"""BM25 with weighted terms over rank-bm25's Okapi class, scoring only the passages that a term's postings name.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); structured terms after
Pirkola (1998) and Darwish and Oard, Probabilistic Structured Query Methods (2003).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

if TYPE_CHECKING:
    # numpy.typing takes a tenth of the time that one answer in the terminal has.
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]
    Ids = NDArray[np.intp]

_NO_IDS: Ids = np.empty(0, dtype=np.intp)
_NO_SCORES: Scores = np.empty(0)
# Up to so many terms are added one by one; more are gathered first.
_FEW = 3
_MOST_KEPT = 20_000


@dataclass(frozen=True)
class Term:
    """A query term: alternatives with their probabilities that count as one term, and the weight of the whole."""

    alternatives: Mapping[str, float]
    weight: float = 1.0


class PostingsBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 is untyped
    """rank-bm25's Okapi with postings. On plain queries its scores equal those of its parent.

    Args:
        corpus: the terms of each document.
        k1: term frequency saturation.
        b: length normalisation, 0 to 1.
        epsilon: the share of the mean idf that a term in more than half of the documents gets.
    """

    def __init__(
        self, corpus: Sequence[Sequence[str]], k1: float = 1.5, b: float = 0.75, epsilon: float = 0.25
    ) -> None:
        # rank-bm25 divides by the number of documents and of terms: a corpus without any is one empty document.
        documents = [list(document) for document in corpus]
        self.empty = not any(documents)
        super().__init__([["\x00"]] if self.empty else documents, k1=k1, b=b, epsilon=epsilon)
        self.size = len(documents)
        lengths = np.array(self.doc_len[: self.size] if not self.empty else [0] * self.size, dtype=np.float64)
        self._norm: Scores = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        # rank-bm25 has counted each document's terms already; arrays are made of them when a term is first asked for.
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for number, frequencies in enumerate(() if self.empty else self.doc_freqs):
            for term, frequency in frequencies.items():
                self._postings.setdefault(term, []).append((number, frequency))
        self._arrays: dict[str, tuple[Ids, Scores]] = {}
        self._kept: dict[str, tuple[Ids, Scores]] = {}
        self._structured: dict[tuple[tuple[str, float], ...], tuple[Ids, Scores]] = {}

    def __contains__(self, term: str) -> bool:
        """Tell whether a term occurs in any document."""
        return term in self._postings

    @property
    def vocabulary(self) -> Sequence[str]:
        """All terms, in the order of their first occurrence."""
        return list(self._postings)

    def documents(self, term: str) -> Ids:
        """Return the numbers of the documents a term occurs in."""
        return self._array(term)[0] if term in self._postings else _NO_IDS

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Score all documents for a plain query; a term that stands in it twice counts twice, as in rank-bm25."""
        return self.score([Term({term: 1.0}) for term in query])

    def score(self, terms: Sequence[Term]) -> Scores:
        """Score all documents for weighted, structured terms.

        The frequency of a structured term in a document is the weighted sum of its alternatives' frequencies; its
        document frequency is the sum of theirs, weighted the same way.

        Returns:
            A score a document, 0 where no term matches.
        """
        if len(terms) <= _FEW:
            few = np.zeros(self.size)
            for term in terms:
                ids, gains = self.contributions(term.alternatives)
                few[ids] += term.weight * gains
            return few
        found = [(term.weight, *self.contributions(term.alternatives)) for term in terms]
        ids = np.concatenate([ids for _, ids, _ in found])
        gains = np.concatenate([weight * gain for weight, _, gain in found])
        return np.bincount(ids, weights=gains, minlength=self.size).astype(np.float64)

    def contributions(self, alternatives: Mapping[str, float]) -> tuple[Ids, Scores]:
        """Return the documents that one structured term matches, and what it adds to the score of each."""
        key = tuple(alternatives.items())
        if key not in self._structured:
            # What a question's words stand for comes again in the next question; the cap only keeps memory bounded.
            if len(self._structured) >= _MOST_KEPT:
                self._structured.clear()
            self._structured[key] = self._structure(key)
        return self._structured[key]

    def covered(self, terms: Sequence[Term]) -> Scores:
        """Return how far each document holds a word, 0 to 1.

        Args:
            terms: the word itself, whose likeliest alternative counts fully, and its parts.
        """
        found = np.zeros(self.size)
        for number, term in enumerate(terms):
            whole = max(term.alternatives.values()) if number == 0 else 1 / term.weight
            for alternative, share in term.alternatives.items():
                ids = self.documents(alternative)
                found[ids] = np.maximum(found[ids], share / whole)
        return found

    def _structure(self, alternatives: Sequence[tuple[str, float]]) -> tuple[Ids, Scores]:
        present = [(term, weight) for term, weight in alternatives if weight > 0 and term in self._postings]
        if not present:
            return _NO_IDS, _NO_SCORES
        if len(present) == 1 and present[0][1] == 1.0:
            return self._plain(present[0][0])
        dense = np.zeros(self.size)
        documents = 0.0
        for term, weight in present:
            ids, frequencies = self._array(term)
            dense[ids] += weight * frequencies
            documents += weight * len(ids)
        ids = np.flatnonzero(dense)
        return ids, self._gains(ids, dense[ids], self._idf_of(min(documents, float(self.size))))

    def _array(self, term: str) -> tuple[Ids, Scores]:
        """Return a term's documents and frequencies as arrays."""
        if term not in self._arrays:
            numbers, frequencies = zip(*self._postings[term], strict=True)
            self._arrays[term] = np.array(numbers, dtype=np.intp), np.array(frequencies, dtype=np.float64)
        return self._arrays[term]

    def _plain(self, term: str) -> tuple[Ids, Scores]:
        """Return the contributions of a term by itself; they never change, so they are kept."""
        if term not in self._kept:
            ids, frequencies = self._array(term)
            self._kept[term] = ids, self._gains(ids, frequencies, float(self.idf[term]))
        return self._kept[term]

    def _gains(self, ids: Ids, frequencies: Scores, idf: float) -> Scores:
        gains: Scores = idf * frequencies * (self.k1 + 1) / (frequencies + self._norm[ids])
        return gains

    def _idf_of(self, frequency: float) -> float:
        """Return the idf of a term in so many documents, with rank-bm25's floor for very frequent ones."""
        idf = math.log(self.corpus_size - frequency + 0.5) - math.log(frequency + 0.5)
        return float(idf if idf >= 0 else self.epsilon * self.average_idf)
