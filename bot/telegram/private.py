"""Commands for everybody, and plain messages."""

from __future__ import annotations

from functools import partial
from typing import cast

from telegram import Chat, Message, Update

from bot.store import chats
from bot.store.chats import ChatSettings
from bot.store.shown import answer_to
from bot.telegram import replies
from bot.telegram.asking import ask, ask_again
from bot.telegram.buttons import Press
from bot.telegram.desk import Context, place_of
from bot.telegram.groups import Addressed, addressed, is_chat_admin, quotable, within_limits
from bot.telegram.keyboards import examples_keyboard, language_keyboard, named, people_keyboard
from bot.telegram.messages import escaped, list_message
from bot.telegram.texts import N_, Voice

_LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}
LINKS = ("start", "help", "authors", "articles", "privacy", "mydata", "forget", "export", "gaps", "improve")


async def voice_in(context: Context, message: Message) -> Voice:
    """Return the voice for a message's author in its chat."""
    return context.desk.voice(message.from_user, (await context.desk.store.settings(message.chat.id)).language)


async def on_start(update: Update, context: Context) -> None:
    """`/start`: what the bot is, with questions to try."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    lines = [
        voice.html(
            N_(
                "Hello! I answer questions about social media in communications, "
                "with word-for-word quotes: who said it, where and when."
            )
        ),
        voice.html(N_("Just write your question, or try one of these. /help shows what else I can do.")),
        voice.html(
            N_("Your questions are kept under a pseudonym for {days} days: /privacy"),
            days=context.desk.configuration.retention_days,
        ),
    ]
    knowledge = context.desk.knowledge
    examples = [(topic, knowledge.question_on(topic, voice.language)) for topic in knowledge.examples()]
    await replies.send(context, place_of(message), "\n\n".join(lines), examples_keyboard(examples))


def linked_question(context: Context, payload: str, voice: Voice) -> str | None:
    """Return the question that a deep link stands for (`?start=q-…`); None where it stands for none."""
    knowledge = context.desk.knowledge
    topic = named(payload.removeprefix("q-"), knowledge.index.topics) if payload.startswith("q-") else None
    return knowledge.question_on(topic, voice.language) if topic else None


async def on_ask(update: Update, context: Context) -> None:
    """`/ask`: answer the words after it, or the message that it replies to."""
    message = cast(Message, update.effective_message)
    settings = await context.desk.store.settings(message.chat.id)
    if settings.mode == "off" and message.chat.type != Chat.PRIVATE:
        return
    voice = context.desk.voice(message.from_user, settings.language)
    # Not the library's split arguments, which lose line breaks: a reply can quote only what stands there.
    _, _, text = (message.text or message.caption or "").partition(" ")
    replied = message.reply_to_message
    if not text.strip() and replied and not replied.forum_topic_created:
        text = replied.text or replied.caption or ""
    if not text.strip():
        await replies.send(
            context,
            place_of(message),
            voice.html(
                N_("Put your question after the command: <code>/ask How much control do we have to give up?</code>")
            ),
        )
        return
    await _answer(context, message, settings, Addressed(text.strip(), part=True))


async def on_message(update: Update, context: Context) -> None:
    """A plain message: a question in the private chat, and in a group where it is for the bot."""
    message = cast(Message, update.effective_message)
    settings = await context.desk.store.settings(message.chat.id)
    if message.chat.type == Chat.PRIVATE:
        found: Addressed | None = Addressed(message.text or message.caption or "")
    else:
        found = addressed(message, context.bot.bot, settings.mode)
    if found and found.text:
        await _answer(context, message, settings, found)


async def _answer(context: Context, message: Message, settings: ChatSettings, found: Addressed) -> None:
    store = context.desk.store
    if message.edit_date:
        key = store.chat_key(message.chat.id)
        shown = await store.run(partial(answer_to, chat=key, telegram_id=message.message_id))
        if shown:
            await ask_again(context, message, found.text, shown, settings)
            return
    group = message.chat.type != Chat.PRIVATE
    voice = context.desk.voice(message.from_user, settings.language)
    if group and not await within_limits(context, message, voice, silent=found.unasked):
        return
    quote = quotable(message, found.text) if group and found.part else None
    await ask(context, message, found.text, settings, quote=quote, only_sure=found.unasked)


async def on_other(update: Update, context: Context) -> None:
    """A sticker, a voice message and the like in the private chat."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    await replies.send(
        context, place_of(message), voice.html(N_("I can only read text. Please write your question in words."))
    )


async def on_unknown_command(update: Update, context: Context) -> None:
    """A command in the private chat that there is not."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    await replies.send(context, place_of(message), voice.html(N_("I do not know that command. /help shows all.")))


async def on_authors(update: Update, context: Context) -> None:
    """`/authors`: who speaks in the articles; tap one to hear them."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    text = voice.html(N_("These people have a say in the articles. Tap a name to hear what they think."))
    await replies.send(context, place_of(message), text, people_keyboard(context.desk.knowledge.names))


async def on_articles(update: Update, context: Context) -> None:
    """`/articles`: what is in the knowledge base."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    lines = []
    for article in context.desk.knowledge.index.articles:
        facts = [article.author, article.publication, str(article.date.year) if article.date else None]
        title = escaped(article.title or article.source, 300)
        lines.append(f"• <b>{title}</b>\n  {escaped(', '.join(fact for fact in facts if fact), 300)}")
    heading = voice.count("{number} article:", "{number} articles:", len(lines))
    await replies.send(context, place_of(message), list_message(heading, lines))


async def on_language(update: Update, context: Context) -> None:
    """`/language`: choose the language of this chat."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    if message.chat.type != Chat.PRIVATE and not await is_chat_admin(
        context, message.chat, message.from_user, message.sender_chat
    ):
        await replies.send(context, place_of(message), voice.html(N_("Only admins of this group can change that.")))
        return
    names = [(code, _LANGUAGE_NAMES.get(code, code)) for code in context.desk.texts.voices]
    await replies.send(
        context,
        place_of(message),
        voice.html(N_("Which language shall I speak here?")),
        language_keyboard(names, voice),
    )


async def on_language_button(press: Press) -> None:
    """Set the language that was pressed; in a group only its admins may."""
    desk, message = press.context.desk, press.query.message
    code = press.args[0] if press.args else ""
    if message is None or (code != "auto" and code not in desk.texts.voices):
        await press.answer()
        return
    if not press.place.private and not await is_chat_admin(press.context, message.chat, press.query.from_user):
        await press.answer(N_("Only admins of this group can change that."))
        return
    await press.answer(N_("Done."))
    language = None if code == "auto" else code
    key = desk.store.chat_key(press.chat_id)
    await desk.store.change_chat(partial(chats.set_language, key=key, kind=message.chat.type, language=language))
    voice = desk.voice(press.query.from_user, language)
    text = (
        voice.html(N_("I now speak English here."))
        if language
        else voice.html(N_("I answer in the language of each question."))
    )
    await replies.edit(press.context, press.chat_id, press.message_id, text)
