"""Wishes to be told: kept while they wait, and not a moment longer."""

import time

import pytest

from bot.store import chats, privacy, wishes
from bot.store.shown import rewrite, shown_answer
from bot.store.store import Store
from tests.logbook import answer, ask, do


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


def test_a_wish_waits_with_all_that_is_needed_to_answer_it(store):
    ask(store, "Sollen wir auslagern?")
    logged = ask(store, "Und kleine Firmen?", answered=False, telegram_id=77, given={"leans": True})
    for _ in range(2):
        assert do(store, wishes.wish, logged.id, "p1", 4711, 5, "de")
    (waiting,) = do(store, wishes.waiting)
    assert (waiting.answer, waiting.person, waiting.chat_id, waiting.topic) == (logged.id, "p1", 4711, 5)
    assert (waiting.reply_to, waiting.language) == (77, "de")
    assert waiting.turns == ["Sollen wir auslagern?", "Und kleine Firmen?"]
    assert do(store, wishes.wished, logged.id, "p1")
    assert not do(store, wishes.wished, logged.id, "p2")


def test_a_wish_that_is_fulfilled_or_withdrawn_is_erased(store):
    logged = ask(store, answered=False)
    for person in ("p1", "p2"):
        do(store, wishes.wish, logged.id, person, -4711, None, "de")
    first, _ = do(store, wishes.waiting)
    assert do(store, wishes.fulfilled, first.id)
    assert not do(store, wishes.fulfilled, first.id)
    assert do(store, wishes.withdraw, logged.id, "p2")
    assert not do(store, wishes.withdraw, logged.id, "p2")
    assert do(store, wishes.waiting) == []


def test_there_is_nothing_to_wish_for_where_the_answer_is_gone(store):
    assert not do(store, wishes.wish, 99, "p1", 1, None, "de")


def test_an_edited_question_loses_its_wishes(store):
    logged = ask(store, answered=False)
    do(store, wishes.wish, logged.id, "p1", 4711, None, "de")
    do(store, rewrite, do(store, shown_answer, logged.id, "p1"), "Neu?", answer("Neu?"), None)
    assert do(store, wishes.waiting) == []


def test_wishes_go_with_their_person_and_with_their_question(store):
    old = ask(store, answered=False, at=time.time() - 40 * 86400)
    new = ask(store, answered=False, person="p2", chat="p2")
    do(store, wishes.wish, old.id, "p1", 4711, None, "de")
    do(store, wishes.wish, new.id, "p3", 4712, None, "de")
    do(store, privacy.enforce_retention, 30)
    assert [wish.person for wish in do(store, wishes.waiting)] == ["p3"]
    do(store, privacy.forget, "p3")
    assert do(store, wishes.waiting) == []


def test_wishes_follow_a_group_that_becomes_a_supergroup(store):
    logged = ask(store, answered=False, chat="-1", chat_kind="group")
    do(store, wishes.wish, logged.id, "p1", -1, None, "de")
    do(store, chats.migrate, "-1", "-1001")
    assert [wish.chat_id for wish in do(store, wishes.waiting)] == [-1001]
