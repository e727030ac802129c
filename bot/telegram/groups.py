"""The team group: when the bot answers, who may change that, coming and going."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import cast

from telegram import Chat, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update, User
from telegram.error import BadRequest

from bot.store import chats
from bot.store.chats import MODES, Mode
from bot.telegram import replies
from bot.telegram.buttons import Press
from bot.telegram.desk import Context, Place, author_of, place_of
from bot.telegram.keyboards import MODE_LABELS, mode_keyboard
from bot.telegram.texts import N_, Voice

_QUESTION = re.compile(
    r"^(?:wer|was|wie|wo|wann|warum|wieso|weshalb|welche[rsmn]?|soll(?:en|te|ten)?|kann|können|darf|ist|sind|gibt|hat|haben|braucht|"
    r"who|what|how|where|when|why|which|should|shall|can|could|do|does|did|is|are|was|were|has|have|would|will|need)\b",
    re.IGNORECASE,
)
_SHORTEST_QUESTION = 3
_PRESENT = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED)
_PRIVACY_HINT = N_(
    "Telegram shows me only commands and replies here (“privacy mode”): ask with <code>/ask@{name}</code> or reply to "
    "me. To let me see an @mention too, make me an admin of this group, or switch the mode off with @BotFather "
    "(/setprivacy) and add me again."
)


@dataclass(frozen=True)
class Addressed:
    """A question for the bot; `part` when it is only a part of the message, `unasked` when it was to the whole room."""

    text: str
    part: bool = False
    unasked: bool = False


def addressed(message: Message, me: User, mode: Mode) -> Addressed | None:
    """Tell whether a message in a group is for the bot to answer.

    Args:
        message: a message that is no command.
        me: the bot.
        mode: when it answers here.
    """
    text = message.text or message.caption or ""
    if mode == "off" or not text or (message.via_bot and message.via_bot.id == me.id):
        return None
    replied = message.reply_to_message
    to_me = bool(replied and replied.from_user and replied.from_user.id == me.id and not replied.forum_topic_created)
    mention = re.compile(rf"@{re.escape(me.username or '')}\b", re.IGNORECASE)
    if mention.search(text):
        rest = " ".join(mention.sub(" ", text).split()).strip(" ,:")
        # "@bot" alone under somebody's message asks about that message.
        if not rest and replied and not to_me:
            rest = replied.text or replied.caption or ""
            return Addressed(rest) if rest else None
        return Addressed(rest, part=True) if rest else None
    if to_me:
        return Addressed(text)
    if mode == "questions" and not message.is_automatic_forward and plainly_question(message, text):
        return Addressed(text, unasked=True)
    return None


def plainly_question(message: Message, text: str) -> bool:
    """Tell whether a message is a question to the room: it ends as one, begins as one, and is for nobody else."""
    replied = message.reply_to_message
    if replied and not replied.forum_topic_created:
        return False
    others = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)
    if any(entity.type in others for entity in (*message.entities, *message.caption_entities)):
        return False
    last = re.split(r"(?<=[.!?…])\s+|\n+", text.strip())[-1]
    return last.endswith("?") and len(last.split()) >= _SHORTEST_QUESTION and bool(_QUESTION.match(last))


def quotable(message: Message, text: str) -> str | None:
    """Return the words of a message that a reply can quote: an exact part of it, without formatting."""
    plain = (MessageEntity.MENTION, MessageEntity.BOT_COMMAND, MessageEntity.URL, MessageEntity.HASHTAG)
    if message.text is None or any(entity.type not in plain for entity in message.entities):
        return None
    return text if text in message.text and text != message.text and len(text) <= 1024 else None


async def is_chat_admin(context: Context, chat: Chat, user: User | None, sender_chat: Chat | None = None) -> bool:
    """Tell whether somebody is an admin of a group, or speaks for the group itself as its anonymous admins do."""
    if sender_chat is not None:
        return sender_chat.id == chat.id
    if user is None:
        return False
    if context.desk.is_admin(user):
        return True
    try:
        member = await context.bot.get_chat_member(chat.id, user.id)
    except BadRequest:
        return False
    return member.status in (ChatMember.ADMINISTRATOR, ChatMember.OWNER)


async def on_mode(update: Update, context: Context) -> None:
    """`/mode`: show the choice, or set the mode that was named."""
    message = cast(Message, update.effective_message)
    store = context.desk.store
    key = store.chat_key(message.chat.id)
    settings = await store.settings(message.chat.id)
    voice = context.desk.voice(message.from_user, settings.language)
    if not await is_chat_admin(context, message.chat, message.from_user, message.sender_chat):
        await replies.send(context, place_of(message), voice.html(N_("Only admins of this group can change that.")))
        return
    wanted = next((mode for mode in MODES if context.args and context.args[0].lower() == mode), None)
    if wanted:
        await store.change_chat(partial(chats.set_mode, key=key, kind=message.chat.type, mode=wanted))
    mode = wanted or settings.mode
    await replies.send(
        context, place_of(message), await _mode_text(context, message.chat, voice, mode), mode_keyboard(voice, mode)
    )


async def on_mode_button(press: Press) -> None:
    """Set the mode that an admin pressed."""
    mode = next((mode for mode in MODES if press.args == [mode]), None)
    message = press.query.message
    if mode is None or message is None:
        await press.answer()
        return
    if not await is_chat_admin(press.context, message.chat, press.query.from_user):
        await press.answer(N_("Only admins of this group can change that."))
        return
    await press.answer(N_("Done."))
    store = press.context.desk.store
    key = store.chat_key(press.chat_id)
    await store.change_chat(partial(chats.set_mode, key=key, kind=message.chat.type, mode=mode))
    text = await _mode_text(press.context, message.chat, press.voice, mode)
    await replies.edit(press.context, press.chat_id, press.message_id, text, mode_keyboard(press.voice, mode))


async def _mode_text(context: Context, chat: Chat, voice: Voice, mode: Mode) -> str:
    meaning = {
        "mention": N_("I answer /ask, replies to me and mentions of my name."),
        "questions": N_("I also answer what is plainly a question, when I am sure; otherwise I stay silent."),
        "off": N_("I stay silent."),
    }
    lines = [
        voice.html(N_("When I answer here: <b>{mode}</b>"), mode=voice.say(MODE_LABELS[mode])),
        voice.html(meaning[mode]),
    ]
    if mode != "off" and await _is_shielded(context, chat):
        lines.append(voice.html(_PRIVACY_HINT, name=context.bot.username))
    return "\n\n".join(lines)


async def _is_shielded(context: Context, chat: Chat) -> bool:
    """Tell whether Telegram keeps the group's ordinary messages from the bot."""
    if context.bot.can_read_all_group_messages:
        return False
    try:
        member = await context.bot.get_chat_member(chat.id, context.bot.id)
    except BadRequest:
        return True
    return member.status != ChatMember.ADMINISTRATOR


async def on_membership(update: Update, context: Context) -> None:
    """Greet a group that the bot was added to; leave one that it may not be in."""
    change = cast(ChatMemberUpdated, update.my_chat_member)
    old, new = change.old_chat_member.status, change.new_chat_member.status
    # From admin to admin only the rights change; a server that does not tell what was before says member to member.
    joined = new in _PRESENT and (old not in _PRESENT or old == new == ChatMember.MEMBER)
    if not joined or change.chat.type not in (Chat.GROUP, Chat.SUPERGROUP):
        return
    voice = context.desk.voice(change.from_user)
    text = voice.html(
        N_(
            "Hello! I answer questions with word-for-word quotes from articles. "
            "Ask with /ask, reply to me, or mention @{name}."
        ),
        name=context.bot.username,
    )
    if not context.bot.can_read_all_group_messages and change.new_chat_member.status != ChatMember.ADMINISTRATOR:
        text = f"{text}\n\n{voice.html(_PRIVACY_HINT, name=context.bot.username)}"
    closing = voice.html(N_("Admins of the group set with /mode when I answer. What I store: /privacy"))
    await replies.send(context, Place(change.chat.id, change.chat.type), f"{text}\n\n{closing}")


async def leave(context: Context, chat: Chat, user: User | None) -> None:
    """Say goodbye to a group that is not on the list, and leave it."""
    voice = context.desk.voice(user)
    await replies.send(context, Place(chat.id, chat.type), voice.html(N_("I may not answer in this group. Goodbye!")))
    try:
        await context.bot.leave_chat(chat.id)
    except BadRequest as error:
        if "not found" not in str(error) and "not a member" not in str(error):
            raise


async def on_migration(update: Update, context: Context) -> None:
    """Let a group's settings and log go along when it becomes a supergroup."""
    message = cast(Message, update.message)
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    await context.desk.store.change_chat(partial(chats.migrate, old=str(old), new=str(new)))


async def within_limits(context: Context, message: Message, voice: Voice, *, silent: bool = False) -> bool:
    """Count a question in a group; the first one over a limit gets a word, those after it silence."""
    desk = context.desk
    person = desk.store.person(author_of(message))
    verdict = desk.limits.check(message.chat.id, person, message.date.timestamp())
    if verdict == "first" and not silent:
        text = voice.html(N_("That was a lot at once. Please wait a minute, or ask me in the private chat."))
        await replies.send(context, place_of(message), text)
    return verdict == "fine"
