"""Asks an index many questions, and keeps what two indexes are compared by."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.analysis import Analyzer
from knowledge.answers import Answerer
from knowledge.evaluation import Answerable, Case, Gold, covers, judge, mean_figures
from knowledge.index import Index
from knowledge.models import Answer

Turns = tuple[str, ...]
_DEPTH = 10
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
    """What an index makes of a question: the answer, the best passages, and the likest judged question."""

    answer: Answer
    best: tuple[int, ...]
    likest: Turns | None

    @property
    def slices(self) -> list[tuple[str, int, int]]:
        """Return what was quoted, by file and offsets."""
        return [(quote.source, quote.start, quote.end) for quote in self.answer.quotes]


@dataclass
class Replay:
    """An index with what it makes of some questions."""

    answerer: Answerer
    shown: dict[Turns, Shown] = field(default_factory=dict)
    _relevant: dict[Gold, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, index: Index, folder: Path, analyzer: Analyzer, questions: Sequence[Turns], step: Callable[[], None]
    ) -> Replay:
        """Ask an index some questions.

        Args:
            index: the index.
            folder: the articles.
            analyzer: the text analysis that the index was made with.
            questions: the turns of conversations; each last one is to be answered.
            step: called before each question.
        """
        replay = cls(Answerer(index, folder, analyzer))
        for turns in questions:
            step()
            selection = replay.answerer.select(turns)
            answer = replay.answerer.compose(selection)
            # A selection holds the scores of all passages: too much to keep for thousands of questions.
            judged = selection.ranking.judged
            likest = index.judgments[judged.likest[0][0]].turns if judged and judged.likest else None
            replay.shown[turns] = Shown(answer, tuple(selection.ranking.order[:_DEPTH]), likest)
        return replay

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
            passages = enumerate(self.answerer.index.passages)
            self._relevant[gold] = frozenset(number for number, p in passages if covers(p.source, p, [gold]))
        return self._relevant[gold]
