"""Reads the line under a block quote that tells whose words it holds ("> — Sabine Haas, Firma")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.articles.dates import WHEN
from knowledge.articles.lines import Line
from knowledge.articles.names import NAME, is_full_name, looks_like_name
from knowledge.models import Span

_LINE = re.compile(r"[^\r\n]*(?:\r?\n|\r)?")
_SET_OFF = re.compile(r"[ \t]*>[ \t>]*")
_DASH = re.compile(r"(?P<dash>[—―~]|--+|[–-])[ \t\xa0]*")
_NAMED = re.compile(rf"(?P<name>{NAME})(?:\s?[,(|:/·–—-].{{1,150}})?")
_EMPHASIS = re.compile(r"[*_]+")
_BETWEEN = re.compile(r"[> \t\r\n*_]*")
# Who opens a list with a hyphen may go on with names in it.
_BULLETS = frozenset("–-")
_LONGEST = 160
# With a date, a name and a dash head a comment.
_WHEN = re.compile(WHEN, re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\w+ische[rsn]?\s|.*(?:sprichwort|weisheit|redensart|redewendung|testament|gesetz)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Credit:
    """The line that names a block quote's speaker, the name where it is a person's, and the quoted lines above it."""

    line: Span
    name: str | None
    words: tuple[Span, ...]


def find_credits(text: str) -> Iterator[Credit]:
    """Yield the credits of the block quotes in a file, those set off with the quote and those right under it."""
    words: list[Span] = []
    blank = False
    for match in _LINE.finditer(text):
        line = Span(start=match.start(), end=match.start() + len(match.group().rstrip()))
        mark = _SET_OFF.match(text, line.start, line.end)
        said = Span(start=mark.end() if mark else line.start, end=line.end)
        if line.start == line.end or said.start >= said.end:
            blank = blank or not mark
            continue
        if words and _is_credit(text, said, words[-1], set_off=bool(mark)) and not _goes_on(text, said):
            yield Credit(said, _name(text[said.start : said.end]), tuple(words))
            words = []
        elif mark:
            if blank:
                words = []
            words.append(said)
        else:
            words = []
        blank = False


def without_credits(lines: Iterable[Line], credited: Sequence[Credit]) -> list[Line]:
    """Return the lines that are not credits, which belong to nobody's speech.

    Args:
        lines: lines of a file.
        credited: its credits, in order.
    """
    starts = [credit.line.start for credit in credited]
    return [line for line in lines if bisect_left(starts, line.start) == bisect_left(starts, line.end)]


def _is_credit(text: str, line: Span, above: Span, *, set_off: bool) -> bool:
    """Tell whether a line under quoted words is a dash and a name, or set off with them a dash and no sentence."""
    said = _EMPHASIS.sub("", text[line.start : line.end]).strip()
    dash = _DASH.match(said)
    if not dash or len(said) > _LONGEST or said[-1] in "!?:" or _WHEN.search(said):
        return False
    if text[above.start] == dash["dash"][0]:
        # An item of the same list.
        return False
    named = _NAMED.fullmatch(said, dash.end())
    if dash["dash"] in _BULLETS:
        return bool(named and is_full_name(named["name"])) and set_off
    return bool(named and looks_like_name(named["name"])) or (set_off and said[-1] not in ".…")


def _goes_on(text: str, line: Span) -> bool:
    """Tell whether the line below opens with the same dash: then both are items of a list, or turns of a talk."""
    between = _BETWEEN.match(text, line.end)
    dash = text[line.start : line.end].lstrip("*_")[:1]
    return bool(between and text.startswith(dash, between.end()))


def _name(said: str) -> str | None:
    """Return the person whom a credit names; a proverb and a book are nobody."""
    said = _EMPHASIS.sub("", said).strip()
    dash = _DASH.match(said)
    named = _NAMED.fullmatch(said, dash.end()) if dash else None
    if not named or not is_full_name(named["name"]) or _NO_PERSON.match(named["name"]):
        return None
    return re.sub(r"(?<=\w\w)\.$", "", named["name"])
