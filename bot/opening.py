"""Opens the articles for the people's side of the program: with the log at hand where an index is lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import DATABASE

if TYPE_CHECKING:
    from knowledge.library import Library
    from knowledge.models import Judgment


def open_library(seeds: Path, home: Path) -> Library:
    """Return the library of a folder of articles.

    Args:
        seeds: the articles.
        home: the folder for the program's own state, with the log; what the log says was published is learned again
            where the index that had learned it is lost.
    """
    from knowledge.library import Library  # noqa: PLC0415 - the terminal starts without it

    def published() -> Sequence[Judgment]:
        if not (home / DATABASE).exists():
            return ()
        # The log is opened only where it is needed.
        from bot.store import learned  # noqa: PLC0415
        from bot.store.store import reading  # noqa: PLC0415

        with reading(home) as db:
            return learned.standing(db, published=True)

    return Library(seeds, home, remembered=published)


def reported_findings(home: Path) -> list[str]:
    """Return what people have said is wrong with a quote or its speaker, a line each, the latest first.

    Args:
        home: the folder with the log; nothing where there is none.
    """
    if not (home / DATABASE).exists():
        return []
    from bot.store import judgments  # noqa: PLC0415 - only where there is a log
    from bot.store.store import reading  # noqa: PLC0415

    with reading(home) as db:
        found = judgments.findings(db)
    return [
        f"{mark.slice.source}: wrong speaker or broken quote: “{mark.slice.words}”"
        if mark.slice
        else f"wrong speaker or broken quote in the answer to “{' / '.join(decided.questions)}”"
        for decided in found
        for mark in decided.marks or [judgments.Mark("wrong")]
    ]
