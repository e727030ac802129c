"""The articles behind the pages: what to quote next."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.answers import Answerer
    from knowledge.library import Library
    from knowledge.models import Quote


class Articles:
    """The index in force, opened anew where another process has put a newer one in its place.

    Args:
        library: the folder of articles with its indexes.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._answerer: Answerer | None = None

    async def candidates(self, turns: Sequence[str], limit: int) -> list[Quote]:
        """Return the passages that come next for the last of the questions, or for words that are none, best first."""
        return await asyncio.to_thread(self._candidates, turns, limit)

    def _candidates(self, turns: Sequence[str], limit: int) -> list[Quote]:
        with self._lock:
            return self._current().candidates(turns, limit)

    def _current(self) -> Answerer:
        from knowledge.answers import Answerer  # noqa: PLC0415 - needed only where a gap is looked at

        if self._answerer is None or self._library.stored_version() != self._answerer.index.version:
            index, _ = self._library.open()
            self._answerer = Answerer(index, self._library.folder, self._library.analyzer)
        return self._answerer
