"""From a question to its answer in the chat: look up the conversation, answer, log, send."""

from __future__ import annotations

from functools import partial

from telegram import Message

from bot.store import conversations, feedback
from bot.store.chats import ChatSettings
from bot.store.conversations import Asked, Intent, Logged
from bot.store.shown import Shown, rewrite
from bot.telegram import replies
from bot.telegram.desk import Context, Place, author_of, place_of, receipt
from bot.telegram.keyboards import answer_keyboard
from bot.telegram.messages import answer_message
from bot.telegram.smalltalk import smalltalk
from bot.telegram.texts import readable
from knowledge.models import Answer

# Unasked, the bot speaks only when it is surer than this.
SURE = 0.65


def asked_by(context: Context, message: Message, text: str, topic: int | None = None) -> Asked:
    """Return the question of a message as it is logged."""
    store = context.desk.store
    replied = message.reply_to_message
    return Asked(
        chat=store.chat_key(message.chat.id),
        chat_kind=message.chat.type,
        person=store.person(author_of(message)),
        text=text,
        at=message.date.timestamp(),
        received=receipt.get().id,
        telegram_id=message.message_id,
        topic=topic,
        replied_to=replied.message_id if replied else None,
    )


async def ask(
    context: Context,
    message: Message,
    text: str,
    settings: ChatSettings,
    *,
    quote: str | None = None,
    only_sure: bool = False,
) -> None:
    """Answer a question.

    Args:
        context: the context.
        message: the message that holds the question.
        text: the question.
        settings: the chat's settings.
        quote: the question's words in the message, where the reader has to be told which are meant.
        only_sure: whether the bot was not asked itself, and stays silent unless it is confident.
    """
    text = readable(text).strip()
    place = place_of(message, quote)
    kind_word = smalltalk(text, context.desk.texts)
    if kind_word:
        if not only_sure:
            voice = context.desk.voice(message.from_user, settings.language)
            await replies.send(context, place, voice.html(kind_word))
        return
    asked = asked_by(context, message, text, place.topic)
    thread = await context.desk.store.run(partial(conversations.thread, asked=asked))
    answer = await context.desk.knowledge.answer([*thread.turns, text], settings.language)
    if only_sure and not (answer.answered and answer.confidence >= SURE):
        return
    await log_and_send(context, place, asked, thread.conversation, answer)


async def ask_from_button(
    context: Context, place: Place, asked: Asked, turns: list[str], conversation: int | None, language: str | None
) -> None:
    """Answer a question, or the wish for more of an answer, that came from a button."""
    intent = None if asked.intent == "answer" else asked.intent
    answer = await context.desk.knowledge.answer(turns, language, intent)
    await log_and_send(context, place, asked, conversation, answer)


async def log_and_send(context: Context, place: Place, asked: Asked, conversation: int | None, answer: Answer) -> None:
    """Log a question with its answer, then send it; what an earlier process has sent is not sent again."""
    desk = context.desk
    logged = await desk.store.run(
        partial(
            conversations.record,
            asked=asked,
            conversation=conversation,
            answer=answer,
            topic=desk.knowledge.topic_of(answer),
            latency=receipt.get().latency_ms,
        )
    )
    if logged.sent is None:
        await _send(context, place, asked, logged, answer)


async def _send(context: Context, place: Place, asked: Asked, logged: Logged, answer: Answer) -> None:
    desk = context.desk
    keyboard = answer_keyboard(logged.id, answer, desk.texts.voice(answer.language), bell=_bell(answer, asked.intent))
    message = await replies.send(context, place, answer_message(answer), keyboard)
    if message is not None:
        doubtful = desk.delivery.was_doubtful(message.chat.id, message.message_id)
        receipt.get().closing.append(
            partial(conversations.sent, answer=logged.id, telegram_id=message.message_id, possibly_twice=doubtful)
        )


def _bell(answer: Answer, intent: Intent = "answer") -> bool | None:
    """Tell whether to offer word of a later answer: where something was asked that no article answers."""
    asked = intent == "answer" and bool(answer.meaning or answer.suggestions)
    return False if asked and not answer.answered else None


async def ask_again(context: Context, message: Message, text: str, shown: Shown, settings: ChatSettings) -> None:
    """Answer an edited question: the answer that is there is edited, unless the words are the same."""
    desk = context.desk
    text = readable(text).strip()
    if text == shown.answer.question or shown.telegram_id is None:
        return
    answer = await desk.knowledge.answer([*shown.turns[:-1], text], settings.language)
    keyboard = answer_keyboard(shown.id, answer, desk.texts.voice(answer.language), bell=_bell(answer))
    await desk.store.run(
        partial(rewrite, shown_before=shown, text=text, answer=answer, topic=desk.knowledge.topic_of(answer))
    )
    if not await replies.edit(context, message.chat.id, shown.telegram_id, answer_message(answer), keyboard):
        sent = await replies.send(context, place_of(message), answer_message(answer), keyboard)
        if sent:
            desk.store.later(partial(conversations.sent, answer=shown.id, telegram_id=sent.message_id))


async def keep_none(context: Context, shown: Shown, person: str) -> None:
    """Keep that none of the questions offered was the one meant."""
    await context.desk.store.run(partial(feedback.vote, answer=shown.id, person=person, verdict="none"))


WORDS: dict[str, dict[Intent, str]] = {
    # Said in the log for a press, in words that a follow-up question goes on from as if they had been typed.
    "de": {"more": "mehr", "opposite": "Gegenstimmen"},
    "en": {"more": "more", "opposite": "other side"},
}
