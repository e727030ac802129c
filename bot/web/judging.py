"""The form of a gap: what it decides, and what keeps it from being a decision."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, cast

from datasette import Response
from datasette.utils.asgi import Request
from itsdangerous import BadSignature

from bot.store import judgments as store
from bot.store.closing import KINDS, Kind
from bot.store.judgments import Decided, Mark, Slice
from bot.telegram.texts import N_
from bot.web import languages
from bot.web.sessions import name_judge
from knowledge.errors import QuestionError
from knowledge.models import Quote, Verdict

if TYPE_CHECKING:
    from bot.web.site import Site

ORIGIN = "web"
_SLICE = "slice"
# The field of the first quote of the answer given.
_FIRST_SHOWN = "slice-s1"
# The marks on passages that a decision on the whole question can carry along.
_GO_WITH: dict[Kind, frozenset[str]] = {
    "answers": frozenset({"answers", "wrong"}),
    "right": frozenset({"answers", "wrong"}),
    "unanswerable": frozenset({"wrong"}),
    "finding": frozenset(),
    "no_question": frozenset(),
}


def sealed(site: Site, quote: Quote) -> str:
    """Return a slice as a field of the form: signed, so that what comes back is what was shown."""
    place = Slice.of(quote)
    return str(site.sign([place.source, place.start, place.end, place.words], _SLICE))


async def decide(request: Request, datasette: Site) -> Response:
    """Take the form of a gap: a decision, or what keeps it from being one."""
    number = int(request.url_vars["number"])
    back = Response.redirect(f"/gaps/{number}", status=303)
    if request.method != "POST":
        return back
    voice = languages.reader(request.headers.get("accept-language", ""))
    fields = await request.post_vars()
    try:
        decided = await _decide(datasette, number, fields, name_judge(request, back))
    except _FormError as error:
        datasette.add_message(request, voice.say(str(error)), datasette.WARNING)
    except QuestionError:
        datasette.add_message(request, voice.say(GONE), datasette.WARNING)
        back.headers["Location"] = "/gaps"
    else:
        level = datasette.WARNING if decided.earlier else datasette.INFO
        datasette.add_message(request, voice.say(EARLIER if decided.earlier else SAVED), level)
    return back


async def _decide(site: Site, number: int, fields: dict[str, str], judge: str) -> Decided:
    """Store what a form decides.

    Raises:
        _FormError: it decides nothing, or nothing that can be.
        QuestionError: the gap is gone.
    """
    kind, marks = _read(site, fields)
    job = partial(store.decide, gap_id=number, kind=kind, marks=marks, judge=judge, origin=ORIGIN)
    try:
        return await asyncio.wrap_future(site.writer.submit(job))
    except ValueError:
        # One passage with two verdicts.
        raise _FormError(CONTRARY) from None


class _FormError(Exception):
    """What is missing in a form, in words for the person who filled it in."""


def _read(site: Site, fields: dict[str, str]) -> tuple[Kind, list[Mark]]:
    """Return what a form decides.

    Raises:
        _FormError: it decides nothing, or holds what this page never offered.
    """
    if fields.get("kind") not in KINDS:
        raise _FormError(NOTHING)
    kind = cast(Kind, fields["kind"])
    marks = _marks(site, fields)
    if any(mark.verdict not in _GO_WITH[kind] for mark in marks):
        raise _FormError(CONTRARY)
    if kind == "right":
        if _FIRST_SHOWN not in fields:
            raise _FormError(UNANSWERED)
        marks.append(Mark("answers", _opened(site, fields[_FIRST_SHOWN])))
    if kind == "answers" and not marks:
        raise _FormError(NOTHING)
    return kind, marks


def _marks(site: Site, fields: dict[str, str]) -> list[Mark]:
    """Return the marks on the passages of a form.

    Raises:
        _FormError: one is on a passage that this page never offered.
    """
    return [
        Mark(cast(Verdict, verdict), _opened(site, fields.get(name.replace("verdict-", "slice-", 1), "")))
        for name, verdict in fields.items()
        if name.startswith("verdict-") and verdict in ("answers", "wrong")
    ]


def _opened(site: Site, field: str) -> Slice:
    try:
        return Slice(*site.unsign(field, _SLICE))
    except BadSignature:
        raise _FormError(STALE) from None


SAVED = N_("Saved.")
EARLIER = N_("Somebody has decided this before you; that decision stands, and nothing was changed.")
GONE = N_("This gap is gone: its questions were erased, or are answered now.")
NOTHING = N_("Nothing is marked yet. Choose for at least one passage whether it answers the question.")
CONTRARY = N_(
    "The marks on the passages do not go with that. Save these judgments instead, or choose “leave open” for them."
)
UNANSWERED = N_("There was no answer that could be right.")
STALE = N_("This page is out of date. Please mark the passages once more.")
