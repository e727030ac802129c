"""People who wish to be told when there is an answer."""

import time
from functools import partial

import pytest
import telegram_loop
from telegram_loop import ADMIN, ARTICLE, BIRDS, QUESTION, Card, add_article, buttons, decide, edited_to, waits

from bot.telegram import delivery, wishes

# Fixtures.
bot, chat, server, start = telegram_loop.bot, telegram_loop.chat, telegram_loop.server, telegram_loop.start


def bell(server, chat, question=BIRDS, **named):
    """Ask what nothing answers, and press the bell; returns the answer that was none."""
    card = Card(server, server.ask(question, chat=chat, **named))
    answered = card.press("🔔 Sag mir", user=named.get("user"))
    assert "I will tell you here" in answered["text"]
    assert "🔔 Ich sage dir Bescheid" in card.buttons
    return card


def told(server, mark, chat):
    return [
        c
        for c in server.wait("sendMessage", after=mark, timeout=0, chat_id=chat)
        if "Jetzt gibt es eine Antwort auf" in c["params"]["text"]
    ]


def test_a_wish_comes_true_once_with_the_answer_as_usual(server, bot, chat):
    asked = bell(server, chat)
    mark = server.mark()
    add_article(bot)
    assert waits(lambda: told(server, mark, chat))
    call = told(server, mark, chat)[0]
    assert BIRDS in call["params"]["text"]
    assert "<blockquote>„Kanarienvögel gehören in jede Pressestelle." in call["params"]["text"]
    question = next(m for m in server.messages[chat].values() if m.get("text") == BIRDS)
    assert call["params"]["reply_parameters"]["message_id"] == question["message_id"]
    assert {"👍", "👎", "Mehr"} <= set(buttons(call["params"]["reply_markup"]))
    assert waits(lambda: not any("🔔" in label for label in asked.buttons))
    assert bot.log("SELECT count(*) FROM wishes") == [(0,)]
    Card(server, call).press("👍")
    assert bot.log("SELECT verdict FROM feedback") == [("up",)]
    after_follow_up = server.ask("mehr", chat=chat, reply_to=call["result"]["message_id"])
    assert after_follow_up["params"]["text"]
    mark = server.mark()
    server.write("/reindex", chat=ADMIN)
    edited_to(server, mark, "Done:")
    (bot.places.seeds / "voegel.txt").write_text(ARTICLE + "\nNoch ein Satz über Kanarienvögel in der Pressestelle.\n")
    server.write("/reindex", chat=ADMIN)
    edited_to(server, mark, "Changed")
    assert not told(server, mark, chat)


@pytest.mark.usefixtures("bot")
def test_improve_makes_a_wish_come_true(server, chat):
    bell(server, chat)
    decide(server, "1")
    mark = server.mark()
    server.write("/improve", chat=ADMIN)
    assert "1 person waits" in edited_to(server, mark, "in force.")
    assert waits(lambda: told(server, mark, chat))


def test_a_wish_can_be_withdrawn(server, bot, chat):
    card = bell(server, chat)
    off = card.buttons["🔔 Ich sage dir Bescheid"]
    for _ in range(2):
        assert "not tell you" in card.press("", data=off)["text"]
    assert "🔔 Sag mir Bescheid, wenn es eine Antwort gibt" in card.buttons
    assert bot.log("SELECT count(*) FROM wishes") == [(0,)]


@pytest.mark.usefixtures("bot")
def test_kind_words_and_answers_have_no_bell(server, chat):
    for text in (QUESTION, "Danke!", "?!"):
        keyboard = server.ask(text, chat=chat)["params"].get("reply_markup", {})
        assert not any("🔔" in label for label in buttons(keyboard)), text


def test_in_a_group_one_word_is_for_all_in_its_topic(server, bot, chat):
    group = -1000 - chat
    server.topics[group] = {5}
    card = bell(server, group, f"/ask {BIRDS}", user=21, topic=5)
    answered = card.press("🔔 Ich", user=22)
    assert "Somebody else here" in answered["text"]
    mark = server.mark()
    add_article(bot)
    assert waits(lambda: told(server, mark, group))
    call = told(server, mark, group)[0]
    assert call["params"]["message_thread_id"] == 5
    time.sleep(0.3)
    assert len(told(server, mark, group)) == 1


def test_a_bell_pressed_late_is_answered_at_once(server, bot, chat):
    card = Card(server, server.ask(BIRDS, chat=chat))
    add_article(bot)
    assert waits(lambda: len(bot.desk.knowledge.index.articles) == 6)
    mark = server.mark()
    card.press("🔔 Sag mir")
    assert len(told(server, mark, chat)) == 1
    assert not any("🔔" in label for label in card.buttons)


@pytest.mark.parametrize("status", [403, 500])
def test_a_chat_that_is_closed_loses_its_wish_and_a_bad_line_does_not(server, bot, chat, status, monkeypatch):
    monkeypatch.setattr(delivery, "_OTHER_TRIES", 0)
    bell(server, chat)
    server.fail("sendChatAction", status)
    mark = server.mark()
    add_article(bot)
    if status == 403:
        assert waits(lambda: bot.log("SELECT count(*) FROM wishes") == [(0,)])
        assert not told(server, mark, chat)
    else:
        assert waits(lambda: told(server, mark, chat))
        assert bot.log("SELECT count(*) FROM wishes") == [(0,)]


def test_a_group_that_has_moved_is_told_where_it_is_now(server, bot, chat):
    group, new = -1000 - chat, -5000 - chat
    bell(server, group, f"/ask {BIRDS}", user=21)
    server.migrated[group] = new
    mark = server.mark()
    add_article(bot)
    assert waits(lambda: told(server, mark, new))
    assert "reply_parameters" not in told(server, mark, new)[0]["params"]


def test_whoever_died_while_telling_does_not_tell_twice(server, start, chat, monkeypatch):
    bot = start()
    bell(server, chat)

    async def die(*_):
        raise SystemError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(wishes, "_send", die)
        add_article(bot)
        assert waits(lambda: bot.log("SELECT count(*) FROM wishes") == [(0,)])
    mark = server.mark()
    bot = start(bot.places.home, bot.places.seeds)
    assert waits(lambda: bot.desk.herald._told)
    assert not told(server, mark, chat)


def test_a_wish_that_came_true_while_the_bot_was_away_is_told_at_the_next_start(server, start, chat):
    bot = start()
    bell(server, chat)
    mark = server.mark()
    bot = start(bot.places.home, bot.places.seeds, meanwhile=partial(add_article, bot))
    assert waits(lambda: told(server, mark, chat))
