"""The one table of commands: it makes the handlers, the menus in Telegram, the help, and the README's list."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, Literal, cast

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Chat,
    Message,
    Update,
)
from telegram.error import TelegramError

from bot.telegram import admin, gaps, groups, improvement, own_data, private, replies, uploads
from bot.telegram.asking import ask
from bot.telegram.desk import Context, place_of
from bot.telegram.private import linked_question, voice_in
from bot.telegram.texts import N_, SOURCE_LANGUAGE, Voice

_LOGGER = logging.getLogger(__name__)
Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
Scope = Literal["private", "group", "group admin", "admin"]


@dataclass(frozen=True)
class Command:
    """A command: where it is offered, and whether it answers in the private chat only."""

    name: str
    description: str
    handler: Handler
    scopes: tuple[Scope, ...]
    private_only: bool = False

    @property
    def for_admins(self) -> bool:
        """Tell whether only the bot's admins may use it."""
        return self.scopes == ("admin",)


async def on_help(update: Update, context: Context) -> None:
    """`/help`: what one can do, as far as one may."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    allowed: set[Scope] = (
        {"private", "group", "group admin"} if message.chat.type == Chat.PRIVATE else {"group", "group admin"}
    )
    if context.desk.is_admin(message.from_user):
        allowed.add("admin")
    lines = [
        voice.html(f"/{c.name} – {{text}}", text=voice.say(c.description)) for c in COMMANDS if allowed & set(c.scopes)
    ]
    text = voice.html(
        N_(
            "Write your question, in German or in English. I answer with quotes from articles, "
            "and say so when they have no answer; if you like, I tell you once there is one."
        )
    )
    inline = voice.html(
        N_("In any chat: <code>@{name} your question</code> offers quotes to insert."), name=context.bot.username
    )
    await replies.send(context, place_of(message), "\n\n".join([text, "\n".join(lines), inline]))


async def on_start(update: Update, context: Context) -> None:
    """`/start`, also with what a deep link brings along: a command's name, or a question."""
    message = cast(Message, update.effective_message)
    payload = context.args[0] if context.args else ""
    command = next((c for c in COMMANDS if c.name == payload and payload in private.LINKS and payload != "start"), None)
    if command:
        await guarded(command)(update, context)
        return
    voice = await voice_in(context, message)
    question = linked_question(context, payload, voice)
    if question:
        await ask(context, message, question, await context.desk.store.settings(message.chat.id))
        return
    await private.on_start(update, context)


COMMANDS: tuple[Command, ...] = (
    Command("start", N_("What I am, with questions to try"), on_start, ("private",)),
    Command("ask", N_("Ask a question"), private.on_ask, ("private", "group")),
    Command("authors", N_("Who has a say; tap one to hear them"), private.on_authors, ("private", "group")),
    Command("articles", N_("What I know"), private.on_articles, ("private", "group")),
    Command("language", N_("Choose the language"), private.on_language, ("private", "group admin")),
    Command("mode", N_("When I answer in this group"), groups.on_mode, ("group admin",)),
    Command("privacy", N_("What I store, and how long"), own_data.on_privacy, ("private", "group")),
    Command(
        "mydata", N_("Everything stored about you, as a file"), own_data.on_mydata, ("private",), private_only=True
    ),
    Command("forget", N_("Erase everything stored about you"), own_data.on_forget, ("private",), private_only=True),
    Command("help", N_("What I can do"), on_help, ("private", "group")),
    Command("reindex", N_("Read the articles anew"), admin.on_reindex, ("admin",)),
    Command("stats", N_("The last 30 days"), admin.on_stats, ("admin",)),
    Command("gaps", N_("What fell short; say what answers it"), gaps.on_gaps, ("admin",), private_only=True),
    Command("improve", N_("Learn from what was decided"), improvement.on_improve, ("admin",), private_only=True),
    Command("export", N_("The log as a file"), admin.on_export, ("admin",), private_only=True),
    Command("remove", N_("Take an article out"), uploads.on_remove, ("admin",), private_only=True),
)


def guarded(command: Command) -> Handler:
    """Return a command's handler behind its rules: whose it is, and where it answers."""

    async def handle(update: Update, context: Context) -> None:
        message = cast(Message, update.effective_message)
        private_chat = message.chat.type == Chat.PRIVATE
        refusal = ""
        if command.for_admins and not context.desk.is_admin(message.from_user):
            refusal = N_("That is for admins.")
        elif command.private_only and not private_chat:
            refusal = N_('I answer that in the <a href="https://t.me/{name}?start={command}">private chat</a> only.')
        elif command.scopes == ("group admin",) and private_chat:
            refusal = N_("That is for groups.")
        if not refusal:
            await command.handler(update, context)
            return
        voice = await voice_in(context, message)
        text = voice.html(refusal, name=context.bot.username, command=command.name)
        await replies.send(context, place_of(message), text)

    return handle


def offered(scopes: Iterable[Scope], voice: Voice) -> list[BotCommand]:
    """Return the commands of a menu."""
    wanted = set(scopes)
    return [BotCommand(c.name, voice.say(c.description)) for c in COMMANDS if wanted & set(c.scopes)]


async def set_menus(context: Context) -> None:
    """Tell Telegram the commands, per scope and language; what it refuses can wait for the next start."""
    desk = context.desk
    scopes: list[tuple[BotCommandScope, tuple[Scope, ...]]] = [
        (BotCommandScopeAllPrivateChats(), ("private",)),
        (BotCommandScopeAllGroupChats(), ("group",)),
        (BotCommandScopeAllChatAdministrators(), ("group", "group admin")),
    ]
    scopes += [(BotCommandScopeChat(user), ("private", "admin")) for user in sorted(desk.configuration.admins)]
    for scope, wanted in scopes:
        for language, voice in desk.texts.voices.items():
            code = None if language == SOURCE_LANGUAGE else language
            try:
                await context.bot.set_my_commands(offered(wanted, voice), scope=scope, language_code=code)
            except TelegramError as error:
                _LOGGER.info("A menu was not set: %s", error)


def readme_list(voice: Voice) -> str:
    """Return the list of commands as the README shows it, in Markdown."""
    rows = ["| command | what it does | who |", "| --- | --- | --- |"]
    rows += [f"| `/{c.name}` | {voice.say(c.description)} | {', '.join(c.scopes)} |" for c in COMMANDS]
    return "\n".join(rows)
