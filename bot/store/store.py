"""The store as the rest of the bot sees it: jobs to run on the log, and pseudonyms."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from bot.settings import DATABASE
from bot.store import chats
from bot.store.chats import ChatSettings
from bot.store.identity import Pseudonyms
from bot.store.writer import Writer, alone, connect

Result = TypeVar("Result")
_LOGGER = logging.getLogger(__name__)
KEY = "pseudonyms.key"


class Store:
    """The log in the home folder, with the one thread that writes it.

    Args:
        home: the folder for the program's own state.

    Raises:
        HomeError: the log or the key cannot be used.
    """

    def __init__(self, home: Path) -> None:
        self.pseudonyms = Pseudonyms(home / KEY)
        self.writer = Writer(home / DATABASE)
        self._settings: dict[str, ChatSettings] = {}

    async def run(self, job: Callable[[Database], Result]) -> Result:
        """Run a job on the database, and return what it returns once its changes are on disk."""
        return await asyncio.wrap_future(self.writer.submit(job))

    async def settings(self, chat_id: int) -> ChatSettings:
        """Return the settings of a chat; they are looked up once, since nobody else changes them."""
        key = self.chat_key(chat_id)
        if key not in self._settings:
            self._settings[key] = await self.run(partial(chats.settings, key=key))
        return self._settings[key]

    async def change_chat(self, job: Callable[[Database], Result]) -> Result:
        """Run a job that changes the settings of a chat, and return what it returns."""
        result = await self.run(job)
        self._settings.clear()
        return result

    def later(self, job: Callable[[Database], Any]) -> None:
        """Queue a job that nobody waits for; jobs keep their order."""
        self.writer.submit(job).add_done_callback(_report)

    async def scrub(self) -> None:
        """Leave nothing of what was erased in the file or its write-ahead log."""
        await asyncio.wrap_future(self.writer.scrub())

    def person(self, user_id: int) -> str:
        """Return the pseudonym of a user."""
        return self.pseudonyms.of(user_id)

    def chat_key(self, chat_id: int) -> str:
        """Return what a chat is called in the log: a private chat's id is its user's, so it gets the pseudonym."""
        return self.pseudonyms.of(chat_id) if chat_id > 0 else str(chat_id)

    def close(self) -> None:
        """Finish what is queued, and close the file."""
        self.writer.close()


@contextmanager
def reading(home: Path) -> Iterator[Database]:
    """Open the log beside a bot that may be running; used for reports only."""
    db = connect(home / DATABASE)
    try:
        yield db
    finally:
        db.close()


def change(home: Path, job: Callable[[Database], Result]) -> Result:
    """Run a job on the log beside a bot that may be running, whole or not at all; nobody else writes meanwhile.

    Raises:
        HomeError: the log cannot be used.
    """
    with reading(home) as db, alone(db):
        return job(db)


def _report(future: Future[Any]) -> None:
    error = future.exception()
    if error:
        _LOGGER.error("A change to the log failed.", exc_info=error)
