"""Reads the text of a file exactly as it stands."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import ArticleError

# A file this large is not an article; reading it would only fill the memory.
LARGEST_BYTES = 5_000_000


def read_text(path: Path) -> str:
    """Return a file's text exactly as it stands: no newline is translated, a byte order mark is kept.

    Raises:
        ArticleError: not readable, too large, binary, not UTF-8, or empty.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise ArticleError(f"{path.name}: is {size:,} bytes, too large for an article. Split it or take it out.")
        raw = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path.name}: cannot be read ({error.strerror}). Check the file's permissions.") from error
    if b"\x00" in raw:
        raise ArticleError(f"{path.name}: is not a text file (it holds zero bytes). Save it as UTF-8 text.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ArticleError(f"{path.name}, line {line}: is not UTF-8. Save the file as UTF-8.") from error
    if not text.strip("\ufeff \t\r\n\xa0"):
        raise ArticleError(f"{path.name}: is empty. Fill it or take it out of the folder.")
    return text
