"""The pages of gaps: the list, and one gap with the passages that may answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from datasette import NotFound, Response
from datasette.utils.asgi import Request

from bot.store import gaps, transcripts
from bot.store import judgments as store
from bot.store.judgments import Slice
from bot.web.decisions import DECIDED
from bot.web.judging import sealed
from bot.web.pages import PAGE, answer_words, page_number
from bot.web.sessions import judge
from knowledge.errors import FundstelleError
from knowledge.models import Quote

if TYPE_CHECKING:
    from bot.store.gaps import Gap
    from bot.web.site import Site

_CANDIDATES = 5
_FOUND = 8
_LONGEST_SEARCH = 200


@dataclass(frozen=True)
class _Passages:
    """The passages to judge; none stands there twice. `problem` tells why there are none but those shown before.

    Attributes:
        shown: those of the answer given.
        candidates: those that come next.
        hits: those that some words find.
    """

    shown: list[Quote]
    candidates: Sequence[Quote] = ()
    hits: Sequence[Quote] = ()
    problem: str = ""


async def listed(request: Request, datasette: Site) -> Response:
    """List the open gaps, the most frequent first."""
    number = page_number(request)
    found = await datasette.reader.run(partial(gaps.gaps, limit=PAGE + 1, offset=(number - 1) * PAGE))
    context = {
        "gaps": found[:PAGE],
        "page": number,
        "more": len(found) > PAGE,
        "total": await datasette.reader.run(gaps.count),
    }
    return await datasette.page(request, "gaps.html", context)


async def one(request: Request, datasette: Site) -> Response:
    """Show a gap: its wordings, the answer given last, what may answer it instead, and what was decided."""
    number = int(request.url_vars["number"])
    found = await datasette.reader.run(partial(gaps.gap, id=number))
    decision = await datasette.reader.run(partial(store.decision_on, gap_id=number))
    turn = await datasette.reader.run(partial(transcripts.turn, answer=found.answer if found else number))
    if turn is None:
        raise NotFound("no such gap")
    words = " ".join((request.args.get("find") or "").split())[:_LONGEST_SEARCH]
    shown = [quote.quote for quote in turn.reply.quotes] if turn.reply else []
    context = {
        "gap": found,
        "gap_number": number,
        "turn": turn,
        "decision": decision,
        "mine": decision is not None and decision.judge is not None and decision.judge == judge(request),
        "words": words,
        "passages": await _passages(datasette, found, words, shown) if found else None,
        "sealed": partial(sealed, datasette),
        "decided": DECIDED,
        **answer_words(),
    }
    return await datasette.page(request, "gap.html", context)


async def _passages(site: Site, gap: Gap, words: str, shown: list[Quote]) -> _Passages:
    turns = gap.turns or gap.questions[:1]
    try:
        candidates = await site.articles.candidates(turns, _CANDIDATES + len(shown))
        hits = await site.articles.candidates([words], _FOUND) if words else []
    except FundstelleError as error:
        return _Passages(shown, problem=str(error))
    candidates = _besides(candidates, shown)[:_CANDIDATES]
    return _Passages(shown, candidates, _besides(hits, [*shown, *candidates]))


def _besides(quotes: Sequence[Quote], there: Sequence[Quote]) -> list[Quote]:
    slices = {Slice.of(quote) for quote in there}
    return [quote for quote in quotes if Slice.of(quote) not in slices]
