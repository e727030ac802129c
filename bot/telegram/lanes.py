"""One lane a chat: within it updates keep their order, and the lanes run side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Lanes(Generic[Item]):
    """Works on items, one after another with the same key.

    Args:
        work: handles an item; it must not raise.
        width: how many items are worked on at once.
    """

    def __init__(self, work: Callable[[Item], Awaitable[None]], width: int) -> None:
        self._work = work
        self._slots = asyncio.Semaphore(width)
        self._waiting: dict[Hashable, deque[Item]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, key: Hashable, item: Item) -> None:
        """Queue an item in its lane."""
        lane = self._waiting.get(key)
        if lane is not None:
            lane.append(item)
            return
        self._waiting[key] = deque([item])
        task = asyncio.create_task(self._run(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, key: Hashable) -> None:
        lane = self._waiting[key]
        try:
            while lane:
                async with self._slots:
                    await self._work(lane[0])
                lane.popleft()
        finally:
            del self._waiting[key]

    async def drain(self, seconds: float) -> bool:
        """Wait until all is done, for so many seconds at most; then what is left is cancelled.

        Returns:
            Whether all was done.
        """
        if not self._tasks:
            return True
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return not late
