"""Gets requests to Telegram through 429s, outages and broken lines, without posting a message twice.

What is the same when done twice (an edit, an answer to a press) is simply done again. A message is sent again only
when it cannot have arrived; where that is uncertain, the bot looks first: editing the message that it would be, with
the very same content, fails as "not modified" if it is there and as "not found" if it is not.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter

from bot.telegram.line import NEVER_LEFT

_LOGGER = logging.getLogger(__name__)
# A message goes on being tried through a long outage; the answer to a press is worth nothing after some seconds.
_SEND_TRIES = 100
_OTHER_TRIES = 4
_LONGEST_PAUSE = 30.0
# So many message ids after the last known one are looked at.
_LOOK = 6
# Chats whose last message id is remembered.
_REMEMBERED = 10_000
_RETRY_AFTER_TRIES = 5
Callback = Callable[..., Coroutine[Any, Any, Any]]


class Delivery(AIORateLimiter):
    """Telegram's limits, and patience.

    Args:
        limited: keep to Telegram's limits of 30 messages a second, and 20 a minute in a group.
    """

    bot: Bot

    def __init__(self, limited: bool) -> None:
        rates: dict[str, float] = {} if limited else {"overall_max_rate": 0, "group_max_rate": 0}
        super().__init__(**rates, max_retries=_RETRY_AFTER_TRIES)
        self._latest: OrderedDict[int, int] = OrderedDict()
        self.doubtful: set[tuple[int, int]] = set()

    def saw(self, chat: int, message: int) -> None:
        """Remember the latest message of a chat."""
        self._latest[chat] = max(message, self._latest.get(chat, 0))
        self._latest.move_to_end(chat)
        if len(self._latest) > _REMEMBERED:
            self._latest.popitem(last=False)

    async def process_request(
        self,
        callback: Callback,
        args: Any,  # noqa: ANN401 - the library's signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:  # noqa: ANN401
        """Make a request, again where that is safe; see the library's base class for the arguments."""
        sends = endpoint.startswith("send") and endpoint != "sendChatAction"
        pause, uncertain = 0.5, False
        for tries in range(_SEND_TRIES if sends else _OTHER_TRIES, -1, -1):
            try:
                if uncertain and (there := await self._look(data)):
                    return there
                result = await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except (BadRequest, Forbidden, InvalidToken):
                raise
            except RetryAfter:
                if not tries:
                    raise
            except TelegramError as error:
                left = not isinstance(error.__cause__, NEVER_LEFT)
                uncertain = uncertain or (sends and left)
                if (
                    not tries
                    or not (isinstance(error, NetworkError) or _garbled(error))
                    or (uncertain and "text" not in data)
                ):
                    raise
                _LOGGER.warning("%s did not go through (%s); trying again in %.1f s.", endpoint, error, pause)
                await asyncio.sleep(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)
            else:
                return self._noted(result, uncertain) if sends else result
        raise AssertionError("the last try returns or raises")

    def _noted(self, result: Any, uncertain: bool) -> dict[str, Any]:  # noqa: ANN401 - a message as Telegram returns it
        """Remember a message that was sent, and return what is needed of it; the rest takes long to read."""
        chat, message = result["chat"], result["message_id"]
        self.saw(chat["id"], message)
        if uncertain:
            self.doubtful.add((chat["id"], message))
        return {"message_id": message, "date": result["date"], "chat": {"id": chat["id"], "type": chat["type"]}}

    async def _look(self, data: dict[str, Any]) -> dict[str, Any] | None:
        """Find a message that may have arrived; None where it is not there."""
        chat, first = data["chat_id"], self._latest.get(data["chat_id"], 0) + 1
        for message in range(first, first + _LOOK) if first > 1 else ():
            try:
                await self.bot.edit_message_text(
                    data["text"],
                    chat,
                    message,
                    parse_mode=data.get("parse_mode"),
                    reply_markup=data.get("reply_markup"),
                    link_preview_options=data.get("link_preview_options"),
                )
            except BadRequest as error:
                if "not modified" not in str(error):
                    continue
            self.saw(chat, message)
            kind = "private" if chat > 0 else "supergroup"
            return {"message_id": message, "date": int(time.time()), "chat": {"id": chat, "type": kind}}
        return None

    def was_doubtful(self, chat: int, message: int) -> bool:
        """Tell, once, whether a message was sent after one that may have arrived."""
        if (chat, message) in self.doubtful:
            self.doubtful.discard((chat, message))
            return True
        return False


def _garbled(error: TelegramError) -> bool:
    """Tell whether the response was none of Telegram's, such as the page of a proxy."""
    return "Invalid server response" in str(error)
