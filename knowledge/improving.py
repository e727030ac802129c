"""Tries out what an index would learn from judgments, before it is put in force.

The new index and the one in force answer the same questions: the judged ones beside the articles (`questions.jsonl`,
with the floors of `floors.toml`), and those of the judgments themselves. Where a judged question makes others worse, it
is confined: it tells of such as are worded alike, and of no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.answers import Answerer
from knowledge.comparing import Change, Comparison
from knowledge.evaluation import Case, load_questions
from knowledge.floors import Breach, Figures, read_floors
from knowledge.folder import FLOORS_FILE
from knowledge.index import Index
from knowledge.library import Library
from knowledge.models import Judgment
from knowledge.replay import Replay, Turns

QUESTIONS_FILE = "questions.jsonl"
# Where confining so many of the judged questions that tell most about an answer does not help, it is left as it is.
_MOST_CULPRITS = 8
Progress = Callable[[str, int, int], None]


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
        gone: how many it has learned from that stand no more.
        unmet: judged questions that the new index does not answer, or refuse, as they were judged, each with the one
            that tells most about it besides, if any.
        changes: the questions that are answered differently.
        broken: the floors that the new index breaks, or sinks further below.
        confined: judged questions that tell only of such as are worded alike, each with one that it would have made
            worse.
        suspects: what got worse all the same, where a floor breaks or it was judged, each with the judged question that
            is likest to it.
    """

    index: Index
    before: dict[str, float]
    after: dict[str, float]
    judged: int
    right_before: int
    right_after: int
    new: int
    gone: int
    unmet: tuple[tuple[Turns, Turns | None], ...]
    changes: tuple[Change, ...]
    broken: tuple[Breach, ...]
    confined: tuple[tuple[Turns, Turns], ...]
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
        """Tell whether no floor breaks, and no judged question gets worse."""
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
    new = library.learned(old, judgments, progress)
    cases = _cases(library.folder)
    asked = _by_question(new.judgments)
    # What was taken back since changes answers too.
    learned = [judgment.turns for judgment in old.judgments]
    questions = list(dict.fromkeys([*(case.turns for case in cases), *asked, *learned]))
    compared = Comparison(*_replays(library, old, new), cases, _floors(library.folder, cases), asked)
    for number, turns in enumerate(questions, start=1):
        if progress:
            progress("comparing", number, len(questions))
        # One after the other: what both find without judgments is looked up once.
        compared.before.ask(turns)
        compared.after.ask(turns)
    compared, confined = _confined(compared)
    before, after = compared.before, compared.after
    independent = [case for case in cases if case.turns not in asked]
    known = {_said(judgment) for judgment in [*old.judgments, *old.orphans]}
    standing = {_said(judgment) for judgment in judgments}
    return Trial(
        index=after.index.model_copy(update={"offers": after.answerer.offers()}),
        before=before.figures(independent),
        after=after.figures(independent),
        judged=len(asked),
        right_before=len(compared.was_right),
        right_after=len(compared.is_right),
        new=len(standing - known),
        gone=len(known - standing),
        unmet=tuple(compared.unmet()),
        changes=tuple(compared.changes()),
        broken=tuple(compared.broken),
        # Where something got worse all the same, confining did not spare it.
        confined=tuple((judged, spared) for judged, spared in confined.items() if spared not in compared.worse),
        suspects=tuple(compared.suspects()),
    )


def _replays(library: Library, old: Index, new: Index) -> tuple[Replay, Replay]:
    """Return a replay of each index, with nothing asked yet; where they are of the same files, they share much."""
    before = Answerer(old, library.folder, library.analyzer)
    if old.fingerprint == new.fingerprint:
        return Replay(before), Replay(before.relearned(new))
    return Replay(before), Replay(Answerer(new, library.folder, library.analyzer))


def _confined(compared: Comparison) -> tuple[Comparison, dict[Turns, Turns]]:
    """Confine judged questions that make others worse, until nothing is worse or no more can be laid to single ones.

    Returns:
        The comparison with the index in which they are confined, and these questions; see `Trial.confined`.
    """
    confined: dict[Turns, Turns] = {}
    # What was told by confined ones, but was answered as before all the same: asked again at the end.
    waiting: set[Turns] = set()
    fewest, each = compared.faults, 1
    while each <= _MOST_CULPRITS:
        further = compared.culprits(each)
        if further:
            told = set(compared.after.told(further))
            moved = {change.turns for change in compared.changes()}
            confined |= further
            waiting |= told - moved
            again, after = told & moved, compared.after.confine(further)
        elif waiting:
            again, after, waiting = waiting, compared.after, set()
        else:
            break
        for turns in again:
            after.ask(turns)
        compared = replace(compared, after=after)
        # One hides behind another: where it did not help, an answer is laid to twice as many.
        each = 1 if compared.faults < fewest else 2 * each
        fewest = min(fewest, compared.faults)
    for turns in waiting:
        compared.after.ask(turns)
    return replace(compared), confined


def _cases(folder: Path) -> list[Case]:
    """Return the judged questions beside the articles, without those on articles that have gone."""
    path = folder / QUESTIONS_FILE
    return load_questions(path, folder, skip_missing=True) if path.exists() else []


def _floors(folder: Path, cases: Sequence[Case]) -> Figures:
    """Return the floors of the judged questions beside the articles; none where there are no questions."""
    return read_floors(folder / FLOORS_FILE) if cases else {}


def _said(judgment: Judgment) -> tuple[Turns, str, str | None]:
    """Return what a judgment says: numbers begin anew in a new log."""
    return judgment.turns, judgment.verdict, judgment.words


def _by_question(judgments: Sequence[Judgment]) -> dict[Turns, list[Judgment]]:
    """Gather the judgments on each question."""
    gathered: dict[Turns, list[Judgment]] = {}
    for judgment in judgments:
        gathered.setdefault(judgment.turns, []).append(judgment)
    return gathered
