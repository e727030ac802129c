"""Decisions: who comes first, what they say about which wording, and what stands of them."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store import gaps
from bot.store.judgments import (
    Mark,
    Slice,
    decide,
    decide_question,
    decision,
    decision_on,
    decisions,
    findings,
    take_back,
)
from bot.store.learned import mark_published, standing
from bot.store.store import Store, change
from knowledge.errors import QuestionError
from knowledge.models import Judgment
from tests.logbook import NO, QUOTE, WEATHER, YES, ask, do

ROOT = Path(__file__).parent.parent


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


def gap_of(store, *texts):
    """Ask questions of one meaning that are not answered, each by somebody else; return the gap's number."""
    ids = [
        ask(store, text, answered=False, person=f"p{n}", chat=f"p{n}", given={"meaning": WEATHER}).id
        for n, text in enumerate(texts)
    ]
    return ids[0]


def judged(store, kind, *marks, question="Wetter?"):
    return do(store, decide_question, [question], "de", kind, marks, None, "terminal")


def stands(store):
    return [(judgment.turns[-1], judgment.verdict, judgment.words) for judgment in do(store, standing)]


def test_a_decision_says_each_mark_of_each_wording(store):
    gap = gap_of(store, "Wetter?", "Wie wird's?", "wetter")
    made = do(store, decide, gap, "answers", [Mark("answers", YES), Mark("wrong", NO)], "judge", "telegram")
    assert (made.kind, made.judge, made.origin, made.earlier, made.taken_back_at) == (
        "answers",
        "judge",
        "telegram",
        False,
        None,
    )
    assert made.questions == ["wetter", "Wie wird's?"]
    assert made.marks == [Mark("answers", YES), Mark("wrong", NO)]
    assert stands(store) == [
        ("wetter", "answers", "Ja!"),
        ("wetter", "wrong", "Nein!x"),
        ("Wie wird's?", "answers", "Ja!"),
        ("Wie wird's?", "wrong", "Nein!x"),
    ]
    assert do(store, standing)[0] == Judgment(
        id=1, turns=("wetter",), language="de", verdict="answers", source="ed.txt", start=20, end=23, words="Ja!"
    )


def test_a_slice_is_made_of_a_quote():
    assert Slice.of(QUOTE) == NO


def test_a_judgment_on_a_question_that_leans_holds_what_it_leans_on_and_who_asked_it(store):
    group = {"chat": "-5", "chat_kind": "supergroup", "topic": None}
    ask(store, "Ganz anderes?", person="pa", **group)
    ask(store, "Sollen wir auslagern?", person="pb", **group)
    do(store, lambda db: db.execute("UPDATE messages SET conversation = 1"))
    do(store, lambda db: db.execute("UPDATE answers SET telegram_id = 7 WHERE id = 2"))
    last = ask(store, "Und kleine?", answered=False, person="pc", replied_to=7, given={"leans": True}, **group)
    do(store, decide, last.id, "unanswerable", [], "judge", "telegram")
    row = do(store, lambda db: dict(next(iter(db["judgments"].rows))))
    assert json.loads(row["turns"]) == ["Sollen wir auslagern?", "Und kleine?"]
    assert json.loads(row["persons"]) == ["pb", "pc"]


def test_the_second_of_two_admins_gets_the_first_ones_decision(store):
    gap = gap_of(store, "Wetter?", "Wie wird's?")
    first = do(store, decide, gap, "unanswerable", [], "a", "telegram")
    second = do(store, decide, gap, "answers", [Mark("answers", YES)], "b", "web")
    assert (second.id, second.judge, second.kind, second.earlier) == (first.id, "a", "unanswerable", True)
    assert do(store, lambda db: db["decisions"].count) == 1
    assert do(store, decision_on, gap) == first == do(store, decision, first.id)


def test_of_many_admins_at_once_one_decides(store, tmp_path):
    gap = gap_of(store, "Wetter?", "Wie wird's?")

    def one(name):
        return change(tmp_path, lambda db: decide(db, gap, "unanswerable", [], name, "terminal"))

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(one, ["a", "b", "c", "d"]))
    made.append(do(store, decide, gap, "unanswerable", [], "e", "telegram"))
    assert len({decided.id for decided in made}) == 1
    assert sum(not decided.earlier for decided in made) == 1


def test_admins_in_two_processes_do_not_decide_twice(store, tmp_path):
    gap = gap_of(store, "Wetter?")
    script = (
        "import sys; from pathlib import Path; from bot.store.store import change\n"
        "from bot.store.judgments import decide\n"
        f"job = lambda db: decide(db, {gap}, 'no_question', [], sys.argv[1], 'web')\n"
        f"print(change(Path({str(tmp_path)!r}), job).earlier)"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", script, name], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for name in "ab"
    ]
    assert sorted(run.communicate(timeout=60)[0].strip() for run in runs) == ["False", "True"]


def test_a_gap_that_is_gone_is_told_in_a_sentence(store):
    with pytest.raises(QuestionError, match="this gap is gone"):
        do(store, decide, 99, "unanswerable", [], None, "web")


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        ("answers", []),
        ("answers", [Mark("unanswerable")]),
        ("answers", [Mark("answers")]),
        ("answers", [Mark("answers", YES), Mark("wrong", YES)]),
        ("right", [Mark("wrong", NO)]),
        ("unanswerable", [Mark("answers", YES)]),
        ("finding", [Mark("answers", YES)]),
        ("no_question", [Mark("wrong", NO)]),
    ],
)
def test_marks_that_do_not_go_with_the_kind_are_refused(store, kind, marks):
    gap = gap_of(store, "Wetter?")
    with pytest.raises(ValueError, match=kind):
        do(store, decide, gap, kind, marks, None, "web")
    assert do(store, decisions) == []
    assert do(store, gaps.count) == 1


def test_findings_and_what_is_no_question_are_nothing_to_learn(store):
    judged(store, "finding", Mark("wrong", NO))
    judged(store, "no_question", question="asdf")
    assert do(store, standing) == []
    assert [(found.questions, found.marks) for found in do(store, findings)] == [(["Wetter?"], [Mark("wrong", NO)])]
    do(store, take_back, 1)
    assert do(store, findings) == []


@pytest.mark.parametrize(
    ("earlier", "later", "left"),
    [
        (("answers", Mark("answers", YES)), ("answers", Mark("wrong", YES)), ["wrong"]),
        (("answers", Mark("wrong", YES)), ("right", Mark("answers", YES)), ["answers"]),
        (("answers", Mark("answers", YES)), ("unanswerable",), ["unanswerable"]),
        (("unanswerable",), ("answers", Mark("answers", YES)), ["answers"]),
        (("answers", Mark("answers", YES)), ("no_question",), []),
        (("no_question",), ("answers", Mark("answers", YES)), ["answers"]),
        (("answers", Mark("answers", YES)), ("finding", Mark("wrong", NO)), ["answers"]),
        (("answers", Mark("answers", YES)), ("answers", Mark("answers", NO)), ["answers", "answers"]),
        (("answers", Mark("wrong", YES)), ("unanswerable",), ["wrong", "unanswerable"]),
        (("answers", Mark("answers", YES)), ("right", Mark("answers", YES)), ["answers"]),
        (("unanswerable",), ("unanswerable",), ["unanswerable"]),
    ],
)
def test_of_two_decisions_that_contradict_the_latest_holds(store, earlier, later, left):
    judged(store, *earlier)
    last = judged(store, *later, question="wetter")
    assert [verdict for _, verdict, _ in stands(store)] == left
    do(store, take_back, last.id)
    assert [verdict for _, verdict, _ in stands(store)] == (
        [mark.verdict for mark in earlier[1:]] or ["unanswerable"] * (earlier[0] == "unanswerable")
    )


def test_a_decision_taken_back_stays_in_the_list(store):
    made = judged(store, "unanswerable")
    judged(store, "no_question", question="asdf")
    do(store, take_back, made.id)
    assert [(d.kind, d.taken_back_at is None) for d in do(store, decisions)] == [
        ("no_question", True),
        ("unanswerable", False),
    ]
    assert [d.kind for d in do(store, decisions, limit=1, offset=1)] == ["unanswerable"]
    assert not do(store, take_back, 99)


def test_the_log_knows_which_index_has_learned_what(store):
    judged(store, "unanswerable")
    judged(store, "answers", Mark("answers", YES), question="Bitcoin?")
    do(store, mark_published, "v2", {1: False})
    do(store, mark_published, "v3", {1: True, 2: False})
    assert [d.published_version for d in do(store, decisions)] == ["v3", "v2"]
    assert [j.confined for j in do(store, lambda db: standing(db, published=True))] == [True, False]
    assert [j.confined for j in do(store, standing)] == [False, False], "what is learned anew is tried out anew"
    do(store, mark_published, "v2", {1: False})
    assert [d.published_version for d in do(store, decisions)] == [None, "v2"], "an older index was put in force"
    assert [j.confined for j in do(store, lambda db: standing(db, published=True))] == [False]
