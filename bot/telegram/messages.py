"""Makes the messages: HTML that Telegram takes, whatever the words in it are, and never over its limits."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from bot.telegram.texts import Voice, readable
from knowledge import wording
from knowledge.models import Answer, Language, Quote

# Telegram counts a message after its HTML was read, in UTF-16 units to be on the safe side.
LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024
_LONGEST_LEAD = 600
_LONGEST_QUOTE = 1200
_LONGEST_LINE = 300
_LONGEST_CONTEXT = 1500
_TAG = re.compile(r"<[^<>]*>")


def escaped(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """Return text as HTML that shows it, cut after so many characters."""
    return html.escape(clipped(readable(text), longest), quote=False)


def clipped(text: str, longest: int) -> str:
    """Return text of so many UTF-16 units at most; an ellipsis tells where it was cut."""
    if units(text) <= longest:
        return text
    kept = text[:longest]
    while units(kept) >= longest:
        kept = kept[: len(kept) - max(1, (units(kept) - longest) // 2)]
    return f"{kept}…"


def units(text: str) -> int:
    """Return the length of text as Telegram's clients count it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def visible(message: str) -> int:
    """Return the length of an HTML message as it is shown, in UTF-16 units."""
    return units(html.unescape(_TAG.sub("", message)))


def answer_message(answer: Answer, contexts: Sequence[str] = (), voice: Voice | None = None, heading: str = "") -> str:
    """Return the message of an answer.

    Args:
        answer: the answer.
        contexts: for each of its quotes the sentences around it; none: they are not shown.
        voice: says what stands before the contexts; needed only with them.
        heading: HTML that stands before the answer where it has quotes.
    """
    if not answer.answered or not answer.quotes:
        return escaped(answer.text) or "…"
    parts = [heading, escaped(answer.lead, _LONGEST_LEAD)]
    for number, quote in enumerate(answer.quotes):
        label = wording.against(answer.quotes, number, answer.language) if number == answer.opposing else ""
        parts.append("\n".join(part for part in (escaped(label), quote_block(quote, answer.language)) if part))
    if voice:
        parts += [_context_block(quote, context, voice) for quote, context in zip(answer.quotes, contexts, strict=True)]
    return fitted(parts)


def quote_block(quote: Quote, language: Language) -> str:
    """Return a quote with its attribution, and its translation where there is one."""
    words = wording.say(language, "quote", text=clipped(readable(quote.text), _LONGEST_QUOTE))
    source = escaped(wording.attribution(quote, language), _LONGEST_LINE)
    block = f"<blockquote>{escaped(words)}\n— <b>{source}</b></blockquote>"
    if quote.translation and language == "en":
        translation = escaped(wording.say(language, "translation", text=quote.translation), _LONGEST_QUOTE)
        block += f"\n<i>{translation}</i>"
    return block


def _context_block(quote: Quote, context: str, voice: Voice) -> str:
    """Return the sentences around a quote, folded, with the article and its address."""
    title = escaped(quote.article or quote.source, _LONGEST_LINE)
    if quote.url and quote.url.startswith(("http://", "https://")):
        title = f'<a href="{html.escape(readable(quote.url))}">{title}</a>'
    heading = voice.say("In context")
    return (
        f"<b>{escaped(heading)}</b> · {title}\n<blockquote expandable>{escaped(context, _LONGEST_CONTEXT)}</blockquote>"
    )


def fitted(parts: Iterable[str], longest: int = LONGEST_MESSAGE) -> str:
    """Join parts with an empty line between, leaving out those at the end that no longer fit."""
    message = ""
    for part in parts:
        longer = f"{message}\n\n{part}" if message else part
        if part and visible(longer) <= longest:
            message = longer
    return message or "…"


def list_message(heading: str, lines: Iterable[str], longest: int = LONGEST_MESSAGE) -> str:
    """Return a heading with lines under it, as many as fit; both are HTML."""
    message = heading
    for line in lines:
        longer = f"{message}\n{line}"
        if visible(longer) > longest:
            break
        message = longer
    return message
