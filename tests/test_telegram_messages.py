"""Every message that the bot can produce is valid HTML for Telegram and within its limits, whatever the words in it."""

import json
import logging
import random
import re
import string
import subprocess
import sys
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram_server import parse_html

from bot.store.reports import Statistics
from bot.telegram.keyboards import REASONS, answer_keyboard, button
from bot.telegram.limits import Limits
from bot.telegram.menu import COMMANDS, readme_list
from bot.telegram.messages import answer_message, clipped, escaped, list_message, units, visible
from bot.telegram.plots import plot
from bot.telegram.quiet import Blanking
from bot.telegram.smalltalk import smalltalk
from bot.telegram.texts import Texts, readable
from knowledge.models import Answer, Quote

TEXTS = Texts()
HEAVY = ("telegram", "sqlite_utils", "pydantic_settings", "babel", "aiohttp", "matplotlib")
PACKAGE = Path(__file__).parents[1] / "bot" / "telegram"
KEYWORDS = {"say": None, "html": None, "N_": None, "count": (1, 2)}
ODD = [
    "<b>",
    "</blockquote>",
    "&amp;",
    "&#0;",
    "&lt;i&gt;",
    "<a href='x'>",
    "\u202e",
    "\u200b",
    "\u2066",
    "\ufeff",
    "👩‍👩‍👧",
    "🏳️‍🌈",
    "\ud800",
    "\udfff",
    "\x00",
    "\x1b[0m",
    "\r\n",
    "\n" * 5,
    "„",
    "“",
    "é" * 3,
    "שלום",
    "ا",
    "𝔘",
    "{name}",
    "%s",
    "`",
    "_*[",
    "\u2028",
    "\u00ad",
    "\t",
]


def quote(text, **named):
    return Quote(start=0, end=len(text), text=text, speaker=text[:50] or None, role="author", source="a.txt", **named)


def answer(text, language="en", answered=True, quotes=3):
    return Answer(
        question=text,
        language=language,
        answered=answered,
        text=text,
        confidence=0.5,
        elapsed_ms=1,
        lead=text,
        opposing=1,
        quotes=tuple(
            quote(text, article=text, translation=text, url=f"https://e.org/{text[:20]}") for _ in range(quotes)
        ),
        suggestions=(text, text[:3]),
    )


def check(message):
    """A message is valid for TDLib, shows something, and fits."""
    parsed = parse_html(message)
    assert parsed["@type"] == "formattedText", (parsed, message)
    assert parsed["text"].strip() or not message.strip()
    assert len(parsed["text"].encode("utf-16-le")) // 2 <= 4096
    assert len(message.encode()) <= 1 << 15
    return parsed


def check_all(text):
    found = answer(text)
    contexts = [text] * 3
    for message in (
        answer_message(found),
        answer_message(found, contexts, TEXTS.voice("de")),
        answer_message(answer(text, answered=False)),
    ):
        check(message)
        assert visible(message) <= 4096
    for keyboard in (
        answer_keyboard(10**12, found, TEXTS.voice("en"), why=True),
        answer_keyboard(1, answer(text, answered=False), TEXTS.voice()),
    ):
        for row in keyboard.inline_keyboard:
            for entry in row:
                assert 1 <= len(entry.callback_data.encode()) <= 64
                assert entry.text.strip()
                json.dumps(entry.to_dict()).encode()


def odd_text(chooser):
    pieces = [
        chooser.choice(ODD) if chooser.random() < 0.4 else "".join(chooser.choices(string.printable, k=12))
        for _ in range(chooser.randint(1, 12))
    ]
    text = "".join(pieces)
    return (text * (4096 // len(text) + 2))[: chooser.choice((4096, 4097, 9000))] if chooser.random() < 0.05 else text


def test_ten_thousand_odd_texts_make_valid_messages():
    chooser = random.Random(4)
    for _ in range(10_000):
        check_all(odd_text(chooser))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_makes_valid_messages(text):
    check_all(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=300), st.integers(2, 50))
def test_text_is_cut_to_what_fits(text, longest):
    text = readable(text)
    assert units(clipped(text, longest)) <= longest
    assert units(text) > longest or clipped(text, longest) == text


def test_a_long_list_is_cut_at_a_line():
    assert visible(list_message("<b>x</b>", ["• " + escaped("<" * 90)] * 100)) <= 4096


def test_every_text_of_the_catalogues_is_valid_in_every_language():
    with (PACKAGE / "locale" / "de.po").open("rb") as file:
        entries = [m for m in read_po(file, locale="de") if m.id]
    for entry in entries:
        for form in (
            *([entry.id] if isinstance(entry.id, str) else entry.id),
            *([entry.string] if isinstance(entry.string, str) else entry.string),
        ):
            check(re.sub(r"\{\w+\}", "x", form))


def test_every_text_is_in_every_catalogue_and_names_the_same_values():
    used = {
        message if isinstance(message, str) else message[0]
        for _, _, message, _, _ in extract_from_dir(PACKAGE, keywords=KEYWORDS)
    }
    for path in (PACKAGE / "locale").glob("*.po"):
        with path.open("rb") as file:
            catalog = {m.id if isinstance(m.id, str) else m.id[0]: m for m in read_po(file, locale=path.stem) if m.id}
        assert used == set(catalog), "see CONTRIBUTING.md for how a catalogue is brought up to date"
        for text, entry in catalog.items():
            forms = [entry.string] if isinstance(entry.string, str) else entry.string
            for form in forms:
                assert form, text
                assert set(re.findall(r"\{\w+\}", form)) == set(re.findall(r"\{\w+\}", text)), text
                assert not entry.fuzzy


def test_german_texts_use_german_quotation_marks():
    content = (PACKAGE / "locale" / "de.po").read_text()
    assert not [line for line in content.splitlines() if line.startswith("msgstr") and "”" in line]


def test_smalltalk_is_told_from_questions():
    assert smalltalk("Hallo zusammen!", TEXTS)
    assert smalltalk("Thank you very much", TEXTS)
    assert smalltalk("Guten Morgen", TEXTS)
    for question in (
        "Alle Kanäle auslagern",
        "Danke, aber was sagt Pfeiffer?",
        "Was ist super?",
        "mehr",
        "more",
        "ok?",
    ):
        assert smalltalk(question, TEXTS) is None, question


def test_one_table_makes_help_menu_and_readme():
    assert {f"`/{c.name}`" for c in COMMANDS} == set(re.findall(r"`/\w+`", readme_list(TEXTS.voice("en"))))
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z]{1,32}", command.name)
        for voice in TEXTS.voices.values():
            assert 1 <= len(voice.say(command.description)) <= 256


def test_the_readme_lists_every_command():
    readme = (PACKAGE.parents[1] / "README.md").read_text()
    for command in COMMANDS:
        assert f"/{command.name}" in readme


def test_limits_count_by_when_a_question_was_written():
    limits = Limits(2, 3)
    assert [limits.check(1, "a", at) for at in (0, 1, 2, 3)] == ["fine", "fine", "first", "over"]
    assert limits.check(1, "a", 100) == "fine"
    assert [limits.check(2, p, 0) for p in "abcde"] == ["fine", "fine", "fine", "first", "over"]
    assert Limits(0, 0).check(1, "a", 0) == "fine"


def test_secrets_are_blanked_in_the_log_and_in_tracebacks():
    try:
        raise ValueError("https://x/bot1:TEST/getMe")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "bot%s failed", ("1:TEST",), sys.exc_info())
    assert "1:TEST" not in Blanking(["1:TEST"]).format(record)


def test_the_plot_is_a_picture_also_without_any_questions():
    empty = Statistics(days=30, daily=[(0, 0)] * 30)
    full = Statistics(days=30, questions=9, answered=5, daily=[(3, 2)] * 30)
    for figures, topics in ((empty, []), (full, [("Was kostet das $x$ & <y>?", 3)] * 8)):
        assert plot(figures, topics, TEXTS.voice("de")).startswith(b"\x89PNG")


def test_reasons_and_buttons_have_labels_in_all_languages():
    for voice in TEXTS.voices.values():
        for _, label in REASONS:
            assert len(voice.say(label)) < 30
    assert button("x" * 200, "v", 1).text.endswith("…")


def test_the_terminal_imports_nothing_of_telegram_or_the_store():
    code = f"import bot.commands, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parents[1]
    )
    assert done.stdout.strip() == "[]"
    code = f"import bot.telegram.cli, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parents[1]
    )
    assert done.stdout.strip() == "[]"
