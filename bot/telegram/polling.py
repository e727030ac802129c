"""Fetches updates from Telegram, and stops the process with a clear line where it would otherwise be left deaf.

The library's own polling confirms updates as soon as it has fetched them, goes on without a word after 401, and
stumbles over an update that it cannot read; here an update is confirmed once it is on disk.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.telegram.intake import KINDS, Intake
from bot.telegram.line import Line
from knowledge.errors import FundstelleError

_LOGGER = logging.getLogger(__name__)
# Seconds that Telegram holds a request open while there is nothing to tell.
_HOLD = 30
_LONGEST_PAUSE = 30.0
# Seconds that another process may fetch too: a redeploy overlaps for a moment.
CONFLICT_PATIENCE = 60.0


class DeafError(FundstelleError):
    """Telegram sends this process no updates, and waiting does not help."""


class Polling:
    """Fetches updates until it is cancelled.

    Args:
        base_url: the Bot API's address with the token.
        intake: takes the updates.
    """

    def __init__(self, base_url: str, intake: Intake) -> None:
        self._url = f"{base_url}/getUpdates"
        self._intake = intake
        self._request = Line(2, _HOLD + 10, base_url)
        self._offset = 0
        self._pause = 0.0
        self._conflict_since: float | None = None

    async def run(self) -> None:
        """Fetch, commit, confirm.

        Raises:
            DeafError: the token is not accepted, or another process keeps fetching.
        """
        await self._request.initialize()
        try:
            while True:
                try:
                    await self._step()
                    self._pause, self._conflict_since = 0.0, None
                except TelegramError as error:
                    await asyncio.sleep(self._pause_after(error))
        finally:
            await asyncio.shield(self._confirm())

    async def _step(self) -> None:
        updates = await self._fetch(_HOLD)
        await self._intake.receive(updates)
        ids = [update["update_id"] for update in updates if isinstance(update.get("update_id"), int)]
        self._offset = max([self._offset, *(number + 1 for number in ids)])

    async def _fetch(self, hold: int) -> list[dict[str, Any]]:
        query = urlencode({"offset": self._offset, "timeout": hold, "allowed_updates": json.dumps(KINDS)})
        updates = await self._request.post(f"{self._url}?{query}")
        return [update for update in updates if isinstance(update, dict)] if isinstance(updates, list) else []

    async def _confirm(self) -> None:
        """Tell Telegram what was received, so that the next process need not fetch it again."""
        try:
            if self._offset:
                await asyncio.wait_for(self._fetch(0), timeout=2)
        except (TelegramError, TimeoutError):
            _LOGGER.info("The last updates could not be confirmed; they come again and are known.")
        finally:
            await self._request.shutdown()

    def _pause_after(self, error: TelegramError) -> float:
        """Return how long to wait after an error, in seconds; raise where waiting does not help."""
        if isinstance(error, InvalidToken):
            raise DeafError(
                "Telegram does not accept the token (FUNDSTELLE_TELEGRAM_TOKEN). Get it from @BotFather."
            ) from None
        now = time.monotonic()
        if isinstance(error, Conflict):
            self._conflict_since = self._conflict_since or now
            if now - self._conflict_since > CONFLICT_PATIENCE:
                raise DeafError(
                    "another process fetches this bot's updates, or a webhook is set. Stop the other one."
                ) from None
            return 1.0
        self._conflict_since = None
        if isinstance(error, TimedOut):
            return 0.2
        if isinstance(error, RetryAfter):
            wait = error.retry_after
            return float(wait if isinstance(wait, int) else wait.total_seconds())
        _LOGGER.warning("Fetching updates failed: %s", error)
        self._pause = min(_LONGEST_PAUSE, max(0.2, self._pause * 2))
        return self._pause
