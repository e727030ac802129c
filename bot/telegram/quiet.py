"""The log on standard error: short, and never with the token in it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# These write each request's address, and Telegram's addresses hold the token.
_TALKATIVE = ("httpx", "httpcore", "apscheduler", "tornado.access")


class Blanking(logging.Formatter):
    """Formats records with secrets blanked, those inside tracebacks too.

    Args:
        secrets: what must not be shown.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as text."""
        return blanked(super().format(record), self._secrets)


def blanked(text: str, secrets: Iterable[str]) -> str:
    """Return text with secrets blanked."""
    for secret in secrets:
        text = text.replace(secret, "[secret]")
    return text


def set_up_logging(secrets: Iterable[str], verbose: bool = False) -> None:
    """Log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Blanking(secrets))
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
