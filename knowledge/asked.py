"""How like a question is, as a whole, to the questions that editors put to notes and topics, and what that gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.bm25 import PostingsBM25
from knowledge.concepts import Concept
from knowledge.fields import ASKED, FIELDS
from knowledge.models import Language
from knowledge.shades import is_shade
from knowledge.units import Units

if TYPE_CHECKING:
    from knowledge.bm25 import Scores

# What a question is compared with; an English one with German ones too, through translations.
_QUESTIONS: dict[Language, tuple[str, ...]] = {"de": ("question_de",), "en": ("question_en", "question_de")}
# What tells how telling a word of the editors' questions is: the sentences that hold it.
_TEXTS: dict[str, tuple[str, ...]] = {"question_de": ("stems", "parts"), "question_en": ("translation",)}


class Asked:
    """The editors' questions of an index.

    Args:
        fields: the index's fields by name.
        units: hands their scores down to passages.
        size: the number of passages.
    """

    def __init__(self, fields: Mapping[str, PostingsBM25], units: Units, size: int) -> None:
        self._fields = fields
        self._units = units
        self._size = size
        self._weights: dict[str, Scores] = {}

    def prepare(self, language: Language) -> None:
        """Make what questions in a language are compared with, where that has not been done."""
        for name in _QUESTIONS[language]:
            self._weights_of(name)

    def gains(self, concepts: Sequence[Concept], shades: Sequence[str], language: Language) -> Scores:
        """Return what each passage gets for being asked about in a question like this one.

        Args:
            concepts: the question's words with their terms.
            shades: what they leave out; see `knowledge.shades`.
            language: the language of the words.
        """
        # How like the question is to the likest one put to each passage, 0 to 1 (weighted Jaccard).
        best = np.zeros(self._size)
        asked = _weight(concepts) + ASKED.shade * len(shades)
        for name in _QUESTIONS[language]:
            weights = self._weights_of(name)
            # One word may stand for several of the other question's, in the other language above all.
            shared = np.minimum(self._shared(name, concepts, shades), weights)
            likeness = shared / np.maximum(asked + weights - shared, 1e-9)
            best = np.maximum(best, self._units.down(name, likeness.clip(0.0, 1.0)))
        return np.asarray(ASKED.gain * asked * best**ASKED.power)

    def _shared(self, name: str, concepts: Sequence[Concept], shades: Sequence[str]) -> Scores:
        """Return the weight of what a question shares with each of the editors'."""
        field = self._fields[name]
        shared = np.zeros(field.size)
        for concept in concepts:
            found = field.covered(concept.terms.get(FIELDS[name].terms, ()))
            shared += concept.idf * concept.weight * found
        for shade in shades:
            shared[field.documents(shade)] += ASKED.shade
        return shared

    def _weights_of(self, name: str) -> Scores:
        """Return how much the words of each question tell, in sums of idf; summed up when first needed."""
        if name not in self._weights:
            field, texts = self._fields[name], [self._fields[text] for text in _TEXTS[name]]
            held = np.array([max(text.held(term) for text in texts) for term in field.vocabulary], dtype=np.float64)
            idf = np.maximum(0.2, np.log((2 * self._size + 1) / (2 * held + 1)))
            shades = np.array([is_shade(term) for term in field.vocabulary], dtype=bool)
            self._weights[name] = field.sums(np.where(shades, ASKED.shade, idf))
        return self._weights[name]


def by_coverage(concepts: Sequence[Concept], size: int, language: Language) -> Scores:
    """Return what the words of the editors' questions give to each passage, by how much of the question they cover.

    One word that happens to stand in such a question says little.

    Args:
        concepts: the question's words with their scores, which are changed.
        size: the number of passages.
        language: the language of the words.
    """
    name = f"asked_{language}"
    found = [(concept, concept.scores[name]) for concept in concepts if name in concept.scores]
    total, covered = np.zeros(size), np.zeros(size)
    for concept, scores in found:
        total += scores
        covered += _weight([concept]) * scores / max(float(scores.max(initial=0.0)), 1e-9)
    weight = _weight(concepts) or 1.0
    factor = ASKED.alone + (1 - ASKED.alone) * covered / weight
    for concept, scores in found:
        concept.scores[name] = scores * factor
    return np.asarray(total * factor)


def _weight(concepts: Sequence[Concept]) -> float:
    return sum(concept.idf * concept.weight for concept in concepts)
