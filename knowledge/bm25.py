"""BM25 with weighted terms over rank-bm25's Okapi class, scoring only the passages that a term's postings name.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); structured terms after
Pirkola (1998) and Darwish and Oard, Probabilistic Structured Query Methods (2003).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

if TYPE_CHECKING:
    # numpy.typing takes a tenth of the time that one answer in the terminal has.
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]
    Ids = NDArray[np.intp]

_NO_IDS: Ids = np.empty(0, dtype=np.intp)


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

    Attributes:
        size: the number of documents.
        numbers: the terms, numbered in the order of their first occurrence.
        starts: where the postings of each term begin, and where the last ones end.
        ids: the documents of all terms, term by term.
        frequencies: how often each holds the term.
        norm: what a document's length does to its frequencies.
        floor: the idf of a term in more than half of the documents.
    """

    def __init__(
        self, corpus: Sequence[Sequence[str]], k1: float = 1.5, b: float = 0.75, epsilon: float = 0.25
    ) -> None:
        self.size = len(corpus)
        super().__init__(corpus, k1=k1, b=b, epsilon=epsilon)
        lengths = np.array(self.doc_len, dtype=np.float64)
        self.norm: Scores = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        self.floor = float(self.epsilon * self.average_idf)
        self._bits: dict[str, int] = {}

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        """Count the terms of all documents at once, which rank-bm25 does one by one, and sort them into postings.

        Returns:
            How many documents hold each term, as rank-bm25 wants it for the idf.
        """
        self.doc_len = [len(terms) for terms in corpus]
        vocabulary = dict.fromkeys(chain.from_iterable(corpus))
        self.numbers: dict[str, int] = {term: number for number, term in enumerate(vocabulary)}
        total = sum(self.doc_len)
        terms = np.fromiter(map(self.numbers.__getitem__, chain.from_iterable(corpus)), dtype=np.intp, count=total)
        documents = np.repeat(np.arange(self.size), self.doc_len)
        # One number for a term in a document: sorted by terms, then by documents.
        places, counts = np.unique(terms * max(1, self.size) + documents, return_counts=True)
        held_by, self.ids = np.divmod(places, max(1, self.size))
        self.frequencies: Scores = counts.astype(np.float64)
        holding = np.bincount(held_by, minlength=len(self.numbers))
        self.starts: Ids = np.concatenate(([0], holding.cumsum()))
        self._held: dict[str, int] = dict(zip(self.numbers, holding.tolist(), strict=True))
        # rank-bm25 divides by the number of documents and of terms: a corpus without any is one empty document.
        self.corpus_size = self.size if total else 1
        self.avgdl = total / self.corpus_size or 1.0
        return self._held or {"\x00": 1}

    def __contains__(self, term: str) -> bool:
        """Tell whether a term occurs in any document."""
        return term in self.numbers

    @property
    def vocabulary(self) -> Sequence[str]:
        """All terms, in the order of their first occurrence."""
        return list(self.numbers)

    def held(self, term: str) -> int:
        """Return in how many documents a term occurs."""
        return self._held.get(term, 0)

    def documents(self, term: str) -> Ids:
        """Return the numbers of the documents a term occurs in."""
        number = self.numbers.get(term)
        return _NO_IDS if number is None else self.ids[self.starts[number] : self.starts[number + 1]]

    def places(self, term: str) -> int:
        """Return the documents a term occurs in as the bits of a number, the first document as the lowest one."""
        if term not in self.numbers:
            return 0
        if term not in self._bits:
            self._bits[term] = sum(1 << number for number in self.documents(term).tolist())
        return self._bits[term]

    def sums(self, weights: Sequence[float] | Scores) -> Scores:
        """Return for each document the sum of the weights of those terms that it holds, each once.

        Args:
            weights: a weight a term of the vocabulary.
        """
        of_postings = np.repeat(np.array(weights, dtype=np.float64), np.diff(self.starts))
        return np.bincount(self.ids, weights=of_postings, minlength=self.size).astype(np.float64)

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Score all documents for a plain query; a term that stands in it twice counts twice, as in rank-bm25."""
        return self.score([Term({term: 1.0}) for term in query])

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Score some documents for a plain query."""
        scores: list[float] = self.get_scores(query)[list(doc_ids)].tolist()
        return scores

    def score(self, terms: Sequence[Term]) -> Scores:
        """Score all documents for weighted, structured terms; see `Pool.score`."""
        scores: Scores = Pool([self]).score([terms])[0]
        return scores

    def covered(self, terms: Sequence[Term]) -> Scores:
        """Return how far each document holds a word, 0 to 1.

        Args:
            terms: the word itself, whose likeliest alternative counts fully, and its parts.
        """
        shares: dict[str, float] = {}
        for number, term in enumerate(terms):
            whole = max(term.alternatives.values()) if number == 0 else 1 / term.weight
            for alternative, share in term.alternatives.items():
                shares[alternative] = max(shares.get(alternative, 0.0), share / whole)
        return self.greatest(shares)

    def greatest(self, shares: Mapping[str, float]) -> Scores:
        """Return for each document the greatest of the shares of those terms that it holds, 0 where it holds none."""
        found = np.zeros(self.size)
        # What is written last stays.
        for term in sorted((term for term in shares if term in self.numbers), key=lambda term: shares[term]):
            found[self.documents(term)] = shares[term]
        return found


class Pool:
    """Several indexes whose terms are of one kind, scored in one pass.

    Args:
        parts: the indexes. Their documents are numbered through, those of the first one from 0.
        least_idf: what every term counts at the least. Where there are hardly any documents, rank-bm25 gives nothing,
            or less, to terms in half of them.
    """

    def __init__(self, parts: Sequence[PostingsBM25], least_idf: float = -np.inf) -> None:
        self.size = sum(part.size for part in parts)
        self._numbers: dict[str, int] = {}
        terms = [
            np.array([self._numbers.setdefault(t, len(self._numbers)) for t in part.numbers], dtype=np.intp)
            for part in parts
        ]
        self._sizes = np.array([part.corpus_size for part in parts], dtype=np.float64)
        self._floors = np.array([part.floor for part in parts])
        self._least_idf = least_idf
        self._norm: Scores = np.concatenate([part.norm for part in parts])
        sizes = [part.size for part in parts]
        self._part_of: Ids = np.repeat(np.arange(len(parts)), sizes)
        self._most: Scores = np.repeat([part.k1 + 1 for part in parts], sizes)
        # How many documents of each part hold each term.
        self._counts: Scores = np.zeros((len(self._numbers), len(parts)))
        for column, (part, numbers) in enumerate(zip(parts, terms, strict=True)):
            self._counts[numbers, column] = np.diff(part.starts)
        of_posting = np.concatenate([np.repeat(n, np.diff(p.starts)) for p, n in zip(parts, terms, strict=True)])
        order = np.argsort(of_posting, kind="stable")
        firsts = np.cumsum(sizes) - sizes
        self._ids: Ids = np.concatenate([p.ids + first for p, first in zip(parts, firsts, strict=True)])[order]
        self._frequencies: Scores = np.concatenate([part.frequencies for part in parts])[order]
        self._starts: Ids = np.concatenate(([0], self._counts.sum(axis=1).cumsum().astype(np.intp)))

    def score(self, words: Sequence[Sequence[Term]]) -> Scores:
        """Score all documents for the weighted, structured terms of several words.

        The frequency of a structured term in a document is the weighted sum of its alternatives' frequencies; its
        document frequency is the sum of theirs, weighted the same way.

        Returns:
            A row a word, a score a document, 0 where no term matches.
        """
        alternatives: list[int] = []
        probabilities: list[float] = []
        counted: list[tuple[int, int, float]] = []
        for number, word in enumerate(words):
            for term in word:
                before = len(alternatives)
                for alternative, share in term.alternatives.items():
                    known = self._numbers.get(alternative)
                    if known is not None and share > 0:
                        alternatives.append(known)
                        probabilities.append(share)
                if len(alternatives) > before:
                    counted.append((number * self.size, len(alternatives) - before, term.weight))
        if not counted:
            return np.zeros((len(words), self.size))
        firsts, lengths, weights = zip(*counted, strict=True)
        numbers, shares, counts = np.array(alternatives), np.array(probabilities), np.array(lengths)
        rows, ids, frequencies = self._matches(numbers, shares, counts)
        idf = self._idf_of(np.add.reduceat(shares[:, None] * self._counts[numbers], counts.cumsum() - counts))
        gains = idf[rows, self._part_of[ids]] * frequencies * self._most[ids] / (frequencies + self._norm[ids])
        places = np.array(firsts)[rows] + ids
        gains *= np.array(weights)[rows]
        scores = np.bincount(places, weights=gains, minlength=len(words) * self.size)
        return scores.astype(np.float64, copy=False).reshape(len(words), self.size)

    def _matches(self, numbers: Ids, shares: Scores, counts: Ids) -> tuple[Ids, Ids, Scores]:
        """Return the matches of structured terms: the term's number, the document, the weighted frequency.

        Args:
            numbers: the alternatives of all terms.
            shares: the share of each.
            counts: how many alternatives each term has.
        """
        firsts = self._starts[numbers]
        lengths = self._starts[numbers + 1] - firsts
        postings = np.arange(lengths.sum()) + (firsts - lengths.cumsum() + lengths).repeat(lengths)
        rows: Ids = np.arange(len(counts)).repeat(counts).repeat(lengths)
        ids = self._ids[postings]
        frequencies = shares.repeat(lengths) * self._frequencies[postings]
        if len(counts) == len(numbers):
            return rows, ids, frequencies
        keys = rows * self.size + ids
        order = keys.argsort(kind="stable")
        keys = keys[order]
        fresh = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        kept = order[fresh]
        return rows[kept], ids[kept], np.add.reduceat(frequencies[order], fresh)

    def _idf_of(self, held: Scores) -> Scores:
        """Return the idf of terms in so many documents of each part, with rank-bm25's floor for very frequent ones."""
        held = np.minimum(held, self._sizes)
        idf = np.log(self._sizes - held + 0.5) - np.log(held + 0.5)
        return np.maximum(np.where(idf >= 0, idf, self._floors), self._least_idf)
