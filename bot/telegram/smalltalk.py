"""Greetings, thanks and the like, which get a kind word and no quote."""

from __future__ import annotations

from functools import cache
from typing import Literal

from bot.telegram.texts import N_, Texts

Kind = Literal["greeting", "thanks", "bye"]
# In the catalogue each language puts its own words in place of these.
_WORDS: dict[Kind, str] = {
    "greeting": N_("hello hi hey heya hiya howdy good morning afternoon evening there greetings all everyone bot"),
    "thanks": N_("thanks thank you thx ty cheers very much a lot great perfect super cool nice ok okay got it"),
    "bye": N_("bye goodbye see you later good night have a nice day"),
}
_KIND_WORDS: dict[Kind, str] = {
    "greeting": N_("Hello! Ask me anything about social media in communications; I answer with quotes."),
    "thanks": N_("You are welcome!"),
    "bye": N_("See you soon!"),
}
_SIGNS: dict[str, Kind] = {"👋": "greeting", "🙏": "thanks", "❤": "thanks", "👍": "thanks", "👌": "thanks"}
_LONGEST = 6


@cache
def _vocabulary(texts: Texts) -> dict[Kind, frozenset[str]]:
    """Return the words of each kind in all languages; a person may greet in another one."""
    return {
        kind: frozenset(word for voice in texts.voices.values() for word in voice.say(words).split())
        for kind, words in _WORDS.items()
    }


def smalltalk(text: str, texts: Texts) -> str | None:
    """Return what to say to a greeting and the like, for the catalogue; None where the text is none of these."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold().replace("'", "")).split()
    if not words:
        kind = next((kind for sign, kind in _SIGNS.items() if sign in text), None)
        return _KIND_WORDS[kind] if kind else None
    if len(words) > _LONGEST or text.rstrip().endswith("?"):
        return None
    for known, vocabulary in _vocabulary(texts).items():
        if all(word in vocabulary for word in words):
            return _KIND_WORDS[known]
    return None
