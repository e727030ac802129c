"""Tells from what a page says of a text that it is not, or not only, by the person named on top."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.articles.lines import Line
from knowledge.articles.names import NAME, is_full_name, without_honours

_TEXT = r"(?i:text|beitrag|artikel|gastbeitrag|kommentar|essay|brief|post)"
# Such as "Dieser Text stammt von Lisa Kern" and "Über den Gastautor: Jens Tölle ist Imker".
_BY_SOMEBODY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:dies\w*|der|den|folgende\w*) (?:(?i:folgende\w*|heutige\w*) )?{_TEXT}\b[^.!?]{{0,40}}?"
        rf"\b(?i:stammt|kommt|ist|schrieb|verfasste|hat)\b[^.!?]{{0,30}}?(?i:von )?\b(?P<name>{NAME})",
        rf"\b(?i:gast(?:autor(?:in)?|blogger(?:in)?|kolumnist(?:in)?))\b:?,? (?:(?i:ist|heißt|von) )?(?P<name>{NAME})",
        rf"\b(?i:this|the following|today['’]s) (?i:text|post|article)\b[^.!?]{{0,30}}\bby (?P<name>{NAME})",
        rf"\b(?i:guest (?:author|blogger|post by|article by)):? (?P<name>{NAME})",
    )
)
# Whoever wrote down what somebody told did not say it.
_RECORDED = re.compile(
    r"(?i:protokoll|protokolliert|aufgezeichnet|aufgeschrieben|notiert|as told to|recorded)"
    rf"(?: (?i:von|durch|by))?:? (?P<name>{NAME})"
)
# "Wir dokumentieren den offenen Brief des …"
_DOCUMENTED = re.compile(
    r"\b(?:wir|redaktion|we)\b[^.!?]{0,40}\b(?:dokumentieren|dokumentiert|drucken|document|publish)\b[^.!?]{0,80}"
    r"\b(?:brief|rede|ansprache|vortrag|stellungnahme|wortlaut|letter|speech|statement)|"
    r"\b(?:dokumentieren|veröffentlichen) wir\b[^.!?]{0,80}\b(?:brief|rede|ansprache|vortrag|stellungnahme|wortlaut)",
    re.IGNORECASE,
)
_LONGEST = 300


def is_somebody_elses(lines: Iterable[Line], author: str) -> bool:
    """Tell whether a page says that its text is by somebody other than the person its byline names.

    Args:
        lines: the lines of the article, without its comments.
        author: whom the byline names.
    """
    return any(_says_so(line.words, author) for line in lines if len(line.words) < _LONGEST)


def _says_so(words: str, author: str) -> bool:
    if _DOCUMENTED.search(words):
        return True
    recorded = _RECORDED.match(words)
    if recorded and _same(recorded["name"], author):
        return True
    named = (match["name"] for pattern in _BY_SOMEBODY for match in pattern.finditer(words))
    return any(is_full_name(name) and not _same(name, author) for name in named)


def _same(name: str, author: str) -> bool:
    """Tell whether two names are one person's; the pattern of a name may have taken in a word behind it."""
    one, other = (without_honours(n).casefold() for n in (name, author))
    return one.startswith(other) or other.startswith(one)
