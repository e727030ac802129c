"""Looks at the evidence for a question: what it covers, what is unknown, what kind of answer is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from knowledge.answer_types import is_missing
from knowledge.confidence import Features
from knowledge.conversation import Query
from knowledge.models import Language
from knowledge.search import Ranking, Searcher
from knowledge.terms import Concept

_TOP = 3
# How far a match covers a word: wholly, by part of a compound, by something that only looks alike.
_BY_PART = 0.5
_BY_LIKENESS = 0.3
_TEXT: dict[Language, tuple[str, ...]] = {"de": ("stems", "parts"), "en": ("stems", "parts", "translation")}
_NOTE: dict[Language, tuple[str, ...]] = {"de": ("note_de",), "en": ("note_en",)}
_BLOCK: dict[Language, tuple[str, ...]] = {
    "de": ("block_stems", "block_parts"),
    "en": ("block_stems", "block_parts", "block_translation"),
}
_ASKED: dict[Language, tuple[str, ...]] = {"de": ("asked_de", "topic_de"), "en": ("asked_en", "topic_en")}


class Evidence:
    """What the passages hold of a question's words.

    What the articles and their notes say counts; the questions that editors put to a note help to find a passage, but
    a word that stands there alone says nothing about the articles.
    """

    def __init__(self, query: Query, ranking: Ranking, searcher: Searcher) -> None:
        self._searcher = searcher
        self._language: Language = query.words_language
        self.asked = [concept for concept in ranking.concepts if concept.word in query.core] or ranking.concepts
        self._total = sum(concept.idf for concept in self.asked) or 1.0

    def share(self, names: Iterable[str], numbers: Iterable[int]) -> float:
        """Return the share of the question's weight that some fields of some passages or paragraphs cover, 0 to 1."""
        stored = self._searcher.index.fields
        numbers = list(numbers)
        terms = {
            term
            for name in names
            if name not in self._searcher.without
            for n in numbers
            for term in getattr(stored, name)[n]
        }
        return sum(concept.idf * covered(concept, terms) for concept in self.asked) / self._total

    def absent(self) -> list[Concept]:
        """Return the words that neither the articles nor their translations and notes hold."""
        names = [*_TEXT[self._language], *_NOTE[self._language]]
        fields = [self._searcher.fields[name] for name in names if name not in self._searcher.without]
        return [concept for concept in self.asked if not any(covered(concept, field) for field in fields)]

    def weight(self, concepts: Iterable[Concept]) -> float:
        """Return the share of the question's weight that lies in some of its words."""
        return sum(concept.idf for concept in concepts) / self._total

    def found_by_questions(self, number: int) -> float:
        """Return the share that the editors' questions and topics for a passage cover."""
        names = _ASKED[self._language]
        return self.weight(
            c for c in self.asked if any(name in c.scores and c.scores[name][number] > 0 for name in names)
        )


def covered(concept: Concept, terms: Collection[str]) -> float:
    """Return how far some terms cover a word of the question, 0 to 1."""
    by_word = [
        share if concept.known or concept.corrected or term == concept.itself else share * _BY_LIKENESS
        for structured in concept.terms.get("stems", ())
        for term, share in structured.alternatives.items()
        if term in terms
    ]
    if any(term in terms for structured in concept.terms.get("english", ()) for term in structured.alternatives):
        by_word.append(1.0)
    if any(term in terms for structured in concept.terms.get("parts", ())[1:] for term in structured.alternatives):
        by_word.append(_BY_PART)
    return max(by_word, default=0.0)


def features_of(query: Query, ranking: Ranking, searcher: Searcher, evidence: Evidence) -> Features:
    """Gather what the confidence in the best passage is judged by."""
    best = ranking.order[0]
    top = ranking.order[:_TOP]
    texts = [searcher.index.passages[number].text for number in top]
    text, note = _TEXT[query.words_language], _NOTE[query.words_language]
    absent = evidence.absent()
    tenth = ranking.scores[ranking.order[min(9, len(ranking.order) - 1)]]
    weight = sum(concept.idf * concept.weight for concept in ranking.concepts) or 1.0
    return Features(
        sentence=evidence.share(text, [best]),
        note=evidence.share(note, [best]),
        either=evidence.share([*text, *note], [best]),
        paragraph=evidence.share(_BLOCK[query.words_language], [searcher.index.passages[best].block]),
        together=evidence.share([*text, *note], top),
        questions=evidence.found_by_questions(best),
        absent=evidence.weight(absent),
        strange=float(any(_is_name(concept, query) for concept in absent)),
        missing_kind=float(is_missing(query.asked_for, query.words_language, texts)),
        score=min(float(ranking.scores[best]) / weight / 20, 1.0),
        lead=float(1 - tenth / ranking.scores[best]),
        brevity=1 / (1 + len(evidence.asked)),
        noted=float(bool(searcher.index.topics) and "note_de" not in searcher.without),
    )


def _is_name(concept: Concept, query: Query) -> bool:
    """Tell whether a word looks like the name of a thing: in no dictionary, or in English with a capital inside."""
    return not concept.known or (concept.named and not query.text.startswith(concept.word))
