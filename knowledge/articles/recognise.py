"""Finds out who speaks where in an article that has no sidecar.

The rule behind every choice here: a wrong name is worse than none. The author's name is used only for text that
stands before anything that could end the article; a comment's name only where its head leaves no doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812

from knowledge.articles import furniture as page
from knowledge.articles.authors import front_matter, read_facts
from knowledge.articles.body import read_body
from knowledge.articles.comments import read_comments
from knowledge.articles.credits import find_credits, without_credits
from knowledge.articles.dates import DATE
from knowledge.articles.heads import parted
from knowledge.articles.layout import find_heads, stand_below
from knowledge.articles.lines import Line, is_prose, numbered, split_lines
from knowledge.models import Stretch

_GLUED_DATE = re.compile(rf"{DATE}(?=[^\W\d])")
_CUT_OFF = re.compile(
    r"\s?(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\(…\))\s?(?:weiterlesen|mehr|read more)?\s?[→»]?$", re.IGNORECASE
)
# An announcement that could be something else counts with a comment's head within so many lines.
_SOON = 6


@dataclass
class Recognised:
    """What the text itself tells: title, author, date, and who speaks where. Gaps between stretches are nobody's."""

    title: str | None = None
    author: str | None = None
    date: Date | None = None
    stretches: list[Stretch] = field(default_factory=list)


def recognise(text: str) -> Recognised:
    """Read title, author, date and the stretches of speech from an article's text.

    Args:
        text: the whole file.

    Returns:
        What could be recognised; unknown speakers are None.
    """
    own = without_credits(split_lines(text), tuple(find_credits(text)))
    lines = [part for line in own for part in parted(line)]
    matter = front_matter(lines)
    teasers = {number for number in range(min(len(lines), 15)) if _is_teaser(lines, number)}
    announced = _announcement(lines, matter)
    heads = find_heads(lines, matter, announced)
    begin = min([number for number in (announced, *heads) if number is not None], default=len(lines))
    marked = {head.name for head in heads.values() if head.author and head.name}
    facts = read_facts(
        lines,
        teasers,
        begin,
        marked.pop() if len(marked) == 1 else None,
        {head.name for head in heads.values() if head.name},
    )
    # Where heads stand under comments that nothing announces, the first comment runs on from the article's end.
    blurred = announced is None and stand_below(lines, heads, None)
    stretches = read_body(lines, facts, begin, teasers, blurred=blurred)
    stretches += read_comments(text, lines, heads, begin, facts.author)
    return Recognised(facts.title, facts.author, facts.date, [s for s in stretches if s.start < s.end])


def _is_teaser(lines: list[Line], number: int) -> bool:
    """Tell whether a line is a cut-off teaser: it ends in "…", and the text it begins with follows whole."""
    words = lines[number].words
    cut = _CUT_OFF.search(words)
    if not cut:
        return False
    opening = _GLUED_DATE.sub("", words[: cut.start()]).strip()
    rest = " ".join(other.words for other in lines[number + 1 : number + 8])
    return len(opening) > 30 and opening in rest


def _announcement(lines: list[Line], matter: int) -> int | None:
    """Return the line that announces the comments; above the article's text such a line only counts them."""
    first = next(
        (n for n in range(matter, len(lines)) if is_prose(lines[n]) and not page.furniture(lines[n])), len(lines)
    )
    places = [n for n in range(first + 1, len(lines)) if page.announces_comments(lines[n])]
    confirmed = [n for n in places if _comments_follow(lines, n)]
    if confirmed:
        return confirmed[0]
    return next((n for n in places if not page.may_announce(lines[n])), None)


def _comments_follow(lines: list[Line], number: int) -> bool:
    """Tell whether a comment's head or number stands right behind an announcement."""
    following = lines[number : number + 1 + _SOON]
    numbers = any((entry := numbered(line)) and entry[0] == 1 for line in following[1:])
    return numbers or bool(find_heads(following, 0, 0))
