"""What the buttons under messages do. Each press is answered first, so that the button stops turning; then the work."""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest

from bot.store import feedback
from bot.store.conversations import Asked, Intent
from bot.store.feedback import REASONS, Reason, Verdict
from bot.store.shown import Shown, mark_context, shown_answer
from bot.telegram import replies
from bot.telegram.asking import WORDS, ask_from_button, keep_none
from bot.telegram.desk import Context, Place, receipt
from bot.telegram.keyboards import named, shown_keyboard
from bot.telegram.messages import answer_message
from bot.telegram.texts import N_, Voice
from knowledge import wording
from knowledge.models import Language

# Seconds within which a second press on a button that posts is taken for a trembling finger.
_TREMBLE = 5.0
TOO_OLD = N_("That is too long ago; please ask again.")


@dataclass
class Press:
    """A press: who, on which button of which message."""

    context: Context
    query: CallbackQuery
    args: list[str]
    voice: Voice

    @property
    def person(self) -> str:
        """Return the pseudonym of who pressed."""
        return self.context.desk.store.person(self.query.from_user.id)

    @property
    def chat_id(self) -> int:
        """Return the chat of the message."""
        return self.query.message.chat.id if self.query.message else 0

    @property
    def message_id(self) -> int:
        """Return the message that the button is under."""
        return self.query.message.message_id if self.query.message else 0

    @property
    def place(self) -> Place:
        """Return where an answer to the press goes: under the message, in its topic."""
        message = self.query.message
        if message is None:
            return Place(0)
        topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
        private = message.chat.type == "private"
        return Place(message.chat.id, message.chat.type, topic, None if private else message.message_id)

    async def answer(self, text: str = "", *, alert: bool = False) -> None:
        """Tell Telegram that the press was noticed, with a word to the person where there is one."""
        # A press that waited through an outage is too old to be answered, and that is all.
        with contextlib.suppress(BadRequest):
            await self.query.answer(self.voice.say(text) if text else None, show_alert=alert or None)

    async def shown(self) -> Shown | None:
        """Return the answer that the button belongs to, where this chat's log has it."""
        chat = self.context.desk.store.chat_key(self.chat_id)
        number = int(self.args[0]) if self.args and self.args[0].isdecimal() else 0
        return await self.context.desk.store.run(partial(shown_answer, answer=number, chat=chat))


Action = Callable[[Press], Awaitable[None]]


async def on_press(update: Update, context: Context, actions: dict[str, Action]) -> None:
    """Find out what a button means, and do it; what no version of the bot has ever written is answered and ignored."""
    query = cast(CallbackQuery, update.callback_query)
    what, *args = (query.data or "").split(":")
    settings = await context.desk.store.settings(query.message.chat.id) if query.message else None
    voice = context.desk.voice(query.from_user, settings.language if settings else None)
    press = Press(context, query, args, voice)
    action = actions.get(what)
    if action is None or query.message is None:
        await press.answer(TOO_OLD)
        return
    await action(press)


async def on_vote(press: Press) -> None:
    """Keep a 👍 or 👎; after a 👎 the reasons can be told."""
    verdict = press.args[1] if len(press.args) > 1 else ""
    shown = await press.shown()
    if shown is None or verdict not in ("up", "down"):
        await press.answer(TOO_OLD)
        return
    await press.answer(N_("Thank you!") if verdict == "up" else N_("Thank you. If you like, tell me why."))
    await _vote(press, shown, cast(Verdict, verdict), None)


async def on_reason(press: Press) -> None:
    """Keep why an answer was voted down."""
    reason = next((reason for reason in REASONS if reason in press.args[1:]), None)
    shown = await press.shown()
    if shown is None or reason is None:
        await press.answer(TOO_OLD)
        return
    await press.answer(N_("Thank you, noted."))
    await _vote(press, shown, "down", reason)


async def _vote(press: Press, shown: Shown, verdict: Verdict, reason: Reason | None) -> None:
    vote = partial(feedback.vote, answer=shown.id, person=press.person, verdict=verdict, reason=reason)
    await press.context.desk.store.run(vote)
    voice = press.context.desk.texts.voice(shown.answer.language)
    keyboard = shown_keyboard(shown, voice, shown.used, why=verdict == "down" and reason is None)
    await replies.edit_keyboard(press.context, press.chat_id, press.message_id, keyboard)


async def on_context(press: Press) -> None:
    """Unfold the sentences around the quotes."""
    shown = await press.shown()
    await press.answer("" if shown else TOO_OLD)
    if shown is None:
        return
    desk = press.context.desk
    voice = desk.texts.voice(shown.answer.language)
    contexts = await desk.knowledge.contexts(shown.answer.quotes)
    await desk.store.run(partial(mark_context, answer=shown.id))
    text = answer_message(shown.answer, contexts, voice)
    shown = await press.shown() or shown
    await replies.edit(press.context, press.chat_id, press.message_id, text, shown_keyboard(shown, voice, shown.used))


async def on_next(press: Press) -> None:
    """Bring the next quotes, or the other side, once."""
    shown = await press.shown()
    wish = press.args[1] if len(press.args) > 1 else ""
    if shown is None or wish not in ("more", "opposite"):
        await press.answer(TOO_OLD)
        return
    # What an earlier process began, the log knows to bring to its end.
    await press.answer(N_("That is further down already.") if wish in shown.used else "")
    intent = cast(Intent, wish)
    language = shown.answer.language
    asked = _asked(press, WORDS[language][intent], kind="button", parent=shown.id, intent=intent)
    await ask_from_button(press.context, press.place, asked, shown.turns, shown.conversation, language)
    voice = press.context.desk.texts.voice(language)
    keyboard = shown_keyboard(shown, voice, (*shown.used, wish))
    await replies.edit_keyboard(press.context, press.chat_id, press.message_id, keyboard)


async def on_suggestion(press: Press) -> None:
    """Answer one of the questions that were offered, or keep that none of them was meant."""
    shown = await press.shown()
    place = press.args[1] if len(press.args) > 1 else ""
    if shown is not None and place == "none":
        await press.answer(N_("Thank you, noted. Your question is kept for those who add articles."))
        await keep_none(press.context, shown, press.person)
        return
    if shown is None or not place.isdecimal() or int(place) >= len(shown.answer.suggestions):
        await press.answer(TOO_OLD)
        return
    await press.answer()
    question = shown.answer.suggestions[int(place)]
    asked = _asked(press, question, parent=shown.id)
    await ask_from_button(press.context, press.place, asked, [question], shown.conversation, shown.answer.language)


async def on_example(press: Press) -> None:
    """Answer an example question."""
    knowledge = press.context.desk.knowledge
    topic = named(press.args[0] if press.args else "", knowledge.index.topics)
    question = knowledge.question_on(topic, press.voice.language) if topic else None
    await _ask_fresh(press, question)


async def on_speaker(press: Press) -> None:
    """Tell what a person thinks."""
    name = named(press.args[0] if press.args else "", press.context.desk.knowledge.names)
    language: Language = "de" if press.voice.language == "de" else "en"
    await _ask_fresh(press, wording.say(language, "about", name=name) if name else None)


async def _ask_fresh(press: Press, question: str | None) -> None:
    if question is None:
        await press.answer(TOO_OLD)
        return
    await press.answer()
    if _trembled(press):
        return
    settings = await press.context.desk.store.settings(press.chat_id)
    language = settings.language or press.voice.language
    await ask_from_button(press.context, press.place, _asked(press, question), [question], None, language)


def _asked(
    press: Press, text: str, kind: str = "question", parent: int | None = None, intent: Intent = "answer"
) -> Asked:
    store, place = press.context.desk.store, press.place
    return Asked(
        chat=store.chat_key(place.chat_id),
        chat_kind=place.kind,
        person=press.person,
        text=text,
        at=time.time(),
        received=receipt.get().id,
        topic=place.topic,
        kind=kind,
        parent=parent,
        intent=intent,
    )


_pressed: OrderedDict[tuple[int, int, str | None, int], float] = OrderedDict()


def _trembled(press: Press) -> bool:
    """Tell whether the same person pressed the same button a moment ago."""
    key = (press.chat_id, press.message_id, press.query.data, press.query.from_user.id)
    now = time.monotonic()
    while _pressed and next(iter(_pressed.values())) < now - _TREMBLE:
        _pressed.popitem(last=False)
    trembled = key in _pressed
    _pressed[key] = now
    return trembled
