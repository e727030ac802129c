"""Cuts an article into lines, and tells their outer form: numbered, bulleted, a heading, a piece of prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_NUMBER = re.compile(r"#?(\d{1,3})[.)]\s+")
_BULLET = re.compile(r"[•◦▪●‣·○■]\s*")
_MARKUP = re.compile(r"(?:#{1,6}\s+|[-*+–]\s+(?=\S)|>\s*)+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\n]{0,300}\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?!\w)")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
# Lines wrapped by hand: nearly all are about as long as the longest, and many go on in small letters.
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 45
_FEWEST_PAIRS = 6
_SHORTEST_TORN = 60
_TORN = re.compile(r"[a-zäöüß]{2}[^:]|\d\s?[a-zäöüß(,.]{2}")


@dataclass(frozen=True)
class Line:
    """A line that is not blank, without the white space around it. Offsets in characters of the file."""

    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> str:
        """The line as a reader sees it: no marks of Markdown, single spaces."""
        words = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", self.after(_MARKUP).text))
        words = "".join(character for character in words if character not in _INVISIBLE)
        return " ".join(words.replace("\\", "").split())

    def after(self, pattern: re.Pattern[str]) -> Line:
        """Return the line without what the pattern finds at its beginning."""
        match = pattern.match(self.text)
        return Line(self.start + match.end(), self.end, self.text[match.end() :]) if match else self


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank; a sentence that a line break tears apart stays in one line."""
    lines = list(_physical_lines(text))
    width = _wrap_width(text, lines)
    pending: Line | None = None
    for line in lines:
        if pending and (_goes_on(text, pending, line, width) if width else _is_torn(text, pending, line)):
            pending = Line(pending.start, line.end, text[pending.start : line.end])
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def _physical_lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        words = match.group().strip().strip(_INVISIBLE).strip()
        if words:
            start = match.start() + match.group().find(words)
            yield Line(start, start + len(words), words)


def _adjacent(text: str, first: Line, second: Line) -> bool:
    """Tell whether no blank line stands between two lines."""
    between = text[first.end : second.start]
    return between.count("\n") == 1 or (between.count("\r") == 1 and "\n" not in between)


def _wrap_width(text: str, lines: list[Line]) -> int:
    """Return the width that the lines of a file were wrapped at by hand, 0 where they were not."""
    widest = max((len(line.text) for line in lines), default=0)
    if not _NARROWEST_WRAP < widest <= _WIDEST_WRAP:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    going_on = sum(b.text[:1].islower() for a, b in pairs if len(a.text) > 0.7 * widest)
    return widest if len(pairs) >= _FEWEST_PAIRS and going_on >= 0.3 * len(pairs) else 0


def _goes_on(text: str, first: Line, second: Line, width: int) -> bool:
    """Tell whether the second line is there only because the first was full."""
    last = text[max(first.start, text.rfind("\n", 0, first.end) + 1) : first.end]
    word = second.text.split()[0]
    if not _adjacent(text, first, second) or _MARKUP.match(second.text) or _NUMBER.match(second.text):
        return False
    return len(last) + 1 + len(word) > width - 8 or (len(last) > 0.6 * width and second.text[:1].islower())


def _is_torn(text: str, first: Line, second: Line) -> bool:
    """Tell whether a line break stands in mid-sentence: "… mit O | 2 verbrannt", "… und das | ist gut so"."""
    if len(first.text) < _SHORTEST_TORN or first.text[-1] in '.!?:;…“”"«»)]*' or not _adjacent(text, first, second):
        return False
    return bool(_TORN.match(second.text))


def numbered(line: Line) -> tuple[int, Line] | None:
    """Split a numbered line ("2. Hallo Philipp!") into its number and the rest."""
    match = _NUMBER.match(line.text)
    return (int(match.group(1)), line.after(_NUMBER)) if match else None


def bulleted(line: Line) -> Line | None:
    """Return a line that opens with a bullet (•) without it."""
    return line.after(_BULLET) if _BULLET.match(line.text) else None


def without_markup(line: Line) -> Line:
    """Return a line without a Markdown heading, list or quotation mark at its beginning."""
    return line.after(_MARKUP)


def is_block_quote(line: Line) -> bool:
    """Tell whether a line is set off as somebody else's words, as Markdown and mail do (> …)."""
    return line.text.startswith(">")


def is_heading(line: Line) -> bool:
    """Tell whether a line stands over what follows instead of saying it: short, and without a sentence's end."""
    words = line.text.rstrip()
    if words.startswith("#"):
        return True
    words = line.words if words[:2] == "**" else words
    if len(words) > 90 or words[-1:] in '.,;:…)“”"*«»' or words[:1].islower() or words[:1] in "-–•*>":
        return False
    return len(words.split()) >= 2 and (words[-1] not in "!?" or len(words.split()) <= 8)


def is_prose(line: Line) -> bool:
    """Tell whether a line is part of a text rather than of a page's head: long, or a whole sentence."""
    words = line.words
    return len(words) >= 100 or (len(words.split()) > 5 and words[-1:] in ".:" and not words.endswith(("...", "…")))
