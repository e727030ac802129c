"""The picture of `/stats`."""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.store.reports import Statistics
from bot.telegram.messages import clipped
from bot.telegram.texts import N_, Voice

_ANSWERED, _UNANSWERED = "#2a7f62", "#d9a441"
_LONGEST_LABEL = 48


def plot(figures: Statistics, topics: list[tuple[str, int]], voice: Voice) -> bytes:
    """Return a PNG of 1,200 x 750 pixels: questions a day, and the busiest topics.

    Args:
        figures: the figures.
        topics: the topics' questions with how often they were asked about, busiest first.
        voice: says the labels.
    """
    # A figure of its own, not pyplot's, which keeps state that threads share.
    figure = Figure(figsize=(8, 5), dpi=150, layout="constrained")
    days, subjects = figure.subplots(2, 1, height_ratios=[3, 2])
    answered = [done for _, done in figures.daily]
    open_ones = [asked - done for asked, done in figures.daily]
    positions = range(1 - figures.days, 1)
    days.bar(positions, answered, color=_ANSWERED, label=voice.say(N_("answered")))
    days.bar(positions, open_ones, bottom=answered, color=_UNANSWERED, label=voice.say(N_("not answered")))
    days.set_title(voice.say(N_("Questions a day")), loc="left", fontsize=11)
    days.set_xlabel(voice.say(N_("days ago")), fontsize=8)
    days.yaxis.set_major_locator(MaxNLocator(integer=True))
    days.legend(frameon=False, fontsize=8)
    # A dollar sign would begin a formula.
    labels = [clipped(question, _LONGEST_LABEL).replace("$", r"\$") for question, _ in topics]
    subjects.barh(range(len(topics)), [count for _, count in topics], color=_ANSWERED)
    subjects.set_yticks(range(len(topics)), labels, fontsize=8)
    subjects.invert_yaxis()
    subjects.xaxis.set_major_locator(MaxNLocator(integer=True))
    subjects.set_title(voice.say(N_("Busiest topics")), loc="left", fontsize=11)
    for axes in (days, subjects):
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
    buffer = BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()
