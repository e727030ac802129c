"""Makes quotes of passages: whole sentences that can be understood alone, never across two speakers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import token_set_ratio

from knowledge.index import Index
from knowledge.models import Passage, Quote, Span
from knowledge.sentences import is_fragment, means_what_was_said, names_nothing, trails_off

# Characters. A quote is at most LONGEST long whatever happens, COMFORTABLE where neighbours are brought along.
SHORTEST = 40
COMFORTABLE = 350
LONGEST = 500
# With the author's verdict on it, which takes half a thought along, a quote is no longer than this.
_WITH_VERDICT = 250
# Between two paragraphs there are no more characters than these, spaces at the ends of lines included.
_BLANK_LINE = 4
# Two quotes more alike than this (0 to 100) say the same thing in the same words.
_ALIKE = 88


class Quoter:
    """Cuts quotes out of the passages of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._passages = index.passages
        self._articles = {article.source: article for article in index.articles}
        # The first passage of each article's comments.
        self._comments: dict[str, int] = {}
        for number, passage in enumerate(self._passages):
            if passage.role == "commenter":
                self._comments.setdefault(passage.source, number)
        headings: dict[str, str] = {}
        for passage in self._passages:
            if passage.context and passage.role != "commenter":
                headings.setdefault(passage.source, passage.context)
        self._titles = {source: a.title or headings.get(source) or None for source, a in self._articles.items()}
        # The same few passages are quoted again and again.
        self.span = lru_cache(maxsize=5_000)(self._span)
        self.bare = lru_cache(maxsize=5_000)(self._bare)
        self.translation = lru_cache(maxsize=5_000)(self._translation)
        self.inside = lru_cache(maxsize=5_000)(self._inside)
        self.is_fragment = lru_cache(maxsize=5_000)(self._is_fragment)
        self._previous: dict[int, int] = {}
        self._next: dict[int, int] = {}
        last: dict[tuple[str, int, str | None, str | None], int] = {}
        for number, passage in enumerate(self._passages):
            key = (passage.source, passage.stretch, passage.speaker, passage.role)
            before = last.get(key)
            if before is not None and self._passages[before].end <= passage.start:
                self._previous[number] = before
                self._next[before] = number
            last[key] = number

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """Return the passages before and after one in the same person's speech."""
        return self._previous.get(number), self._next.get(number)

    def _span(self, number: int) -> Span | None:
        """Return the slice to quote for a passage, a short one with its author's verdict on it, or None."""
        bare = self.bare(number)
        return self._with_verdict(number, bare) if bare else None

    def _bare(self, number: int) -> Span | None:
        """Return the slice to quote for a passage, or None where it cannot be quoted whole.

        Sentences that the editors' note takes as one stay together. A sentence that points back brings the one before
        it along, one that trails off the one after, and one that is very short either, as far as the whole stays
        comfortable.
        """
        passage = self._passages[number]
        if passage.end - passage.start > LONGEST:
            return None
        start, end, first, last = self._noted(number)
        # A picture between two halves of a sentence leaves the second one beginning in the middle.
        while self._passages[first].text[:1].islower():
            before = self._previous.get(first)
            if before is None or end - self._passages[before].start > LONGEST:
                return None
            first, start = before, self._passages[before].start
        # Two steps back at the most: "Das … . Und das … . Deshalb …" goes on for ever in some comments.
        for _ in range(2):
            before = self._previous.get(first)
            if before is None or not self._passages[first].leans or not self._points_to(before, first):
                break
            longest = LONGEST if names_nothing(self._passages[first].text) else COMFORTABLE
            if end - self._passages[before].start > longest:
                break
            first, start = before, self._passages[before].start
        if trails_off(self._passages[last].text) or end - start < SHORTEST:
            after = self._next.get(last)
            if after is not None and self._goes_on(last, after) and self._passages[after].end - start <= COMFORTABLE:
                end = self._passages[after].end
        return Span(start=start, end=end)

    def _with_verdict(self, number: int, bare: Span) -> Span:
        """Return a slice with its author's verdict on it, where one follows that points back ("Schon das ist …").

        A verdict is what a note says that takes a side; it is taken whole or not at all.
        """
        last: int | None = number
        while last is not None and self._passages[last].end < bare.end:
            last = self._next.get(last)
        after = self._next.get(last) if last is not None else None
        if last is None or after is None or not self._passages[after].leans or not self._close(last, after):
            return bare
        ends = [note.span.end for note in self._index.notes_on(after) if note.stance]
        # Nobody else's words come in.
        while ends and self._passages[after].end < max(ends):
            following = self._next.get(after)
            if following is None or not self._close(after, following):
                return bare
            after = following
        end = self._passages[after].end
        return Span(start=bare.start, end=end) if ends and end - bare.start <= _WITH_VERDICT else bare

    def _is_fragment(self, number: int) -> bool:
        """Tell whether the quote of a passage begins or ends in the middle of a thought, or greets somebody."""
        inside = self.inside(number)
        return not inside or is_fragment(inside[0].text, inside[-1].text)

    def _inside(self, number: int) -> list[Passage]:
        """Return the passages that the quote of a passage takes in, none where it cannot be quoted."""
        span, source = self.span(number), self._passages[number].source
        around = self._passages[max(0, number - 6) : number + 7]
        return [p for p in around if p.source == source and span.contains(p)] if span else []

    def _noted(self, number: int) -> tuple[int, int, int, int]:
        """Return the slice that the notes on a passage make of it and its neighbours, with the passages at its ends."""
        first = last = number
        notes = [note.span for note in self._index.touching[number]]
        for span in notes:
            while (n := self._previous.get(first)) is not None and self._within(n, last, span):
                first = n
            while (n := self._next.get(last)) is not None and self._within(first, n, span):
                last = n
        start, end = self._passages[first].start, self._passages[last].end
        # Words too short to be a passage, such as "I do not think so.", may be what the note is about.
        for span in notes:
            if self._adds_bare_words(span, Span(start=start, end=end), first, last):
                start, end = min(start, span.start), max(end, span.end)
        return start, end, first, last

    def _adds_bare_words(self, note: Span, slice_: Span, first: int, last: int) -> bool:
        """Tell whether a note reaches a little beyond a slice, over the same person's words that are in no passage."""
        reach = Span(start=min(slice_.start, note.start), end=max(slice_.end, note.end))
        length = reach.end - reach.start
        if length > COMFORTABLE or length - (slice_.end - slice_.start) > SHORTEST:
            return False
        source = self._passages[first].source
        around = [p for p in self._passages[max(0, first - 4) : last + 5] if p.source == source]
        # A quotation is wholly in the slice already, wholly outside, or holds it all: nobody else's words come in.
        voices = self._articles[source].quotations
        return all(slice_.contains(p) or not p.overlaps(reach) for p in around) and all(
            v.contains(reach) or slice_.contains(v) or not v.overlaps(reach) for v in voices
        )

    def _within(self, first: int, last: int, span: Span) -> bool:
        """Tell whether the slice between two passages stays comfortable and its ends lie in a note's words."""
        start, end = self._passages[first], self._passages[last]
        return end.end - start.start <= COMFORTABLE and (span.overlaps(start) and span.overlaps(end))

    def _close(self, first: int, second: int) -> bool:
        """Tell whether two passages stand in one paragraph with nothing but marks and short words between them."""
        before, after = self._passages[first], self._passages[second]
        return before.block == after.block and after.start - before.end <= 60

    def _points_to(self, first: int, second: int) -> bool:
        """Tell whether a passage that points back can mean the one before: close by, or the end of a paragraph."""
        before, after = self._passages[first], self._passages[second]
        next_paragraph = after.block - before.block == 1 and after.start - before.end <= _BLANK_LINE
        return self._close(first, second) or (next_paragraph and means_what_was_said(after.text))

    def _goes_on(self, last: int, after: int) -> bool:
        """Tell whether a passage goes on with one that ends too early: what a colon announces may be a list below."""
        below = self._passages[after].block - self._passages[last].block == 1
        return self._close(last, after) or (self._passages[last].text.rstrip().endswith(":") and below)

    def quote(self, number: int, span: Span, text: str) -> Quote:
        """Make the quote of a slice.

        Args:
            number: the passage the slice was made for; its speaker is the quote's.
            span: the slice.
            text: the whole file, as it is now.
        """
        passage = self._passages[number]
        article = self._articles[passage.source]
        return Quote(
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            speaker=passage.speaker,
            role=passage.role,
            quoted_by=passage.quoted_by,
            article=self._titles[passage.source],
            publication=article.publication,
            date=passage.date or article.date,
            url=article.url,
            source=passage.source,
            translation=self.translation(passage.source, span),
            in_comments=passage.role == "author" and number > self._comments.get(passage.source, number),
        )

    def _translation(self, source: str, span: Span) -> str | None:
        """Return the editors' translation of a slice: only where it covers the whole slice and nothing beside it."""
        found = [t for t in self._index.translations.get(source, ()) if t.span.overlaps(span)]
        if not found or any(t.span.start < span.start - 2 or t.span.end > span.end + 2 for t in found):
            return None
        covered = sum(min(t.span.end, span.end) - max(t.span.start, span.start) for t in found)
        # Marks and white space between sentences belong to no translation.
        if covered < 0.9 * (span.end - span.start):
            return None
        return " ".join(t.text for t in found)


def too_alike(quote: Quote, others: Sequence[Quote]) -> bool:
    """Tell whether a quote shares words of the file, or nearly all its words, with one of the others."""
    return any(
        (quote.source == other.source and quote.overlaps(other))
        or token_set_ratio(quote.text, other.text, score_cutoff=_ALIKE) > _ALIKE
        for other in others
    )


def passage_numbers(passages: Sequence[Passage], quote: Quote) -> list[int]:
    """Return the passages that a quote takes in."""
    return [number for number, p in enumerate(passages) if p.source == quote.source and quote.overlaps(p)]
