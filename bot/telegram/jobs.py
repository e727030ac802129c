"""What is done in other processes than the one that talks to Telegram: finding answers, and making the next index."""

from __future__ import annotations

from pathlib import Path

from bot import improving
from bot.improving import Improvement
from bot.opening import open_library
from knowledge.answers import Answerer
from knowledge.building import Progress
from knowledge.errors import QuestionError
from knowledge.library import Library
from knowledge.models import Answer, Language, Quote
from knowledge.query import Intent

# One answerer a worker, opened once and again when another index is in force.
_library: Library
_answerer: Answerer


def open_articles(folder: Path, home: Path) -> None:
    """Open the articles; done before all other jobs but those that make an index."""
    global _library, _answerer  # noqa: PLW0603 - a worker has nowhere else to keep it
    _library = open_library(folder, home)
    index, _ = _library.open()
    _answerer = Answerer(index, _library.folder, _library.analyzer)


def reopen() -> None:
    """Take up the index in force, also where it is called as the one before."""
    global _answerer  # noqa: PLW0603
    index = _library.stored()
    if index:
        _answerer = Answerer(index, _library.folder, _library.analyzer)


def current(version: str) -> Answerer:
    """Return the answerer for an index; the one there is where that index is no longer in force."""
    if _answerer.index.version != version and _library.stored_version() != _answerer.index.version:
        reopen()
    return _answerer


def warm(version: str) -> None:
    """Be ready for the first question."""
    current(version)


def answer(version: str, turns: list[str], language: Language | None, intent: Intent | None) -> Answer:
    """Answer the last of the questions of a conversation."""
    answerer = current(version)
    try:
        return answerer.answer(turns, language, intent)
    except QuestionError:
        return answerer.unclear(turns)


def contexts(version: str, quotes: list[Quote]) -> list[str]:
    """Return each quote with the sentences around it."""
    return [current(version).context(quote) for quote in quotes]


def candidates(version: str, turns: list[str], limit: int, language: Language | None) -> list[Quote]:
    """Return the quotes that come first for a question or some words, whether they answer it or not."""
    return current(version).candidates(turns, limit, language)


def reindex(folder: Path, home: Path, progress: Progress) -> None:
    """Read the articles, and put their new index in force."""
    library = open_library(folder, home)
    improving.publish(library, home, library.build(progress))


def improve(folder: Path, home: Path, progress: Progress) -> Improvement:
    """Make the next index from what was decided, and put it in force where nothing gets worse by it."""
    return improving.improve(open_library(folder, home), home, progress)
