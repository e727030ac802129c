"""Cuts articles into passages: one sentence each, with who says it and what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from knowledge.models import Article, Block, Passage, Span, Stretch
from knowledge.sentences import leans, names_nothing, split_sentences

# Shorter sentences say nothing by themselves ("Warum?", "Stimmt!").
_SHORTEST = 25
# What a sentence before has left behind: ";) Danke …", ", LG Jana Behr", "** Danke …".
_LEFT_OVER = re.compile(r"(?:[;:]-?[)(DP]|[,;.…)\]]|[*_]{1,3}(?=\s))\s*")
_EDGE = " \t\xa0\n\r„“”«»\"‚‘’'*_"
# Marks of emphasis at a sentence's edges; at its end they stand behind its own mark.
_EMPHASIS_AHEAD = re.compile(r"[*_]{1,3}(?=[^\s*_])")
_EMPHASIS_BEHIND = re.compile(r"(?<=[^\s\w*_])[*_]{1,3}$")
# Wikipedia and its like: [Literaturangabe benötigt].
_FOOTNOTE = re.compile(r"\[[^\]]*\]")
_GREETING = re.compile(
    # A greeting is over after the name; thanks and wishes may say what for.
    r"(?:(?:hallo|hi|liebe[rs]?|guten (?:tag|morgen)|dear|hello)\b(?:[\s,]+[^\s,]+){0,2}[\s,!.]*"
    r"|(?:danke|vielen dank|thanks|thank you|(?:schöne|viele|beste|liebe) grüße|lg|vg|mfg|mit freundlichen grüßen"
    r"|best regards|cheers)\b.{0,40})",
    re.IGNORECASE,
)


def passages_of(article: Article, text: str, first_block: int = 0) -> list[Passage]:
    """Cut an article into passages.

    Args:
        article: the article as read.
        text: the text of its file.
        first_block: the number of the article's first paragraph within the index.

    Returns:
        The passages in the order of the text. No passage runs across two speakers; a sentence wholly inside
        quotation marks is the quoted person's, one that takes in the words leading to them the outer speaker's.
    """
    passages: list[Passage] = []
    heading = short = ""
    starts = [quotation.start for quotation in article.quotations]
    ends = [quotation.end for quotation in article.quotations]
    for number, block in enumerate(article.blocks):
        quotations = article.quotations[bisect_right(ends, block.start) : bisect_left(starts, block.end)]
        words = text[block.start : block.end]
        if block.kind == "heading":
            heading = words.lstrip("# ")
            continue
        for span in _sentences(words, block, article):
            for slice_, voice in _voices(article, article.stretches[block.stretch], quotations, span, text):
                said = text[slice_.start : slice_.end]
                if len(said) < _SHORTEST or _GREETING.fullmatch(said) or _FOOTNOTE.fullmatch(said):
                    short = said
                    continue
                # "A club for instance." is too short to be a passage, but what follows speaks of it.
                follows = names_nothing(short)
                short = ""
                passages.append(
                    Passage(
                        start=slice_.start,
                        end=slice_.end,
                        source=article.source,
                        text=said,
                        block=first_block + number,
                        stretch=block.stretch,
                        speaker=voice.speaker,
                        role=voice.role,
                        quoted_by=voice.quoted_by,
                        date=voice.date or article.date,
                        leans=follows or leans(said, article.language),
                        context=heading,
                    )
                )
    return passages


def _sentences(words: str, block: Block, article: Article) -> Iterator[Span]:
    """Yield the sentences of a paragraph as slices of the file, without what the one before has left behind."""
    for sentence in split_sentences(words, article.language):
        left_over = _LEFT_OVER.match(words, sentence.start, sentence.end)
        start = left_over.end() if left_over else sentence.start
        if start < sentence.end:
            ahead, behind = _stray(words[start : sentence.end])
            yield Span(start=block.start + start + ahead, end=block.start + sentence.end - behind)


def _stray(said: str) -> tuple[int, int]:
    """Return how long the marks of emphasis at a sentence's edges are that go on beyond it or enclose it whole."""
    opening, closing = _EMPHASIS_AHEAD.match(said), _EMPHASIS_BEHIND.search(said)
    ahead = opening.group() if opening else ""
    behind = closing.group() if closing else ""
    inside = said[len(ahead) : len(said) - len(behind)]
    if ahead and re.search(rf"(?<=\S){re.escape(ahead)}(?!\w)", inside):
        ahead = ""
    if behind and re.search(rf"(?<!\w){re.escape(behind)}(?=\S)", inside):
        behind = ""
    return len(ahead), len(behind)


def _voices(
    article: Article, stretch: Stretch, quotations: tuple[Stretch, ...], span: Span, text: str
) -> list[tuple[Span, Stretch]]:
    """Tell who says a sentence: the speaker of its stretch, the person quoted, or both in slices of their own."""
    core = _core(span, text)
    voices: list[tuple[Span, Stretch]] = []
    for quotation in quotations:
        if quotation.contains(core):
            return [(core if text[core.end - 1] in ".!?…" else _with_full_stop(core, quotation), quotation)]
        if quotation.start <= span.start < quotation.end and not quotation.speaker:
            # It opens in the paragraph before: "Und dann kam er“, sagt sie.
            return [(span, quotation)]
        if quotation.speaker and span.overlaps(quotation):
            inside = Span(start=max(span.start, quotation.start), end=min(span.end, quotation.end))
            words = text[inside.start : inside.end]
            voices += [
                (Span(start=inside.start + part.start, end=inside.start + part.end), quotation)
                for part in split_sentences(words, article.language)
            ]
    return [(span, stretch), *voices]


def _core(span: Span, text: str) -> Span:
    """Return a slice without quotation marks and white space at its edges."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    end = span.start + len(words.rstrip(_EDGE + ",;"))
    # „So ist es“. – the full stop stands behind the closing mark.
    if words.rstrip().endswith((".", "!", "?")) and words.rstrip()[-2:-1] in '“”«"':
        end = span.start + len(words.rstrip()[:-1].rstrip(_EDGE))
    return Span(start=start, end=max(start + 1, end))


def _with_full_stop(core: Span, quotation: Stretch) -> Span:
    return Span(start=core.start, end=min(core.end, quotation.end))
