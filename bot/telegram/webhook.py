"""Receives updates from Telegram's side; an update is acknowledged once it is on disk."""

from __future__ import annotations

import hmac
import json
import logging

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.intake import Intake

_LOGGER = logging.getLogger(__name__)
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_LARGEST = 4 << 20


class _Updates(RequestHandler):
    def initialize(self, intake: Intake, secret: str) -> None:
        self._intake, self._secret = intake, secret

    async def post(self) -> None:
        """Take one update."""
        told = self.request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(told.encode(), self._secret.encode()):
            self.set_status(403)
            return
        try:
            body = json.loads(self.request.body)
        except ValueError:
            self.set_status(400)
            return
        await self._intake.receive([body])


class _Application(Application):
    def log_request(self, handler: RequestHandler) -> None:
        """Keep addresses of requests out of the log."""


def listen(intake: Intake, path: str, secret: str, address: str, port: int) -> HTTPServer:
    """Listen for updates.

    Args:
        intake: takes the updates.
        path: the path of the public address.
        secret: what Telegram says to be let in.
        address: where to listen.
        port: the port; 0: any.

    Returns:
        The server; the port is taken when this returns.
    """
    application = _Application(
        [(f"{path or '/'}/?".replace("//", "/"), _Updates, {"intake": intake, "secret": secret})]
    )
    server = HTTPServer(application, max_body_size=_LARGEST)
    server.listen(port, address)
    return server
