"""Takes passages into an answer as quotes: whole ones that still stand in their files and say something new."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import wording
from knowledge.articles.text import read_text
from knowledge.concepts import Concept
from knowledge.confidence import Features
from knowledge.demands import Demand
from knowledge.errors import ArticleError
from knowledge.index import Index
from knowledge.models import Note, Quote
from knowledge.query import Query
from knowledge.quoting import Quoter, too_alike
from knowledge.search import Ranking

MOST_QUOTES = 3
# Below it the lead leaves open whether the quotes answer: on the tuning part one first quote in four is a right one.
UNSURE = 0.3


@dataclass
class Shown:
    """What earlier answers on the same topic have shown, the last one first."""

    selections: list[Selection] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    passages: frozenset[int] = frozenset()


@dataclass
class Selection:
    """What was chosen for a question: passages in the order shown, and what was known about them.

    `shown` is what must not come again where the question wishes for more, the reasons or the other side; `bounded`
    tells that the quotes are to be one message; `texts` are the articles as they were read for it; `judged` is what
    judged questions say for or against an answer, in log-odds.
    """

    query: Query
    ranking: Ranking
    confidence: float
    features: Features | None = None
    passages: list[int] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    note: Note | None = None
    opposing: int | None = None
    other_note: Note | None = None
    withheld: int = 0
    missing: list[Concept] = field(default_factory=list)
    unmet: list[tuple[Demand, float]] = field(default_factory=list)
    shown: Shown = field(default_factory=Shown)
    bounded: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    judged: float = 0.0
    _measured: tuple[tuple[object, ...], int] | None = field(default=None, init=False, repr=False)

    def opening(self) -> str:
        """Return the lead: what the notes say of the first and the opposing quote, as far as the quotes show it."""
        # What is to stand against the first may not be there yet.
        other = next(iter(self.quotes[self.opposing :]), None) if self.opposing is not None else None
        note, other_note = _shown(self.note, self.quotes[0]), _shown(self.other_note, other)
        lead = wording.lead(self.quotes[0], note, other, other_note, self.query.language)
        if self.confidence >= UNSURE:
            return lead
        return wording.unsure(self.quotes[0], lead, note, self.query.language)

    def close_with_opposing(self) -> None:
        """Put the voice against the first quote last, so that nothing else seems to stand against it too."""
        if self.opposing is not None:
            self.quotes.append(self.quotes.pop(self.opposing))
            self.passages.append(self.passages.pop(self.opposing))
            self.opposing = len(self.quotes) - 1

    def text(self) -> str:
        """Return the message: the lead and the quotes."""
        return wording.compose(self.opening(), self.quotes, self.opposing, self.query.language)

    def room(self) -> float:
        """Return how many characters the message has left; a first quote always has room."""
        if not self.quotes or not self.bounded:
            return math.inf
        shown = (len(self.quotes), self.opposing, self.note, self.other_note)
        if self._measured is None or self._measured[0] != shown:
            length = wording.length(self.text(), self.quotes, self.query.language)
            self._measured = shown, wording.LONGEST_TEXT - length
        return self._measured[1]

    def takes(self, quote: Quote) -> bool:
        """Add a quote where the message has room for it; tell whether it had."""
        language = self.query.language
        # What opposes is in the lead too: the message must be measured as a whole.
        opposes = self.opposing == len(self.quotes)
        if not opposes and wording.length(f"\n\n{wording.block(quote, language)}", [quote], language) > self.room():
            return False
        self.quotes.append(quote)
        if opposes and self.room() < 0:
            self.quotes.pop()
            self._measured = None
            return False
        return True

    @property
    def full(self) -> bool:
        """Tell whether no quote has room any more."""
        return self.bounded and len(self.quotes) >= MOST_QUOTES


def _shown(note: Note | None, quote: Quote | None) -> Note | None:
    """Return a note only where the quote shows all the words it sums up: a lead says no more than the quotes do."""
    if note is None or quote is None:
        return None
    edge = 3  # characters; a note may take in a quotation mark that the quote leaves out
    return note if quote.start <= note.span.start + edge and note.span.end <= quote.end + edge else None


class Collector:
    """Adds quotes to selections.

    Args:
        index: the index.
        folder: the articles; every quote is checked against its file at the moment it is chosen.
        quoter: cuts the quotes.
    """

    def __init__(self, index: Index, folder: Path, quoter: Quoter) -> None:
        self._index = index
        self._folder = folder
        self._quoter = quoter

    def add(self, selection: Selection, number: int, *, again: bool = False) -> bool:
        """Quote a passage unless it cannot be quoted whole, too like what is there or was shown, or too long for it.

        Args:
            selection: the selection to add to.
            number: the passage.
            again: whether a quote that an earlier answer has shown may come again.

        Returns:
            Whether the passage is now quoted.
        """
        span, bare = self._quoter.span(number), self._quoter.bare(number)
        if span is None or bare is None or selection.full:
            return False
        if not self.stands(selection, number):
            selection.withheld += 1
            return False
        text = self._text(selection, self._index.passages[number].source)
        shown = selection.quotes if again else [*selection.quotes, *selection.shown.quotes]
        # Where there is no room for the verdict on it, a quote goes without.
        for slice_ in dict.fromkeys((span, bare)):
            if slice_.end - slice_.start > selection.room():
                continue
            quote = self._quoter.quote(number, slice_, text)
            if too_alike(quote, shown):
                continue
            if selection.takes(quote):
                selection.passages.append(number)
                return True
        return False

    def _text(self, selection: Selection, source: str) -> str:
        """Return an article as it is now, read once a selection; nothing where it cannot be read."""
        if source not in selection.texts:
            try:
                selection.texts[source] = read_text(self._folder / source)
            except ArticleError:
                selection.texts[source] = ""
        return selection.texts[source]

    def has_room(self, selection: Selection, number: int) -> bool:
        """Tell whether a message may have room for a passage, without its attribution."""
        bare = self._quoter.bare(number)
        return bare is not None and bare.end - bare.start <= selection.room()

    def stands(self, selection: Selection, number: int) -> bool:
        """Tell whether a passage can be quoted, and all of its quote stands in the file, to the character."""
        span, passage = self._quoter.span(number), self._index.passages[number]
        if span is None:
            return False
        text = self._text(selection, passage.source)
        return all(text.startswith(p.text, p.start) for p in (passage, *self._quoter.inside(number)))
