"""Builds the bot from its parts, and runs it until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import Chat, Update
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.configuration import Configuration
from bot.settings import Places
from bot.store import Store, privacy
from bot.telegram import buttons, gaps, groups, private, replies, uploads
from bot.telegram.actions import ACTIONS
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Context, Desk, place_of
from bot.telegram.inline import on_inline
from bot.telegram.intake import KINDS, WIDTH, Intake
from bot.telegram.knowledge_base import KnowledgeBase
from bot.telegram.limits import Limits
from bot.telegram.line import Line
from bot.telegram.menu import COMMANDS, guarded, set_menus
from bot.telegram.polling import DeafError, Polling
from bot.telegram.texts import N_, Texts
from bot.telegram.trouble import Trouble
from bot.telegram.webhook import listen
from bot.telegram.wishes import Herald

_LOGGER = logging.getLogger(__name__)
_DAY = 86400
# Seconds between two looks for an index that another process has put in force.
_LOOK_FOR_INDEX = 5
# Seconds to answer what was received before leaving; container runtimes kill after ten.
_DRAIN = 8.0
_GATE, _MAIN = -1, 0


def build_desk(configuration: Configuration, places: Places) -> Desk:
    """Open everything that the handlers need."""
    return Desk(
        configuration=configuration,
        store=Store(places.home),
        knowledge=KnowledgeBase(places, configuration.workers),
        texts=Texts(),
        limits=Limits(configuration.user_limit, configuration.chat_limit),
        delivery=Delivery(configuration.rate_limiter),
        herald=Herald(),
    )


def build_application(desk: Desk) -> Any:  # noqa: ANN401 - six type parameters that say nothing here
    """Return the library's application with all handlers."""
    configuration = desk.configuration
    application = (
        Application.builder()
        .token(configuration.require_token())
        .updater(None)
        .base_url(configuration.api_url)
        .base_file_url(configuration.api_file_url)
        .context_types(ContextTypes(context=Context))
        .rate_limiter(desk.delivery)
        .request(Line(WIDTH, 20, configuration.api_url))
        .get_updates_request(Line(1, 20, configuration.api_url))
        .build()
    )
    application.bot_data["desk"] = desk
    desk.delivery.bot = application.bot
    add_handlers(application)
    return application


def add_handlers(application: Any) -> None:  # noqa: ANN401 - as above
    """Register every handler; in a group of handlers the first one that fits takes the update."""
    new = filters.UpdateType.MESSAGE
    words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    # The gate stands before all others: whoever may not use the bot gets no further.
    application.add_handler(TypeHandler(Update, gate), _GATE)
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, groups.on_migration), _MAIN)
    for command in COMMANDS:
        # An edited question is answered anew; any other command is not given twice.
        allowed = filters.UpdateType.MESSAGES if command.name == "ask" else new
        application.add_handler(CommandHandler(command.name, guarded(command), allowed), _MAIN)
    application.add_handler(
        MessageHandler(new & filters.COMMAND & filters.ChatType.PRIVATE, private.on_unknown_command), _MAIN
    )
    # A file before plain words, since its caption is none of a question.
    application.add_handler(
        MessageHandler(new & filters.Document.ALL & filters.ChatType.PRIVATE, uploads.on_document), _MAIN
    )
    # Words to search with before plain words, of which they are a kind.
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGES & words & gaps.SEARCHING, gaps.on_search), _MAIN)
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGES & words, private.on_message), _MAIN)
    application.add_handler(
        MessageHandler(new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, private.on_other), _MAIN
    )
    application.add_handler(CallbackQueryHandler(partial(buttons.on_press, actions=ACTIONS)), _MAIN)
    application.add_handler(InlineQueryHandler(on_inline), _MAIN)
    application.add_handler(ChatMemberHandler(groups.on_membership, ChatMemberHandler.MY_CHAT_MEMBER), _MAIN)
    application.add_error_handler(Trouble().on_error)


async def gate(update: Update, context: Context) -> None:
    """Stop updates from groups and people that the settings leave out."""
    chat, user, desk = update.effective_chat, update.effective_user, context.desk
    if chat is None:
        return
    if chat.type in (Chat.GROUP, Chat.SUPERGROUP) and not desk.may_stay(chat):
        change = update.my_chat_member
        gone = change is not None and change.new_chat_member.status in ("left", "kicked")
        migrating = update.message is not None and (
            update.message.migrate_to_chat_id or update.message.migrate_from_chat_id
        )
        if not gone and not migrating:
            await groups.leave(context, chat, user)
        raise ApplicationHandlerStop
    if chat.type == Chat.PRIVATE and not desk.may_use(user):
        if update.message:
            text = desk.voice(user).html(N_("I may not answer you here. Ask whoever runs me to let you in."))
            await replies.send(context, place_of(update.message), text)
        raise ApplicationHandlerStop


async def run(configuration: Configuration, places: Places, ready: Callable[[], None] = lambda: None) -> None:
    """Run the bot until SIGTERM or SIGINT.

    Args:
        configuration: the settings.
        places: the folder of articles and the home folder.
        ready: called once questions are answered.

    Raises:
        FundstelleError: the bot cannot start, or is left deaf.
    """
    configuration.require_token()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    desk = await asyncio.to_thread(build_desk, configuration, places)
    try:
        if desk.knowledge.error:
            _LOGGER.warning("%s Until then the index read before stays in force.", desk.knowledge.error)
        application = build_application(desk)
        await serve(application, desk, stop, ready)
    finally:
        desk.knowledge.stop()
        desk.store.close()


async def serve(application: Any, desk: Desk, stop: asyncio.Event, ready: Callable[[], None]) -> None:  # noqa: ANN401
    """Answer until told to stop, then finish what was received."""
    await asyncio.gather(_initialize(application), desk.knowledge.start())
    await application.start()
    _schedule(application, desk)
    intake = Intake(application, desk)
    try:
        left = await intake.replay()
        _LOGGER.info("Answering as @%s; %d updates were left from before.", application.bot.username, left)
        await _receive(application, desk, intake, stop, ready)
    finally:
        if not await intake.drain(_DRAIN):
            _LOGGER.warning("Some updates are left for the next start.")
        await application.stop()
        await application.shutdown()


async def _initialize(application: Any) -> None:  # noqa: ANN401
    """Make sure of the token; without a line to Telegram, wait for one."""
    pause = 1.0
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise DeafError(
                "Telegram does not accept the token (FUNDSTELLE_TELEGRAM_TOKEN). Get it from @BotFather."
            ) from None
        except BadRequest:
            raise
        except NetworkError as error:
            _LOGGER.warning("Telegram cannot be reached (%s); trying again in %.0f s.", error, pause)
            await asyncio.sleep(pause)
            pause = min(30.0, pause * 2)
        else:
            return


async def _receive(
    application: Any,  # noqa: ANN401
    desk: Desk,
    intake: Intake,
    stop: asyncio.Event,
    ready: Callable[[], None],
) -> None:
    """Poll, or listen for the webhook, until told to stop."""
    configuration = desk.configuration
    if configuration.webhook_url:
        secret = configuration.require_secret()
        path = urlsplit(configuration.webhook_url).path
        server = listen(intake, path, secret, configuration.webhook_listen, configuration.webhook_port)
        await application.bot.set_webhook(configuration.webhook_url, secret_token=secret, allowed_updates=KINDS)
        ready()
        await stop.wait()
        server.stop()
        await server.close_all_connections()
        return
    await application.bot.delete_webhook()
    polling = asyncio.create_task(Polling(application.bot.base_url, intake).run())
    ready()
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((polling, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    polling.cancel()
    try:
        await polling
    except asyncio.CancelledError:
        return


def _schedule(application: Any, desk: Desk) -> None:  # noqa: ANN401
    async def keep_house(_: Context) -> None:
        await desk.store.run(partial(privacy.enforce_retention, days=desk.configuration.retention_days))

    async def follow_index(context: Context) -> None:
        if await desk.knowledge.follow():
            _LOGGER.info("Another process has read the articles: index %s is in force.", desk.knowledge.index.version)
        desk.herald.look(context)

    jobs = application.job_queue
    jobs.run_once(set_menus, 0)
    jobs.run_repeating(keep_house, _DAY, first=60)
    jobs.run_repeating(follow_index, _LOOK_FOR_INDEX)
