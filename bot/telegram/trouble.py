"""What happens when a handler fails: logged with a number, told to the person and to the admins, and nothing stops."""

from __future__ import annotations

import contextlib
import logging
import secrets
import time

from telegram import Update
from telegram.error import NetworkError, TelegramError

from bot.telegram import replies
from bot.telegram.desk import Context, place_of, receipt
from bot.telegram.messages import escaped
from bot.telegram.texts import N_
from knowledge.errors import FundstelleError

_LOGGER = logging.getLogger(__name__)
# Seconds within which the admins hear of one kind of trouble once.
_HUSH = 3600.0


class Trouble:
    """Handles what handlers raise."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}

    async def on_error(self, update: object, context: Context) -> None:
        """Log an error, tell whoever asked, and report it to the admins."""
        error = context.error
        if error is None:
            return
        number = secrets.token_hex(3)
        place = receipt.get(None)
        _LOGGER.error("Error %s, update %s.", number, place.id if place else None, exc_info=error)
        # Without a line to Telegram there is nobody to tell.
        if isinstance(error, NetworkError) and "Bad Request" not in str(error):
            return
        if isinstance(update, Update):
            await self._tell(update, context, number, error)
        await self._report(context, number, error)

    async def _tell(self, update: Update, context: Context, number: str, error: Exception) -> None:
        message = update.effective_message
        if message is None:
            return
        voice = context.desk.voice(update.effective_user)
        if isinstance(error, FundstelleError):
            text = escaped(str(error))
        else:
            text = voice.html(
                N_("Sorry, something went wrong here (number {number}). Please try again."), number=number
            )
        with contextlib.suppress(TelegramError):
            if update.callback_query:
                await update.callback_query.answer()
            await replies.send(context, place_of(message), text)

    async def _report(self, context: Context, number: str, error: Exception) -> None:
        kind = f"{type(error).__name__}: {_place(error)}"
        now = time.monotonic()
        if now - self._told.get(kind, -_HUSH) < _HUSH:
            return
        self._told[kind] = now
        voice = context.desk.texts.voice()
        text = voice.html(N_("Error {number}: {kind}. The log of the bot has the details."), number=number, kind=kind)
        for admin in context.desk.configuration.admins:
            with contextlib.suppress(TelegramError):
                await context.bot.send_message(admin, text, parse_mode="HTML")


def _place(error: Exception) -> str:
    """Return where an error was raised; no message of it, which may hold what somebody wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}" if trace else "?"
