"""Compares a question with those of the topics: how alike they are, and whether their sides are the same."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from knowledge.analysis import Analyzer
from knowledge.evidence import covered
from knowledge.index import Index
from knowledge.models import Language, Note
from knowledge.search import Ranking

# A word rarer than this tells what a question is about: it stands in fewer than every seventh sentence.
_TELLING = 2.0
_ALIKE = 5
# So large a share of a question's telling words must be a topic's question's own.
_SAME_QUESTION = 0.4
# What a topic's question names behind these words is the other side of it.
_COMPARES = re.compile(r"\b(?:als|statt|anstatt|than|instead)\b")
_NEGATES = re.compile(r"\b(?:weniger|wenig|nicht|kein\w*|ohne|fehlt|less|fewer|little|not|no|without|lack)\b")
# Doing it oneself is the other side of having it done.
_ONESELF = re.compile(
    r"\b(?:selbst|selber|intern|inhouse|in-house|(?:our|your|them)selves|yourself|eigene[nrs]? leute)\b", re.IGNORECASE
)


class TopicQuestions:
    """The questions of an index's topics."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        # What topics ask is looked at for every question that wishes for one side.
        self._terms_of = lru_cache(maxsize=1_000)(self._analyzed)
        self._topics = index.topics
        self._notes: dict[str, list[Note]] = {}
        for notes in index.notes.values():
            for note in notes:
                self._notes.setdefault(note.topic, []).append(note)

    def share(self, topic: str, ranking: Ranking, language: Language) -> float:
        """Return the share of a question's weight that a topic's own question and words cover, 0 to 1."""
        entry = self._topics[topic]
        own = (entry.en, *entry.terms_en) if language == "en" else (entry.de, *entry.terms_de)
        return share_covered(self._terms_of(" ".join(own), language), ranking)

    def the_same(self, topic: str, text: str, ranking: Ranking, language: Language) -> bool:
        """Tell whether a question is put in the words of a topic's own question, so that the sides are the same.

        "Doing it oneself" and "outsourcing" are one topic, but who is for the one is against the other.
        """
        entry = self._topics[topic]
        question, *compared = _COMPARES.split(entry.en if language == "en" else entry.de)
        if _NEGATES.search(question) or bool(_ONESELF.search(text)) != bool(_ONESELF.search(question)):
            return False
        notes = self._notes.get(topic, ())
        if language == "en":
            texts = [*entry.terms_en, *(text for note in notes for text in (note.en, *note.asked_en))]
        else:
            texts = [*entry.terms_de, *(text for note in notes for text in (note.de, *note.asked_de))]
        words, others = (self._terms_of(text, language) for text in (question, " ".join([*compared, *texts])))
        within = without = 0.0
        for concept in ranking.concepts:
            if concept.weight < 1 or concept.idf < _TELLING:
                continue
            if covered(concept, words) or _begins_alike(concept.word, question):
                within += concept.idf
            elif covered(concept, others):
                without += concept.idf
        return within > 0 and within >= _SAME_QUESTION * (within + without)

    def _analyzed(self, text: str, language: Language) -> frozenset[str]:
        return frozenset(self._analyzer.english(text) if language == "en" else self._analyzer.parts(text))


def share_covered(terms: Collection[str], ranking: Ranking) -> float:
    """Return the share of a question's weight that some terms cover, 0 to 1."""
    whole = sum(c.idf * c.weight for c in ranking.concepts)
    return round(sum(c.idf * c.weight * covered(c, terms) for c in ranking.concepts) / (whole or 1.0), 3)


def _begins_alike(word: str, text: str) -> bool:
    """Tell whether a text holds a word of the same family, such as "outsource" for "outsourcing"."""
    start = word.casefold()[:_ALIKE]
    return len(start) == _ALIKE and any(other.startswith(start) for other in text.casefold().split())
