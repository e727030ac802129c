"""From what admins decided to the next index: made, tried out, put in force where nothing gets worse by it.

Whoever puts an index in force does it by `publish`, so that the log knows what the index has learned.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.settings import DATABASE
from bot.store import learned, privacy, wishes
from bot.store.store import change, reading
from knowledge.answers import Answerer
from knowledge.building import Progress
from knowledge.comparing import Change
from knowledge.floors import Breach
from knowledge.improving import try_out
from knowledge.index import Index
from knowledge.library import Library
from knowledge.models import Judgment
from knowledge.replay import Turns


@dataclass(frozen=True)
class Improvement:
    """What came of an improvement.

    Attributes:
        version: the index that was made.
        published: whether it is in force; if not, the one before still is.
        learned: how many judgments it has learned from, orphans not counted.
        new: how many judgments the index before had not learned from.
        gone: how many it had learned from that stand no more.
        unmet: judged questions that are not answered as judged; see `Trial.unmet`.
        before: figures of the index before over the judged questions beside the articles, as shares.
        after: the same of the new one.
        judged: how many questions people have judged.
        right_before: how many of them the index before answers, or refuses, as they were judged.
        right_after: the same of the new one.
        changes: the questions that are answered differently.
        broken: the floors that the new index breaks.
        orphans: the judgments whose words stand in no article any more.
        confined: judged questions that tell of themselves alone; see `Trial.confined`.
        suspects: what got worse all the same, each with the judged question likest to it; see `Trial.suspects`.
        told: how many people wait for an answer that there is now; the bot tells them.
    """

    version: str
    published: bool
    learned: int
    new: int
    gone: int
    unmet: tuple[tuple[Turns, Turns | None], ...]
    before: dict[str, float]
    after: dict[str, float]
    judged: int
    right_before: int
    right_after: int
    changes: tuple[Change, ...]
    broken: tuple[Breach, ...]
    orphans: tuple[Judgment, ...]
    confined: tuple[tuple[Turns, Turns], ...]
    suspects: tuple[tuple[Turns, Turns], ...]
    told: int = 0

    @property
    def worse(self) -> tuple[Change, ...]:
        """Return the judged questions whose answer gets worse."""
        return tuple(change for change in self.changes if change.worse)


def improve(library: Library, home: Path, progress: Progress | None = None) -> Improvement:
    """Make the next index from the standing judgments, try it out, and put it in force unless something gets worse.

    Args:
        library: the articles.
        home: the folder of the log; another process may be writing there.
        progress: told how far it is.

    Raises:
        FundstelleError: the articles, the log or the home folder cannot be used; the old index stays in force.
    """
    there = (home / DATABASE).exists()
    standing: list[Judgment] = []
    if there:
        with reading(home) as db:
            standing = learned.standing(db)
    trial = try_out(library, standing, progress)
    if trial.publishable:
        publish(library, home, trial.index)
    return Improvement(
        version=trial.index.version,
        published=trial.publishable,
        learned=len(trial.index.judgments),
        new=trial.new,
        gone=trial.gone,
        unmet=trial.unmet,
        before=trial.before,
        after=trial.after,
        judged=trial.judged,
        right_before=trial.right_before,
        right_after=trial.right_after,
        changes=trial.changes,
        broken=trial.broken,
        orphans=trial.orphans,
        confined=trial.confined,
        suspects=trial.suspects,
        told=_answered_wishes(library, home, trial.index) if there and trial.publishable else 0,
    )


def publish(library: Library, home: Path, index: Index) -> None:
    """Put an index in force, and let the log know.

    Raises:
        HomeError: the home folder cannot be written.
    """
    library.publish(index)
    settle(library, home, index)


def settle(library: Library, home: Path, index: Index) -> None:
    """Note in the log what the index in force knows of, and take out of all indexes what was erased meanwhile.

    Done twice it does no harm; what a crash kept from being noted is noted the next time.

    Raises:
        HomeError: the home folder cannot be written.
    """
    if not (home / DATABASE).exists():
        return
    in_force = (*index.judgments, *index.orphans)
    with reading(home) as db:
        logged = learned.questions(db)
    # In a log that was begun anew, a number stands for another judgment.
    known = {judgment.id: judgment.confined for judgment in in_force if logged.get(judgment.id) in (judgment.turns, ())}
    change(home, partial(learned.mark_published, version=index.version, known=known))
    # After the index can be seen: whoever erases from now on takes it out of this one too.
    with reading(home) as db:
        gone = set(privacy.erased(db)).intersection(known)
    if gone:
        library.forget(gone)


def _answered_wishes(library: Library, home: Path, index: Index) -> int:
    """Count the people who wait for an answer that an index gives."""
    with reading(home) as db:
        waiting = wishes.waiting(db)
    if not waiting:
        return 0
    answerer = Answerer(index, library.folder, library.analyzer)
    return sum(answerer.answer(wish.turns, wish.language).answered for wish in waiting)
