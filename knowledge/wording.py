"""The words around the quotes, in the language of the question."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from knowledge.models import Language, Note, Quote

# Characters of the whole message, translations not counted.
LONGEST_TEXT = 900
_LONGEST_TITLE = 45
_FOLDER = Path(__file__).parent / "data" / "phrases"


@cache
def phrases(language: Language) -> dict[str, str]:
    """Return the phrases of a language by their names."""
    return dict(tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


def say(language: Language, key: str, /, **values: object) -> str:
    """Return a phrase with its values filled in."""
    return phrases(language)[key].format(**values)


def who(quote: Quote, language: Language) -> str:
    """Name the speaker of a quote as the subject of a sentence; where nobody is known, say so."""
    if quote.speaker:
        return quote.speaker
    if quote.role == "quoted":
        key = "someone_quoted_by" if quote.quoted_by else "someone_quoted"
        return say(language, key, name=quote.quoted_by)
    return say(language, {"author": "the_author", "commenter": "someone_in_comments"}.get(quote.role or "", "someone"))


def attribution(quote: Quote, language: Language) -> str:
    """Return the line under a quote: speaker, role, publication or title, and year."""
    name = quote.speaker or say(language, "name_unknown")
    if quote.role == "quoted" and quote.quoted_by:
        role = say(language, "quoted_by", name=quote.quoted_by)
    else:
        role = say(language, "role_author_in_comments" if quote.in_comments else f"role_{quote.role or 'unknown'}")
    title = say(language, "title", title=_shortened(quote.article)) if quote.article else _readable(quote.source)
    place = quote.publication or title
    year = str(quote.date.year) if quote.date else say(language, "no_year")
    return ", ".join(part for part in (f"{name} ({role})", place, year) if part)


@lru_cache(maxsize=1_000)
def _readable(source: str) -> str:
    """Return a file's name as words: "our-club.txt" as "Our club"."""
    return _capitalised(re.sub(r"[-_\s]+", " ", source.rpartition("/")[2].rpartition(".")[0] or source).strip())


@lru_cache(maxsize=1_000)
def _shortened(title: str) -> str:
    """Return a title that fits into the line under a quote."""
    return title if len(title) <= _LONGEST_TITLE else textwrap.shorten(title, _LONGEST_TITLE, placeholder=" …")


def block(quote: Quote, language: Language) -> str:
    """Return a quote as it is shown: its words in quotation marks, who said it, and a translation marked as such."""
    # White space that the page's layout put into a sentence is shown as one space.
    lines = [say(language, "quote", text=" ".join(quote.text.split())), f"— {attribution(quote, language)}"]
    if quote.translation and language == "en":
        lines.append(say(language, "translation", text=quote.translation))
    return "\n".join(lines)


def unsure(first: Quote, lead_: str, note: Note | None, language: Language) -> str:
    """Return a lead that leaves open whether the quotes answer the question."""
    if note is None:
        return say(language, "says_unsure", who=who(first, language))
    return say(language, "unsure", lead=lead_)


def lead(first: Quote, note: Note | None, other: Quote | None, other_note: Note | None, language: Language) -> str:
    """Return the sentence before the quotes: what the quoted people say, no more than their notes do."""
    if note is None:
        return say(
            language, "says", who=_capitalised(who(first, language)) if language == "en" else who(first, language)
        )
    sentence = f"{_capitalised(who(first, language))} {note.en if language == 'en' else note.de}"
    if other is None or other_note is None:
        return f"{sentence}."
    says = other_note.en if language == "en" else other_note.de
    if _same(first, other):
        verb, _, rest = says.partition(" ")
        return say(language, "both_own", first=sentence, who=who(other, language), says=says, verb=verb, rest=rest)
    name = who(other, language)
    # Two people who are not named are told apart.
    name = name if name != who(first, language) else say(language, f"someone_else_{other.role or 'unknown'}")
    return say(language, "both", first=sentence, who=name, says=says)


def against(quotes: Sequence[Quote], number: int, language: Language) -> str:
    """Return the line above the quote that stands against the first: another's, or the same person's own."""
    if _same(quotes[0], quotes[number]):
        return say(language, "opposing_own", who=who(quotes[number], language))
    return say(language, "opposing")


def _same(first: Quote, other: Quote) -> bool:
    """Tell whether two quotes are the same person's; who is not named is nobody else's equal."""
    return first.speaker is not None and first.speaker == other.speaker


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def compose(opening: str, quotes: Sequence[Quote], opposing: int | None, language: Language) -> str:
    """Put lead and quotes into one message."""
    parts = [opening]
    for number, quote in enumerate(quotes):
        shown = block(quote, language)
        if number == opposing:
            shown = f"{against(quotes, number, language)}\n{shown}"
        parts.append(shown)
    return "\n\n".join(part for part in parts if part)


def length(text: str, quotes: Sequence[Quote], language: Language) -> int:
    """Return the length of a message in characters, translations not counted."""
    if language != "en":
        return len(text)
    return len(text) - sum(len(quote.translation or "") for quote in quotes)


def joined(names: Sequence[str], language: Language) -> str:
    """Return names as a list in words: "A, B und C"."""
    return say(language, "and", first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)


def refusal(reason: str, suggestions: Sequence[str], language: Language) -> str:
    """Return the no: the reason, and questions that the articles do answer."""
    if not suggestions:
        return reason
    offers = "\n".join(f"• {question}" for question in suggestions)
    return f"{reason}\n\n{say(language, 'suggestions')}\n{offers}"
