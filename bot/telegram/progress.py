"""Shows in one message, which is edited, how far something is that takes a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.telegram import replies
from bot.telegram.desk import Context, Place
from bot.telegram.messages import escaped
from bot.telegram.texts import N_, Voice

# Seconds between two edits of the message.
_STEP = 1.5
_STEPS = {
    "reading": N_("Reading the articles"),
    "indexing": N_("Making the index"),
    "comparing": N_("Comparing the answers"),
}
UNDER_WAY = N_("The next index is being made already. Please wait until that is done.")
FAILED = N_("That did not work; the old index stays in force.\n\n{error}")


class Progress:
    """Shows progress in one message, not too often.

    Args:
        show: edits the message.
        voice: says the steps.
    """

    def __init__(self, show: Callable[[str], Awaitable[None]], voice: Voice) -> None:
        self._show, self._voice = show, voice
        self._loop = asyncio.get_running_loop()
        self._shown_at = time.monotonic()
        self._edits: list[asyncio.Task[None]] = []

    @classmethod
    async def begin(cls, context: Context, place: Place, text: str, voice: Voice) -> Progress:
        """Send the message that progress is shown in."""
        sent = await replies.send(context, place, text)

        async def show(text: str) -> None:
            if sent:
                await replies.edit(context, sent.chat.id, sent.message_id, text)

        return cls(show, voice)

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of a step; called in the thread that reads."""
        if time.monotonic() - self._shown_at < _STEP:
            return
        self._shown_at = time.monotonic()
        text = f"{self._voice.say(_STEPS.get(step, step))} … {done}/{total}"
        self._loop.call_soon_threadsafe(lambda: self._edits.append(self._loop.create_task(self._edit(text))))

    async def _edit(self, text: str) -> None:
        await self._show(escaped(text))

    async def end(self, text: str) -> None:
        """Show how it ended, after all that was shown before."""
        await asyncio.gather(*self._edits, return_exceptions=True)
        await self._show(text)
