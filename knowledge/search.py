"""Ranks passages for a question: every word of it against every field, with the evidence kept for explaining."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.analysis import Analyzer
from knowledge.answer_types import AnswerTypes
from knowledge.asked import Asked, by_coverage
from knowledge.concepts import Concept, QueryWord
from knowledge.fields import FIELDS, PRIORS, Weighing
from knowledge.index import Index
from knowledge.language import stop_stems
from knowledge.learned import Judged, Learned
from knowledge.models import Language
from knowledge.priors import PassagePriors
from knowledge.scoring import FieldIndexes, Scorer
from knowledge.sequence import questions_among, questions_replied_to, sentences_after
from knowledge.shades import shades_of
from knowledge.terms import TermMaker
from knowledge.units import Units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.bm25 import Scores

# So many questions are remembered with what was found without judgments, the scores of all passages for every word:
# two indexes of the same articles are compared question by question, each of which may lean on one before.
_REMEMBERED = 2


@dataclass
class Ranking:
    """All passages with their scores; `order` lists those with any match, best first.

    `judged` is what the judged questions say, where there are any. They decide on the order; beside the best score a
    judged passage has no higher one, so that what else is nearly as good stays beside it. `asked` is what each passage
    got for an editors' question like this one, and `support` the scores without that: beside a question that is nearly
    theirs no voice against it would come near.
    """

    concepts: list[Concept]
    scores: Scores
    support: Scores
    order: list[int]
    judged: Judged | None = None
    asked: Scores | None = None

    def share(self, terms: frozenset[str]) -> float:
        """Return the share of the question's weight that some terms cover, 0 to 1; worked out once a set."""
        if terms not in self._shares:
            best: dict[int, float] = {}
            for term in self._words_of.keys() & terms:
                for number, share in self._words_of[term]:
                    best[number] = max(best.get(number, 0.0), share)
            covered = sum(self._weights[number] * best[number] for number in sorted(best))
            self._shares[terms] = round(covered / (sum(self._weights) or 1.0), 3)
        return self._shares[terms]

    @cached_property
    def _shares(self) -> dict[frozenset[str], float]:
        return {}

    @cached_property
    def _weights(self) -> list[float]:
        return [concept.idf * concept.weight for concept in self.concepts]

    @cached_property
    def _words_of(self) -> dict[str, list[tuple[int, float]]]:
        """The numbers of the words that each term covers, and how far."""
        words: dict[str, list[tuple[int, float]]] = {}
        for number, concept in enumerate(self.concepts):
            for term, share in concept.shares.items():
                words.setdefault(term, []).append((number, share))
        return words


class _Unjudged(NamedTuple):
    """What is found without judgments: the question's words, and for each passage its score.

    `asked` is what of the score an editors' question like this one gave, `unasked` the share that the rest has in it.
    """

    concepts: list[Concept]
    scores: Scores
    asked: Scores | None
    unasked: Scores


class Searcher:
    """An index made ready for ranking.

    Args:
        index: the index.
        analyzer: the text analysis that it was made with.
        without: fields to leave out, for measuring what they give.

    Attributes:
        priors: how likely each passage answers at all, and whether notes count among the evidence.
    """

    def __init__(self, index: Index, analyzer: Analyzer, without: frozenset[str] = frozenset()) -> None:
        self.index = index
        self.analyzer = analyzer
        self.without = without
        self.size = len(index.passages)
        # The idf of a word that no passage holds.
        self.highest_idf = float(np.log(2 * self.size + 1))
        self.fields = FieldIndexes(index)
        self._asks = questions_among(index.passages)
        self.priors = PassagePriors(index, self._asks, without_notes="note_de" in without)
        english = sum(map(bool, index.fields.translation)) if "translation" not in without else 0
        self._weighing: dict[Language, Weighing] = {
            "de": "de" if self.priors.noted else "de_alone",
            "en": "en" if 10 * english > self.size else "en_alone",
        }
        self._terms = TermMaker(analyzer, self.fields, without)
        units = Units(index)
        self._scorer = Scorer(self.fields, units, without)
        self._replied = questions_replied_to(index.passages, self._asks)
        self._after = sentences_after(index.passages, self._replied)
        self._learned = self._learn_from(index)
        asked = "question_de" not in without and index.fields.question_de
        self._asked = Asked(self.fields, units, self.size) if asked else None
        self._answer_types = AnswerTypes(index.passages, index.fields.names)
        self._unjudged = lru_cache(maxsize=_REMEMBERED)(self._found_unjudged)

    def relearned(self, index: Index) -> Searcher:
        """Return a searcher that shares all but the judgments with this one.

        Args:
            index: an index of the same articles that has learned from others.
        """
        other = copy.copy(self)
        other.index = index
        other._learned = other._learn_from(index)
        return other

    def _learn_from(self, index: Index) -> Learned | None:
        if "judgments" in self.without or not index.judgments:
            return None
        return Learned(index, FieldIndexes(index))

    def prepare(self, language: Language) -> None:
        """Make the fields that questions in a language need, where that has not been done."""
        self._scorer.prepare(self._weighing[language])
        self.priors.factors(language)
        stop_stems(language, self.analyzer.lexicon)
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
        found = self._unjudged(tuple(words), language, question)
        concepts, total = found.concepts, found.scores
        if self._learned:
            self.widen(concepts, language)
        judged = self._learned.judged(concepts, language, marks, total) if self._learned else None
        if allowed is not None:
            total = np.where(allowed, total, 0.0)
        weighed = total
        if judged:
            judged = judged.restricted(allowed) if allowed is not None else judged
            weight = sum(concept.idf * concept.weight for concept in concepts)
            weighed = judged.weigh(total, weight, noted=self.priors.noted)
            total = judged.level(total)
        matching = np.flatnonzero(weighed > 0)
        order = [int(n) for n in matching[np.argsort(-weighed[matching], kind="stable")]]
        return Ranking(concepts, total, total * found.unasked, order, judged, found.asked)

    def _found_unjudged(self, words: Sequence[QueryWord], language: Language, question: str) -> _Unjudged:
        """Score all passages for the words of a question by what everything but the judgments tells."""
        concepts = self.concepts(words, language)
        total, own = np.zeros(self.size), np.zeros(self.size)
        weighing = self._weighing[language]
        mixed = weighing == language and bool(self.priors.alone.any())
        leftover = [self._terms.leftover(question, concepts, language)] if question else []
        for name, found in self._scorer.score([*concepts, *leftover], weighing).items():
            share = np.where(self.priors.alone, FIELDS[name].share_alone(language), 1.0) if mixed else 1.0
            scores = found * share
            # What the editors' questions give is weighed below, where there are any.
            if name != f"asked_{language}":
                total += scores
            if weighing == "en_alone" and FIELDS[name].unit == "passage":
                own += scores
        asked, unasked = None, np.ones(self.size)
        if self._asked:
            asked = self._asked.gains(concepts, shades_of(question, language), language)
            total += by_coverage(concepts, self.size, language) + asked
            unasked = 1 - asked / np.maximum(total, 1e-9)
        total = self._with_priors(total, own if weighing == "en_alone" else total, language)
        factors = self._answer_types.boosts(question, language) if question else None
        return _Unjudged(concepts, total if factors is None else total * factors, asked, unasked)

    def concepts(self, words: Sequence[QueryWord], language: Language) -> list[Concept]:
        """Turn a question's content words into concepts, each with how telling it is; see `TermMaker.concepts`."""
        concepts = self._terms.concepts(words, language)
        for concept in concepts:
            concept.idf = self._idf(concept)
        return concepts

    def widen(self, concepts: Sequence[Concept], language: Language) -> None:
        """Let a question's words be found in judged questions too; see `TermMaker.widen`."""
        self._terms.widen(concepts, language)

    def occurs(self, word: str) -> bool:
        """Tell whether a word as typed occurs in the articles, in any form or as part of a compound."""
        stem = self.analyzer.stem(word)
        return stem in self.fields["stems"] or any(
            part in self.fields["parts"] for part in self.analyzer.parts_of(word)
        )

    def _with_priors(self, scores: Scores, own: Scores, language: Language) -> Scores:
        """Weigh scores by how likely each passage answers at all; of its own a sentence gives the next one a share."""
        before = np.flatnonzero(self._after >= 0)
        share = np.zeros(self.size)
        rate = np.where(self._asks[before], PRIORS.answering, PRIORS.following[self._weighing[language]])
        rate = np.where(self._replied[before], PRIORS.replying, rate)
        share[self._after[before]] = rate * own[before]
        return (scores + share) * self.priors.factors(language)

    def _idf(self, concept: Concept) -> float:
        """Return how telling a word is, by the sentences that hold any of its terms; never below 0.2."""
        places = 0
        for name in ("stems", "parts", "translation"):
            for term in concept.terms.get(FIELDS[name].terms, ()):
                for alternative in term.alternatives:
                    places |= self.fields[name].places(alternative)
        return max(0.2, self.highest_idf - float(np.log(2 * places.bit_count() + 1)))
