"""`/gaps`: what the answers fell short of, and what an admin decides about it.

Nothing is kept in memory between two presses: a button's data and the log hold everything.
"""

from __future__ import annotations

import re
from functools import partial
from typing import cast

from telegram import ForceReply, Message, Update
from telegram.ext import filters

from bot.store import gaps, judgments
from bot.store.judgments import Mark
from bot.telegram import replies
from bot.telegram.buttons import Action, Press
from bot.telegram.desk import Context, place_of
from bot.telegram.gap_cards import LETTERS, back_keyboard
from bot.telegram.gap_views import GONE, Shape, card, decision, gap_page, list_page, read
from bot.telegram.messages import escaped
from bot.telegram.private import on_message, voice_in
from bot.telegram.slices import unpacked
from bot.telegram.texts import N_, readable
from knowledge.errors import QuestionError

ORIGIN = "telegram"
_LONGEST_SEARCH = 200
# What the prompt begins with; by it a reply finds its gap, also after a restart.
_PROMPT = re.compile(r"🔍 (\d{1,18})\n")
_STALE = N_("⚠️ That passage reads differently now, so nothing was decided. These are the passages as they are.")


def for_admins(action: Action) -> Action:
    """Return what a button does behind its rule: only admins may press it."""

    async def act(press: Press) -> None:
        if press.context.desk.is_admin(press.query.from_user):
            await action(press)
        else:
            await press.answer(N_("That is for admins."), alert=True)

    return act


async def on_gaps(update: Update, context: Context) -> None:
    """`/gaps`: the questions that the answers fell short of, most frequent first."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    text, keyboard = await list_page(context, voice, 0)
    await replies.send(context, place_of(message), text, keyboard)


async def on_list(press: Press) -> None:
    """Turn to a page of the list."""
    await press.answer()
    await _edit(press, await list_page(press.context, press.voice, _number(press.args, 0)))


async def on_open(press: Press) -> None:
    """Show a gap."""
    await press.answer()
    await _edit(press, await gap_page(press.context, press.voice, _number(press.args, 0), _number(press.args, 1)))


async def on_next_gap(press: Press) -> None:
    """Show the gap that has moved up to where the one decided about stood, or the first where that was the last."""
    await press.answer()
    place = _number(press.args, 0)
    found = await read(press.context, partial(gaps.gaps, limit=1, offset=place))
    if not found:
        place, found = 0, await read(press.context, partial(gaps.gaps, limit=1))
    if found:
        await _edit(press, await card(press.context, press.voice, found[0], place))
    else:
        await _edit(press, await list_page(press.context, press.voice, 0))


async def on_decide(press: Press) -> None:
    """Decide about a gap; what somebody else decided before is shown instead."""
    await press.answer()
    context, voice = press.context, press.voice
    gap, place = _number(press.args, 0), _number(press.args, 1)
    kind = LETTERS.get(press.args[2] if len(press.args) > 2 else "")
    passage = await unpacked(context.desk.knowledge, press.args[3:])
    if kind is None or (passage is None) == (kind in ("answers", "right", "finding")):
        await _edit(press, await gap_page(context, voice, gap, place, voice.html(_STALE)))
        return
    marks = [Mark("wrong" if kind == "finding" else "answers", passage)] if passage else []
    job = partial(judgments.decide, gap_id=gap, kind=kind, marks=marks, judge=press.person, origin=ORIGIN)
    try:
        decided = await context.desk.store.run(job)
    except QuestionError:
        await _edit(press, (voice.html(GONE), back_keyboard(place, voice)))
        return
    # A second press on the same button meets one's own decision.
    mine = decided.judge == press.person and decided.kind == kind and [m for m in decided.marks if m.slice] == marks
    await _edit(press, decision(context, voice, decided, gap, place, earlier=decided.earlier and not mine))


async def on_undo(press: Press) -> None:
    """Take a decision back, and show its gap again."""
    await press.answer()
    voice = press.voice
    number, gap, place = (_number(press.args, n) for n in range(3))
    done = await press.context.desk.store.run(partial(judgments.take_back, decision_id=number))
    notice = voice.html(N_("Taken back.")) if done else voice.html(N_("That had been taken back already."))
    await _edit(press, await gap_page(press.context, voice, gap, place, notice))


async def on_search_button(press: Press) -> None:
    """Ask for the words to search a gap's answer with."""
    await press.answer()
    gap, voice = _number(press.args, 0), press.voice
    found = await read(press.context, partial(gaps.gap, id=gap))
    if found is None:
        await _edit(press, await gap_page(press.context, voice, gap, _number(press.args, 1)))
        return
    question = escaped(found.questions[0], _LONGEST_SEARCH)
    text = voice.html(N_("Which words shall I look for? Reply to this message with them."))
    prompt = ForceReply(selective=True, input_field_placeholder=voice.say(N_("words of the passage")))
    await replies.send(press.context, press.place, f"🔍 {gap}\n<i>{question}</i>\n\n{text}", prompt)


class _Searching(filters.MessageFilter):
    """Lets through replies to the prompt for a search."""

    def filter(self, message: Message) -> bool:
        prompt = message.reply_to_message
        by_me = bool(prompt and prompt.from_user and prompt.from_user.id == message.get_bot().id)
        return by_me and prompt is not None and bool(_PROMPT.match(prompt.text or ""))


SEARCHING = _Searching()


async def on_search(update: Update, context: Context) -> None:
    """Show a gap with the passages that an admin's words find; from anybody else the words are a question."""
    message = cast(Message, update.effective_message)
    prompt = _PROMPT.match((message.reply_to_message and message.reply_to_message.text) or "")
    if prompt is None or not context.desk.is_admin(message.from_user):
        await on_message(update, context)
        return
    voice = await voice_in(context, message)
    words = " ".join(readable(message.text or "").split())[:_LONGEST_SEARCH]
    gap = await read(context, partial(gaps.gap, id=int(prompt[1])))
    if gap is None:
        text, keyboard = await gap_page(context, voice, int(prompt[1]), 0)
    else:
        text, keyboard = await card(context, voice, gap, 0, words=words)
    await replies.send(context, place_of(message), text, keyboard)


async def _edit(press: Press, shape: Shape) -> None:
    await replies.edit(press.context, press.chat_id, press.message_id, *shape)


def _number(args: list[str], place: int) -> int:
    """Return a number of a button's data; 0 where no version of the bot has ever written it so."""
    given = args[place] if len(args) > place else ""
    return int(given) if given.isdecimal() and len(given) <= 18 else 0
