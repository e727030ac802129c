"""People who wish to be told: the bell under a no, and the word when an index has an answer.

A wish is erased in the same step that logs its answer, before that is sent. So it is never told twice, whenever the
process dies; for the price that a word can be lost that was being sent at that moment.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError

from bot.store import conversations, wishes
from bot.store.conversations import Asked, Logged
from bot.store.shown import Shown, shown_answer
from bot.store.wishes import Wish
from bot.telegram import replies
from bot.telegram.buttons import TOO_OLD, Press
from bot.telegram.desk import Context, Place
from bot.telegram.keyboards import answer_keyboard
from bot.telegram.messages import answer_message, clipped
from bot.telegram.texts import N_
from knowledge.models import Answer

_LOGGER = logging.getLogger(__name__)
_LONGEST_QUESTION = 300


async def on_bell(press: Press) -> None:
    """Keep or withdraw a wish to be told; what the button said is meant, however often it is pressed."""
    shown = await press.shown()
    if shown is None or shown.answer.answered or press.args[1:] not in (["on"], ["off"]):
        await press.answer(TOO_OLD)
        return
    store, place, person = press.context.desk.store, press.place, press.person
    if press.args[1] == "on":
        await press.answer(N_("I will tell you here as soon as there is an answer."))
        await store.run(
            partial(
                wishes.wish,
                answer=shown.id,
                person=person,
                chat_id=place.chat_id,
                topic=place.topic,
                language=shown.answer.language,
            )
        )
    else:
        await store.run(partial(wishes.withdraw, answer=shown.id, person=person))
    waiting = [wish for wish in await store.run(wishes.waiting) if wish.answer == shown.id]
    if press.args[1] == "off":
        others = N_("Somebody else here wants to know: I will tell it in this group.")
        await press.answer(others if waiting else N_("All right, I will not tell you."))
    keyboard = _keyboard(press.context, shown, bool(waiting))
    await replies.edit_keyboard(press.context, press.chat_id, press.message_id, keyboard)
    # An index that was put in force after this no may have the answer already.
    if waiting and shown.answer.version != press.context.desk.knowledge.index.version:
        await _tell(press.context, waiting)


def _keyboard(context: Context, shown: Shown, bell: bool | None) -> InlineKeyboardMarkup:
    return answer_keyboard(shown.id, shown.answer, context.desk.texts.voice(shown.answer.language), bell=bell)


class Herald:
    """Tells people whose questions have an answer now, once for each index in force."""

    def __init__(self) -> None:
        self._told: str | None = None
        self._telling = asyncio.Lock()

    def look(self, context: Context) -> None:
        """Begin to tell where the index in force is one that nobody was told of; does not wait for the end."""
        jobs: Any = context.job_queue
        if self._told != context.desk.knowledge.index.version and not self._telling.locked():
            jobs.run_once(self._tell_all, 0)

    async def _tell_all(self, context: Context) -> None:
        if self._telling.locked():
            return
        async with self._telling:
            version = context.desk.knowledge.index.version
            await context.desk.knowledge.settle()
            for waiting in _together(await context.desk.store.run(wishes.waiting)):
                if not context.application.running:
                    return
                if not await _told_or_kept(context, waiting):
                    return
            self._told = version


async def _told_or_kept(context: Context, waiting: Sequence[Wish]) -> bool:
    """Tell an answer where there is one; False where there is no line to Telegram, so that all others have to wait."""
    try:
        if await _welcome(context, waiting[0].chat_id):
            await _tell(context, waiting)
    except Exception as error:  # one wish that fails must not keep the others from coming true
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            _LOGGER.warning("People who wait for an answer cannot be told now (%s).", error)
            return False
        _LOGGER.exception("Somebody who waits for an answer could not be told.")
    return True


async def _welcome(context: Context, chat_id: int) -> bool:
    """Tell whether the bot may speak in a chat, and is not told to be silent there."""
    configuration = context.desk.configuration
    if chat_id > 0:
        return not configuration.users or chat_id in configuration.users | configuration.admins
    mode = (await context.desk.store.settings(chat_id)).mode
    return mode != "off" and (not configuration.chats or chat_id in configuration.chats)


def _together(waiting: Sequence[Wish]) -> list[list[Wish]]:
    """Gather the wishes that one message fulfils: the same question in the same place."""
    gathered: dict[tuple[object, ...], list[Wish]] = {}
    for wish in waiting:
        gathered.setdefault((wish.chat_id, wish.topic, wish.language, *wish.turns), []).append(wish)
    return list(gathered.values())


async def _tell(context: Context, waiting: Sequence[Wish]) -> None:
    """Tell the answer to a question, where there is one now.

    Raises:
        NetworkError: there is no line to Telegram; the wishes are kept.
    """
    desk, first = context.desk, waiting[0]
    answer = await desk.knowledge.answer(first.turns, first.language)
    if not answer.answered:
        return
    kind = "private" if first.chat_id > 0 else "supergroup"
    # Before anything is erased: with no line to Telegram the wish has to stay, and where nobody is, nothing is logged.
    place = await replies.reachable(context, Place(first.chat_id, kind, first.topic, first.reply_to))
    if place is None:
        await desk.store.run(partial(_erase, waiting=waiting))
        return
    done = await desk.store.run(partial(_fulfil, context=context, waiting=waiting, place=place, answer=answer))
    if done is None:
        return
    shown, logged = done
    if not logged.again:
        await _send(context, place, logged, answer, first.turns[-1])
    if shown.telegram_id is not None:
        await replies.edit_keyboard(context, place.chat_id, shown.telegram_id, _keyboard(context, shown, None))


async def _send(context: Context, place: Place, logged: Logged, answer: Answer, question: str) -> None:
    desk = context.desk
    voice = desk.texts.voice(answer.language)
    heading = voice.html(
        N_("🔔 <b>There is an answer now to:</b> {question}"), question=clipped(question, _LONGEST_QUESTION)
    )
    keyboard = answer_keyboard(logged.id, answer, voice)
    message = await replies.send(context, place, answer_message(answer, heading=heading), keyboard)
    if message is not None:
        doubtful = desk.delivery.was_doubtful(message.chat.id, message.message_id)
        sent = partial(conversations.sent, answer=logged.id, telegram_id=message.message_id, possibly_twice=doubtful)
        desk.store.later(sent)


def _fulfil(
    db: Any,  # noqa: ANN401 - the database
    context: Context,
    waiting: Sequence[Wish],
    place: Place,
    answer: Answer,
) -> tuple[Shown, Logged] | None:
    """Erase wishes and log their answer; None where all were withdrawn, or told, meanwhile."""
    store, first = context.desk.store, waiting[0]
    shown = shown_answer(db, first.answer, None)
    if not _erase(db, waiting) or shown is None:
        return None
    asked = Asked(
        chat=store.chat_key(place.chat_id),
        chat_kind=place.kind,
        person=first.person,
        text=first.turns[-1],
        at=time.time(),
        topic=place.topic,
        kind="button",
        parent=first.answer,
    )
    topic = context.desk.knowledge.topic_of(answer)
    return shown, conversations.record(db, asked, shown.conversation, answer, topic, answer.elapsed_ms)


def _erase(db: Any, waiting: Sequence[Wish]) -> int:  # noqa: ANN401 - the database
    """Erase wishes; returns how many of them were still there."""
    return sum(wishes.fulfilled(db, wish.id) for wish in waiting)
