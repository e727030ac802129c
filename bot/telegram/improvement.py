"""`/improve`: the next index, from what was decided about gaps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from telegram import Message, Update

from bot.improving import Improvement
from bot.telegram import replies
from bot.telegram.desk import Context, place_of
from bot.telegram.gap_cards import language_of
from bot.telegram.messages import clipped, escaped, fitted, list_message
from bot.telegram.private import voice_in
from bot.telegram.progress import FAILED, UNDER_WAY, Progress
from bot.telegram.texts import N_, Voice
from knowledge import wording
from knowledge.comparing import Change
from knowledge.errors import FundstelleError
from knowledge.models import Answer

# Characters of a question and of a quote, and of a whole list; the message holds 4,096.
_LONGEST_LINE = 100
_LONGEST_LIST = 900


async def on_improve(update: Update, context: Context) -> None:
    """`/improve`: make the next index, try it out, and put it in force where nothing gets worse by it."""
    message = cast(Message, update.effective_message)
    voice, place = await voice_in(context, message), place_of(message)
    if context.desk.knowledge.busy:
        await replies.send(context, place, voice.html(UNDER_WAY))
        return
    progress = await Progress.begin(context, place, voice.html(N_("Making the next index …")), voice)
    try:
        done = await context.desk.knowledge.improve(progress)
    except FundstelleError as error:
        await progress.end(voice.html(FAILED, error=str(error)))
        return
    if done.published:
        context.desk.herald.look(context)
    await progress.end(report(done, voice))


def report(done: Improvement, voice: Voice) -> str:
    """Return what came of an improvement, as a message."""
    published = N_("✅ <b>The new index is in force.</b>")
    kept_back = N_("⚠️ <b>The new index was kept back; the old one stays in force.</b>")
    parts = [voice.html(published if done.published else kept_back)]
    reasons = [
        *(_change_line(change, voice) for change in done.worse),
        *(f"• {escaped(str(breach), 2 * _LONGEST_LINE)}" for breach in done.broken),
    ]
    if reasons:
        hint = voice.html(N_("Take back the decisions that led there, or decide about further gaps."))
        parts += [list_message(voice.html(N_("<b>This would get worse</b>")), reasons, _LONGEST_LIST), hint]
    parts.append(_figures(done, voice))
    better = [_change_line(change, voice) for change in done.changes if not change.worse]
    if better:
        heading = voice.count("{number} answer changes", "{number} answers change", len(done.changes))
        parts.append(list_message(f"<b>{escaped(heading)}</b>", better, _LONGEST_LIST))
    if done.unmet:
        heading = voice.html(N_("<b>Still not answered as judged</b>"))
        words = (f"• {escaped(judged[-1], _LONGEST_LINE)}" for judged, _ in done.unmet)
        parts.append(list_message(heading, _distinct(words), _LONGEST_LIST))
    if done.confined:
        heading = voice.html(N_("<b>Lead only questions worded alike</b>; others would have got worse by them."))
        words = (f"• {escaped(judged[-1], _LONGEST_LINE)}" for judged, _ in done.confined)
        parts.append(list_message(heading, _distinct(words), _LONGEST_LIST))
    if done.orphans:
        heading = voice.html(N_("<b>Passages that stand nowhere any more</b>; what was decided on them rests."))
        words = (f"• {escaped(orphan.words or '', _LONGEST_LINE)}" for orphan in done.orphans)
        parts.append(list_message(heading, _distinct(words), _LONGEST_LIST))
    if done.told:
        parts.append(
            escaped(
                voice.count(
                    "{number} person waits for an answer that there is now; I am telling them.",
                    "{number} people wait for an answer that there is now; I am telling them.",
                    done.told,
                )
            )
        )
    return fitted(parts)


def _figures(done: Improvement, voice: Voice) -> str:
    """Return what was learned, and the measures before and after."""
    learned = voice.count("{number} judgment", "{number} judgments", done.learned)
    counts = (
        (done.new, voice.say(N_("{number} of them new"), number=done.new)),
        (done.gone, voice.say(N_("{number} taken back"), number=done.gone)),
    )
    lines = [", ".join([learned, *(said for number, said in counts if number)])]
    if done.judged:
        lines.append(
            voice.say(
                N_("Judged questions answered as judged: {before} → {after} of {all}"),
                before=done.right_before,
                after=done.right_after,
                all=done.judged,
            )
        )
    lines += [
        f"{name}: {done.before[name]:.3f} → {value:.3f}" for name, value in done.after.items() if name in done.before
    ]
    return escaped("\n".join(lines))


def _change_line(change: Change, voice: Voice) -> str:
    question = escaped(change.turns[-1], _LONGEST_LINE)
    return f"• {question}\n   {_first_words(change.before, voice)} → {_first_words(change.after, voice)}"


def _first_words(answer: Answer, voice: Voice) -> str:
    if not answer.quotes:
        return voice.html(N_("<i>no answer</i>"))
    words = clipped(" ".join(answer.quotes[0].text.split()), _LONGEST_LINE)
    return escaped(wording.say(language_of(voice), "quote", text=words))


def _distinct(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
