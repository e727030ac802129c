"""The buttons under messages. What a button means is in its data alone, so that it works after a restart.

The data is `<what>:<arguments>`, 64 bytes at most; rows of the log are named by their number, articles and people by
a short hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.store.chats import MODES, Mode
from bot.store.shown import Shown
from bot.telegram.messages import clipped
from bot.telegram.texts import N_, Voice, readable
from knowledge.models import Answer

_HASH = 10
# Telegram shows no more of a label on a phone; more than a hundred buttons it refuses.
_LONGEST_LABEL = 60
MOST_BUTTONS = 90

REASONS = (
    ("quote", N_("Wrong quote")),
    ("person", N_("Wrong person")),
    ("question", N_("Not my question")),
    ("long", N_("Too long")),
)
MODE_LABELS: dict[Mode, str] = {
    "mention": N_("When asked"),
    "questions": N_("Any question"),
    "off": N_("Off"),
}


def short(name: str) -> str:
    """Return a short hash that stands for a name in a button."""
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=_HASH // 2).hexdigest()


def named(hashed: str, names: Iterable[str]) -> str | None:
    """Return the name that a hash stands for; None where there is none any more."""
    return next((name for name in names if short(name) == hashed), None)


def button(label: str, *data: object) -> InlineKeyboardButton:
    """Return a button."""
    text = clipped(" ".join(readable(label).split()), _LONGEST_LABEL)
    return InlineKeyboardButton(text or "…", callback_data=":".join(str(part) for part in data))


def answer_keyboard(
    number: int,
    answer: Answer,
    voice: Voice,
    *,
    context: bool = True,
    used: Sequence[str] = (),
    why: bool = False,
    bell: bool | None = None,
) -> InlineKeyboardMarkup:
    """Return the buttons under an answer.

    Args:
        number: the answer in the log.
        answer: the answer.
        voice: says the labels.
        context: whether the sentences around the quotes can still be asked for.
        used: which of "more" and "opposite" were pressed.
        why: whether to offer the reasons for a 👎.
        bell: under a no, whether somebody waits to be told; None: that is not offered.
    """
    if not answer.answered:
        return _no_keyboard(number, answer, voice, bell)
    rows = [[button("👍", "v", number, "up"), button("👎", "v", number, "down")]]
    leads = [button(voice.say("Context"), "c", number)] if context else []
    if "more" not in used:
        leads.append(button(voice.say("More"), "n", number, "more"))
    if "opposite" not in used and answer.opposing is None:
        leads.append(button(voice.say("Other side"), "n", number, "opposite"))
    rows.append(leads)
    if why:
        rows += pairs([button(voice.say(label), "r", number, reason) for reason, label in REASONS])
    return InlineKeyboardMarkup([row for row in rows if row])


def _no_keyboard(number: int, answer: Answer, voice: Voice, bell: bool | None) -> InlineKeyboardMarkup:
    """Return the questions that are offered instead, and the bell."""
    rows = [[button(question, "q", number, place)] for place, question in enumerate(answer.suggestions)]
    if rows:
        rows.append([button(voice.say("None of these"), "q", number, "none")])
    if bell is not None:
        label = N_("🔔 I will tell you") if bell else N_("🔔 Tell me when there is an answer")
        rows.append([button(voice.say(label), "w", number, "off" if bell else "on")])
    return InlineKeyboardMarkup(rows)


def shown_keyboard(shown: Shown, voice: Voice, used: Sequence[str], *, why: bool = False) -> InlineKeyboardMarkup:
    """Return the buttons under an answer of the log."""
    return answer_keyboard(shown.id, shown.answer, voice, context=not shown.context_shown, used=used, why=why)


def examples_keyboard(questions: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Return example questions as buttons; each is a topic's id and its question."""
    return InlineKeyboardMarkup([[button(question, "x", short(topic))] for topic, question in questions])


def people_keyboard(names: Sequence[str]) -> InlineKeyboardMarkup:
    """Return people as buttons, two a row."""
    return InlineKeyboardMarkup(pairs([button(name, "s", short(name)) for name in names[:MOST_BUTTONS]]))


def language_keyboard(names: Sequence[tuple[str, str]], voice: Voice) -> InlineKeyboardMarkup:
    """Return the choice of languages; each is a code and its name."""
    rows = [[button(name, "l", code)] for code, name in names]
    return InlineKeyboardMarkup([*rows, [button(voice.say("As I write"), "l", "auto")]])


def mode_keyboard(voice: Voice, current: Mode) -> InlineKeyboardMarkup:
    """Return the choice of modes, the current one with a tick."""
    marks = {current: "✓ "}
    return InlineKeyboardMarkup(
        [[button(marks.get(mode, "") + voice.say(MODE_LABELS[mode]), "m", mode)] for mode in MODES]
    )


def confirm_keyboard(yes: str, no: str, *data: object) -> InlineKeyboardMarkup:
    """Return a yes and a no; the data gets "yes" or "no" at its end."""
    return InlineKeyboardMarkup([[button(yes, *data, "yes"), button(no, *data, "no")]])


def articles_keyboard(articles: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Return articles to take out; each is a file and its title."""
    return InlineKeyboardMarkup(
        [[button(title, "d", short(source), "ask")] for source, title in articles[:MOST_BUTTONS]]
    )


def pairs(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Lay buttons out two a row."""
    return [list(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
