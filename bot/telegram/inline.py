"""`@bot question` in any chat: quotes to insert, with who said them."""

from __future__ import annotations

import contextlib
from typing import cast

from telegram import InlineQuery, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.telegram.desk import Context
from bot.telegram.keyboards import short
from bot.telegram.messages import clipped, quote_block
from bot.telegram.texts import readable
from knowledge import wording
from knowledge.models import Answer, Language, Quote

# Quotes offered for one question; a longer list is not read under a keyboard.
_MOST = 10
_ROUNDS = 3
# Seconds that Telegram may give the same answer to the same words without asking.
_CACHE = 60


async def on_inline(update: Update, context: Context) -> None:
    """Offer quotes on what was typed; on nothing typed, one on each of the topics with the most to say."""
    query = cast(InlineQuery, update.inline_query)
    desk = context.desk
    voice = desk.voice(query.from_user)
    text = readable(query.query).strip()
    knowledge = desk.knowledge
    questions = [text] if text else [knowledge.question_on(topic, voice.language) for topic in knowledge.examples()]
    offers: dict[str, InlineQueryResultArticle] = {}
    if desk.may_use(query.from_user):
        for question in questions:
            for answer in await _answers(context, question, rounds=_ROUNDS if text else 1):
                for quote in answer.quotes:
                    offer = _offer(quote, answer.language)
                    offers.setdefault(offer.id, offer)
    # Each letter typed is a query; all but the last are out of date when they are answered.
    with contextlib.suppress(BadRequest):
        await query.answer(list(offers.values())[:_MOST], cache_time=_CACHE, is_personal=bool(desk.configuration.users))


async def _answers(context: Context, question: str, rounds: int) -> list[Answer]:
    """Return the answer to a question, and what comes with "more" after it."""
    knowledge = context.desk.knowledge
    answers: list[Answer] = []
    turns = [question]
    for number in range(rounds):
        answer = await knowledge.answer(turns, None, "more" if number else None)
        if not answer.answered:
            break
        answers.append(answer)
        if number:
            turns.append("more")
    return answers


def _offer(quote: Quote, language: Language) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=short(f"{quote.source}:{quote.start}:{quote.end}"),
        title=clipped(readable(wording.attribution(quote, language)), 100),
        description=clipped(readable(quote.text), 200),
        input_message_content=InputTextMessageContent(
            quote_block(quote, language), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
    )
