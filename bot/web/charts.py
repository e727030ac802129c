"""The charts: what the queries tell, as pictures that need no program in the browser, with the numbers beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from datasette import NotFound, Response
from datasette.utils.asgi import Request

from bot.telegram.texts import N_
from bot.web import languages
from bot.web.queries import QUERIES

if TYPE_CHECKING:
    from bot.web.site import Site

_WEEKS = 26
_SPEAKERS = 12
_SVG = "image/svg+xml; charset=utf-8"
# A picture opened by itself brings its own styles, and nothing else.
_POLICY = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


@dataclass(frozen=True)
class Chart:
    """A chart: rows of a label with a number for each of the series.

    Attributes:
        query: the canned query it is made from.
        title: what it shows.
        series: what the numbers are.
        rows: the labels, Mondays or names, in the order they are drawn.
        share: the numbers are shares of 1; None stands for a week without any.
        lying: the bars lie, for labels that are names.
    """

    query: str
    title: str
    series: tuple[str, ...]
    rows: Sequence[tuple[date | str, tuple[float | None, ...]]]
    share: bool = False
    lying: bool = False


async def page(request: Request, datasette: Site) -> Response:
    """Show all charts."""
    drawn = {name: await _chart(datasette, name) for name in _CHARTS}
    return await datasette.page(request, "charts.html", {"charts": drawn, "queries": QUERIES})


async def picture(request: Request, datasette: Site) -> Response:
    """Draw one chart, for a light or a dark page and a wide or a narrow window."""
    from bot.web.drawing import SIZES, THEMES, draw  # noqa: PLC0415 - matplotlib takes a second to load

    name = request.url_vars["name"]
    theme, size = request.args.get("theme") or "light", request.args.get("size") or "wide"
    if name not in _CHARTS or theme not in THEMES or size not in SIZES:
        raise NotFound("no such chart")
    reader = languages.reader(request.headers.get("accept-language", ""))
    svg = await draw(await _chart(datasette, name), reader, theme, size)
    return Response(svg, content_type=_SVG, headers=dict(_POLICY))


async def _chart(site: Site, name: str) -> Chart:
    query, make = _CHARTS[name]
    results = await site.execute("log", QUERIES[query].sql)
    return make([dict(row) for row in results.rows])


_Rows = Sequence[Mapping[str, Any]]


def _questions(rows: _Rows) -> Chart:
    weeks: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for row in rows:
        weeks[date.fromisoformat(row["week"])][row["language"]] = row["questions"]
    counts = [(week, (weeks[week].get("de", 0), weeks[week].get("en", 0))) for week in mondays(weeks)]
    return Chart("weeks", N_("Questions a week"), (N_("German"), N_("English")), counts)


def _answered(rows: _Rows) -> Chart:
    asked: defaultdict[date, int] = defaultdict(int)
    answered: defaultdict[date, int] = defaultdict(int)
    for row in rows:
        week = date.fromisoformat(row["week"])
        asked[week] += row["questions"]
        answered[week] += row["answered"]
    shares = [(week, (answered[week] / asked[week] if asked[week] else None,)) for week in mondays(list(asked))]
    return Chart("weeks", N_("Share of questions answered"), (N_("Answered"),), shares, share=True)


def _votes(rows: _Rows) -> Chart:
    weeks = {date.fromisoformat(row["week"]): (row["up"], row["down"]) for row in rows}
    counts = [(week, weeks.get(week, (0, 0))) for week in mondays(weeks)]
    return Chart("votes", N_("Votes a week"), (N_("Voted up"), N_("Voted down")), counts)


def _speakers(rows: _Rows) -> Chart:
    counts = [(row["speaker"], (row["quotes"] - row["opposing"], row["opposing"])) for row in rows[:_SPEAKERS]]
    return Chart("speakers", N_("Most quoted speakers"), (N_("Quotes"), N_("Opposing")), counts, lying=True)


def mondays(weeks: Mapping[date, Any] | Sequence[date]) -> list[date]:
    """Return the Mondays from the first to the last of some, none left out; the last half year at the most."""
    if not weeks:
        return []
    last = max(weeks)
    count = min(_WEEKS, (last - min(weeks)).days // 7 + 1)
    return [last - timedelta(weeks=back) for back in range(count - 1, -1, -1)]


_CHARTS = {
    "questions": ("weeks", _questions),
    "answered": ("weeks", _answered),
    "votes": ("votes", _votes),
    "speakers": ("speakers", _speakers),
}
