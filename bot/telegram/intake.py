"""Takes updates in: committed first, then handled, each chat in its order; first what a crash has left."""

from __future__ import annotations

import logging
import time
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Update

from bot.store import journal
from bot.store.journal import Received
from bot.store.writer import Job
from bot.telegram.desk import Desk, Receipt, receipt
from bot.telegram.lanes import Lanes

_LOGGER = logging.getLogger(__name__)
# Updates handled at once.
WIDTH = 32
# Commands that take a while: a chat does not wait for them.
_LASTING = ("/improve", "/reindex")
KINDS = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)


@dataclass(frozen=True)
class Arrival:
    """An update to handle."""

    received: Received
    update: Update
    arrived: float


class Intake:
    """Takes updates from polling or the webhook to the handlers.

    Args:
        application: the library's application, with the handlers.
        desk: the bot's parts.
    """

    def __init__(self, application: Any, desk: Desk) -> None:  # noqa: ANN401 - six type parameters that say nothing here
        self._application = application
        self._desk = desk
        self._lanes: Lanes[Arrival] = Lanes(self._handle, WIDTH)

    async def replay(self) -> int:
        """Queue the updates that an earlier process left; returns how many there were."""
        left = await self._desk.store.run(partial(journal.waiting, bot=self._application.bot.id))
        for received in left:
            self._queue(received, time.monotonic())
        return len(left)

    async def receive(self, bodies: Sequence[Any]) -> None:
        """Commit updates as Telegram sent them, and queue those that are new.

        Once this returns, Telegram may be told that they were received.
        """
        arrived = time.monotonic()
        whole = [body for body in bodies if isinstance(body, dict) and isinstance(body.get("update_id"), int)]
        if not whole:
            return
        job = partial(journal.receive, bot=self._application.bot.id, bodies=whole)
        for received in await self._desk.store.run(job):
            self._queue(received, arrived)

    def _queue(self, received: Received, arrived: float) -> None:
        try:
            update = Update.de_json(received.body, self._application.bot)
        except Exception:  # an update of a shape that the library does not know is skipped, or it would come for ever
            _LOGGER.exception("Update %s cannot be read; it is skipped.", received.body.get("update_id"))
            self._desk.store.later(partial(journal.finish, id=received.id))
            return
        if update.effective_message and update.effective_chat and not update.callback_query:
            self._desk.delivery.saw(update.effective_chat.id, update.effective_message.message_id)
        self._lanes.put(_lane(update), Arrival(received, update, arrived))

    async def _handle(self, arrival: Arrival) -> None:
        at_hand = Receipt(arrival.received.id, arrival.arrived)
        receipt.set(at_hand)
        if arrival.received.again:
            await self._desk.store.run(partial(journal.attempt, id=arrival.received.id))
        await self._application.process_update(arrival.update)
        self._desk.store.later(partial(_close, id=arrival.received.id, jobs=at_hand.closing))

    async def drain(self, seconds: float) -> bool:
        """Handle what was received, for so many seconds at most; the rest is left for the next start."""
        return await self._lanes.drain(seconds)


def _close(db: Any, id: int, jobs: Sequence[Job]) -> None:  # noqa: A002, ANN401 - the database; the journal's id
    """Make the changes that an update leaves, and erase it."""
    for job in jobs:
        job(db)
    journal.finish(db, id)


def _lane(update: Update) -> Hashable:
    """Return what keeps order among updates: the chat, or for inline queries the person."""
    words = (update.message.text or "").split(maxsplit=1) if update.message else []
    if words and words[0].partition("@")[0].lower() in _LASTING:
        return ("lasting", update.update_id)
    if update.effective_chat:
        return update.effective_chat.id
    return ("inline", update.effective_user.id) if update.effective_user else update.update_id
