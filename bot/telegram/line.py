"""The line to Telegram: the library's requests, made with aiohttp.

The library's own line costs a busy bot half of its time: it looks through all of its connections at every request.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Errors after which it is certain that the request did not get there.
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_CONNECT = 10.0
Seconds = DefaultValue[float] | DefaultValue[None] | float | None


class Line(BaseRequest):
    """Makes requests to the Bot API.

    Args:
        connections: how many there are at most; further requests wait.
        read_timeout: seconds without a response after which a request is given up.
        url: the Bot API's address; whether a proxy lies on the way is looked up once, not at every request.
    """

    def __init__(self, connections: int, read_timeout: float, url: str) -> None:
        self._connections = connections
        self._proxy = _proxy_for(url)
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds without a response after which a request is given up."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the line."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(
                connector=connector, headers={"User-Agent": self.USER_AGENT}, proxy=self._proxy
            )

    async def shutdown(self) -> None:
        """Close the line."""
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Make one request; see the base class for the arguments."""
        if self._session is None:
            raise RuntimeError("The line is not open.")
        wait = self._read_timeout if isinstance(read_timeout, DefaultValue) else read_timeout
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT, sock_read=wait)
        try:
            async with self._session.request(method, url, timeout=timeout, **_body(request_data)) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # The error's own words may name the address, which holds the token.
            raise NetworkError(f"{type(error).__name__} on the line to Telegram") from error


def _proxy_for(url: str) -> str | None:
    parts = urlsplit(url)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """Return the body as the session takes it: JSON, or a form where files go along."""
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": request_data.json_payload, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}
