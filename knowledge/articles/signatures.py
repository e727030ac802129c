"""Finds the name that somebody signs a comment with ("LG Jana Behr", "Schöne Grüße aus Tirol, Marco.")."""

from __future__ import annotations

import re

from knowledge.articles.names import NAME, looks_like_name

_CLOSING = (
    r"(?:(?:mit )?(?:(?:schöne|schönen|viele|vielen|liebe|lieben|beste|besten|herzliche|herzlichen|freundliche"
    r"|freundlichen|sonnige|kollegiale)"
    r"(?:,? (?:und )?\w+e)? )?(?:grüße|grüßen|grüsse|grüssen|gruß|gruss)|lg|vg|mfg|bg|hg|best regards|kind regards"
    r"|regards|best wishes)"
)
_SIGNED = re.compile(
    rf"(?:^|[\s.,!?–—-])(?i:{_CLOSING})(?:\s(?:aus|vom|von der|von)\s(?:dem\s|der\s)?[A-ZÄÖÜ][\w-]+(?:\s(?:am"
    rf"|an der)\s[A-ZÄÖÜ]\w+)?(?=[\s]*[,\n!]))?[\s,!–—-]+"
    rf"(?P<name>{NAME})(?P<rest>[\s.!]*(?:,?\s(?:www\.)?[\w.-]+\.[a-z]{{2,6}})?\s*)$"
)


def signature(text: str) -> str | None:
    """Return the name at the end of a comment, None where it does not end in a greeting and a name."""
    match = _SIGNED.search(text[-200:])
    if not match:
        return None
    name = match["name"].rstrip(".") if not re.search(r"\b\w\.$", match["name"]) else match["name"]
    return name if looks_like_name(name) and len(name.split()) <= 3 else None
