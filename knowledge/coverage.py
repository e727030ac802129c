"""How far words of the articles cover a word of a question: wholly, as a part of a compound, or not at all."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from knowledge.concepts import Concept
from knowledge.models import Language

# A compound says less than its parts alone would: "Insellösung" is no island. Its last part says what it is.
_HEAD = 0.5
_MODIFIER = 0.3
_INSIDE = 0.5
# A name may have a translation, such as an acronym's; less likely ones are about something else.
_LIKELY = 0.4
# A German word that may translate an English one, where the articles are translated and the English word is missing.
_BY_DICTIONARY = 0.6
# Words that ask rather than name a topic; they tell little about what an answer must hold.
_LIGHT_WEIGHT = 0.5
_LIGHT = frozenset(
    "machen mache macht machst gemacht gemeint vorgefallen passieren passiert geschehen geschieht kommen kommt kam "
    "kommts raus geben bedeutet bedeuten heißen heißt hieß name namen beispiel gesagt geschrieben erzählt idee gut "
    "gute guter gutes guten schlecht besser beste besten pro contra zitat zitate stuff story quote quotes idea bad "
    "good better best happen happens happened way thing things mean means meant meaning work works worth find found "
    "beim need needs know want tell come comes goes become becomes name names".split()
)


@dataclass(frozen=True)
class WordTerms:
    """The terms that stand for one word of a question, each with how far it covers the word, 0 to 1.

    Attributes:
        concept: the word.
        weight: how much the word counts among those of the question.
        german: German stems: the word's own, its synonyms, or its translations.
        parts: stems of the parts, where the word is a compound.
        english: English stems.
    """

    concept: Concept
    weight: float
    german: dict[str, float]
    parts: dict[str, float]
    english: frozenset[str]

    def in_german(self, words: Container[str], parts: Container[str] | None = None) -> float:
        """Return how far German words cover the word.

        Args:
            words: stems.
            parts: the same with compounds cut into parts, where they are kept apart.
        """
        inside = words if parts is None else parts
        found = [share for term, share in self.german.items() if term in words]
        if parts is not None:
            found += [share * _INSIDE for term, share in self.german.items() if term in parts]
        found += [share for term, share in self.parts.items() if term in inside]
        return max(found, default=0.0)

    def in_english(self, words: Container[str]) -> float:
        """Return how far English words cover the word: 1 or 0."""
        return float(any(term in words for term in self.english))


def word_terms(concept: Concept, language: Language, *, translated: bool) -> WordTerms:
    """Return the terms of a word of a question.

    Args:
        concept: the word.
        language: the question's language.
        translated: the articles have translations, which say more than a dictionary.
    """
    trusted = concept.known or concept.corrected is not None
    by_dictionary = _BY_DICTIONARY if language == "en" and translated else 1.0
    german: dict[str, float] = {}
    for structured in concept.terms.get("stems", ()):
        for term, share in structured.alternatives.items():
            # What only looks like a name or a word of no dictionary does not stand for it.
            if term == concept.itself or (trusted and (not concept.named or share >= _LIKELY)):
                german[term] = max(german.get(term, 0.0), share * by_dictionary)
    cut = concept.terms.get("parts", ())[1:]
    parts: dict[str, float] = {}
    for place, structured in enumerate(cut, start=1):
        for term in structured.alternatives:
            parts[term] = max(parts.get(term, 0.0), _HEAD if place == len(cut) else _MODIFIER)
    english = frozenset(term for structured in concept.terms.get("english", ()) for term in structured.alternatives)
    light = _LIGHT_WEIGHT if concept.word.casefold() in _LIGHT else 1.0
    return WordTerms(concept, concept.idf * concept.weight * light, german, parts, english)
