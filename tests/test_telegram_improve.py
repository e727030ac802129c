"""`/improve`: what was decided becomes the next index, and what is erased goes from it."""

import dataclasses
import threading

import pytest
import telegram_loop
from telegram_loop import ADMIN, BIRDS, OTHER, QUESTION, Card, decide, edited_to, waits

from bot import improving
from knowledge.floors import Breach

# Fixtures.
bot, chat, server, start = telegram_loop.bot, telegram_loop.chat, telegram_loop.server, telegram_loop.start


def trials_have(monkeypatch, **found):
    """Let whatever is tried out find something."""
    real = improving.try_out
    monkeypatch.setattr(improving, "try_out", lambda *args: dataclasses.replace(real(*args), **found))


def test_improve_learns_what_was_decided(server, bot, chat):
    question = "Wie halten wir den Laden am Laufen, wenn die Chefin streikt?"
    server.ask(question, chat=chat)
    card = decide(server, "1")
    words = bot.log("SELECT words FROM judgments")[0][0]
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    text = edited_to(server, mark, "in force.")
    assert "✅" in text
    assert "1 judgment, 1 of them new" in text
    assert "0 → 1 of 1" in text
    assert question[:40] in text
    assert words[:60] in server.ask(question, chat=chat + 1)["params"]["text"].replace("\n", " ")
    assert bot.log("SELECT published_version FROM judgments") == [(bot.desk.knowledge.index.version,)]
    card.press("Undo")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    text = edited_to(server, mark, "in force.")
    assert "0 judgments, 1 taken back" in text
    assert "1 answer changes" in text
    assert bot.log("SELECT published_version FROM judgments") == [(None,)]


@pytest.mark.usefixtures("bot")
def test_what_is_not_answered_as_judged_is_named(server, chat, monkeypatch):
    trials_have(monkeypatch, unmet=(((BIRDS,), None),))
    server.ask(BIRDS, chat=chat)
    decide(server, "1")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    text = edited_to(server, mark, "in force.")
    assert "Still not answered as judged" in text
    assert f"• {BIRDS[:40]}" in text


def test_an_index_that_would_be_worse_is_kept_back(server, bot, chat, monkeypatch):
    trials_have(monkeypatch, broken=(Breach("held", "hit1_de", 0.1, 0.5),))
    server.ask(BIRDS, chat=chat)
    decide(server, "1")
    version = bot.desk.knowledge.index.version
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    text = edited_to(server, mark, "kept back")
    assert "the old one stays in force" in text
    assert "below its floor of 0.500" in text
    assert bot.desk.knowledge.index.version == bot.desk.knowledge.library.stored_version() == version
    assert bot.log("SELECT published_version FROM judgments") == [(None,)]


@pytest.mark.usefixtures("bot")
def test_a_judged_question_that_leads_no_others_is_told(server, chat, monkeypatch):
    trials_have(monkeypatch, confined=(((BIRDS,), (QUESTION,)),))
    server.ask(BIRDS, chat=chat)
    decide(server, "1")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    text = edited_to(server, mark, "in force.")
    assert f"Lead only questions worded alike</b>; others would have got worse by them.\n• {BIRDS}" in text


def test_while_the_next_index_is_made_questions_are_answered_and_a_second_try_waits(server, bot, chat, monkeypatch):
    real, held = improving.try_out, threading.Event()

    def slow(library, judgments, progress):
        progress("comparing", 1, 2)
        held.wait(20)
        return real(library, judgments, progress)

    monkeypatch.setattr(improving, "try_out", slow)
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    assert waits(lambda: bot.desk.knowledge.busy)
    for asking in (chat, ADMIN):
        assert "<blockquote>" in server.ask(QUESTION, chat=asking)["params"]["text"]
    for command, admin in (("/improve", ADMIN), ("/reindex@quote_bot", OTHER)):
        assert "already" in server.ask(command, chat=admin)["params"]["text"]
    held.set()
    edited_to(server, mark, "in force.")


def test_articles_that_cannot_be_read_leave_the_old_index_in_force(server, bot):
    (bot.places.seeds / "kaputt.txt").write_bytes(b"\xff\xfe")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    assert "kaputt.txt" in edited_to(server, mark, "the old index stays in force")


def test_improve_works_in_a_process_of_its_own(server, start, chat):
    bot = start(workers=1)
    server.ask(BIRDS, chat=chat)
    decide(server, "1")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    assert "1 judgment" in edited_to(server, mark, "in force.")
    assert bot.log("SELECT count(*) FROM judgments WHERE published_at IS NOT NULL") == [(1,)]
    assert "<blockquote>" in server.ask(BIRDS, chat=chat)["params"]["text"]
    mark = server.mark()
    server.write("/reindex", chat=ADMIN)
    edited_to(server, mark, "Nothing has changed")


@pytest.mark.usefixtures("bot")
def test_improve_answers_in_the_private_chat_only(server):
    assert "?start=improve" in server.ask("/improve", chat=-9, user=ADMIN)["params"]["text"]


def test_what_a_crash_kept_from_being_noted_is_noted_at_the_next_start(server, start, chat):
    bot = start()
    server.ask(BIRDS, chat=chat)
    decide(server, "1")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    edited_to(server, mark, "in force.")
    bot.desk.store.writer.submit(lambda db: db.execute("UPDATE judgments SET published_at = NULL")).result(5)
    bot = start(bot.places.home, bot.places.seeds)
    assert waits(lambda: bot.log("SELECT count(*) FROM judgments WHERE published_at IS NOT NULL") == [(1,)])


def test_erasing_reaches_what_was_learned(server, bot, chat):
    server.ask(BIRDS, chat=chat)
    decide(server, "1")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    edited_to(server, mark, "in force.")
    stored = bot.desk.knowledge.library.store
    assert any("Kanarien" in path.read_text() for path in stored.glob("*.json"))
    mark = server.mark()
    Card(server, server.ask("/forget", chat=chat)).press("Yes")
    assert edited_to(server, mark, "I have erased")
    assert not any("Kanarien" in path.read_text() for path in stored.glob("*.json"))
    assert not bot.desk.knowledge.index.judgments
    assert "<blockquote>" not in server.ask(BIRDS, chat=chat + 1)["params"]["text"]
    assert "erases it, also from what I have learned" in server.ask("/privacy", chat=chat)["params"]["text"]
