"""The page of decisions: what was decided, by whom, and the way back."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from datasette import Response
from datasette.utils.asgi import Request

from bot.store import judgments as store
from bot.telegram.texts import N_
from bot.web import languages
from bot.web.pages import PAGE, page_number
from bot.web.sessions import judge

if TYPE_CHECKING:
    from bot.web.site import Site

DECIDED = {
    "answers": N_("Passages judged"),
    "right": N_("The answer was right"),
    "unanswerable": N_("The articles do not answer this"),
    "finding": N_("Wrong speaker or broken quote"),
    "no_question": N_("Not a question"),
}
ORIGINS = {
    "web": N_("in the browser"),
    "telegram": N_("in Telegram"),
    "terminal": N_("in the terminal"),
    "import": N_("imported"),
}


async def listed(request: Request, datasette: Site) -> Response:
    """List the decisions, the latest first."""
    number = page_number(request)
    found = await datasette.reader.run(partial(store.decisions, limit=PAGE + 1, offset=(number - 1) * PAGE))
    context = {
        "decisions": found[:PAGE],
        "page": number,
        "more": len(found) > PAGE,
        "judge": judge(request),
        "decided": DECIDED,
        "origins": ORIGINS,
    }
    return await datasette.page(request, "decisions.html", context)


async def take_back(request: Request, datasette: Site) -> Response:
    """Take a decision back, and return to the page it was shown on."""
    fields = await request.post_vars() if request.method == "POST" else {}
    gap = fields.get("gap", "")
    back = Response.redirect(f"/gaps/{gap}" if gap.isdecimal() and gap.isascii() else "/decisions", status=303)
    if request.method == "POST":
        number = int(request.url_vars["number"])
        done = await asyncio.wrap_future(datasette.writer.submit(partial(store.take_back, decision_id=number)))
        voice = languages.reader(request.headers.get("accept-language", ""))
        if done:
            datasette.add_message(request, voice.say(TAKEN_BACK))
        else:
            datasette.add_message(request, voice.say(NOT_STANDING), datasette.WARNING)
    return back


TAKEN_BACK = N_("Taken back. The question is open again.")
NOT_STANDING = N_("That decision had been taken back already.")
