"""Stands before every route: who may come in, from where, and what a browser may do with what goes out.

Whatever is not let in here never reaches Datasette, so that a new route of it opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from datasette import Response
from datasette.utils.asgi import Request

from bot.telegram.texts import N_

if TYPE_CHECKING:
    from bot.web.site import Site

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SIGN_IN, SIGN_OUT = "/-/sign-in", "/-/sign-out"
# What is open to everybody: the door, and what it looks like.
_OPEN = frozenset({SIGN_IN, "/assets/web.css", "/assets/icon.svg"})
_CSRF_COOKIE = "ds_csrftoken"
_LOOPBACK = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?", re.IGNORECASE)
# Headers that a proxy adds: behind one, "from this machine" says nothing.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_LONGEST_FORM = 200_000
_FORM = "application/x-www-form-urlencoded"
# `same-origin`, not `no-referrer`: with the latter browsers send forms with "Origin: null".
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "private, no-store",
}
_POLICY = b"content-security-policy"


class Guard:
    """The outermost layer of the application.

    Args:
        site: the site, whose password decides between "anybody on this machine" and "whoever has signed in".
        app: what is behind it.
    """

    def __init__(self, site: Site, app: App) -> None:
        self._site = site
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or hand it on with the one who sends it as its actor."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_ours(message.get("headers", []))}
            await send(message)

        refusal = await self._refusal(request) or await self._hand_on(request, send_on)
        if refusal is not None:
            await refusal.asgi_send(send_on)

    async def _hand_on(self, request: Request, send: Send) -> Response | None:
        """Hand a request on; returns what to answer instead where nothing was sent."""
        refused = False

        async def send_answer(message: Message) -> None:
            nonlocal refused
            # The library's words about a form that does not fit its cookie are for developers.
            if message["type"] == "http.response.start" and request.method == "POST" and message["status"] == 403:
                refused = True
            if not refused:
                await send(message)

        actor = self._site.sessions.actor(request) if self._site.password else {"id": "local"}
        try:
            await self._app({**request.scope, "actor": actor}, request.receive, send_answer)
        except UnicodeDecodeError:
            # Bytes that are no text in an address, a cookie or a form: what reads them answers nothing.
            return await self._notice(request, 400, NO_SENSE)
        return await self._notice(request, 403, OUT_OF_DATE) if refused else None

    async def _refusal(self, request: Request) -> Response | None:
        """Return what to answer instead; None where the request may pass."""
        if not self._site.password and not _is_local(request):
            return await self._notice(request, 403, NOT_LOCAL)
        if request.method not in ("GET", "HEAD", "POST"):
            return await self._notice(request, 405, NOT_HERE)
        if self._site.password and request.path not in _OPEN and self._site.sessions.actor(request) is None:
            return await self._ask_to_sign_in(request)
        if request.path.startswith("/-/") and request.path not in (SIGN_IN, SIGN_OUT):
            return await self._notice(request, 404, NOT_HERE)
        if request.method == "POST":
            return await self._form_refusal(request)
        return None

    async def _form_refusal(self, request: Request) -> Response | None:
        """Refuse a form from elsewhere: what carries no cookie the CSRF check behind this lets pass."""
        origin = request.headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc != request.host
        plain = request.headers.get("content-type", "").partition(";")[0].strip() == _FORM
        if foreign or not plain or _CSRF_COOKIE not in request.cookies or "authorization" in request.headers:
            return await self._notice(request, 403, OUT_OF_DATE)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _LONGEST_FORM:
            return await self._notice(request, 413, TOO_LONG)
        return None

    async def _ask_to_sign_in(self, request: Request) -> Response:
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return Response.redirect(f"{SIGN_IN}?next={quote(request.full_path, safe='')}", status=303)
        return await self._notice(request, 401, SIGN_IN_FIRST)

    async def _notice(self, request: Request, status: int, text: str) -> Response:
        return await self._site.notice(request, status, text)


OUT_OF_DATE = N_("This page is out of date. Go back, load it again, and repeat what you did. Nothing was changed.")
NOT_LOCAL = N_("Without a password this page opens on this machine only, under 127.0.0.1 or localhost.")
NOT_HERE = N_("There is nothing here.")
NO_SENSE = N_("That address does not make sense here.")
TOO_LONG = N_("That is too long for a form.")
SIGN_IN_FIRST = N_("Please sign in first.")


def _is_local(request: Request) -> bool:
    """Tell whether a browser on this machine asks for this machine: a foreign name that leads here does not count."""
    return bool(_LOOPBACK.fullmatch(request.headers.get("host", ""))) and not any(
        name in request.headers for name in _FORWARDED
    )


def _with_ours(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers with ours in the place of those of the same name; a picture keeps its own policy."""
    policies = [value for name, value in headers if name.lower() == _POLICY]
    ours = {name.encode(): value.encode() for name, value in _HEADERS.items()}
    ours[_POLICY] = policies[0] if policies else ours[_POLICY]
    return [*((name, value) for name, value in headers if name.lower() not in ours), *ours.items()]
