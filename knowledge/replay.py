"""Asks an index many questions, and keeps what two indexes are compared by."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from knowledge.answers import Answerer
from knowledge.evaluation import Answerable, Case, Gold, covers, judge, mean_figures
from knowledge.index import Index
from knowledge.learning import confine
from knowledge.models import Answer

if TYPE_CHECKING:
    from numpy.typing import NDArray

Turns = tuple[str, ...]
_DEPTH = 10
# So many judgments that tell most about a question are kept.
_LIKEST = 32
# The figures of a trial by those of the evaluation.
_NAMES = {
    "answered": "answered",
    "hit1_de": "Success@1",
    "hit1_en": "Success@1",
    "refused_near": "refused",
    "refused_far": "refused",
}


@dataclass(frozen=True)
class Shown:
    """What an index makes of a question.

    Attributes:
        answer: the answer, without the words around its quotes.
        best: the best passages.
        likest: the judged questions that tell most about it, the likest first.
        told_by: for each judgment whether it tells anything about the question; None where there are none.
    """

    answer: Answer
    best: tuple[int, ...]
    likest: tuple[Turns, ...]
    told_by: NDArray[np.bool_] | None

    @property
    def slices(self) -> list[tuple[str, int, int]]:
        """Return what was quoted, by file and offsets."""
        return [(quote.source, quote.start, quote.end) for quote in self.answer.quotes]


@dataclass
class Replay:
    """An index with what it makes of some questions.

    Attributes:
        answerer: answers from the index.
        shown: what it makes of each question that it was asked.
    """

    answerer: Answerer
    shown: dict[Turns, Shown] = field(default_factory=dict)
    _relevant: dict[Gold, frozenset[int]] = field(default_factory=dict)

    @property
    def index(self) -> Index:
        """The index."""
        return self.answerer.index

    @property
    def confined(self) -> frozenset[Turns]:
        """The judged questions that tell of nothing but themselves."""
        return frozenset(judgment.turns for judgment in self.index.judgments if judgment.confined)

    def ask(self, turns: Turns) -> None:
        """Ask the last turn of a conversation."""
        selection = self.answerer.select(turns)
        query = selection.query
        # The words around the quotes take as long as a tenth of all, and nobody reads them.
        answer = Answer(
            question=query.text,
            language=query.language,
            answered=bool(selection.quotes),
            text="",
            confidence=round(selection.confidence, 3),
            elapsed_ms=0.0,
            quotes=tuple(selection.quotes),
            opposing=selection.opposing,
            version=self.index.version,
        )
        # A selection holds the scores of all passages: too much to keep for thousands of questions.
        judged = selection.ranking.judged
        numbers = judged.likest(_LIKEST) if judged else []
        self.shown[turns] = Shown(
            answer=answer,
            best=tuple(selection.ranking.order[:_DEPTH]),
            likest=tuple(dict.fromkeys(self.index.judgments[number].turns for number in numbers)),
            told_by=judged.telling > 0 if judged else None,
        )

    def confine(self, questions: Collection[Turns]) -> Replay:
        """Return the replay of an index in which the judgments on some questions tell of these alone.

        Nothing is asked again: `told` are the questions that may be answered otherwise.
        """
        index = confine(self.index, self.confined.union(questions))
        return Replay(self.answerer.relearned(index), dict(self.shown), self._relevant)

    def told(self, questions: Collection[Turns]) -> list[Turns]:
        """Return the questions whose answers the judgments on some may have to do with."""
        judgments = np.array([judgment.turns in questions for judgment in self.index.judgments], dtype=bool)
        # What goes before a question in its conversation may be told of too.
        return [
            turns
            for turns, shown in self.shown.items()
            if len(turns) > 1 or (shown.told_by is not None and bool((shown.told_by & judgments).any()))
        ]

    def judged(self, cases: Iterable[Case]) -> list[dict[str, float]]:
        """Return the figures of the evaluation for each case."""
        return [judge(case, self.shown[case.turns].answer) for case in cases]

    def figures(self, cases: Sequence[Case]) -> dict[str, float]:
        """Return answered, Success@1, nDCG@10 and refused over some cases, as shares; each where it can be measured."""
        rows = [{_NAMES[name]: value for name, value in row.items() if name in _NAMES} for row in self.judged(cases)]
        rows += [{"nDCG@10": self._ndcg(case)} for case in cases if isinstance(case, Answerable)]
        return mean_figures(rows)

    def _ndcg(self, case: Answerable) -> float:
        """Return nDCG@10 of the ranking for a case (Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation, 2002)."""
        relevant = frozenset[int]().union(*(self._passages(gold) for gold in case.gold))
        gain = sum(1 / math.log2(rank + 2) for rank, n in enumerate(self.shown[case.turns].best) if n in relevant)
        return gain / (sum(1 / math.log2(rank + 2) for rank in range(min(_DEPTH, len(relevant)))) or 1.0)

    def _passages(self, gold: Gold) -> frozenset[int]:
        """Return the passages that cover a gold; looked up once."""
        if gold not in self._relevant:
            passages = enumerate(self.index.passages)
            self._relevant[gold] = frozenset(number for number, p in passages if covers(p.source, p, [gold]))
        return self._relevant[gold]
