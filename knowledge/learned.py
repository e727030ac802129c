"""How like a question is to those that people have judged, and what that says for and against each passage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from knowledge.bm25 import PostingsBM25
from knowledge.concepts import Concept
from knowledge.fields import FIELDS, LEARNED
from knowledge.finds import Finds
from knowledge.index import Index
from knowledge.models import Language, Passage, Verdict
from knowledge.query import ESSENTIAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.bm25 import Scores

# A question for another person's words, for the other side or in another turn is that much less like.
_OF_ANOTHER_KIND = 0.6
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
        names = {mark for marks in index.learned_marks for mark in marks}
        self._marks = {name: np.array([name in marks for marks in index.learned_marks]) for name in names}
        essential = [_essential(marks) for marks in index.learned_marks]
        self._of_kind = {kind: np.array([kind == other for other in essential]) for kind in set(essential)}
        of_marks = [LEARNED.mark * len(marks) for marks in index.learned_marks]
        self._weights = np.array(index.learned_weights, dtype=np.float64) + np.array(of_marks)
        self._pairs: dict[Verdict, NDArray[np.intp]] = {
            verdict: _pairs(index, verdict) for verdict in ("answers", "wrong")
        }
        self._finds = Finds(index.learned_finds)
        self._confined = np.array([judgment.confined for judgment in index.judgments], dtype=bool)
        self._denied = np.array([judgment.verdict == "unanswerable" for judgment in index.judgments], dtype=bool)
        numbers: dict[tuple[str, ...], int] = {}
        self._questions = np.array([numbers.setdefault(j.turns, len(numbers)) for j in index.judgments], dtype=np.intp)
        self._decides = np.array([judgment.verdict != "wrong" for judgment in index.judgments], dtype=bool)

    def _likeness(self, shared: Sequence[Scores], concepts: Sequence[Concept], marks: frozenset[str]) -> Scores:
        """Return how like a question is to each judged one, 0 to 1: the weight of what they share (Jaccard)."""
        common = np.zeros(len(self._judgments))
        for mark in marks & self._marks.keys():
            common += LEARNED.mark * self._marks[mark]
        for concept, found in zip(concepts, shared, strict=True):
            common += concept.idf * concept.weight * found
        # One word may stand for several of the other question's, in the other language above all.
        common = np.minimum(common, self._weights)
        asked = sum(concept.idf * concept.weight for concept in concepts) + LEARNED.mark * len(marks)
        return np.asarray(common / np.maximum(asked + self._weights - common, 1e-9)).clip(0.0, 1.0)

    def _found(self, concept: Concept, language: Language) -> Scores:
        """Return how far each judged question holds a word of this one."""
        found = np.zeros(len(self._judgments))
        for name in _FIELDS[language]:
            found = np.maximum(found, self._fields[name].covered(concept.terms.get(FIELDS[name].terms, ())))
        return found

    def judged(self, concepts: Sequence[Concept], language: Language, marks: frozenset[str], scores: Scores) -> Judged:
        """Return what the judged questions say about a question.

        Args:
            concepts: the question's words with their terms.
            language: the language of the words.
            marks: what it asks for beside its words; see `Query.marks`.
            scores: what everything else gives to each passage.
        """
        shared = [self._found(concept, language) for concept in concepts]
        likeness = self._likeness(shared, concepts, marks)
        of_kind = self._of_kind.get(_essential(marks), np.zeros(len(self._judgments), dtype=bool))
        likeness = np.where(of_kind, likeness, _OF_ANOTHER_KIND * likeness)
        likeness = np.where(self._confined & (likeness < LEARNED.same), 0.0, likeness)
        alike = np.where(self._confined, 0.0, self._finds.alike(scores))
        # That nothing answers a question does not tell that one person says nothing on it, nor that the question before
        # it has no answer.
        comparable = self._denied & of_kind
        same = self._same_question(likeness)
        return Judged(
            answers=self._best(likeness, "answers"),
            same=self._best(np.where(same, likeness, 0.0), "answers"),
            denied=bool((same & comparable).any()),
            wrong=self._best(likeness, "wrong"),
            denial=float(likeness[comparable].max(initial=0.0)),
            alike=self._best(alike, "answers"),
            alike_wrong=self._best(alike, "wrong"),
            alike_denial=float(alike[comparable].max(initial=0.0)),
            likeness=likeness,
            likeness_of_finds=alike,
            likest_of=self._likest_of(likeness),
            held={concept.word: found for concept, found in zip(concepts, shared, strict=True)},
        )

    def _same_question(self, likeness: Scores) -> NDArray[np.bool_]:
        """Return flags of the judgments on the very question: the likest one; of equals what was judged last holds."""
        same = np.flatnonzero((likeness >= LEARNED.same) & self._decides)
        if not len(same):
            return np.zeros(len(likeness), dtype=bool)
        # Rounding makes equals of two that have the same words in another order.
        last = same[np.lexsort((same, likeness[same].round(6)))[-1]]
        return np.asarray(self._questions == self._questions[last])

    def _best(self, likeness: Scores, verdict: Verdict) -> Scores:
        """Return for each passage how like the question is to the likest one judged so on it."""
        passages, numbers = self._pairs[verdict]
        best = np.zeros(self._size)
        np.maximum.at(best, passages, likeness[numbers])
        return best

    def _likest_of(self, likeness: Scores) -> NDArray[np.intp]:
        """Return for each passage the number of the likest judgment that it answers, -1 where none is like at all."""
        passages, numbers = self._pairs["answers"]
        # Of several values for one place the last one stays: the likest, and of equals the first judgment.
        order = np.argsort(likeness[numbers[::-1]], kind="stable")
        which = np.full(self._size, -1, dtype=np.intp)
        which[passages[::-1][order]] = np.where(likeness[numbers[::-1]] > 0, numbers[::-1], -1)[order]
        return which


@dataclass(frozen=True)
class Judged:
    """What the judged questions say about a question, all in likenesses from 0 to 1.

    Attributes:
        answers: for each passage, to the likest question that it was judged to answer.
        same: the same where the two questions are one, else 0; of several the likest holds, then the one judged last.
        denied: the question itself was judged to have no answer.
        wrong: for each passage, to the likest question that it was judged not to answer.
        denial: to the likest question that no article was judged to answer.
        alike: for each passage, to the question it was judged to answer that is likest in what it finds.
        alike_wrong: for each passage, to the question it was judged not to answer that is likest in what it finds.
        alike_denial: to the question that no article was judged to answer that is likest in what it finds.
        likeness: to the question of each judgment.
        likeness_of_finds: the same in what both find.
        likest_of: for each passage the number of the likest judgment that it answers, -1 where none is like.
        held: for each of the question's words, how far each judged question holds it.
    """

    answers: Scores
    same: Scores
    denied: bool
    wrong: Scores
    denial: float
    alike: Scores
    alike_wrong: Scores
    alike_denial: float
    likest_of: NDArray[np.intp]
    likeness: Scores
    likeness_of_finds: Scores
    held: Mapping[str, Scores]

    @cached_property
    def telling(self) -> Scores:
        """How much each judgment tells about the question, by words or by what both find; 0: nothing."""
        return np.asarray(np.maximum(self.likeness, LEARNED.boost * LEARNED.nearness(self.likeness_of_finds)))

    def likest(self, limit: int) -> list[int]:
        """Return the judgments that tell most about the question, by their numbers in the index."""
        return [int(n) for n in np.argsort(-self.telling, kind="stable")[:limit] if self.telling[n] > 0]

    def weigh(self, scores: Scores, weight: float, *, noted: bool) -> Scores:
        """Return the passages' scores with what was judged; the answers to the same question stand first.

        Args:
            scores: a score a passage.
            weight: the weight of the question's words.
            noted: editors' notes are among what gives the scores.
        """
        gain = LEARNED.gain if noted else LEARNED.gain_without_notes
        right, wrong = LEARNED.nearness(self.alike), LEARNED.nearness(self.alike_wrong)
        factors = (1 + LEARNED.boost * right) * (1 - LEARNED.loss_alike * (wrong - right).clip(0.0))
        gained = scores * factors + gain * weight * self.answers**LEARNED.power
        weighed = gained * (1 - LEARNED.loss * self.wrong**LEARNED.loss_power)
        return np.asarray(weighed + (2 * weighed.max(initial=0.0)) * self.same)

    def level(self, scores: Scores) -> Scores:
        """Return scores in which a passage judged to answer stands as near to the best one as the question is like."""
        best = float(scores.max(initial=0.0)) or 1.0
        return np.asarray(np.maximum(scores, best * self.answers))

    def restricted(self, allowed: NDArray[np.bool_]) -> Judged:
        """Return the same for some passages only."""
        return replace(
            self,
            answers=np.where(allowed, self.answers, 0.0),
            same=np.where(allowed, self.same, 0.0),
            wrong=np.where(allowed, self.wrong, 0.0),
            alike=np.where(allowed, self.alike, 0.0),
            alike_wrong=np.where(allowed, self.alike_wrong, 0.0),
        )

    def says(self, passage: int, absent: Collection[str], *, lacking: bool) -> float:
        """Return how far judged questions speak for an answer, or against any (below 0), in log-odds.

        Args:
            passage: the passage that is to be quoted first.
            absent: the question's words that no article holds: a judged question that lacks them too is about
                something else.
            lacking: the question names what no article knows, or asks for a kind of answer that none gives: what finds
                the same then asks for something else.
        """
        likest = self.likest_of[passage]
        about_it = likest >= 0 and all(self.held[word][likest] > 0 for word in absent if word in self.held)
        if about_it and self.settled(passage):
            return LEARNED.settles
        speaks = LEARNED.affirms * float(self.answers[passage]) if about_it else 0.0
        # What shares no word may find the same, unless what has no answer finds it too.
        if not lacking:
            speaks += LEARNED.assures * max(0.0, float(self.alike[passage]) - max(self.alike_denial, LEARNED.alike))
        # What asks for something else of the same matter has many of its words: another question must not be liker.
        liker = self.denial - max(float(self.answers.max(initial=0.0)), LEARNED.least_denying)
        return speaks - LEARNED.denies * max(0.0, liker)

    def firmness(self, passage: int) -> float:
        """Return how firmly a passage opens that answers a judged question, 0 to 1; 1: whatever side it takes."""
        return float(min(1.0, self.answers[passage] / LEARNED.opening) ** 0.5)

    def settled(self, passage: int) -> bool:
        """Tell whether a passage was judged to answer the question."""
        return bool(self.same[passage] > 0)


def _essential(marks: Iterable[str]) -> frozenset[str]:
    """Return the marks that make another question of one with the same words."""
    return frozenset(mark for mark in marks if mark.startswith(ESSENTIAL))


def _pairs(index: Index, verdict: Verdict) -> NDArray[np.intp]:
    """Return pairs of passage and judgment with a verdict, as two rows."""
    of_source: dict[str | None, list[tuple[int, Passage]]] = {}
    for place, passage in enumerate(index.passages):
        of_source.setdefault(passage.source, []).append((place, passage))
    pairs = [
        (place, number)
        for number, judgment in enumerate(index.judgments)
        if judgment.verdict == verdict
        for place, passage in of_source.get(judgment.source, ())
        if passage.lies_in(judgment.source, judgment.start or 0, judgment.end or 0)
    ]
    return np.array(pairs, dtype=np.intp).reshape(-1, 2).T
