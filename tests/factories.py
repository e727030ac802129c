"""Makes articles, folders and readings for tests; the words are visible where they are used."""

from __future__ import annotations

import tempfile
from pathlib import Path

from knowledge.articles.reader import read_article
from knowledge.chunking import passages_of
from knowledge.models import Article, Passage

SEEDS = Path(__file__).parent.parent / "seeds"
# A text long enough to be prose, by nobody.
PROSE = (
    "Der Rundbrief des Vereins wird von den meisten Mitgliedern kaum gelesen, obwohl er jeden Monat im Kasten liegt."
)


def article_file(folder: Path, text: str | bytes, name: str = "a.txt", sidecar: str | None = None) -> Path:
    """Write an article, and the sidecar beside it where one is given."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if sidecar is not None:
        path.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    return path


def read(text: str | bytes, sidecar: str | None = None, name: str = "a.txt") -> tuple[Article, str]:
    """Read an article from its text."""
    with tempfile.TemporaryDirectory() as folder:
        return read_article(article_file(Path(folder), text, name, sidecar))


def passages(text: str, sidecar: str | None = None) -> list[Passage]:
    """Return the passages of an article."""
    article, whole = read(text, sidecar)
    return passages_of(article, whole)


def voices(found: list[Passage], words: str) -> set[tuple[str | None, str | None]]:
    """Return who says some words, with the role, by the passages that hold any of them."""
    return {(p.speaker, p.role) for p in found if words in p.text or p.text in words}
