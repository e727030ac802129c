"""How like a question is to those that people have judged, and what that says for and against each passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.bm25 import PostingsBM25
from knowledge.fields import FIELDS, LEARNED
from knowledge.index import Index
from knowledge.models import Judgment, Language, Verdict
from knowledge.terms import Concept

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.bm25 import Scores

# So many judged questions are shown where an answer is explained.
_SHOWN = 3
_FIELDS: dict[Language, tuple[str, ...]] = {"de": ("learned_de",), "en": ("learned_de", "learned_en")}


class Learned:
    """The judged questions of an index.

    Args:
        index: the index.
        fields: its fields by name.
    """

    def __init__(self, index: Index, fields: Mapping[str, PostingsBM25]) -> None:
        self._judgments = index.judgments
        self._fields = fields
        self._size = len(index.passages)
        self._marks = [frozenset(marks) for marks in index.learned_marks]
        of_marks = [LEARNED.mark * len(marks) for marks in self._marks]
        self._weights = np.array(index.learned_weights, dtype=np.float64) + np.array(of_marks)
        self._pairs: dict[Verdict, NDArray[np.intp]] = {
            verdict: _pairs(index, verdict) for verdict in ("answers", "wrong")
        }
        self._denied = np.array([judgment.verdict == "unanswerable" for judgment in index.judgments], dtype=bool)

    def _likeness(self, concepts: Sequence[Concept], language: Language, marks: frozenset[str]) -> Scores:
        """Return how like a question is to each judged one, 0 to 1: the weight of what they share (Jaccard)."""
        shared = np.array([LEARNED.mark * len(marks & judged) for judged in self._marks])
        for concept in concepts:
            shared += concept.idf * concept.weight * self._found(concept, language)
        asked = sum(concept.idf * concept.weight for concept in concepts) + LEARNED.mark * len(marks)
        return np.asarray(shared / np.maximum(asked + self._weights - shared, 1e-9)).clip(0.0, 1.0)

    def _found(self, concept: Concept, language: Language) -> Scores:
        """Return how far each judged question holds a word of this one."""
        found = np.zeros(len(self._judgments))
        for name in _FIELDS[language]:
            found = np.maximum(found, self._fields[name].covered(concept.terms.get(FIELDS[name].terms, ())))
        return found

    def judged(self, concepts: Sequence[Concept], language: Language, marks: frozenset[str]) -> Judged:
        """Return what the judged questions say about a question.

        Args:
            concepts: the question's words with their terms.
            language: the language of the words.
            marks: what it asks for beside its words; see `Query.marks`.
        """
        likeness = self._likeness(concepts, language, marks)
        return Judged(
            answers=self._best(likeness, "answers"),
            wrong=self._best(likeness, "wrong"),
            denial=float(likeness[self._denied].max(initial=0.0)),
            likest=tuple((int(n), float(likeness[n])) for n in np.argsort(-likeness, kind="stable")[:_SHOWN]),
        )

    def _best(self, likeness: Scores, verdict: Verdict) -> Scores:
        """Return for each passage how like the question is to the likest one judged so on it."""
        passages, numbers = self._pairs[verdict]
        best = np.zeros(self._size)
        np.maximum.at(best, passages, likeness[numbers])
        return best


@dataclass(frozen=True)
class Judged:
    """What the judged questions say about a question, all in likenesses from 0 to 1.

    Attributes:
        answers: for each passage, to the likest question that it was judged to answer.
        wrong: for each passage, to the likest question that it was judged not to answer.
        denial: to the likest question that no article was judged to answer.
        likest: the likest judgments by their number in the index, each with its likeness.
    """

    answers: Scores
    wrong: Scores
    denial: float
    likest: tuple[tuple[int, float], ...] = ()

    def weigh(self, scores: Scores, weight: float) -> Scores:
        """Return the passages' scores with what was judged; the answers to the same question stand first.

        Args:
            scores: a score a passage.
            weight: the weight of the question's words.
        """
        gained = scores + LEARNED.gain * weight * self.answers**LEARNED.power
        weighed = gained * (1 - LEARNED.loss * self.wrong**LEARNED.loss_power)
        same = np.where(self.answers >= LEARNED.same, self.answers, 0.0)
        return np.asarray(weighed + (2 * weighed.max(initial=0.0)) * same)

    @property
    def denied(self) -> bool:
        """Tell whether the question was judged to have no answer."""
        return self.denial >= LEARNED.same and self.denial >= float(self.answers.max(initial=0.0))


def _pairs(index: Index, verdict: Verdict) -> NDArray[np.intp]:
    """Return pairs of passage and judgment with a verdict, as two rows."""
    pairs = [
        (passage, number)
        for number, judgment in enumerate(index.judgments)
        if judgment.verdict == verdict
        for passage in _passages_of(index, judgment)
    ]
    return np.array(pairs, dtype=np.intp).reshape(-1, 2).T


def _passages_of(index: Index, judgment: Judgment) -> list[int]:
    """Return the passages that lie, for the greater part, in a judged slice."""
    start, end = judgment.start or 0, judgment.end or 0
    return [
        number
        for number, p in enumerate(index.passages)
        if p.source == judgment.source and 2 * (min(p.end, end) - max(p.start, start)) > p.end - p.start
    ]
