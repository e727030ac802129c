"""Gaps: what counts as one, and which wordings are one."""

import math
import random
import time
from functools import partial

import pytest

from bot.store import conversations, feedback, gaps
from bot.store.grouping import LIKENESS, grouped
from bot.store.judgments import decide
from bot.store.shown import rewrite, shown_answer
from bot.store.store import Store, reading
from bot.store.wordings import folded
from tests.logbook import WEATHER, answer, ask, asked, do


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


def listed(store):
    return [(gap.questions, gap.count) for gap in do(store, gaps.gaps)]


def test_gaps_come_most_frequent_first_then_those_voted_down(store):
    for text in ("Wetter?", "wetter", "Bitcoin?"):
        ask(store, text, answered=False)
    down = ask(store, "Schlechte Antwort?")
    do(store, feedback.vote, down.id, "p1", "down", "quote")
    ask(store, "Gute Antwort?")
    found = do(store, gaps.gaps)
    assert [(gap.questions[0], gap.count, gap.downs) for gap in found] == [
        ("wetter", 2, 0),
        ("Schlechte Antwort?", 1, 1),
        ("Bitcoin?", 1, 0),
    ]
    assert found[1].reasons == [("quote", 1)]
    assert do(store, gaps.gaps, limit=1, offset=1) == found[1:2]
    assert do(store, gaps.count) == 3


@pytest.mark.parametrize(
    ("answered", "given", "vote", "counts"),
    [
        (False, {}, None, True),
        (False, {"meaning": {}}, None, False),
        (False, {"meaning": {}}, "down", True),
        (False, {}, "none", True),
        (True, {"confidence": 0.39}, None, True),
        (True, {"confidence": 0.4}, None, False),
        (True, {}, "down", True),
        (True, {}, "up", False),
    ],
)
def test_what_counts_as_a_gap(store, answered, given, vote, counts):
    logged = ask(store, "Frage?", answered, given=given)
    if vote:
        do(store, feedback.vote, logged.id, "p1", vote)
    assert do(store, gaps.count) == counts


def test_only_questions_are_gaps(store):
    logged = ask(store)
    ask(store, "mehr", answered=False, intent="more", parent=logged.id, kind="button")
    assert do(store, gaps.count) == 0


def test_a_gap_tells_what_became_of_its_questions(store):
    first = ask(store, "Wetter?", answered=False, at=1000.0, given={"meaning": WEATHER})
    ask(
        store,
        "Weather?",
        at=2000.0,
        person="p2",
        chat="p2",
        given={"meaning": WEATHER, "language": "en", "confidence": 0.2},
    )
    last = ask(store, "wetter", answered=False, at=3000.0, given={"meaning": WEATHER})
    do(store, feedback.vote, last.id, "p1", "none")
    gap = do(store, gaps.gap, first.id)
    assert gap.questions == ["wetter", "Weather?"]
    assert gap.languages == ["de", "en"]
    assert (gap.id, gap.count, gap.unanswered, gap.doubtful, gap.downs, gap.nones) == (first.id, 3, 2, 1, 0, 1)
    assert (gap.first_at, gap.last_at, gap.answer) == (1000.0, 3000.0, last.id)


def test_any_question_of_a_gap_names_it(store):
    ids = [ask(store, text, answered=False, given={"meaning": WEATHER}).id for text in ("Wetter?", "Wie wird's?")]
    assert {do(store, gaps.gap, id_).id for id_ in ids} == {ids[0]}
    assert do(store, gaps.gap, 999) is None


def test_questions_of_one_meaning_are_one_gap_across_languages(store):
    ask(store, "Wird es morgen regnen?", answered=False, given={"meaning": {"morg": 0.8, "regn": 1.0}})
    ask(store, "Will it rain tomorrow?", answered=False, given={"meaning": {"regn": 1.0, "morg": 0.7, "fruh": 0.2}})
    ask(store, "Ist morgen Feiertag?", answered=False, given={"meaning": {"morg": 0.8, "feiertag": 1.0}})
    assert listed(store) == [(["Wird es morgen regnen?", "Will it rain tomorrow?"], 2), (["Ist morgen Feiertag?"], 1)]


def test_whose_words_are_asked_for_makes_another_gap():
    bitcoin = {"bitcoin": 1.0}
    meanings = [
        bitcoin | {"@Ed": 1.0},
        bitcoin | {"@Pia": 1.0},
        bitcoin,
        {"@Ed": 1.0},
        bitcoin | {"@Ed": 1.0},
        {"@Ed": 1.0},
    ]
    assert grouped(meanings) == [[0, 4], [1], [2], [3, 5]]


def test_what_means_nothing_is_like_nothing():
    assert grouped([{}, {}, {"a": 0.0}, {"a": 1.0}, {"a": 0.5}]) == [[0], [1], [2], [3, 4]]


def test_groups_are_those_of_comparing_each_with_each_leader():
    """Few leaders are looked at, the rarest stems first; nobody who is like enough is missed by that."""
    chance = random.Random(3)
    stems = [f"s{n}" for n in range(30)]
    meanings = [{s: chance.random() for s in chance.sample(stems, chance.randint(1, 7))} for _ in range(300)]

    def likeness(one, other):
        common = sum(weight * other.get(stem, 0.0) for stem, weight in one.items())
        return common / math.hypot(*one.values()) / math.hypot(*other.values())

    groups: dict[int, list[int]] = {}
    for number, meaning in enumerate(meanings):
        likest, leader = max(((likeness(meaning, meanings[other]), -other) for other in groups), default=(0.0, 0))
        groups.setdefault(-leader if likest >= LIKENESS else number, []).append(number)
    assert grouped(meanings) == list(groups.values())
    assert len(groups) < len(meanings)


def test_a_question_that_leans_is_told_with_what_it_leans_on(store):
    ask(store, "Ganz anderes?")
    ask(store, "Sollen wir auslagern?")
    leaning = ask(store, "Und kleine Firmen?", answered=False, given={"leans": True})
    gap = do(store, gaps.gap, leaning.id)
    assert gap.turns == ["Sollen wir auslagern?", "Und kleine Firmen?"]
    assert gap.questions == ["Und kleine Firmen?"]


def test_the_same_words_after_other_questions_are_another_wording(store):
    for person, before in (
        ("p1", "Sollen wir auslagern?"),
        ("p2", "Brauchen wir Budget?"),
        ("p3", "sollen wir auslagern"),
    ):
        who = {"person": person, "chat": person}
        ask(store, before, **who)
        last = ask(store, "Und kleine Firmen?", answered=False, given={"leans": True, "meaning": WEATHER}, **who)
    assert [wording.turns for wording in do(store, gaps.wordings, last.id)] == [
        ("Sollen wir auslagern?", "Und kleine Firmen?"),
        ("Brauchen wir Budget?", "Und kleine Firmen?"),
    ]
    do(store, decide, last.id, "unanswerable", [], "judge", "telegram")
    assert do(store, gaps.count) == 0
    new = {"person": "p4", "chat": "p4"}
    ask(store, "Etwas Neues?", **new)
    ask(store, "Und kleine Firmen?", answered=False, given={"leans": True, "meaning": WEATHER}, **new)
    assert do(store, gaps.count) == 1


def test_an_edited_question_that_is_answered_now_is_no_gap(store):
    logged = ask(store, "Wettr?", answered=False)
    do(store, rewrite, do(store, shown_answer, logged.id, "p1"), "Auslagern?", answer("Auslagern?"), None)
    assert do(store, gaps.count) == 0


def test_gaps_can_be_read_where_nothing_can_be_written(store, tmp_path):
    logged = ask(store, "Wetter?", answered=False)
    with reading(tmp_path) as db:
        db.execute("PRAGMA query_only = ON")
        assert gaps.count(db) == 1
        assert gaps.gap(db, logged.id) == gaps.gaps(db)[0]


def test_wordings_differ_in_more_than_case_and_punctuation():
    assert folded("  Sollen WIR – auslagern?!") == folded("sollen wir auslagern")
    assert folded("Straße") == folded("STRASSE")
    assert folded("A") != folded("B")


def test_a_question_from_before_meanings_were_kept_is_grouped_by_its_words(store):
    for text in ("Wetter?", "wetter", "Das Wetter?"):
        ask(store, text, answered=False, given={"meaning": WEATHER})
    do(store, lambda db: db.execute("UPDATE answers SET meaning = NULL, leans = NULL"))
    assert listed(store) == [(["wetter"], 2), (["Das Wetter?"], 1)]
    now = asked("WETTER!", at=time.time())
    do(
        store,
        partial(
            conversations.record,
            asked=now,
            conversation=None,
            topic=None,
            latency=1.0,
            answer=answer("WETTER!", False, meaning=WEATHER),
        ),
    )
    ask(store, "Wie wird's?", answered=False, given={"meaning": WEATHER})
    assert listed(store)[0] == (["WETTER!", "Wie wird's?"], 4)
