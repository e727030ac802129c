"""Who has signed in: the password, the cookies, and the wait after a wrong password."""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import Request
from itsdangerous import BadSignature

from bot.telegram.texts import N_
from bot.web.guard import SIGN_IN

if TYPE_CHECKING:
    from bot.web.site import Site

SESSION_COOKIE, JUDGE_COOKIE = "fundstelle_session", "fundstelle_judge"
# Seconds: a working day.
_SESSION = 12 * 3600
_YEAR = 365 * 86400
_JUDGE = re.compile(r"[0-9a-f]{32}")
# So many wrong passwords cost no wait; each one after doubles it, up to a minute.
_FREE_ATTEMPTS = 3
_LONGEST_WAIT = 60.0
# Seconds after which wrong passwords are forgotten, and the most addresses that are remembered.
_REMEMBERED = 3600.0
_MOST_ADDRESSES = 10_000
# A next page is one of this site: a second slash or a backslash at the beginning would lead elsewhere.
_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x1f\x7f]*")


class Attempts:
    """Counts wrong passwords by address.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait(self, address: str) -> float:
        """Return how many seconds an address has to wait before its next attempt."""
        count, last = self._of(address)
        delay = min(_LONGEST_WAIT, 2.0 ** (count - _FREE_ATTEMPTS)) if count > _FREE_ATTEMPTS else 0.0
        return max(0.0, last + delay - self._clock())

    def wrong(self, address: str) -> None:
        """Count a wrong password."""
        count = self._of(address)[0] + 1
        self._wrong.pop(address, None)
        if len(self._wrong) >= _MOST_ADDRESSES:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong[address] = (count, self._clock())

    def right(self, address: str) -> None:
        """Forget the wrong passwords of an address."""
        self._wrong.pop(address, None)

    def _of(self, address: str) -> tuple[int, float]:
        count, last = self._wrong.get(address, (0, 0.0))
        return (count, last) if self._clock() - last < _REMEMBERED else (0, 0.0)


class Sessions:
    """The sessions of this process: a restart ends them all.

    Args:
        site: signs the cookies and holds the password.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self.attempts = Attempts()
        self._ends: dict[str, float] = {}

    def is_right(self, password: str) -> bool:
        """Compare a password in a time that tells nothing about it."""
        given, right = (hashlib.sha256(text.encode()).digest() for text in (password, self._site.password))
        return bool(self._site.password) and hmac.compare_digest(given, right)

    def begin(self, request: Request, response: Response) -> None:
        """Begin a session, and give it to the browser."""
        now = time.time()
        self._ends = {known: end for known, end in self._ends.items() if end > now}
        session = secrets.token_hex(16)
        self._ends[session] = now + _SESSION
        _set_cookie(request, response, SESSION_COOKIE, self._site.sign(session, SESSION_COOKIE), _SESSION)

    def end(self, request: Request, response: Response) -> None:
        """End the session of a request: a copy of its cookie is worth nothing from now on."""
        actor = self.actor(request)
        if actor:
            self._ends.pop(actor["id"], None)
        _set_cookie(request, response, SESSION_COOKIE, "", 0)

    def actor(self, request: Request) -> dict[str, Any] | None:
        """Return who sends a request; None where nobody has signed in."""
        try:
            session = self._site.unsign(request.cookies.get(SESSION_COOKIE, ""), SESSION_COOKIE)
        except BadSignature:
            return None
        return {"id": session} if self._ends.get(session, 0.0) > time.time() else None


def judge(request: Request) -> str | None:
    """Return the pseudonym under which a browser decides; None where it has none yet."""
    found = request.cookies.get(JUDGE_COOKIE, "")
    return found if _JUDGE.fullmatch(found) else None


def name_judge(request: Request, response: Response, name: str | None = None) -> str:
    """Give a browser a pseudonym, made by chance, so that its decisions are known as one admin's; returns it."""
    name = name or judge(request) or secrets.token_hex(16)
    _set_cookie(request, response, JUDGE_COOKIE, name, _YEAR)
    return name


def _set_cookie(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=request.scheme == "https")


async def sign_in(request: Request, datasette: Site) -> Response:
    """Show the form, or take a password and go on to the page that was wanted."""
    sessions = datasette.sessions
    fields = await request.post_vars() if request.method == "POST" else {}
    wanted = fields.get("next") or request.args.get("next") or "/"
    wanted = wanted if _OWN_PATH.fullmatch(wanted) else "/"
    if not datasette.password or sessions.actor(request):
        return Response.redirect(wanted, status=303)
    if request.method != "POST":
        return await _form(request, datasette, wanted, 200)
    address = (request.scope.get("client") or ("",))[0]
    wait = sessions.attempts.wait(address)
    if wait > 0:
        return await _form(request, datasette, wanted, 429, wait=math.ceil(wait))
    if not sessions.is_right(fields.get("password", "")):
        sessions.attempts.wrong(address)
        return await _form(request, datasette, wanted, 401, problem=N_("That is not the password."))
    sessions.attempts.right(address)
    response = Response.redirect(wanted, status=303)
    sessions.begin(request, response)
    return response


async def _form(
    request: Request, site: Site, wanted: str, status: int, problem: str | None = None, wait: int | None = None
) -> Response:
    context = {"next": wanted, "problem": problem, "wait": wait, "action": SIGN_IN}
    response = await site.page(request, "sign-in.html", context, status=status)
    if wait:
        response.headers["retry-after"] = str(wait)
    return response


async def sign_out(request: Request, datasette: Site) -> Response:
    """End the session."""
    response = Response.redirect(SIGN_IN if datasette.password else "/", status=303)
    if request.method == "POST":
        datasette.sessions.end(request, response)
    return response
