"""Reads a file into an Article: bytes → text → who speaks where → paragraphs and headings."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from pathlib import Path

from knowledge.articles import lines as page
from knowledge.articles.credits import Credit, find_credits, without_credits
from knowledge.articles.quotations import Quotations, find_quotations, find_unmarked
from knowledge.articles.recognise import recognise
from knowledge.articles.sidecar import Sidecar, load_toml, quotations_of, stretches_of
from knowledge.articles.text import read_text
from knowledge.models import Article, Block, Finding, Language, Span, Stretch

# More characters than this without a speaker are worth a word to the editor.
_UNCOVERED = 1500


def read_article(path: Path) -> tuple[Article, str]:
    """Read one article with its sidecar where it has one (`name.toml` beside `name.txt`).

    Returns:
        The article and the text of its file.

    Raises:
        ArticleError: the file cannot be used.
        SidecarError: the sidecar cannot be used.
    """
    text = read_text(path)
    side = path.with_suffix(".toml")
    sidecar = load_toml(side, Sidecar) if side.exists() else Sidecar()
    found = recognise(text)
    stretches = stretches_of(sidecar, text, side.name) if sidecar.speech else tuple(found.stretches)
    author = sidecar.author or found.author
    if not sidecar.speech and sidecar.author and sidecar.author != found.author:
        stretches = tuple(
            stretch.model_copy(update={"speaker": sidecar.author}) if stretch.role == "author" else stretch
            for stretch in stretches
        )
    # Where editors have said who speaks, only marks set somebody else's words apart.
    credited = () if sidecar.speech else tuple(find_credits(text))
    quotations, findings = _quotations(sidecar, stretches, text, path.name, side.name, credited)
    if not stretches:
        findings.append(
            Finding(source=path.name, message="nothing in it can be quoted; name the speeches in a sidecar")
        )
    article = Article(
        source=path.name,
        digest=hashlib.blake2b(text.encode(), digest_size=16).hexdigest(),
        title=sidecar.title or found.title,
        author=author,
        publication=sidecar.publication,
        date=sidecar.date or found.date,
        url=sidecar.url,
        language=sidecar.language if "language" in sidecar.model_fields_set else _language(text),
        stretches=stretches,
        quotations=quotations,
        blocks=tuple(_blocks(text, stretches, credited)),
        findings=tuple(findings + _doubts(stretches, text, path.name)),
    )
    return article, text


def _quotations(
    sidecar: Sidecar,
    stretches: tuple[Stretch, ...],
    text: str,
    source: str,
    side: str,
    credited: tuple[Credit, ...],
) -> tuple[tuple[Stretch, ...], list[Finding]]:
    """Place the people quoted inside a speech: those the sidecar or a credit names, and those the marks show."""
    named = quotations_of(sidecar, stretches, text, side)
    everything: list[Stretch] = list(named)
    findings: list[Finding] = []
    for stretch in stretches:
        placed = [quotation for quotation in named if quotation.overlaps(stretch)]
        known = len(placed)
        placed += _credited(credited, stretch)
        marks = find_quotations(text, stretch)
        unmarked = Quotations((), ()) if sidecar.speech else find_unmarked(text, stretch)
        for span in (*marks.closed, *unmarked.closed):
            if not any(span.overlaps(other) for other in placed):
                placed.append(
                    Stretch(start=span.start, end=span.end, role="quoted", quoted_by=stretch.speaker, date=stretch.date)
                )
        for span in (*marks.unsure, *unmarked.unsure):
            if not any(span.overlaps(other) for other in placed):
                placed.append(Stretch(start=span.start, end=span.end, date=stretch.date))
                if span in marks.unsure:
                    findings.append(_no_partner(text, span, source))
        everything += placed[known:]
    return tuple(sorted(everything, key=lambda stretch: stretch.start)), findings


def _credited(credited: tuple[Credit, ...], stretch: Stretch) -> list[Stretch]:
    """Return the quotations inside a speech whose speaker the line under them names."""
    return [
        Stretch(
            start=max(words.start, stretch.start),
            end=min(words.end, stretch.end),
            speaker=credit.name,
            role="quoted",
            quoted_by=stretch.speaker,
            date=stretch.date,
        )
        for credit in credited
        # A name under the last words of a text may as well be its author's signature.
        if credit.name and credit.name != stretch.speaker
        for words in credit.words
        if words.overlaps(stretch)
    ]


def _language(text: str) -> Language:
    """Tell German from English by the commonest words of both."""
    words = Counter(re.findall(r"[a-zäöüß]+", text.casefold()))
    german = sum(words[word] for word in ("der", "die", "und", "das", "nicht", "ist"))
    english = sum(words[word] for word in ("the", "and", "of", "to", "is", "that"))
    return "en" if english > german else "de"


def _no_partner(text: str, span: Span, source: str) -> Finding:
    return Finding(
        source=source,
        line=text.count("\n", 0, span.start) + 1,
        message="a quotation mark has no partner, so nobody is named for the words after it; "
        "a [[quotation]] in the sidecar says where it ends",
    )


def _blocks(text: str, stretches: tuple[Stretch, ...], credited: tuple[Credit, ...]) -> list[Block]:
    """Cut each stretch at its line breaks into paragraphs, list items and headings; credits are none of them."""
    blocks = []
    lines = without_credits(page.split_lines(text), credited)
    ends = [line.end for line in lines]
    starts = [line.start for line in lines]
    for number, stretch in enumerate(stretches):
        touched = lines[bisect_right(ends, stretch.start) : bisect_left(starts, stretch.end)]
        inside = [_clipped(line, stretch, text) for line in touched]
        for position, line in enumerate(inside):
            last = position + 1 == len(inside)
            heading = page.is_heading(line) and not last
            words = page.without_markup(line)
            if words.text.strip():
                blocks.append(
                    Block(start=words.start, end=words.end, kind="heading" if heading else "paragraph", stretch=number)
                )
    return blocks


def _clipped(line: page.Line, stretch: Stretch, text: str) -> page.Line:
    start, end = max(line.start, stretch.start), min(line.end, stretch.end)
    return page.Line(start, end, text[start:end])


def _doubts(stretches: tuple[Stretch, ...], text: str, source: str) -> list[Finding]:
    """Tell an editor where nobody is named, or where much of the text is nobody's."""
    findings = []
    unnamed = [stretch for stretch in stretches if stretch.speaker is None]
    length = sum(stretch.end - stretch.start for stretch in unnamed)
    if length:
        line = text.count("\n", 0, unnamed[0].start) + 1
        findings.append(
            Finding(
                source=source,
                line=line,
                message=f"no speaker is known for {length:,} characters, from here on or in part",
            )
        )
    covered = sum(stretch.end - stretch.start for stretch in stretches)
    if len(text) - covered > _UNCOVERED:
        findings.append(
            Finding(
                source=source,
                message=f"{len(text) - covered:,} characters are taken for page furniture and never quoted",
            )
        )
    return findings
