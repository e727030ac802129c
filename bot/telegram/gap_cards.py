"""What admins see of gaps: the list, a gap with the passages that may answer it, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.store.closing import Kind
from bot.store.gaps import Gap
from bot.store.judgments import Decided, Slice
from bot.store.shown import Shown
from bot.telegram.keyboards import REASONS, button, pairs
from bot.telegram.messages import clipped, escaped, fitted, list_message
from bot.telegram.slices import packed
from bot.telegram.texts import N_, Voice
from knowledge import wording
from knowledge.models import Language, Quote

# Gaps on one page of the list, wordings and candidates on a card.
PAGE = 8
_WORDINGS = 5
CANDIDATES = 5
# Characters.
_LONGEST_QUESTION = 200
_LONGEST_PASSAGE = 200
_LONGEST_LEAD = 300
LETTERS: dict[str, Kind] = {"a": "answers", "r": "right", "u": "unanswerable", "f": "finding", "n": "no_question"}
_DECIDED: dict[Kind, str] = {
    "answers": N_("this passage answers the question."),
    "right": N_("the answer was right."),
    "unanswerable": N_("the articles do not answer this."),
    "finding": N_("wrong speaker or broken quote. It is noted for whoever looks after the articles."),
    "no_question": N_("this is not a question."),
}
# What the next index learns from.
_LEARNED: tuple[Kind, ...] = ("answers", "right", "unanswerable")


@dataclass(frozen=True)
class Card:
    """What is shown of a gap.

    Attributes:
        gap: the gap.
        place: where it stands in the list, from 0 on.
        given: the answer given last, where it had quotes.
        judgeable: whether its first quote still stands in the article.
        candidates: the passages that may answer.
        words: what these were searched with; None: with the question.
    """

    gap: Gap
    place: int
    given: Shown | None = None
    judgeable: bool = False
    candidates: Sequence[Quote] = field(default=())
    words: str | None = None


def list_text(gaps: Sequence[Gap], first: int, total: int, voice: Voice) -> str:
    """Return a page of the list; `first` is the place of its first gap."""
    heading = voice.html(
        N_("<b>Questions that my answers fell short of</b>, most frequent first ({first}–{last} of {total}):"),
        first=first + 1,
        last=first + len(gaps),
        total=total,
    )
    lines = []
    for number, gap in enumerate(gaps, start=first + 1):
        downs = f" (👎 {gap.downs})" if gap.downs else ""
        lines.append(f"{number}. {gap.count} × {escaped(gap.questions[0], _LONGEST_QUESTION)}{downs}")
    return list_message(f"{heading}\n", lines)


def list_keyboard(gaps: Sequence[Gap], first: int, total: int, voice: Voice) -> InlineKeyboardMarkup:
    """Return a button a gap, and those to the pages before and after."""
    rows = [
        [button(f"{number + 1}. {gap.questions[0]}", "gg", gap.id, number)] for number, gap in enumerate(gaps, first)
    ]
    pages = [button(voice.say(N_("« Earlier")), "gl", max(0, first - PAGE))] if first else []
    if first + len(gaps) < total:
        pages.append(button(voice.say(N_("Later »")), "gl", first + PAGE))
    return InlineKeyboardMarkup([*rows, pages] if pages else rows)


def card_text(card: Card, voice: Voice, notice: str = "") -> str:
    """Return a gap with all that helps to decide; `notice` is HTML that stands above it."""
    gap = card.gap
    wordings = [f"• {escaped(question, _LONGEST_QUESTION)}" for question in gap.questions[:_WORDINGS]]
    if len(gap.turns) > 1:
        before = voice.html(N_("(after “{question}”)"), question=clipped(gap.turns[-2], _LONGEST_QUESTION))
        wordings[0] = f"{wordings[0]} {before}"
    if len(gap.questions) > _WORDINGS:
        more = len(gap.questions) - _WORDINGS
        wordings.append(escaped(voice.count("and {number} more wording", "and {number} more wordings", more)))
    heading = voice.html(N_("<b>What was asked</b>"))
    return fitted(
        [
            notice,
            "\n".join([heading, *wordings]),
            escaped(_figures(gap, voice)),
            _given_text(card, voice),
            _candidates_text(card, voice),
        ]
    )


def _figures(gap: Gap, voice: Voice) -> str:
    """Say how often it was asked, with which success, and what people pressed."""
    asked = [voice.count("asked {number} time", "asked {number} times", gap.count)]
    if gap.unanswered:
        asked.append(voice.say(N_("{number} × without an answer"), number=gap.unanswered))
    if gap.doubtful:
        asked.append(voice.say(N_("{number} × unsure"), number=gap.doubtful))
    labels = dict(REASONS)
    why = ", ".join(f"{voice.say(labels[reason])} {number}" for reason, number in gap.reasons if reason in labels)
    pressed = [f"👎 {gap.downs}{f' ({why})' if why else ''}"] if gap.downs else []
    if gap.nones:
        none = voice.say(N_("None of these"))
        pressed.append(f"{none} {gap.nones}")
    return "\n".join(", ".join(part) for part in (asked, pressed) if part)


def _given_text(card: Card, voice: Voice) -> str:
    if card.given is None:
        return ""
    answer = card.given.answer
    heading = voice.html(N_("<b>What I answered</b>"))
    lead = escaped(answer.lead, _LONGEST_LEAD)
    return "\n".join(part for part in (heading, lead, passage_line(answer.quotes[0], voice)) if part)


def _candidates_text(card: Card, voice: Voice) -> str:
    if card.words is None:
        heading = N_("<b>Which passage answers it?</b>") if card.candidates else N_("No passage comes near it.")
        lines = [voice.html(heading)]
    else:
        heading = N_("<b>Found for “{words}”</b>") if card.candidates else N_("Nothing was found for “{words}”.")
        lines = [voice.html(heading, words=card.words)]
    lines += [f"{number}. {passage_line(quote, voice)}" for number, quote in enumerate(card.candidates, start=1)]
    return "\n".join(lines)


def passage_line(quote: Quote, voice: Voice) -> str:
    """Return a passage in a line, with who says it and when."""
    language = language_of(voice)
    speaker = quote.speaker or wording.say(language, "name_unknown")
    year = str(quote.date.year) if quote.date else wording.say(language, "no_year")
    return f"{_quoted(quote.text, voice)} — <b>{escaped(speaker)}</b>, {year}"


def _quoted(text: str, voice: Voice) -> str:
    words = " ".join(text.split())
    shown = words if len(words) <= _LONGEST_PASSAGE else f"{words[:_LONGEST_PASSAGE].rpartition(' ')[0]} …"
    return escaped(wording.say(language_of(voice), "quote", text=shown))


def language_of(voice: Voice) -> Language:
    """Return the language that the articles' phrases are said in beside a voice."""
    return "de" if voice.language == "de" else "en"


def card_keyboard(card: Card, voice: Voice) -> InlineKeyboardMarkup:
    """Return the decisions as buttons."""
    gap, place = card.gap.id, card.place
    numbers = [
        button(str(number), "gd", gap, place, "a", *packed(Slice.of(quote)))
        for number, quote in enumerate(card.candidates, start=1)
    ]
    rows = [numbers, [button(voice.say(N_("🔍 Search")), "gs", gap, place)]]
    if card.given is not None and card.judgeable:
        first = packed(Slice.of(card.given.answer.quotes[0]))
        rows.append([button(voice.say(N_("The answer was right")), "gd", gap, place, "r", *first)])
        rows.append([button(voice.say(N_("Wrong speaker or broken quote")), "gd", gap, place, "f", *first)])
    rows.append([button(voice.say(N_("The articles do not answer this")), "gd", gap, place, "u")])
    rows += pairs([button(voice.say(N_("Not a question")), "gd", gap, place, "n"), _back(place, voice)])
    return InlineKeyboardMarkup([row for row in rows if row])


def decided_text(decided: Decided, voice: Voice, speakers: dict[Slice, str], *, earlier: bool) -> str:
    """Say what was decided.

    Args:
        decided: the decision.
        voice: says it.
        speakers: whose words the slices are.
        earlier: whether somebody had decided before, so that nothing was written now.
    """
    label = N_("<b>Already decided</b>:") if earlier else N_("<b>Decided</b>:")
    first = f"{voice.html(label)} {voice.html(_DECIDED[decided.kind])}"
    passages = []
    for mark in decided.marks:
        if mark.slice:
            name = speakers.get(mark.slice) or wording.say(language_of(voice), "name_unknown")
            sign = "✗ " if mark.verdict == "wrong" else ""
            passages.append(f"{sign}{_quoted(mark.slice.words, voice)} — <b>{escaped(name)}</b>")
    questions = [f"• {escaped(question, _LONGEST_QUESTION)}" for question in decided.questions[:_WORDINGS]]
    then = N_("The next /improve puts it to use.") if decided.published_version is None else N_("It is in use.")
    parts = ["\n".join(questions), first, "\n".join(passages)]
    return fitted([*parts, voice.html(then)] if decided.kind in _LEARNED else parts)


def decided_keyboard(decided: Decided, gap: int, place: int, voice: Voice) -> InlineKeyboardMarkup:
    """Return the way back, and the way on."""
    return InlineKeyboardMarkup(
        [
            [
                button(voice.say(N_("Undo")), "gu", decided.id, gap, place),
                button(voice.say(N_("Next gap")), "gn", place),
            ],
            [_back(place, voice)],
        ]
    )


def back_keyboard(place: int, voice: Voice) -> InlineKeyboardMarkup:
    """Return the way back to the list alone."""
    return InlineKeyboardMarkup([[_back(place, voice)]])


def _back(place: int, voice: Voice) -> InlineKeyboardButton:
    return button(voice.say(N_("« Back")), "gl", place // PAGE * PAGE)
