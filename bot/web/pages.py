"""The pages for reading: the overview, conversations as they looked, and the search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from datasette import NotFound, Response
from datasette.utils.asgi import Request
from markupsafe import Markup, escape

from bot.store import files, gaps, reports, transcripts
from bot.telegram.texts import N_
from bot.web.queries import QUERIES
from knowledge import wording
from knowledge.models import Language, Quote

if TYPE_CHECKING:
    from bot.web.site import Site

PAGE = 30
_HITS = 40
_LONGEST_SEARCH = 200
# Characters before the first word found.
_AROUND = 80
_DAYS = 30
_TOP = 5

VERDICTS = {"up": N_("voted up"), "down": N_("voted down"), "none": N_("none of these")}
REASONS = {
    "quote": N_("wrong quote"),
    "person": N_("wrong person"),
    "question": N_("not my question"),
    "long": N_("too long"),
}
KINDS = {"private": N_("Private chat"), "group": N_("Group"), "supergroup": N_("Group")}
INTENTS = {"more": N_("“More” was pressed"), "opposite": N_("“Other side” was pressed")}


async def overview(request: Request, datasette: Site) -> Response:
    """Show the last thirty days in figures, and the most frequent gaps."""
    context = {
        "figures": await datasette.reader.run(partial(reports.statistics, days=_DAYS)),
        "gaps": await datasette.reader.run(partial(gaps.gaps, limit=_TOP)),
        "open": await datasette.reader.run(gaps.count),
        "latest": await datasette.reader.run(partial(transcripts.headings, limit=_TOP)),
        "kinds": KINDS,
    }
    return await datasette.page(request, "overview.html", context)


async def conversations(request: Request, datasette: Site) -> Response:
    """List the conversations, the latest first."""
    number = page_number(request)
    found = await datasette.reader.run(partial(transcripts.headings, limit=PAGE + 1, offset=(number - 1) * PAGE))
    context = {"headings": found[:PAGE], "page": number, "more": len(found) > PAGE, "kinds": KINDS}
    return await datasette.page(request, "conversations.html", context)


async def conversation(request: Request, datasette: Site) -> Response:
    """Show one conversation as it looked."""
    number = int(request.url_vars["number"])
    found = await datasette.reader.run(partial(transcripts.transcript, conversation=number))
    if found is None:
        raise NotFound("no such conversation")
    context = {"transcript": found, "kinds": KINDS, **answer_words()}
    return await datasette.page(request, "conversation.html", context)


async def search(request: Request, datasette: Site) -> Response:
    """Find words in questions and answers."""
    words = " ".join((request.args.get("q") or "").split())[:_LONGEST_SEARCH]
    rows = await datasette.reader.run(partial(transcripts.search, words=words, limit=_HITS)) if words else []
    context = {"words": words, "hits": rows, "excerpt": partial(excerpt, words=words)}
    return await datasette.page(request, "search.html", context)


async def csv_file(request: Request, datasette: Site) -> Response:
    """Give what a query finds to a spreadsheet."""
    name = request.url_vars["name"]
    if name not in QUERIES:
        raise NotFound("no such query")
    results = await datasette.execute("log", QUERIES[name].sql)
    text = "".join(files.lines((dict(row) for row in results.rows), "csv"))
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text, content_type="text/csv; charset=utf-8", headers=headers)


def page_number(request: Request) -> int:
    """Return which page of a list is asked for, from 1 on."""
    asked = request.args.get("page") or "1"
    return min(max(1, int(asked)), 1_000_000) if asked.isdecimal() and len(asked) < 10 else 1


def answer_words() -> dict[str, object]:
    """Return what the template of an answer needs besides the answer."""
    return {
        "verdicts": VERDICTS,
        "reasons": REASONS,
        "intents": INTENTS,
        "attribution": _attribution,
        "against": _against,
        "quoted": _quoted,
        "phrase": wording.say,
    }


def _quoted(text: str, language: Language) -> str:
    """Return a quote's words in the quotation marks of its answer's language, on one line as they were shown."""
    return wording.say(language, "quote", text=" ".join(text.split()))


def _against(shown: Sequence[transcripts.ShownQuote], number: int, language: Language) -> str:
    return wording.against([one.quote for one in shown], number, language)


def _attribution(quote: Quote, language: Language) -> str:
    return wording.attribution(quote, language)


def excerpt(text: str, words: str) -> Markup:
    """Return the part of a text around the first word found, as HTML with all words found marked.

    Args:
        text: the text.
        words: what was searched for, words or their beginnings.
    """
    parts = [re.escape(word) for word in re.findall(r"\w+", words)]
    found = re.compile(rf"\b(?:{'|'.join(parts)})\w*", re.IGNORECASE)
    line = " ".join(text.split())
    first = found.search(line)
    start = max(0, first.start() - _AROUND) if first else 0
    start = line.rfind(" ", 0, start) + 1 if start else 0
    shown = line[start : start + 3 * _AROUND]
    pieces = [Markup("…")] if start else []
    position = 0
    for match in found.finditer(shown):
        pieces += [escape(shown[position : match.start()]), Markup("<mark>{}</mark>").format(match.group())]
        position = match.end()
    pieces.append(escape(shown[position:]))
    return Markup("").join([*pieces, Markup("…")] if start + 3 * _AROUND < len(line) else pieces)
