"""Tries out what an index would learn from judgments, before it is put in force.

The new index and the one in force answer the same questions: the judged ones beside the articles (`questions.jsonl`,
with the floors of `floors.toml`), and those of the judgments themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from knowledge.evaluation import Case, load_questions, mean_figures
from knowledge.floors import Figures, below, read_floors
from knowledge.folder import FLOORS_FILE
from knowledge.index import Index
from knowledge.library import Library
from knowledge.models import Answer, Judgment, Language, Quote
from knowledge.replay import Replay, Turns

QUESTIONS_FILE = "questions.jsonl"
# A quote is a judged slice when they share at least so much of the shorter one: of two sentences that were judged, one
# may do.
_COVERED = 0.5
# Where a figure is of fewer questions, a single one is no small matter.
_MANY = 50
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Change:
    """A question that is answered differently. `worse`: it was judged, and the new answer goes against it."""

    turns: tuple[str, ...]
    language: Language
    before: Answer
    after: Answer
    judged: bool
    worse: bool


@dataclass(frozen=True)
class Trial:
    """What putting the new index in force would change.

    Attributes:
        index: the new index.
        before: figures of the index in force over the judged questions beside the articles, as shares: answered,
            Success@1, nDCG@10, refused. What is itself among the judgments does not count: it is what was learned.
        after: the same of the new index; both are empty where there are no such questions.
        judged: how many questions people have judged.
        right_before: how many of them the index in force answers, or refuses, as they were judged.
        right_after: the same of the new index.
        new: how many judgments the index in force has not learned from.
        changes: the questions that are answered differently.
        broken: a line for each floor that the new index breaks, or sinks further below.
        suspects: where a floor breaks: questions beside the articles whose answer got worse, each with the judged
            question that is likest to it.
    """

    index: Index
    before: dict[str, float]
    after: dict[str, float]
    judged: int
    right_before: int
    right_after: int
    new: int
    changes: tuple[Change, ...]
    broken: tuple[str, ...]
    suspects: tuple[tuple[Turns, Turns], ...]

    @property
    def worse(self) -> tuple[Change, ...]:
        """Return the judged questions whose answer gets worse."""
        return tuple(change for change in self.changes if change.worse)

    @property
    def orphans(self) -> tuple[Judgment, ...]:
        """Return the judgments whose words stand in no article any more."""
        return tuple(self.index.orphans)

    @property
    def publishable(self) -> bool:
        """Tell whether no floor breaks by more than one question, and no judged question gets worse."""
        return not self.broken and not self.worse


def try_out(library: Library, judgments: Sequence[Judgment], progress: Progress | None = None) -> Trial:
    """Build the next index with judgments, and compare it with the one in force.

    Args:
        library: the articles; nothing is put in force.
        judgments: all that stand, those that the index in force has learned from too.
        progress: told how far it is.

    Raises:
        FundstelleError: the articles or the files beside them cannot be used; the old index stays in force.
    """
    old = library.stored() or library.build(progress, ())
    new = library.build(progress, judgments)
    cases = _cases(library.folder)
    asked = _by_question(new.judgments)
    questions = list(dict.fromkeys([*(case.turns for case in cases), *asked]))
    numbers = count(1)

    def step() -> None:
        if progress:
            progress("comparing", next(numbers), 2 * len(questions))

    before, after = (Replay.of(index, library.folder, library.analyzer, questions, step) for index in (old, new))
    was, now = (
        {turns: _right(judged, replay.shown[turns].answer.quotes) for turns, judged in asked.items()}
        for replay in (before, after)
    )
    independent = [case for case in cases if case.turns not in asked]
    known = {judgment.id for judgment in [*old.judgments, *old.orphans]}
    broken = tuple(_broken(library.folder, before, after, cases))
    return Trial(
        index=new,
        before=before.figures(independent),
        after=after.figures(independent),
        judged=len(asked),
        right_before=sum(was.values()),
        right_after=sum(now.values()),
        new=sum(judgment.id not in known for judgment in judgments),
        changes=tuple(_changes(before, after, was, now)),
        broken=broken,
        suspects=tuple(_suspects(before, after, cases)) if broken else (),
    )


def _cases(folder: Path) -> list[Case]:
    """Return the judged questions beside the articles, without those on articles that have gone."""
    path = folder / QUESTIONS_FILE
    return load_questions(path, folder, skip_missing=True) if path.exists() else []


def _by_question(judgments: Sequence[Judgment]) -> dict[Turns, list[Judgment]]:
    """Gather the judgments on each question."""
    gathered: dict[Turns, list[Judgment]] = {}
    for judgment in judgments:
        gathered.setdefault(judgment.turns, []).append(judgment)
    return gathered


def _right(judged: Sequence[Judgment], quotes: Sequence[Quote]) -> bool:
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


def _changes(before: Replay, after: Replay, was: dict[Turns, bool], now: dict[Turns, bool]) -> Iterator[Change]:
    """Yield the questions that are answered differently, and those whose answer gets worse first."""
    changed = [turns for turns, shown in before.shown.items() if shown.slices != after.shown[turns].slices]
    worse = {turns for turns in was if was[turns] and not now[turns]}
    for turns in sorted(changed, key=lambda turns: turns not in worse):
        yield Change(
            turns=turns,
            language=after.shown[turns].answer.language,
            before=before.shown[turns].answer,
            after=after.shown[turns].answer,
            judged=turns in was,
            worse=turns in worse,
        )


def _broken(folder: Path, before: Replay, after: Replay, cases: Sequence[Case]) -> list[str]:
    """Return a line for each floor that is broken by more than one question.

    Floors are pinned at what the program reached, and any judgment moves a neighbour: one question of many is let pass,
    however often the index is improved, since it counts from the floor. What lay lower before must not sink further.
    Floors are of all judged questions beside the articles.
    """
    floors = read_floors(folder / FLOORS_FILE) if cases else {}
    old, new = (
        {split: replay.judged(case for case in cases if case.split == split) for split in floors}
        for replay in (before, after)
    )
    figures = {split: mean_figures(rows) for split, rows in new.items()}
    lowered: Figures = {}
    for split, column in floors.items():
        was, counts = mean_figures(old[split]), Counter(name for row in old[split] for name in row)
        lowered[split] = {
            name: min(floor - (1 / counts[name] if counts[name] >= _MANY else 0.0), was.get(name, 0.0))
            for name, floor in column.items()
        }
    return below(lowered, figures)


def _suspects(before: Replay, after: Replay, cases: Sequence[Case]) -> Iterator[tuple[Turns, Turns]]:
    """Yield the questions beside the articles that got worse, each with the judged question that is likest to it."""
    for case, old, new in zip(cases, before.judged(cases), after.judged(cases), strict=True):
        likest = after.shown[case.turns].likest
        if likest and any(new.get(name, 0.0) < value for name, value in old.items()):
            yield case.turns, likest
