"""Processes that find answers, so that the one that talks to Telegram is free to do so.

Each has a pipe: a job goes in, its result comes out, in order; a job may tell how far it is before that. Its end of the
pipe closes when the bot is gone, however that went, and so the worker leaves.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from knowledge.building import Progress
from knowledge.errors import FundstelleError

Job = Callable[..., Any]


@dataclass(frozen=True)
class _Step:
    """How far a job is."""

    name: str
    done: int
    total: int


class WorkerGoneError(FundstelleError):
    """A worker was killed while it had work."""


class Worker:
    """A process with its pipe.

    Args:
        initializer: run in the process before all jobs.
        arguments: what it is given.
    """

    def __init__(self, initializer: Job | None = None, arguments: tuple[Any, ...] = ()) -> None:
        # Spawned, not forked: a fork would take the database's connection and the event loop along.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, initializer, arguments), daemon=True)
        self._process.start()
        theirs.close()
        self._waiting: deque[tuple[asyncio.Future[Any], Progress | None]] = deque()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._pipe.fileno(), self._on_result)
        self.alive = True

    @property
    def load(self) -> int:
        """Return how many jobs it has."""
        return len(self._waiting)

    async def run(
        self,
        job: Job,
        *arguments: Any,  # noqa: ANN401 - whatever the job takes
        progress: Progress | None = None,
    ) -> Any:  # noqa: ANN401 - and returns
        """Run a job.

        Args:
            job: a function that the process can import.
            arguments: what it is given.
            progress: called here with what the job tells of itself; the job then gets one more argument, to tell it by.

        Raises:
            WorkerGoneError: the process was killed.
        """
        future = self._loop.create_future()
        try:
            self._pipe.send((job, arguments, progress is not None))
        except OSError as error:
            self._close()
            raise WorkerGoneError("A worker was killed.") from error
        self._waiting.append((future, progress))
        result = await future
        if isinstance(result, BaseException):
            raise result
        return result

    def _on_result(self) -> None:
        try:
            result = self._pipe.recv()
        except (EOFError, OSError):
            self._close()
            return
        if isinstance(result, _Step):
            progress = self._waiting[0][1]
            if progress:
                progress(result.name, result.done, result.total)
            return
        future, _ = self._waiting.popleft()
        if not future.done():
            future.set_result(result)

    def _close(self) -> None:
        if not self.alive:
            return
        self.alive = False
        self._loop.remove_reader(self._pipe.fileno())
        self._pipe.close()
        for future, _ in self._waiting:
            if not future.done():
                future.set_exception(WorkerGoneError("A worker was killed."))

    def stop(self) -> None:
        """Let the process go."""
        self._close()
        self._process.join()

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        self._close()
        self._process.kill()
        self._process.join()


def _work(pipe: Connection, initializer: Job | None, arguments: tuple[Any, ...]) -> None:
    # The bot drains on these; its workers stay until it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if initializer:
        initializer(*arguments)
    while True:
        try:
            job, given, reports = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            result = job(*given, partial(_tell, pipe)) if reports else job(*given)
        except Exception as error:  # noqa: BLE001 - raised again where the job was given
            result = error
        try:
            pipe.send(result)
        except OSError:
            return


def _tell(pipe: Connection, step: str, done: int, total: int) -> None:
    pipe.send(_Step(step, done, total))
