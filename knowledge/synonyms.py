"""German synonyms, from one SQLite file that `tools/build_synonyms.py` makes; read a row at a time."""

from __future__ import annotations

import sqlite3
import threading
from functools import lru_cache
from pathlib import Path

DEFAULT_PATH = Path(__file__).parent / "data" / "synonyms.sqlite"


class Synonyms:
    """Look-ups in the packaged thesaurus; open it once and share it between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self.of = lru_cache(maxsize=20_000)(self._of)

    @classmethod
    def open(cls, path: Path | None = None) -> Synonyms:
        """Open the thesaurus in a file, by default the packaged one; the file is never written to."""
        uri = (path or DEFAULT_PATH).resolve(strict=True).as_uri() + "?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def _of(self, stem: str) -> dict[str, float]:
        """Return the stems that can stand for a stem, the likeliest 1.0."""
        with self._lock:
            row = self._connection.execute("SELECT others FROM synonym WHERE stem = ?", (stem,)).fetchone()
        pairs = row[0].split() if row else ()
        return {other: int(weight) / 100 for other, _, weight in (pair.partition("=") for pair in pairs)}
