"""Ranks passages for a question: every word of it against every field, with the evidence kept for explaining."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from knowledge.analysis import Analyzer
from knowledge.answer_types import AnswerTypes
from knowledge.asked import Asked, by_coverage
from knowledge.bm25 import PostingsBM25
from knowledge.concepts import Concept, QueryWord
from knowledge.fields import FIELDS, PRIORS, Unit
from knowledge.index import Index
from knowledge.learned import Judged, Learned
from knowledge.models import Language
from knowledge.shades import shades_of
from knowledge.terms import TermMaker

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.bm25 import Scores

_ASKS = re.compile(r"\?[“”\"«»’'.)\s]*$")


@dataclass
class Ranking:
    """All passages with their scores; `order` lists those with any match, best first.

    `judged` is what the judged questions say, where there are any. They decide on the order; beside the best score a
    judged passage has no higher one, so that what else is nearly as good stays beside it. `asked` is what each passage
    got for an editors' question like this one.
    """

    concepts: list[Concept]
    scores: Scores
    order: list[int]
    judged: Judged | None = None
    asked: Scores | None = None

    @cached_property
    def weighed(self) -> list[tuple[float, Concept]]:
        """The question's words, each with its weight in sums of idf."""
        return [(concept.idf * concept.weight, concept) for concept in self.concepts]

    @cached_property
    def weight(self) -> float:
        """The weight of all words, 1 where there is none."""
        return sum(weight for weight, _ in self.weighed) or 1.0


class FieldIndexes(dict[str, PostingsBM25]):
    """The BM25 index of each field, made when it is first asked for: a German question needs no English ones."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._stored = index.fields

    def __missing__(self, name: str) -> PostingsBM25:
        """Make the index of a field."""
        made = self[name] = PostingsBM25(getattr(self._stored, name), k1=FIELDS[name].k1, b=FIELDS[name].b)
        return made


class Searcher:
    """An index made ready for ranking.

    Args:
        index: the index.
        analyzer: the text analysis that it was made with.
        without: fields to leave out, for measuring what they give.
    """

    def __init__(self, index: Index, analyzer: Analyzer, without: frozenset[str] = frozenset()) -> None:
        self.index = index
        self.analyzer = analyzer
        self.without = without
        self.size = len(index.passages)
        # The idf of a word that no passage holds.
        self.highest_idf = float(np.log(2 * self.size + 1))
        self.fields = FieldIndexes(index)
        self._terms = TermMaker(analyzer, self.fields, without)
        self._blocks: NDArray[np.intp] = np.array([passage.block for passage in index.passages], dtype=np.intp)
        self._members = self._passages_of_units()
        self._asks = np.array([bool(_ASKS.search(passage.text)) for passage in index.passages], dtype=bool)
        self._after = self._sentences_after()
        self._priors = self._prior_factors()
        self._learned = None if "judgments" in without or not index.judgments else Learned(index, self.fields)
        noted = "question_de" not in without and index.fields.question_de
        self._asked = Asked(self.fields, self._passages_of_questions(), self.size) if noted else None
        self._answer_types = AnswerTypes(index.passages, index.fields.names)

    def prepare(self, language: Language) -> None:
        """Make the fields that questions in a language need, where that has not been done."""
        for name, field in FIELDS.items():
            if field.weights.get(language) and name not in self.without:
                _ = self.fields[name]
        self._answer_types.prepare()
        if self._asked:
            self._asked.prepare(language)
        if language == "en":
            self._terms.prepare_english()

    def rank(
        self,
        words: Sequence[QueryWord],
        language: Language,
        allowed: NDArray[np.bool_] | None = None,
        question: str = "",
        marks: frozenset[str] = frozenset(),
    ) -> Ranking:
        """Rank the passages for the words of a question.

        Args:
            words: the question's content words with their weights.
            language: the question's language.
            allowed: a flag a passage; others are left out.
            question: the question as typed, for the kind of answer it asks for.
            marks: what it asks for beside its words, for its likeness to judged ones.

        Returns:
            The ranking; ties are broken by the passage's place in the index.
        """
        concepts = self.concepts(words, language, judged=self._learned is not None)
        total = np.zeros(self.size)
        leftover = [self._terms.leftover(question, concepts, language)] if question else []
        for concept in [*concepts, *leftover]:
            for name, field in FIELDS.items():
                terms = concept.terms.get(field.terms)
                weight = field.weights.get(language, 0.0)
                if terms and weight and name not in self.without:
                    scores = self._by_passage(name, self.fields[name].score(terms) * (concept.weight * weight))
                    concept.scores[name] = scores
                    total += scores if name != f"asked_{language}" else 0.0
        asked = None
        if self._asked:
            asked = self._asked.gains(concepts, shades_of(question, language), language)
            total += by_coverage(concepts, total, language) + asked
        total = self._with_priors(total, language)
        factors = self._answer_types.boosts(question, language) if question else None
        total = total if factors is None else total * factors
        judged = self._learned.judged(concepts, language, marks) if self._learned else None
        if allowed is not None:
            total = np.where(allowed, total, 0.0)
        weighed = total
        if judged:
            judged = judged.restricted(allowed) if allowed is not None else judged
            weighed = judged.weigh(total, sum(concept.idf * concept.weight for concept in concepts))
            total = judged.level(total)
        matching = np.flatnonzero(weighed > 0)
        order = [int(n) for n in matching[np.argsort(-weighed[matching], kind="stable")]]
        return Ranking(concepts=concepts, scores=total, order=order, judged=judged, asked=asked)

    def concepts(self, words: Sequence[QueryWord], language: Language, *, judged: bool) -> list[Concept]:
        """Turn a question's content words into concepts, each with how telling it is; see `TermMaker.concepts`."""
        concepts = self._terms.concepts(words, language, judged=judged)
        for concept in concepts:
            concept.idf = self._idf(concept)
        return concepts

    def occurs(self, word: str) -> bool:
        """Tell whether a word as typed occurs in the articles, in any form or as part of a compound."""
        stem = self.analyzer.stem(word)
        return stem in self.fields["stems"] or any(
            part in self.fields["parts"] for part in self.analyzer.parts_of(word)
        )

    def _by_passage(self, name: str, scores: Scores) -> Scores:
        """Hand the scores of other units down to their passages; of several topics or questions the best counts."""
        unit = FIELDS[name].unit
        if unit == "passage":
            return scores
        if unit == "block":
            return scores[self._blocks]
        passages, numbers = self._members[unit]
        handed = np.zeros(self.size)
        np.maximum.at(handed, passages, scores[numbers])
        return handed

    def _with_priors(self, scores: Scores, language: Language) -> Scores:
        """Weigh scores by how likely each passage answers at all; what a sentence found, the next gets a share of."""
        before = np.flatnonzero(self._after >= 0)
        share = np.zeros(self.size)
        rate = np.where(self._asks[before], PRIORS.answering, PRIORS.following[language])
        share[self._after[before]] = rate * scores[before]
        return (scores + share) * self._priors

    def _prior_factors(self) -> Scores:
        factors = np.ones(self.size)
        factors[self._asks] *= PRIORS.question
        for number, passage in enumerate(self.index.passages):
            notes = self.index.notes_on(passage)
            if notes and "note_de" not in self.without:
                factors[number] *= PRIORS.note * (PRIORS.stance if any(note.stance for note in notes) else 1.0)
            if len(passage.text) < PRIORS.short_below:
                factors[number] *= PRIORS.short
        return factors

    def _passages_of_units(self) -> dict[Unit, NDArray[np.intp]]:
        """Return, for topics and for the notes' questions, pairs of passage and unit numbers as two rows."""
        topics = {topic: number for number, topic in enumerate(self.index.topics)}
        pairs: dict[Unit, list[tuple[int, int]]] = {"topic": [], "asked_de": [], "asked_en": []}
        counts: dict[Unit, int] = {"asked_de": 0, "asked_en": 0}
        numbers: dict[str, list[int]] = {}
        quotations = {article.source: article.quotations for article in self.index.articles}
        for number, passage in enumerate(self.index.passages):
            numbers.setdefault(passage.source, []).append(number)
        for source, notes in self.index.notes.items():
            for note in notes:
                inside = [n for n in numbers.get(source, ()) if note.is_on(self.index.passages[n], quotations[source])]
                pairs["topic"] += [(n, topics[note.topic]) for n in inside]
                asked_of: dict[Unit, tuple[str, ...]] = {"asked_de": note.asked_de, "asked_en": note.asked_en}
                for unit, asked in asked_of.items():
                    first = counts[unit]
                    counts[unit] += len(asked)
                    pairs[unit] += [(n, first + k) for n in inside for k in range(len(asked))]
        return {unit: np.array(found, dtype=np.intp).reshape(-1, 2).T for unit, found in pairs.items()}

    def _passages_of_questions(self) -> dict[Language, NDArray[np.intp]]:
        """Return pairs of passage and question numbers by language: the notes' questions, then those of the topics."""
        asked: dict[Language, tuple[NDArray[np.intp], int]] = {
            "de": (self._members["asked_de"], len(self.index.fields.asked_de)),
            "en": (self._members["asked_en"], len(self.index.fields.asked_en)),
        }
        topics = self._members["topic"]
        return {
            language: np.concatenate([pairs, topics + np.array([[0], [count]])], axis=1)
            for language, (pairs, count) in asked.items()
        }

    def _sentences_after(self) -> NDArray[np.intp]:
        """Return for each passage the one after it in the same paragraph and mouth, -1 where there is none."""
        passages = self.index.passages
        after = np.full(self.size, -1, dtype=np.intp)
        for number in range(self.size - 1):
            here, there = passages[number], passages[number + 1]
            if (here.source, here.block, here.speaker) == (there.source, there.block, there.speaker):
                after[number] = number + 1
        return after

    def _idf(self, concept: Concept) -> float:
        """Return how telling a word is, by the sentences that hold any of its terms; never below 0.2."""
        matching = np.zeros(self.size, dtype=bool)
        for name in ("stems", "parts", "translation"):
            for term in concept.terms.get(FIELDS[name].terms, ()):
                matching[self.fields[name].contributions(term.alternatives)[0]] = True
        return max(0.2, self.highest_idf - float(np.log(2 * matching.sum() + 1)))
