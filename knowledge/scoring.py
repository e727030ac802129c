"""Scores the words of a question in all fields: one pass for each kind of terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from knowledge.bm25 import Pool, PostingsBM25
from knowledge.concepts import Concept
from knowledge.fields import FIELDS, TermKind, Weighing
from knowledge.index import Index
from knowledge.units import Units

if TYPE_CHECKING:
    from knowledge.bm25 import Scores


# Next to nothing beside what a word counts in any folder of some length.
_LEAST_IDF = 0.1


class FieldIndexes(dict[str, PostingsBM25]):
    """The BM25 index of each field, made when it is first asked for: a German question needs no English ones."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._stored = index.fields

    def __missing__(self, name: str) -> PostingsBM25:
        """Make the index of a field."""
        made = self[name] = PostingsBM25(getattr(self._stored, name), k1=FIELDS[name].k1, b=FIELDS[name].b)
        return made


class Scorer:
    """Scores words in the fields of an index.

    Args:
        fields: the fields by name.
        units: hands their scores down to passages.
        without: fields to leave out.
    """

    def __init__(self, fields: Mapping[str, PostingsBM25], units: Units, without: frozenset[str]) -> None:
        self._fields = fields
        self._units = units
        self._without = without
        # Caches of an object of its own go with it; one of the class would keep every object.
        self._names = cache(self._counting)
        self._pool = cache(self._pool_of)

    def score(self, concepts: Sequence[Concept], weighing: Weighing) -> dict[str, Scores]:
        """Note what each word adds to the passages' scores, field by field, and return what each field adds."""
        found: dict[str, tuple[list[Concept], Scores]] = {}
        for kind, names in self._names(weighing).items():
            having = [concept for concept in concepts if concept.terms.get(kind)]
            if having:
                scores = self._pool(names).score([concept.terms[kind] for concept in having])
                found |= {name: (having, rows) for name, rows in self._by_passage(names, scores, having, weighing)}
        for name in FIELDS:
            for concept, row in zip(*found.get(name, ((), ())), strict=True):
                concept.scores[name] = row
        return {name: rows.sum(axis=0) for name, (_, rows) in found.items()}

    def prepare(self, weighing: Weighing) -> None:
        """Make what questions in a language need, where that has not been done."""
        for names in self._names(weighing).values():
            self._pool(names)

    def _by_passage(
        self, names: Sequence[str], scores: Scores, concepts: Sequence[Concept], weighing: Weighing
    ) -> Iterable[tuple[str, Scores]]:
        """Yield for each field the weighed scores of the passages, a row a word."""
        first = 0
        weights = np.array([[concept.weight] for concept in concepts])
        for name in names:
            field, end = FIELDS[name], first + self._fields[name].size
            yield name, self._units.down(field.unit, scores[:, first:end]) * (weights * field.weight(weighing))
            first = end

    def _counting(self, weighing: Weighing) -> dict[TermKind, tuple[str, ...]]:
        """Return the fields that count, by the kind of their terms."""
        names: dict[TermKind, tuple[str, ...]] = {}
        for name, field in FIELDS.items():
            if field.weight(weighing) and name not in self._without:
                names[field.terms] = (*names.get(field.terms, ()), name)
        return names

    def _pool_of(self, names: Sequence[str]) -> Pool:
        return Pool([self._fields[name] for name in names], _LEAST_IDF)
