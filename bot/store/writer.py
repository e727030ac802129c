"""One thread that holds the connection: jobs come in from anywhere, and what waits together is committed together."""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from bot.store import search
from bot.store.migrations import migrations
from knowledge.errors import HomeError

Result = TypeVar("Result")
Job = Callable[[Database], Any]

_LOGGER = logging.getLogger(__name__)
# So many jobs share one commit; more would make the first of them wait.
_BATCH = 128
# Seconds without work after which search learns what is new, and the write-ahead log is emptied, so that what was
# erased is gone from it too.
_QUIET = 0.5
# Seconds after which that is done even while there is work.
_LONGEST_DIRTY = 5.0
# Seconds to wait for another process that writes.
_PATIENCE = 20


def connect(path: Path) -> Database:
    """Open the database; foreign keys hold, commits are on disk, and erased rows are overwritten.

    Raises:
        HomeError: it cannot be opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
        db = Database(connection)
        _enable_wal(db)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        if migrations.pending(db):
            # Alone, since another process may be about to take the same steps.
            with alone(db):
                migrations.apply(db)
    except (OSError, sqlite3.DatabaseError) as error:
        raise HomeError(f"{path}: the log cannot be opened ({error}). Free the disk, or restore the file.") from error
    return db


@contextmanager
def alone(db: Database) -> Iterator[None]:
    """Hold the right to write from the first read on; all changes are kept, or on any error none."""
    # Not `atomic`, whose BEGIN takes the lock late: a read that turns into a write could then fail as busy.
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def _enable_wal(db: Database) -> None:
    """Switch the file to a write-ahead log; SQLite does not wait by itself for another process that does the same."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            db.enable_wal()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


@dataclass
class _Entry:
    """A job with the future of its result; `alone`: outside of any transaction."""

    job: Job
    future: Future[Any]
    alone: bool = False


class Writer:
    """Runs jobs on the database, one after another, each whole or not at all.

    Args:
        path: the database file; created where it is missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = connect(path)
        self._entries: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Database], Result]) -> Future[Result]:
        """Queue a job; the future is resolved once its changes are on disk."""
        future: Future[Result] = Future()
        self._entries.put(_Entry(job, future))
        return future

    def scrub(self) -> Future[None]:
        """Queue a rewriting of the whole file, after which nothing of what was erased is left, in its log neither."""
        future: Future[None] = Future()
        self._entries.put(_Entry(self._rewrite, future, alone=True))
        return future

    def close(self) -> None:
        """Finish what is queued, and close the file."""
        self._entries.put(None)
        self._thread.join()

    def _work(self) -> None:
        dirty_since: float | None = time.monotonic()
        running = True
        while running:
            batch, last = self._next_batch(None if dirty_since is None else _QUIET)
            self._commit(batch)
            if last is not None and last.alone:
                self._run_alone(last)
            running = last is not None
            if batch:
                dirty_since = dirty_since or time.monotonic()
            if dirty_since and (not batch or time.monotonic() - dirty_since > _LONGEST_DIRTY):
                dirty_since = None if self._tidy() else time.monotonic()
        self._tidy()
        self._db.close()

    def _next_batch(self, timeout: float | None) -> tuple[list[_Entry], _Entry | None]:
        """Return the jobs that wait, none after so many seconds, and the entry after which the batch ends.

        That is the last of them, one that runs alone and is not among them, or None at the end of all.
        """
        batch: list[_Entry] = []
        try:
            entry = self._entries.get(timeout=timeout)
        except queue.Empty:
            return [], _Entry(_nothing, Future())
        while entry is not None and not entry.alone:
            batch.append(entry)
            if len(batch) == _BATCH or self._entries.empty():
                break
            entry = self._entries.get()
        return batch, entry

    def _commit(self, batch: list[_Entry]) -> None:
        """Run jobs in one transaction; one that fails undoes only itself."""
        if not batch:
            return
        done: list[tuple[Future[Any], Any]] = []
        try:
            with alone(self._db):
                for entry in batch:
                    self._db.conn.execute("SAVEPOINT job")
                    try:
                        done.append((entry.future, entry.job(self._db)))
                    except Exception as error:  # noqa: BLE001 - whatever a job raises belongs to whoever asked for it
                        self._db.conn.execute("ROLLBACK TO job")
                        entry.future.set_exception(error)
                    self._db.conn.execute("RELEASE job")
        except sqlite3.Error as error:
            _LOGGER.exception("The log cannot be written.")
            for entry in batch:
                if not entry.future.done():
                    entry.future.set_exception(error)
            return
        for future, result in done:
            future.set_result(result)

    def _run_alone(self, entry: _Entry) -> None:
        try:
            entry.future.set_result(entry.job(self._db))
        except sqlite3.Error as error:
            entry.future.set_exception(error)

    def _rewrite(self, db: Database) -> None:
        search.forget_erased(db)
        db.commit()
        db.conn.execute("VACUUM")
        self._empty_log()

    def _tidy(self) -> bool:
        """Do what can wait for a quiet moment; tell whether nothing is left to do."""
        try:
            with alone(self._db):
                everything = search.catch_up(self._db)
        except sqlite3.Error:
            return False
        return self._empty_log() and everything

    def _empty_log(self) -> bool:
        """Move the write-ahead log into the file and cut it to nothing; tell whether no reader was in the way."""
        try:
            busy = self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error:
            return False
        return not busy


def _nothing(_: Database) -> None:
    """Stand in for a job where there was none."""
