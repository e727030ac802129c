"""Commands for the admins: `/reindex`, `/stats`, `/export`."""

from __future__ import annotations

import asyncio
from typing import cast

from telegram import Message, Update

from bot.store import files, reports
from bot.store.store import reading
from bot.telegram import replies
from bot.telegram.desk import Context, Place, place_of
from bot.telegram.messages import escaped, fitted, list_message
from bot.telegram.private import voice_in
from bot.telegram.progress import FAILED, UNDER_WAY, Progress
from bot.telegram.texts import N_, Voice
from knowledge.errors import FundstelleError
from knowledge.library import Change

_LONGEST = 300


async def on_reindex(update: Update, context: Context) -> None:
    """`/reindex`: read the articles anew, and tell what changed."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    await reindex(context, place_of(message), voice)


async def reindex(context: Context, place: Place, voice: Voice) -> bool:
    """Read the articles anew with progress in one message that is edited; tell whether that worked."""
    knowledge = context.desk.knowledge
    if knowledge.busy:
        await replies.send(context, place, voice.html(UNDER_WAY))
        return False
    progress = await Progress.begin(context, place, voice.html(N_("Reading the articles …")), voice)
    try:
        change = await knowledge.reindex(progress)
    except FundstelleError as error:
        await progress.end(voice.html(FAILED, error=str(error)))
        return False
    context.desk.herald.look(context)
    await progress.end(_report(context, change, voice))
    return True


def _report(context: Context, change: Change, voice: Voice) -> str:
    index = context.desk.knowledge.index
    parts = [
        voice.html(
            N_("Done: {articles} articles, {passages} passages."),
            articles=len(index.articles),
            passages=len(index.passages),
        )
    ]
    labelled = (
        (N_("New"), change.new),
        (N_("Changed"), change.changed),
        (N_("Gone"), change.gone),
        (N_("Suspicious"), tuple(str(finding) for finding in index.findings)),
    )
    for label, names in labelled:
        if names:
            parts.append(
                list_message(f"<b>{escaped(voice.say(label))}</b>", [f"• {escaped(n, _LONGEST)}" for n in names], 1000)
            )
    if not any(names for _, names in labelled[:3]):
        parts.append(voice.html(N_("Nothing has changed.")))
    return fitted(parts)


async def on_stats(update: Update, context: Context) -> None:
    """`/stats`: 30 days in a picture and two lines."""
    # Imported when first needed: drawing takes longer to import than all the rest.
    from bot.telegram.plots import plot  # noqa: PLC0415

    message = cast(Message, update.effective_message)
    desk = context.desk
    voice = await voice_in(context, message)
    figures = await desk.store.run(reports.statistics)
    topics = [(desk.knowledge.question_on(topic, voice.language), count) for topic, count in figures.topics]
    picture = await asyncio.to_thread(plot, figures, topics, voice)
    place = place_of(message)
    await context.bot.send_photo(
        place.chat_id,
        picture,
        caption=_caption(figures, voice),
        message_thread_id=place.topic,
        reply_to_message_id=place.reply_to,
        allow_sending_without_reply=True if place.reply_to else None,
    )


def _caption(figures: reports.Statistics, voice: Voice) -> str:
    votes = figures.ups + figures.downs
    first = voice.count(
        "{number} question in {days} days", "{number} questions in {days} days", figures.questions, days=figures.days
    )
    answered = voice.say(N_("{share} % answered"), share=_percent(figures.answered, figures.questions))
    second = voice.say(N_("👍 {share} % of {votes} votes"), share=_percent(figures.ups, votes), votes=votes)
    return f"{first}, {answered}\n{second}"


def _percent(part: int, whole: int) -> str:
    return str(round(100 * part / whole)) if whole else "–"


async def on_export(update: Update, context: Context) -> None:
    """`/export`: the log as a file; `/export jsonl` as JSON lines."""
    message = cast(Message, update.effective_message)
    voice = await voice_in(context, message)
    form: files.Format = "jsonl" if context.args and context.args[0].lower() == "jsonl" else "csv"
    content = await asyncio.to_thread(_exported, context, form)
    await replies.send_file(
        context, place_of(message), content, f"fundstelle-log.{form}", voice.say(N_("The log, under pseudonyms."))
    )


def _exported(context: Context, form: files.Format) -> bytes:
    with reading(context.desk.knowledge.places.home) as db:
        return "".join(files.lines(reports.export(db), form)).encode()
