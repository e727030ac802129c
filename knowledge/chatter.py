"""Tells the sentences that say nothing on the matter: thanks, praise, greetings, links, jokes marked with a smiley."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.analysis import content_words

_SMILEY = re.compile(r"(?:^|[\s.!?…])[;:]-?[)(DP](?=\s|$|[.,!])|[\U0001F600-\U0001F64F]")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_POLITE = re.compile(
    r"\b(?:danke|dank|thanks|thank you)\b.{0,30}\b(?:beitrag|artikel|text|post|input|kommentar|hinweis|tipp|article"
    r"|comment)\b"
    r"|(?:^|[\s,!.])(?:lg|vg|mfg)\b.*$"
    r"|\b(?:schöne|viele|liebe|beste|herzliche) grüße\b|\b(?:kind|best) regards\b"
    r"|^(?:(?:sehr|echt|wirklich|ein|really|very|a) )*(?:interessant|gut|toll|schön|super|klasse|spannend|great|nice"
    r"|interesting)\w* (?:\w+ und )?(?:thema|artikel|beitrag|post|text|article|topic)\b",
    re.IGNORECASE,
)
# A sentence with so few words of its own beside a link or a kind word says nothing else.
_FEW = 4


@lru_cache(maxsize=5_000)
def is_chatter(text: str) -> bool:
    """Tell whether a sentence is chatter: fit to stand beside others, not to answer a question or to oppose anybody."""
    return bool(_SMILEY.search(text)) or is_polite(text)


@lru_cache(maxsize=5_000)
def is_polite(text: str) -> bool:
    """Tell whether a text is thanks, praise or a link, and little else."""
    bare = _POLITE.sub(" ", _LINK.sub(" ", text))
    return bare != text and len(content_words(bare, "de")) < _FEW
