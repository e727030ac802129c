"""The words of a question, with the terms that stand for each and what they found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.bm25 import Term
from knowledge.fields import TermKind

if TYPE_CHECKING:
    from knowledge.bm25 import Scores

# How far a match covers a word: by part of a compound, by something that only looks alike.
_BY_PART = 0.5
_BY_LIKENESS = 0.3


@dataclass(frozen=True)
class QueryWord:
    """A word of a question as typed, and how much it counts."""

    word: str
    weight: float = 1.0


@dataclass
class Concept:
    """One word of the question: the terms that stand for it, and what they found.

    Attributes:
        word: the word as typed.
        weight: how much the word counts.
        terms: the terms by kind.
        itself: the word's own German stem.
        known: a dictionary has the word.
        named: written as a name: an acronym, with a capital inside, or in English with a capital.
        corrected: the word of the articles that a misspelt one was taken for.
        idf: how telling the word is among the passages.
        scores: what the word adds to each passage's score, field by field.
    """

    word: str
    weight: float
    terms: dict[TermKind, list[Term]]
    itself: str = ""
    known: bool = True
    named: bool = False
    corrected: str | None = None
    idf: float = 0.0
    scores: dict[str, Scores] = field(default_factory=dict)

    @cached_property
    def shares(self) -> dict[str, float]:
        """How far each term covers the word, 0 to 1."""
        shares: dict[str, float] = {}
        for structured in self.terms.get("parts", ())[1:]:
            shares |= dict.fromkeys(structured.alternatives, _BY_PART)
        for structured in self.terms.get("stems", ()):
            for term, share in structured.alternatives.items():
                trusted = self.known or self.corrected or term == self.itself
                shares[term] = max(shares.get(term, 0.0), share if trusted else share * _BY_LIKENESS)
        for structured in self.terms.get("english", ()):
            shares |= dict.fromkeys(structured.alternatives, 1.0)
        return shares

    def covered(self, terms: frozenset[str]) -> float:
        """Return how far some terms cover the word, 0 to 1."""
        if terms.isdisjoint(self.shares):
            return 0.0
        return max(self.shares[term] for term in self.shares.keys() & terms)
