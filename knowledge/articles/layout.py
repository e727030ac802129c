"""Finds all heads of the comments under an article, and whether their names can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from knowledge.articles import furniture as page
from knowledge.articles.heads import Head, dated_head, name_line, resolve_replies, shape, stacked_head, undated_head
from knowledge.articles.interruptions import (
    heads_over_quotations,
    interruptions,
    is_bare,
    is_mail_quote,
    passes_on,
    quotes_next,
)
from knowledge.articles.lines import Line, is_heading
from knowledge.articles.names import is_full_name

_OPENS = re.compile(
    r"(?::|…|\.\.\.|\b(?:sagt|sagte|meint|meinte|schreibt|schrieb|kommentiert|says|said|writes|wrote|gesagt))\s?:?$"
)
_FAREWELL = re.compile(
    r"(?i:grüße|grüßen|gruß|gruss|grüsse|lg|vg|mfg|regards|wishes|cheers|danke|best)\b[^.!?]{0,40}$|,$"
)


def find_heads(lines: list[Line], first: int, announced: int | None) -> dict[int, Head]:
    """Find the heads of comments by line number.

    Args:
        lines: all lines of the file.
        first: the first line to look at.
        announced: the line that announces the comments, None where there is none. Above it, and without it, only
            heads that leave no doubt count.
    """
    begin = len(lines) if announced is None else announced
    strict = _strict_heads(lines, first, begin)
    weak = [] if strict or announced is not None else _weak_heads(lines, first)
    if strict or weak:
        begin = min(strict or weak)
    heads = _generous_heads(lines, begin if strict or announced is None else begin + 1)
    if weak:
        return {number: replace(head, name=None) for number, head in heads.items()}
    heads = {n: replace(h, name=None) if _is_passed_on(lines, heads, n) else h for n, h in heads.items()}
    if announced is not None:
        heads |= heads_over_quotations(lines, heads, begin)
    dated = any(head.dated for head in heads.values())
    for number, head in heads.items():
        # In a list of dated comments, "Peter schrieb:" passes on an older comment; who goes on below it is not sure.
        if dated and not head.dated:
            heads[number] = replace(head, name=None)
    if len(heads) == 1 and announced is None and not dated:
        heads = {number: Head() for number in heads}
    heads = _without_strangers(lines, resolve_replies(heads))
    if stand_below(lines, heads, announced):
        heads = {number: replace(head, name=None) for number, head in heads.items()}
    return heads | interruptions(lines, heads, begin)


def _is_passed_on(lines: list[Line], heads: dict[int, Head], number: int) -> bool:
    """Tell whether a name over a quotation may be part of somebody else's comment."""
    lead = is_bare(lines[number], heads[number]) and lines[number].words.endswith(":")
    return lead and passes_on(lines, heads, number, heads[number])


def _without_strangers(lines: list[Line], heads: dict[int, Head]) -> dict[int, Head]:
    """Take the name from a line that is made otherwise than the page's heads: "Grillabend am 3.5. um 18:00 Uhr"."""
    shapes = Counter(shape(lines[number], head) for number, head in heads.items() if head.lines == 1)
    bare = sum(is_bare(lines[number], head) for number, head in heads.items())
    return {
        number: replace(head, name=None)
        if head.name
        and head.lines == 1
        and shapes[shape(lines[number], head)] == 1
        and (
            (head.dated and not is_full_name(head.name) and len(heads) > 1)
            # A name among names with a colon may be the signature below a comment.
            or (is_bare(lines[number], head) and bare > 1 and number > min(heads))
        )
        else head
        for number, head in heads.items()
    }


def _strict_heads(lines: list[Line], first: int, end: int) -> dict[int, Head]:
    """Find heads where no comments were announced: with a date and a full name, or two and more without a date."""
    speech = next((n for n in range(first, end) if len(lines[n].words) >= 60 and not page.furniture(lines[n])), end)
    dated: dict[int, Head] = {}
    undated: dict[int, Head] = {}
    for number in range(speech + 1, end):
        head = dated_head(lines[number], announced=False) or stacked_head(lines, number, announced=False)
        if head:
            dated[number] = head
        elif (head := undated_head(lines[number], announced=False)) and not quotes_next(lines, number):
            undated[number] = head
    if dated:
        return dated
    return undated if end == len(lines) and undated else {}


def _weak_heads(lines: list[Line], first: int) -> list[int]:
    """Find lines that may part comments where none were announced: twice or more, something dated above prose."""
    speech = next(
        (n for n in range(first, len(lines)) if len(lines[n].words) >= 60 and not page.furniture(lines[n])), 0
    )
    places = [
        number
        for number in range(speech + 1, len(lines) - 1)
        if (head := dated_head(lines[number], announced=True)) and head.name and len(lines[number + 1].words) >= 40
    ]
    return places if len(places) >= 2 else []


def _generous_heads(lines: list[Line], begin: int) -> dict[int, Head]:
    """Find everything that parts two comments from the line where they begin."""
    heads: dict[int, Head] = {}
    fresh, above = True, False
    number = begin
    while number < len(lines):
        line = lines[number]
        if page.opens_form(line):
            fresh, number = False, number + 1
            continue
        head = _head_at(lines, number)
        if head is None and (fresh or above):
            name, author = name_line(line)
            if (
                name
                and _has_text(lines, number)
                and (fresh or (is_full_name(name) and not _FAREWELL.search(lines[number - 1].words)))
            ):
                above = above or number <= begin + 1
                head = Head(name, author=author)
        if head:
            heads[number] = head
            number += head.lines
            fresh = False
            continue
        fresh = page.is_control(line) or page.announces_comments(line) or (fresh and bool(page.furniture(line)))
        number += 1
    return heads


def _head_at(lines: list[Line], number: int) -> Head | None:
    """Read the head that begins at a line, in any of its forms."""
    line = lines[number]
    if is_mail_quote(lines, number):
        return None
    head = stacked_head(lines, number, announced=True) or dated_head(line, announced=True)
    if head:
        return head
    return None if page.is_control(line) or quotes_next(lines, number) else undated_head(line, announced=True)


def _has_text(lines: list[Line], number: int) -> bool:
    """Tell whether something is said below a line."""
    following = lines[number + 1 : number + 2]
    return bool(following) and len(following[0].words.split()) >= 3 and not page.is_date(following[0])


def _is_speech(line: Line) -> bool:
    return not (
        page.furniture(line)
        or page.is_control(line)
        or page.is_date(line)
        or page.opens_form(line)
        or page.opens_related(line)
        or page.announces_comments(line)
    )


def stand_below(lines: list[Line], heads: dict[int, Head], announced: int | None) -> bool:
    """Tell whether the heads may stand under their comments instead of above them: then no name is sure."""
    if not heads:
        return False
    if any(_OPENS.search(lines[number].words) for number in heads):
        return False
    first, last = min(heads), max(heads)
    if announced is not None and announced < first:
        between = [line for line in lines[announced + 1 : first] if _is_speech(line)]
        if not between:
            return False
        # One line without a full stop may be the subject of the first comment.
        if len(between) > 1 or not is_heading(between[0]):
            return True
    return not any(_is_speech(line) for line in lines[last + heads[last].lines :])
