"""Judgments as files: readable by others, the same again when read back, and refused whole where a line is wrong."""

import json

import ir_measures
import pytest

from bot.store import gaps
from bot.store.judgments import Mark, Slice, decide_question, decisions, take_back, take_back_import
from bot.store.learned import standing
from bot.store.qrels import export
from bot.store.qrels_import import LONGEST_QUESTION, Imported, import_
from bot.store.store import Store
from knowledge import answers
from knowledge.errors import QuestionError
from tests.logbook import NO, YES, ask, do

TEXTS = {"ed.txt": "   Nein!x           Ja!", "zwei Wörter: 100%.txt": "Vielleicht."}
MAYBE = Slice("zwei Wörter: 100%.txt", 0, 11, "Vielleicht.")


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def other(tmp_path):
    store = Store(tmp_path / "other")
    yield store
    store.close()


def find(place):
    """Find a slice by its place where the words fit, else by its words."""
    text = TEXTS.get(place.source, "")
    words = text[place.start : place.end]
    if words and words == (place.words or words):
        return Slice(place.source, place.start, place.end, words)
    start = text.find(place.words) if place.words else -1
    return Slice(place.source, start, start + len(place.words), place.words) if start >= 0 else None


def judged(store, *turns, kind="answers", marks=()):
    return do(store, decide_question, list(turns), "de", kind, list(marks), "judge-4711", "telegram")


def filled(store):
    judged(store, "Sollen wir auslagern?", marks=[Mark("answers", YES), Mark("wrong", NO)])
    judged(store, "Sollen wir auslagern?", "Und kleine Firmen?", marks=[Mark("answers", MAYBE)])
    judged(store, "Wetter\u2028morgen?", kind="unanswerable", marks=[Mark("wrong", NO)])
    judged(store, "asdf", kind="no_question")
    judged(store, "Wer sagt das?", kind="finding", marks=[Mark("wrong", NO)])


def imported(store, qrels, questions):
    return do(store, import_, qrels, questions, find)


def question(qid="q1", turns=("Frage?",), **more):
    return json.dumps({"id": qid, "turns": turns, "language": "de", **more}) + "\n"


def stands(store):
    return {(j.turns, j.language, j.verdict, j.source, j.start, j.end, j.words) for j in do(store, standing)}


def test_other_programs_can_read_what_is_exported(store, tmp_path):
    filled(store)
    exported = do(store, export, find)
    (tmp_path / "judgments.qrels").write_text(exported.qrels, encoding="utf-8")
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "judgments.qrels")))
    questions = [json.loads(line) for line in exported.questions.split("\n") if line]
    by_turns = {tuple(entry["turns"]): entry for entry in questions}
    alone = by_turns[("Sollen wir auslagern?",)]
    assert {(q.doc_id, q.relevance) for q in qrels if q.query_id == alone["id"]} == {
        ("ed.txt:20-23", 1),
        ("ed.txt:3-9", 0),
    }
    assert alone["passages"] == {"ed.txt:20-23": "Ja!", "ed.txt:3-9": "Nein!x"}
    leaning = by_turns[("Sollen wir auslagern?", "Und kleine Firmen?")]
    assert [q.doc_id for q in qrels if q.query_id == leaning["id"]] == ["zwei%20W%C3%B6rter%3A%20100%25.txt:0-11"]
    assert [entry["turns"] for entry in questions if entry.get("unanswerable")] == [["Wetter\u2028morgen?"]]
    assert len(questions) == len({q.query_id for q in qrels}) == 3


def test_what_is_exported_holds_nobody(store):
    ask(store, "Sollen wir auslagern?", person="person-0815", chat="person-0815")
    filled(store)
    exported = do(store, export, find)
    for part in ("4711", "0815"):
        assert part not in exported.qrels + exported.questions


def test_ids_stay_from_export_to_export(store, other):
    filled(store)
    before = do(store, export, find)
    made = judged(store, "Ganz neu?", marks=[Mark("answers", YES)])
    judged(other, "ganz NEU", marks=[Mark("answers", YES)])
    assert set(before.qrels.splitlines()) < set(do(store, export, find).qrels.splitlines())
    assert do(other, export, find).qrels in do(store, export, find).qrels
    do(store, take_back, made.id)
    assert do(store, export, find) == before


def test_what_is_exported_can_be_imported_once(store, other):
    filled(store)
    exported = do(store, export, find)
    assert imported(other, exported.qrels, exported.questions) == Imported(questions=3, judgments=5, known=0, batch=1)
    assert stands(other) == stands(store)
    assert do(other, export, find) == exported
    assert imported(other, exported.qrels, exported.questions) == Imported(
        questions=0, judgments=0, known=5, batch=None
    )
    assert imported(store, exported.qrels, exported.questions) == Imported(
        questions=0, judgments=0, known=5, batch=None
    )
    assert {(d.origin, d.kind) for d in do(other, decisions)} == {("import", "answers"), ("import", "unanswerable")}


def test_an_import_is_taken_back_as_one(store, other):
    """All that one import brought goes at once, by any of its decisions; what was decided here stays."""
    filled(store)
    exported = do(store, export, find)
    own = judged(other, "Ganz neu?", marks=[Mark("answers", YES)])
    first = imported(other, exported.qrels, exported.questions).batch
    later = imported(other, "", question(unanswerable=True)).batch
    assert (own.id, first, later) == (1, 2, 5)
    for number in (own.id, 99):
        with pytest.raises(QuestionError, match=f"decision {number} is of no import"):
            do(other, take_back_import, number)
    assert do(other, take_back_import, 3) == 3
    assert do(other, take_back_import, 3) == 0
    assert [j.turns for j in do(other, standing)] == [("Ganz neu?",), ("Frage?",)]
    assert imported(other, exported.qrels, exported.questions).judgments == 5


def test_an_import_closes_gaps(store):
    ask(store, "Frage?", answered=False)
    imported(store, "", question(unanswerable=True))
    assert do(store, gaps.count) == 0


def test_a_passage_that_has_moved_is_found_by_its_words(store):
    imported(store, "q1 0 ed.txt:0-3 1\n", question(passages={"ed.txt:0-3": "Ja!"}))
    assert [(j.start, j.end, j.words) for j in do(store, standing)] == [(20, 23, "Ja!")]


def test_a_passage_without_words_is_the_one_at_its_place(store):
    imported(store, "q1\t0  ed.txt:20-23 1\r\n\r\n", "\ufeff" + question())
    assert [(j.source, j.words) for j in do(store, standing)] == [("ed.txt", "Ja!")]


@pytest.mark.parametrize(
    ("qrels", "told"),
    [
        ("q1 0 ed.txt:20-23", "judgments.qrels, line 1: four columns are expected"),
        ("q1 0 ed.txt:20-23 1 x", "line 1: four columns"),
        ("q1 0 ed.txt:20-23 2", "line 1: the last column is 2"),
        ("q1 0 ed.txt:20-23 -1", "line 1: the last column is -1"),
        ("q2 0 ed.txt:20-23 1", "line 1: the question q2 is not in questions.jsonl"),
        ("q1 0 weg.txt:20-23 1", "line 1: the passage weg.txt:20-23 stands in no article"),
        ("q1 0 ed.txt 1", "line 1: the passage ed.txt stands in no article"),
        ("q1 0 ed.txt:a-b 1", "line 1: the passage ed.txt:a-b"),
        ("q1 0 %FF.txt:20-23 1", "line 1: the passage %FF.txt:20-23"),
        ("\nq1 0 ed.txt:20-23 1\nq1 0 ed.txt:20-23 1", "line 3: this says the same as line 2"),
        ("q1 0 ed.txt:20-23 1\nq1 0 ed.txt:20-23 0", "line 2: this says the opposite of line 1"),
        ("q1 0 ed.txt:20-23 1\nq1 0 e%64.txt:20-23 0", "line 2: this says the opposite of line 1"),
        ("q0 0 ed.txt:20-23 1", "line 1: the question is unanswerable (questions.jsonl, line 2)"),
    ],
)
def test_a_wrong_line_is_named(store, qrels, told):
    questions = question() + question("q0", ("Nein?",), unanswerable=True) + question("q9", ("Gut?",))
    with pytest.raises(QuestionError) as raised:
        imported(store, f"{qrels}\nq9 0 ed.txt:20-23 1", questions)
    assert told in str(raised.value)
    assert str(raised.value).endswith("Nothing was imported. Mend this, and import again.")
    assert do(store, decisions) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "q1", ', "line 2: this is no JSON object"),
        ("[1]", "line 2: this is no JSON object"),
        ("[" * 100_000, "line 2: this is no JSON object"),
        ('{"id": "q\\ud800", "turns": ["Was?"], "language": "de"}', "line 2: this is no JSON object"),
        (question(qid="q 1"), '"id" has to be'),
        (question(qid=7), '"id" has to be'),
        (question(turns=()), '"turns" has to be'),
        (question(turns="Was?"), '"turns" has to be'),
        (question(turns=("?!",)), '"turns" has to be'),
        (question(turns=("x" * 2001,)), '"turns" has to be'),
        (question(turns=("a",) * 21), '"turns" has to be'),
        (question(language="fr"), '"language" has to be'),
        (question(language=["de"]), '"language" has to be'),
        (question(unanswerable="ja"), '"unanswerable" has to be'),
        (question(passages=["ed.txt"]), '"passages" has to'),
        (question("q0", ("Anderes?",)), "the id q0 is taken by line 1"),
        (question("q1", ("frage",)), "line 1 asks the same"),
    ],
)
def test_a_wrong_question_is_named(store, line, told):
    with pytest.raises(QuestionError) as raised:
        imported(store, "", question("q0", unanswerable=True) + line)
    assert str(raised.value).startswith("questions.jsonl, line 2: ")
    assert told in str(raised.value)
    assert do(store, decisions) == []


def test_of_many_errors_the_first_are_told_and_the_rest_counted(store):
    with pytest.raises(QuestionError) as raised:
        imported(store, "kaputt\n" * 1234, question())
    lines = str(raised.value).split("\n")
    assert lines[19].startswith("judgments.qrels, line 20: ")
    assert lines[20:] == ["… and 1,214 more.", "Nothing was imported. Mend this, and import again."]


def test_errors_name_the_files_as_they_were_given(store):
    with pytest.raises(QuestionError, match=r"mine\.qrels, line 1: the question q1 is not in mine\.jsonl"):
        do(store, import_, "q1 0 ed.txt:20-23 1", "", find, names=("mine.qrels", "mine.jsonl"))


def test_a_question_may_be_as_long_as_one_that_is_asked():
    assert LONGEST_QUESTION == answers.LONGEST_QUESTION
