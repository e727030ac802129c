"""Compares what two indexes make of the same questions: which answers change, what gets worse, and what led there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.evaluation import Case, mean_figures
from knowledge.floors import Breach, Figures, below
from knowledge.models import Answer, Judgment, Language, Quote
from knowledge.replay import Replay, Turns

# A quote is a judged slice when they share at least so much of the shorter one: of two sentences that were judged, one
# may do.
_COVERED = 0.5
Judged = Mapping[Turns, Sequence[Judgment]]
Row = dict[str, float]


@dataclass(frozen=True)
class Change:
    """A question that is answered differently. `worse`: it was judged, and the new answer goes against it."""

    turns: tuple[str, ...]
    language: Language
    before: Answer
    after: Answer
    judged: bool
    worse: bool


@dataclass
class Comparison:
    """What two indexes make of the judged questions beside the articles, and of those that people have judged.

    Attributes:
        before: the index in force, with what it makes of them.
        after: the new one.
        cases: the judged questions beside the articles.
        floors: their floors.
        judged: the questions that people have judged, each with the judgments on it.
    """

    before: Replay
    after: Replay
    cases: Sequence[Case]
    floors: Figures
    judged: Judged

    @cached_property
    def was_right(self) -> set[Turns]:
        """The questions that the index in force answers, or refuses, as they were judged."""
        return _right(self.before, self.judged)

    @cached_property
    def is_right(self) -> set[Turns]:
        """The same of the new index."""
        return _right(self.after, self.judged)

    @cached_property
    def worse(self) -> set[Turns]:
        """The questions that are not answered as judged any more."""
        return self.was_right - self.is_right

    @cached_property
    def broken(self) -> list[Breach]:
        """The floors that the new index breaks. What lay lower before must not sink further."""
        before: dict[str, list[Row]] = defaultdict(list)
        after: dict[str, list[Row]] = defaultdict(list)
        for case, old, new in self._rows:
            before[case.split].append(old)
            after[case.split].append(new)
        figures = {split: mean_figures(rows) for split, rows in before.items()}
        lowered = {
            split: {name: min(floor, figures.get(split, {}).get(name, 0.0)) for name, floor in column.items()}
            for split, column in self.floors.items()
        }
        return below(lowered, {split: mean_figures(rows) for split, rows in after.items()}) if self.cases else []

    @property
    def faults(self) -> int:
        """How many floors break and judged questions get worse."""
        return len(self.broken) + len(self.worse)

    def culprits(self, each: int) -> dict[Turns, Turns]:
        """Return judged questions that led to what breaks a floor or got worse, each with one that got worse by it.

        Where a floor breaks, first those that did more harm to its figure than good; where there are none, all that did
        harm.

        Args:
            each: so many of the judged questions that tell most about it an answer is laid to.
        """
        found = {likest: turns for turns in sorted(self.worse) for likest in self._likest(turns, each)}
        balance: dict[Turns, float] = defaultdict(float)
        harmed: dict[Turns, Turns] = {}
        for case, change in self._moved():
            for likest in self._likest(case.turns, each):
                balance[likest] += change
                if change < 0:
                    harmed.setdefault(likest, case.turns)
        harmful = {likest: turns for likest, turns in harmed.items() if balance[likest] < 0} or harmed
        return harmful | found

    def suspects(self) -> Iterator[tuple[Turns, Turns]]:
        """Yield what got worse where it was judged or a floor breaks, each with the likest judged question."""
        found = {turns: self._besides(turns) for turns in sorted(self.worse)}
        for case, change in self._moved():
            # What was judged on the very question may be what led there.
            if change < 0:
                found.setdefault(case.turns, next(iter(self.after.shown[case.turns].likest), None))
        yield from ((turns, likest) for turns, likest in found.items() if likest)

    def unmet(self) -> Iterator[tuple[Turns, Turns | None]]:
        """Yield the judged questions that are not answered as judged, each with what tells most about it besides."""
        for turns in self.judged:
            if turns not in self.is_right:
                yield turns, self._besides(turns)

    def _besides(self, turns: Turns) -> Turns | None:
        """Return the judged question that tells most about another one."""
        return next((likest for likest in self.after.shown[turns].likest if likest != turns), None)

    def changes(self) -> Iterator[Change]:
        """Yield the questions that are answered differently, and those whose answer gets worse first."""
        before, after = self.before.shown, self.after.shown
        changed = [turns for turns, shown in before.items() if shown.slices != after[turns].slices]
        for turns in sorted(changed, key=lambda turns: turns not in self.worse):
            yield Change(
                turns=turns,
                language=after[turns].answer.language,
                before=before[turns].answer,
                after=after[turns].answer,
                judged=turns in self.judged,
                worse=turns in self.worse,
            )

    @cached_property
    def _rows(self) -> list[tuple[Case, Row, Row]]:
        """The questions beside the articles with their figures before and after.

        One that somebody judged, that is answered so, and whose first quote is no worse by the questions beside the
        articles, does not count as worse: which quotes stand beside one that was judged right is no fault.
        """
        judged = (replay.judged(self.cases) for replay in (self.before, self.after))
        return [(case, old, self._spared(case, old, new)) for case, old, new in zip(self.cases, *judged, strict=True)]

    def _spared(self, case: Case, old: Row, new: Row) -> Row:
        """Return the new figures of a question, without what is no fault."""
        if case.turns not in self.is_right or any(new[name] < old[name] for name in old if _is_of_first(name)):
            return new
        # What was not measured before, as there was no answer, has the floor to reach.
        floors = self.floors.get(case.split, {})
        return {name: max(value, old.get(name, floors.get(name, 0.0))) for name, value in {**old, **new}.items()}

    def _moved(self) -> Iterator[tuple[Case, float]]:
        """Yield the questions beside the articles that moved a figure whose floor breaks, with how far in all."""
        for case, old, new in self._rows if self.broken else ():
            names = {breach.name for breach in self.broken if breach.split == case.split}
            change = sum(new.get(name, 0.0) - old.get(name, 0.0) for name in names)
            if change:
                yield case, change

    def _likest(self, turns: Turns, limit: int) -> list[Turns]:
        """Return the judged questions that tell most about another one; of itself each must tell."""
        done = {turns, *self._told_alone}
        return [likest for likest in self.after.shown[turns].likest if likest not in done][:limit]

    @cached_property
    def _told_alone(self) -> frozenset[Turns]:
        return self.after.confined


def _is_of_first(name: str) -> bool:
    """Tell whether a figure is of whether there is an answer, or of its first quote."""
    return name.startswith(("answered", "refused", "hit1"))


def _right(replay: Replay, judged: Judged) -> set[Turns]:
    return {turns for turns, on_it in judged.items() if _goes_with(on_it, replay.shown[turns].answer.quotes)}


def _goes_with(judged: Sequence[Judgment], quotes: Sequence[Quote]) -> bool:
    """Tell whether an answer goes with the judgments on its question.

    The first quote is one that answers, where any was judged to; else none that does not; where no article answers,
    there is none.
    """
    answers = [judgment for judgment in judged if judgment.verdict == "answers"]
    wrong = [judgment for judgment in judged if judgment.verdict == "wrong"]
    if answers:
        return bool(quotes) and any(_covers(quotes[0], judgment) for judgment in answers)
    if any(judgment.verdict == "unanswerable" for judgment in judged):
        return not quotes
    return not quotes or not any(_covers(quotes[0], judgment) for judgment in wrong)


def _covers(quote: Quote, judgment: Judgment) -> bool:
    """Tell whether a quote is a judged slice for the greater part of it, or for the greater part of itself."""
    start, end = judgment.start or 0, judgment.end or 0
    shared = min(quote.end, end) - max(quote.start, start)
    return quote.source == judgment.source and shared >= _COVERED * min(end - start, quote.end - quote.start)
