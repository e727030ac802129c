"""Sends messages to where they belong, and finds the next best place where that is gone."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import TypeVar

from telegram import ForceReply, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.store import chats
from bot.telegram.desk import Context, Place
from bot.telegram.messages import LONGEST_CAPTION, clipped

_LOGGER = logging.getLogger(__name__)
Result = TypeVar("Result")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def _reply_to(place: Place) -> ReplyParameters | None:
    if place.reply_to is None:
        return None
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True, quote=place.quote)


async def send(
    context: Context, place: Place, text: str, keyboard: InlineKeyboardMarkup | ForceReply | None = None
) -> Message | None:
    """Send an HTML message; None where the chat does not want it (blocked, left, closed)."""

    async def post(place: Place) -> Message:
        return await context.bot.send_message(
            place.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            message_thread_id=place.topic,
            reply_parameters=_reply_to(place),
            reply_markup=keyboard or None,
            link_preview_options=_NO_PREVIEW,
        )

    found = await _try_places(context, place, post)
    return found[1] if found else None


async def reachable(context: Context, place: Place) -> Place | None:
    """Return where a message to a place arrives now, such as the group that it has become; None where nowhere.

    Raises:
        NetworkError: there is no line to Telegram.
    """

    async def knock(place: Place) -> bool:
        return await context.bot.send_chat_action(place.chat_id, ChatAction.TYPING, message_thread_id=place.topic)

    found = await _try_places(context, place, knock)
    return found[0] if found else None


async def _try_places(
    context: Context, place: Place, call: Callable[[Place], Awaitable[Result]]
) -> tuple[Place, Result] | None:
    """Make a call for a place, or for the next best one; returns which it was, with what the call returned."""
    for _ in range(4):
        try:
            return place, await call(place)
        except (BadRequest, ChatMigrated, Forbidden) as error:
            elsewhere = await next_place(context, place, error)
            if elsewhere is None:
                return None
            place = elsewhere
    return None


async def next_place(context: Context, place: Place, error: Exception) -> Place | None:
    """Return where to send instead after an error; None where there is nowhere.

    Raises:
        BadRequest: the message itself is wrong.
    """
    reason = str(error)
    if isinstance(error, ChatMigrated):
        await context.desk.store.change_chat(partial(chats.migrate, old=str(place.chat_id), new=str(error.new_chat_id)))
        # Message ids start anew in a supergroup.
        return Place(error.new_chat_id, "supergroup")
    if (
        isinstance(error, Forbidden)
        or "not enough rights" in reason
        or "TOPIC_CLOSED" in reason
        or "chat not found" in reason
    ):
        _LOGGER.info("A message to a chat was refused: %s", reason)
        return None
    if "thread not found" in reason and place.topic is not None:
        return replace(place, topic=None)
    if "QUOTE" in reason and place.quote is not None:
        return replace(place, quote=None)
    raise error


async def edit(
    context: Context, chat_id: int, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> bool:
    """Edit one of the bot's messages; tell whether it is there and now reads so."""
    try:
        await context.bot.edit_message_text(
            text,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard or None,
            link_preview_options=_NO_PREVIEW,
        )
    except Forbidden:
        return False
    except BadRequest as error:
        return _unchanged(error)
    return True


async def edit_keyboard(context: Context, chat_id: int, message_id: int, keyboard: InlineKeyboardMarkup | None) -> bool:
    """Change the buttons under one of the bot's messages."""
    try:
        await context.bot.edit_message_reply_markup(chat_id, message_id, reply_markup=keyboard)
    except Forbidden:
        return False
    except BadRequest as error:
        return _unchanged(error)
    return True


def _unchanged(error: BadRequest) -> bool:
    """Tell apart an edit that changes nothing, which is fine, from one that is too late.

    Raises:
        BadRequest: the edit itself is wrong.
    """
    reason = str(error)
    if "not modified" in reason:
        return True
    if "not found" in reason or "can't be edited" in reason or "MESSAGE_ID_INVALID" in reason:
        return False
    raise error


async def send_file(context: Context, place: Place, content: bytes, name: str, caption: str) -> None:
    """Send a file with a plain caption."""
    with contextlib.suppress(Forbidden):
        await context.bot.send_document(
            place.chat_id,
            InputFile(BytesIO(content), filename=name),
            caption=clipped(caption, LONGEST_CAPTION),
            reply_parameters=_reply_to(place),
            message_thread_id=place.topic,
        )
