"""Names a slice of an article in a button, and finds it again: by file, place and a hash of its words.

So a button means the very words that stood beside it, also after a restart and under another index.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.store.judgments import Slice
from bot.telegram.keyboards import named, short
from bot.telegram.knowledge_base import KnowledgeBase
from knowledge.articles.text import read_text
from knowledge.errors import ArticleError


def packed(place: Slice) -> tuple[str, ...]:
    """Return what names a slice in a button's data."""
    return short(place.source), str(place.start), str(place.end), short(place.words)


async def unpacked(knowledge: KnowledgeBase, data: Sequence[str]) -> Slice | None:
    """Return the slice that a button's data names; None where other words stand there now."""
    if len(data) != 4 or not (data[1].isdecimal() and data[2].isdecimal()):
        return None
    source = named(data[0], [article.source for article in knowledge.index.articles])
    if source is None:
        return None
    try:
        text = await asyncio.to_thread(read_text, knowledge.places.seeds / source)
    except ArticleError:
        return None
    start, end = int(data[1]), int(data[2])
    words = text[start:end]
    return Slice(source, start, end, words) if short(words) == data[3] else None


async def stands(knowledge: KnowledgeBase, place: Slice) -> bool:
    """Tell whether the words of a slice still stand where they stood."""
    return await unpacked(knowledge, packed(place)) is not None
