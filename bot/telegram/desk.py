"""What every handler needs, built once in `bot.telegram.application` and passed in."""

from __future__ import annotations

import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from telegram import Chat, Message, User
from telegram.ext import CallbackContext, ExtBot

from bot.configuration import Configuration
from bot.store import Store
from bot.store.writer import Job
from bot.telegram.delivery import Delivery
from bot.telegram.knowledge_base import KnowledgeBase
from bot.telegram.limits import Limits
from bot.telegram.texts import Texts, Voice

if TYPE_CHECKING:
    from bot.telegram.wishes import Herald


@dataclass(frozen=True)
class Receipt:
    """Where the update at hand stands in the journal, and when it came (seconds of the monotonic clock).

    `closing`: changes to the log that are made together with the erasing of the update.
    """

    id: int | None = None
    arrived: float = field(default_factory=time.monotonic)
    closing: list[Job] = field(default_factory=list)

    @property
    def latency_ms(self) -> float:
        """Milliseconds since the update came."""
        return (time.monotonic() - self.arrived) * 1000


# Set by the lane that an update is handled in; each lane is a task with a context of its own.
receipt: ContextVar[Receipt] = ContextVar("receipt")


@dataclass
class Desk:
    """The bot's parts."""

    configuration: Configuration
    store: Store
    knowledge: KnowledgeBase
    texts: Texts
    limits: Limits
    delivery: Delivery
    herald: Herald

    def is_admin(self, user: User | None) -> bool:
        """Tell whether a user is an admin of the bot."""
        return user is not None and user.id in self.configuration.admins

    def may_use(self, user: User | None) -> bool:
        """Tell whether a user may use the private chat and inline."""
        users = self.configuration.users
        return not users or self.is_admin(user) or (user is not None and user.id in users)

    def may_stay(self, chat: Chat) -> bool:
        """Tell whether the bot may be in a group."""
        return not self.configuration.chats or chat.id in self.configuration.chats

    def voice(self, user: User | None, language: str | None = None) -> Voice:
        """Return the voice for a person: the chat's language where one is set, else that of the person's Telegram."""
        return self.texts.voice(language, user.language_code if user else None)


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The library's context with the desk."""

    @property
    def desk(self) -> Desk:
        """Return the bot's parts."""
        return cast(Desk, self.application.bot_data["desk"])


@dataclass(frozen=True)
class Place:
    """Where an answer goes: a chat, a topic of it, the message it replies to and the words of it that are meant."""

    chat_id: int
    kind: str = "private"
    topic: int | None = None
    reply_to: int | None = None
    quote: str | None = None

    @property
    def private(self) -> bool:
        """Tell whether it is a private chat."""
        return self.kind == "private"


def place_of(message: Message, quote: str | None = None) -> Place:
    """Return where an answer to a message goes; in a group it is a reply, in its topic."""
    chat = message.chat
    topic = message.message_thread_id if message.is_topic_message else None
    # Telegram refuses the General topic's own id.
    topic = None if topic == 1 else topic
    reply_to = None if chat.type == Chat.PRIVATE else message.message_id
    return Place(chat.id, chat.type, topic, reply_to, quote)


def author_of(message: Message) -> int:
    """Return the id of who speaks: a user, or the chat that an anonymous admin or a channel speaks for."""
    if message.sender_chat:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else message.chat.id
