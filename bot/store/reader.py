"""Reads the log beside whoever writes it: connections that cannot write, one a thread."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from bot.store.migrations import migrations
from knowledge.errors import HomeError

Result = TypeVar("Result")
_THREADS = 3


class Reader:
    """Runs jobs that only read.

    Args:
        path: the database file.

    Raises:
        HomeError: there is no log, or it is not of this version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _check(path)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="reader")
        self._own = threading.local()
        self._open: list[sqlite3.Connection] = []

    async def run(self, job: Callable[[Database], Result]) -> Result:
        """Run a job on the database, and return what it returns."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, job)

    def close(self) -> None:
        """Finish what is under way, and close the connections."""
        self._threads.shutdown()
        for connection in self._open:
            connection.close()

    def _run(self, job: Callable[[Database], Result]) -> Result:
        db: Database | None = getattr(self._own, "db", None)
        if db is None:
            connection = _connect(self.path)
            self._open.append(connection)
            self._own.db = db = Database(connection)
        return job(db)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def _check(path: Path) -> None:
    """Raise an error where the log is missing, cannot be read, or is of an earlier version; nothing is changed."""
    if not path.is_file():
        raise HomeError(f"{path}: there is no log yet. It begins with the first question to `fundstelle bot`.")
    try:
        with closing(_connect(path)) as connection:
            outdated = migrations.pending(Database(connection))
    except sqlite3.DatabaseError as error:
        raise HomeError(f"{path}: the log cannot be read ({error}). Check the file and its folder.") from error
    if outdated:
        raise HomeError(
            f"{path}: the log is from an earlier version. Start `fundstelle bot` anew, "
            "or run `fundstelle log` once: either brings it up to date."
        )
