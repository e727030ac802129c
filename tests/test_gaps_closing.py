"""Decisions close gaps; what comes afterwards opens some of them again."""

import time

import pytest

from bot.store import feedback, gaps
from bot.store.judgments import Mark, decide, decide_question, take_back
from bot.store.learned import mark_published
from bot.store.store import Store
from tests.logbook import NO, YES, ask, do


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


def listed(store):
    return [(gap.questions, gap.count) for gap in do(store, gaps.gaps)]


def decided(store, id_, kind, *marks):
    return do(store, decide, id_, kind, marks, "judge", "telegram")


def publish(store):
    """Put in force an index that knows of all judgments."""
    known = do(store, lambda db: {row["id"]: False for row in db["judgments"].rows})
    do(store, mark_published, "v2", known)


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        ("answers", [Mark("answers", YES), Mark("wrong", NO)]),
        ("right", [Mark("answers", NO)]),
        ("unanswerable", []),
        ("finding", []),
        ("no_question", []),
    ],
)
def test_a_decision_closes_its_gap_until_it_is_taken_back(store, kind, marks):
    logged = ask(store, "Wetter?", answered=False)
    ask(store, "Bitcoin?", answered=False)
    made = decided(store, logged.id, kind, *marks)
    ask(store, "wetter", answered=False)
    assert listed(store) == [(["Bitcoin?"], 1)]
    assert do(store, gaps.gap, logged.id) is None
    assert do(store, take_back, made.id)
    assert not do(store, take_back, made.id)
    assert listed(store)[0] == (["wetter"], 2)


def test_an_answer_that_does_not_arrive_opens_the_gap_again(store):
    logged = ask(store, "Wetter?", answered=False)
    decided(store, logged.id, "answers", Mark("answers", YES))
    ask(store, "Wetter?", answered=False)
    publish(store)
    assert listed(store) == [], "what was asked before the index knew of it is done with"
    ask(store, "Wetter?", at=time.time() + 5)
    assert listed(store) == []
    again = ask(store, "wetter", answered=False, at=time.time() + 5)
    assert listed(store) == [(["wetter"], 1)]
    decided(store, again.id, "no_question")
    assert listed(store) == [], "the latest decision holds"


def test_an_index_that_knows_nothing_of_it_keeps_the_gap_closed(store):
    logged = ask(store, "Wetter?", answered=False)
    decided(store, logged.id, "answers", Mark("answers", YES))
    publish(store)
    do(store, mark_published, "v1", {})
    ask(store, "Wetter?", answered=False, at=time.time() + 5)
    assert listed(store) == []


def test_what_no_article_answers_comes_back_only_with_a_new_vote(store):
    logged = ask(store, "Wetter?", answered=False)
    do(store, feedback.vote, logged.id, "p1", "none")
    decided(store, logged.id, "unanswerable")
    publish(store)
    later = ask(store, "Wetter?", answered=False, at=time.time() + 5)
    assert listed(store) == []
    do(store, feedback.vote, later.id, "p1", "none")
    assert [(gap.count, gap.nones) for gap in do(store, gaps.gaps)] == [(1, 1)]


def test_no_question_stays_none(store):
    logged = ask(store, "asdf?", answered=False)
    decided(store, logged.id, "no_question")
    publish(store)
    later = ask(store, "asdf?", answered=False, at=time.time() + 5)
    do(store, feedback.vote, later.id, "p1", "down")
    assert listed(store) == []


def test_after_a_finding_only_new_votes_down_count(store):
    logged = ask(store, "Auslagern?")
    do(store, feedback.vote, logged.id, "p1", "down")
    decided(store, logged.id, "finding", Mark("wrong", NO))
    ask(store, "Auslagern?", answered=False, at=time.time() + 5)
    assert listed(store) == []
    do(store, feedback.vote, logged.id, "p2", "down")
    assert [(gap.count, gap.downs) for gap in do(store, gaps.gaps)] == [(1, 1)]


def test_a_decision_on_a_question_closes_it_as_well(store):
    ask(store, "Wetter?", answered=False)
    do(store, decide_question, ["wetter"], "de", "unanswerable", [], None, "terminal")
    assert do(store, gaps.count) == 0
