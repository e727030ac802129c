"""Draws a chart as SVG."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from bot.web.charts import Chart
from bot.web.languages import Reader

_LONGEST_LABEL = 22
# Inches at 72 dots: as wide as the page on a desk, and as wide as a telephone.
SIZES = {"wide": (9.4, 3.0), "narrow": (4.6, 3.0)}
_LABELS = {"wide": 9, "narrow": 4}


@dataclass(frozen=True)
class _Theme:
    ink: str
    grid: str
    colours: tuple[str, str]


THEMES = {
    "light": _Theme("#6b6259", "#e8e0d5", ("#2a7f62", "#d9a441")),
    "dark": _Theme("#b5aa9d", "#3d3731", ("#5fb394", "#d9a441")),
}
# Text stays text, in the reader's own font; the salt makes the same picture of the same numbers.
_SETTINGS: dict[Any, object] = {"svg.fonttype": "none", "svg.hashsalt": "fundstelle", "font.size": 10.0}
# The library keeps its settings where all threads share them.
_LOCK = threading.Lock()


async def draw(chart: Chart, reader: Reader, theme: str, size: str) -> str:
    """Return a chart as SVG.

    Args:
        chart: the chart.
        reader: says the labels.
        theme: "light" or "dark".
        size: "wide" or "narrow".
    """
    return await asyncio.to_thread(_draw, chart, reader, THEMES[theme], size)


def _draw(chart: Chart, reader: Reader, theme: _Theme, size: str) -> str:
    with _LOCK, mpl.rc_context(_SETTINGS):
        width, height = SIZES[size]
        height = max(height, 0.32 * len(chart.rows) + 0.8) if chart.lying else height
        figure = Figure(figsize=(width, height), layout="constrained")
        figure.patch.set_alpha(0)
        axes = figure.subplots()
        axes.patch.set_alpha(0)
        if chart.lying:
            _lying(axes, chart, reader, theme)
        elif chart.share:
            _line(axes, chart, theme)
        else:
            _standing(axes, chart, reader, theme)
        if not chart.lying:
            _label_weeks(axes, chart, reader, _LABELS[size])
        _calm(axes, theme, chart.lying)
        buffer = StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _standing(axes: Axes, chart: Chart, reader: Reader, theme: _Theme) -> None:
    """Draw a bar a week, the second series on the first."""
    below = [0.0] * len(chart.rows)
    for number, name in enumerate(chart.series):
        values = [row[1][number] or 0.0 for row in chart.rows]
        axes.bar(
            range(len(values)), values, bottom=below, color=theme.colours[number], label=reader.say(name), width=0.72
        )
        below = [low + value for low, value in zip(below, values, strict=True)]
    axes.set_ylim(0, max([1.0, *below]) * 1.06)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    _legend(axes, theme)


def _line(axes: Axes, chart: Chart, theme: _Theme) -> None:
    """Draw shares as a line from 0 to 100 %, broken where a week has none."""
    values = [float("nan") if row[1][0] is None else row[1][0] for row in chart.rows]
    axes.plot(range(len(values)), values, color=theme.colours[0], linewidth=2, marker="o", markersize=4)
    axes.set_ylim(0, 1.04)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))


def _lying(axes: Axes, chart: Chart, reader: Reader, theme: _Theme) -> None:
    """Draw a bar a name, the first on top."""
    left = [0.0] * len(chart.rows)
    for number, name in enumerate(chart.series):
        values = [row[1][number] or 0.0 for row in chart.rows]
        axes.barh(
            range(len(values)), values, left=left, color=theme.colours[number], label=reader.say(name), height=0.7
        )
        left = [low + value for low, value in zip(left, values, strict=True)]
    axes.set_yticks(range(len(chart.rows)), [_label(row[0]) for row in chart.rows])
    axes.set_xlim(0, max([1.0, *left]) * 1.03)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    _legend(axes, theme)


def _legend(axes: Axes, theme: _Theme) -> None:
    axes.legend(
        frameon=False,
        labelcolor=theme.ink,
        ncols=2,
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        borderaxespad=0.2,
        handlelength=1.0,
        handleheight=1.0,
    )


def _label_weeks(axes: Axes, chart: Chart, reader: Reader, most: int) -> None:
    """Name so many weeks at the most by their Mondays."""
    step = max(1, -(-len(chart.rows) // most))
    places = range(0, len(chart.rows), step)
    # A bar is never wider than one of so many.
    axes.set_xlim(-0.6, max(len(chart.rows), most) - 0.4)
    axes.set_xticks(
        list(places), [reader.short_day(week) for week in (chart.rows[n][0] for n in places) if isinstance(week, date)]
    )


def _calm(axes: Axes, theme: _Theme, lying: bool) -> None:
    """Leave of frame and grid what helps to read the values."""
    axes.spines[:].set_visible(False)
    axes.set_axisbelow(True)
    axes.grid(axis="x" if lying else "y", color=theme.grid, linewidth=0.8)
    axes.tick_params(length=0, labelcolor=theme.ink)


def _label(name: date | str) -> str:
    text = str(name) if len(str(name)) <= _LONGEST_LABEL else f"{str(name)[: _LONGEST_LABEL - 1]}…"
    # A dollar sign would begin a formula.
    return text.replace("$", r"\$")
