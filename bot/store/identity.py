"""Pseudonyms: the same person always gets the same one, and without the key nobody gets back from it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from knowledge.errors import HomeError

_BYTES = 32


class Pseudonyms:
    """Makes pseudonyms with the key in a file beside the database, never in it.

    Args:
        path: the key's file; made at first use, readable by its owner alone.

    Raises:
        HomeError: the file cannot be read or written, or holds no key.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._key = path.read_bytes() if path.exists() else _create(path)
        except OSError as error:
            raise HomeError(f"{path}: the key for pseudonyms cannot be used ({error.strerror}).") from error
        if len(self._key) != _BYTES:
            raise HomeError(
                f"{path}: is no key of {_BYTES} bytes. Put the old file back; a new one makes everybody new."
            )

    def of(self, identifier: int) -> str:
        """Return the pseudonym of a user id, 32 hexadecimal digits."""
        return hmac.new(self._key, str(identifier).encode(), hashlib.sha256).hexdigest()[:32]


def _create(path: Path) -> bytes:
    key = secrets.token_bytes(_BYTES)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
