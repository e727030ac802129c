"""What people in communications write short, such as "GF" or "mgmt", read in full."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from knowledge.models import LANGUAGES, Language

_FILE = Path(__file__).parent / "data" / "short_forms.toml"
_AFTER = "after_an_article"
_Forms = dict[str, tuple[str, ...]]
# "MAs", "GFin", and "MA:innen", which comes without its colon.
_ENDING = re.compile(r"(?<=[A-ZÄÖÜ]{2})(?:s|in|innen)$")
_ARTICLES: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"d(?:er|ie|as|em|en|es)|(?:k?ein|mein|dein|ihr|unser|euer|eur)(?:e[mnrs]?)?|in|als|(?:in|ex)terne[mnr]?"
    ),
    "en": re.compile(r"an?|the|as|in|our|your|my|their|no|every|each"),
}


def in_full(words: Sequence[str], language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each word with those that it stands for: the words of a short form in full, or itself.

    Args:
        words: the words of a text in their order, as written.
        language: the language of the text.
    """
    forms, after_an_article = _forms(language)
    for before, word in pairwise(("", *words)):
        full = None
        if not before[:1].isdigit():
            bare = _ENDING.sub("", word)
            if _ARTICLES[language].fullmatch(before.casefold()):
                full = after_an_article.get(bare)
            full = full or forms.get(bare)
        yield word, full or (word,)


def is_of_both(word: str) -> bool:
    """Tell whether a word, as written, is a short form in both languages, and so speaks for neither ("SoMe")."""
    return all(word in _forms(language)[0] for language in LANGUAGES)


@cache
def _forms(language: Language) -> tuple[_Forms, _Forms]:
    """Return the short forms of a language, and those that hold behind an article."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))[language]
    behind = read.pop(_AFTER)
    return _spelled(read), _spelled(behind)


def _spelled(forms: dict[str, str]) -> _Forms:
    """Return short forms with their spelling at the beginning of a sentence, each with its words."""
    both = {short[0].upper() + short[1:]: full for short, full in forms.items()} | forms
    return {short: tuple(full.split()) for short, full in both.items()}
