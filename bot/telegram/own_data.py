"""What is stored about a person: said, shown and erased."""

from __future__ import annotations

import json
from functools import partial
from typing import cast

from telegram import Message, Update

from bot.store import privacy
from bot.telegram import replies
from bot.telegram.buttons import Press
from bot.telegram.desk import Context, place_of
from bot.telegram.keyboards import confirm_keyboard
from bot.telegram.private import voice_in
from bot.telegram.texts import N_


async def on_privacy(update: Update, context: Context) -> None:
    """`/privacy`: what is stored, how long, and how to get rid of it."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    text = voice.html(
        N_(
            "<b>What I store</b>: your questions to me, my answers and your 👍 👎, to make the answers better.\n"
            "<b>Under which name</b>: a pseudonym. Your name and your Telegram id are not stored; the message itself "
            "is erased as soon as it is answered.\n"
            "<b>What I learn from</b>: admins read questions under their pseudonyms, and decide which passage answers "
            "one. Its wording stays in what I have learned, without your name, until you erase it.\n"
            "<b>If I am to tell you</b> when there is an answer: this chat’s Telegram number too, until I have told "
            "you or you withdraw it.\n"
            "<b>Not stored</b>: messages in groups that are not for me, and inline questions.\n"
            "<b>How long</b>: {days} days; what I have learned, longer.\n"
            "<b>Your rights</b>: /mydata sends you all of it, /forget erases it, also from what I have learned."
        ),
        days=context.desk.configuration.retention_days,
    )
    await replies.send(context, place_of(message), text)


async def on_mydata(update: Update, context: Context) -> None:
    """`/mydata`: everything stored about a person, as a file."""
    message = cast(Message, update.effective_message)
    store = context.desk.store
    voice = await voice_in(context, message)
    person = store.person(message.from_user.id if message.from_user else message.chat.id)
    data = await store.run(partial(privacy.everything_about, person=person))
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    await replies.send_file(
        context, place_of(message), content, "mydata.json", voice.say(N_("This is all that I have stored about you."))
    )


async def on_forget(update: Update, context: Context) -> None:
    """`/forget`: ask whether everything about a person is to be erased."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    text = voice.html(N_("Shall I erase everything that I have stored about you? That cannot be undone."))
    await replies.send(
        context,
        place_of(message),
        text,
        confirm_keyboard(voice.say(N_("Yes, erase it")), voice.say(N_("No, keep it")), "g"),
    )


async def on_forget_button(press: Press) -> None:
    """Erase everything about who pressed yes."""
    await press.answer()
    if not press.place.private:
        return
    text = press.voice.html(N_("Nothing was erased."))
    if press.args == ["yes"]:
        store = press.context.desk.store
        await store.change_chat(partial(privacy.forget, person=press.person))
        # All that was ever erased, not only now: a crash may have kept some of it in the indexes.
        erased = await store.run(privacy.erased)
        if erased:
            await press.context.desk.knowledge.forget(erased)
        await store.scrub()
        text = press.voice.html(N_("Done. I have erased everything that I had stored about you."))
    await replies.edit(press.context, press.chat_id, press.message_id, text)
