"""Puts together what admins see of gaps, from the log and the articles as they are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from telegram import InlineKeyboardMarkup

from bot.store import gaps, judgments
from bot.store.gaps import Gap
from bot.store.judgments import Decided, Slice
from bot.store.shown import Shown, shown_answer
from bot.store.store import reading
from bot.telegram.desk import Context
from bot.telegram.gap_cards import (
    CANDIDATES,
    PAGE,
    Card,
    back_keyboard,
    card_keyboard,
    card_text,
    decided_keyboard,
    decided_text,
    list_keyboard,
    list_text,
)
from bot.telegram.messages import fitted
from bot.telegram.slices import stands
from bot.telegram.texts import N_, Voice

Result = TypeVar("Result")
# A message and its buttons.
Shape = tuple[str, InlineKeyboardMarkup | None]
GONE = N_("This gap is gone: its questions were erased, or are answered now.")
_EMPTY = N_("No gaps: everything was answered, and nothing voted down.")


async def list_page(context: Context, voice: Voice, first: int) -> Shape:
    """Return a page of the list; the last one where there are fewer gaps by now."""
    total = await read(context, gaps.count)
    if not total:
        return voice.html(_EMPTY), None
    first = min(first, (total - 1) // PAGE * PAGE)
    found = await read(context, partial(gaps.gaps, limit=PAGE, offset=first))
    return list_text(found, first, total, voice), list_keyboard(found, first, total, voice)


async def gap_page(context: Context, voice: Voice, number: int, place: int, notice: str = "") -> Shape:
    """Return a gap's card; where it is closed, what was decided about it."""
    gap = await read(context, partial(gaps.gap, id=number))
    if gap:
        return await card(context, voice, gap, place, notice=notice)
    decided = await read(context, partial(judgments.decision_on, gap_id=number))
    if decided:
        return decision(context, voice, decided, number, place, earlier=True)
    return fitted([notice, voice.html(GONE)]), back_keyboard(place, voice)


async def card(
    context: Context, voice: Voice, gap: Gap, place: int, *, words: str | None = None, notice: str = ""
) -> Shape:
    """Return an open gap's card, with the passages that come next, or with those that some words find."""
    knowledge = context.desk.knowledge
    shown: Shown | None = await read(context, partial(shown_answer, answer=gap.answer, chat=None))
    given = shown if shown and shown.answer.answered and shown.answer.quotes else None
    first = Slice.of(given.answer.quotes[0]) if given else None
    # One more, since the passage that was shown is left out.
    if words is None:
        found = await knowledge.candidates(gap.turns, CANDIDATES + 1, gap.languages[0])
    else:
        found = await knowledge.candidates([words], CANDIDATES + 1)
    shown_card = Card(
        gap=gap,
        place=place,
        given=given,
        judgeable=first is not None and await stands(knowledge, first),
        candidates=[quote for quote in found if Slice.of(quote) != first][:CANDIDATES],
        words=words,
    )
    return card_text(shown_card, voice, notice), card_keyboard(shown_card, voice)


def decision(context: Context, voice: Voice, decided: Decided, gap: int, place: int, *, earlier: bool) -> Shape:
    """Return what was decided about a gap; `earlier`: before the button at hand was pressed."""
    passages = context.desk.knowledge.index.passages
    speakers = {
        mark.slice: passage.speaker
        for mark in decided.marks
        for passage in passages
        if mark.slice
        and passage.speaker
        and passage.source == mark.slice.source
        and passage.start < mark.slice.end
        and mark.slice.start < passage.end
    }
    return decided_text(decided, voice, speakers, earlier=earlier), decided_keyboard(decided, gap, place, voice)


async def read(context: Context, job: Callable[[Any], Result]) -> Result:
    """Read the log beside the thread that writes it, since gathering the gaps of a long log takes a while."""
    return await asyncio.to_thread(_run, context, job)


def _run(context: Context, job: Callable[[Any], Result]) -> Result:
    with reading(context.desk.knowledge.places.home) as db:
        return job(db)
