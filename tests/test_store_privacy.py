"""Erasing: what a person wrote is gone from every file of the store, wherever it had been copied to."""

import json
import time

import pytest

from bot.store import gaps, privacy, search
from bot.store.judgments import Mark, decide, decide_question, decisions
from bot.store.learned import standing
from bot.store.store import Store, reading
from bot.store.wishes import wish
from tests.logbook import WEATHER, YES, ask, do, files

SECRET = "Quokkageheimnis"
PERSON = "0123456789abcdef"


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


def known_words(store):
    """Return the words that full-text search knows."""
    with_vocabulary = (
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{0}_words USING fts5vocab (main, '{0}_fts', 'row')",
        "SELECT term FROM temp.{0}_words",
    )

    def look(db):
        found = set()
        for table in ("messages", "answers"):
            db.execute(with_vocabulary[0].format(table))
            found |= {row[0] for row in db.execute(with_vocabulary[1].format(table))}
        return found

    return do(store, look)


def matches(store, table, word):
    return do(
        store,
        lambda db: [r[0] for r in db.execute(f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?", (word,))],
    )


def found_in(home, word):
    with reading(home) as db:
        return [row[0] for row in db.execute("SELECT rowid FROM messages_fts WHERE messages_fts MATCH ?", (word,))]


def test_nothing_of_a_forgotten_person_is_left_in_any_file(store):
    own = ask(
        store, f"Was kostet {SECRET}?", False, person=PERSON, chat=PERSON, given={"text": f"Nichts zu „{SECRET}“."}
    )
    do(store, search.catch_up)
    assert matches(store, "messages", SECRET) == matches(store, "answers", SECRET) == [own.id]
    do(store, decide, own.id, "answers", [Mark("answers", YES)], PERSON, "telegram")
    do(store, decide_question, [f"Was kostet {SECRET}?"], "de", "unanswerable", [], None, "terminal")
    do(store, wish, own.id, PERSON, 4711, None, "de")
    store.writer.scrub().result(5)
    assert SECRET.lower().encode() in files(store)
    assert do(store, privacy.forget, PERSON) == privacy.Forgotten(messages=1, judgments=(1, 2))
    assert do(store, privacy.erased) == [1, 2]
    store.writer.scrub().result(5)
    for part in (SECRET, SECRET[5:], PERSON):
        assert part.lower().encode() not in files(store), part
    assert known_words(store) == set()
    assert do(store, standing) == []
    assert [decided.judge for decided in do(store, decisions)] == [None, None]


def test_what_somebody_else_has_asked_in_the_very_same_words_is_theirs(store):
    for person in ("p1", "p2"):
        last = ask(store, "Wetter?", answered=False, person=person, chat=person)
    ask(store, "Bitcoin?", answered=False)
    do(store, decide, last.id, "unanswerable", [], "judge", "telegram")
    do(store, lambda db: db.execute("UPDATE judgments SET persons = '[\"p1\"]'"))
    assert do(store, privacy.forget, "p1").judgments == ()
    assert [judgment.turns for judgment in do(store, standing)] == [("Wetter?",)]
    assert do(store, privacy.forget, "p2").judgments == (1,)
    assert do(store, standing) == []


def test_nearly_the_same_words_are_not_the_same(store):
    own = ask(store, "Wetter?", answered=False)
    ask(store, "wetter", answered=False, person="p2", chat="p2", given={"meaning": {"x": 1.0}})
    do(store, decide_question, ["Wetter?"], "de", "unanswerable", [], None, "web")
    assert own.id == 1
    assert do(store, privacy.forget, "p1").judgments == (1,)


def test_a_judgment_loses_its_wording_with_any_of_its_turns(store):
    group = {"chat": "-5", "chat_kind": "supergroup"}
    first = ask(store, f"Was ist mit {SECRET}?", person="p1", **group)
    do(store, lambda db: db.execute("UPDATE answers SET telegram_id = 7 WHERE id = ?", (first.id,)))
    meaning = {SECRET.lower(): 0.4, "kosten": 1.0}
    last = ask(
        store, "Und die Kosten?", False, person="p2", replied_to=7, given={"leans": True, "meaning": meaning}, **group
    )
    do(store, decide, last.id, "unanswerable", [], None, "telegram")
    own = do(store, privacy.everything_about, "p1")["judgments"]
    assert [judgment["words"] for judgment in own] == [[f"Was ist mit {SECRET}?"]]
    assert do(store, privacy.forget, "p1").judgments == (1,)
    store.writer.scrub().result(5)
    assert SECRET.lower().encode() not in files(store), "nor in what the other's question was understood to mean"
    assert [gap.questions for gap in do(store, gaps.gaps)] == [["Und die Kosten?"]]


def test_words_typed_by_an_admin_are_the_admins(store):
    do(store, decide_question, ["Wetter?"], "de", "unanswerable", [], "admin", "telegram")
    assert do(store, privacy.forget, "p1").judgments == ()
    assert do(store, privacy.forget, "admin").judgments == (1,)


def test_a_person_is_shown_wishes_decisions_and_their_words_in_judgments(store):
    own = ask(store, "Wetter?", answered=False, given={"meaning": WEATHER})
    do(store, wish, own.id, "p1", 4711, None, "de")
    do(store, decide, own.id, "unanswerable", [], "p1", "telegram")
    about = do(store, privacy.everything_about, "p1")
    assert [w["chat_id"] for w in about["wishes"]] == [4711]
    assert [d["kind"] for d in about["decisions"]] == ["unanswerable"]
    assert [j["words"] for j in about["judgments"]] == [["Wetter?"]]
    assert json.loads(about["messages"][0]["meaning"]) == WEATHER
    other = do(store, privacy.everything_about, "p2")
    assert [other[name] for name in ("wishes", "decisions", "judgments")] == [[], [], []]


def test_retention_leaves_judgments_with_their_words(store):
    old = ask(store, "Wetter?", answered=False, at=time.time() - 40 * 86400)
    do(store, search.catch_up)
    do(store, decide, old.id, "unanswerable", [], None, "telegram")
    do(store, privacy.enforce_retention, 30)
    assert [judgment.turns for judgment in do(store, standing)] == [("Wetter?",)]
    assert known_words(store) == set()
    assert do(store, privacy.forget, "p1").judgments == (1,), "they are still the person's"


def test_full_text_search_follows_what_is_written_edited_and_erased(store):
    ask(store, "Wölfe im Wald?", given={"text": "Von Wölfen steht da nichts."})
    ask(store, "Bären?", person="p2", chat="p2")
    do(store, search.catch_up)
    assert matches(store, "messages", "wolfe") == [1]
    assert matches(store, "answers", "wölf*") == [1]
    do(store, lambda db: db.execute("UPDATE messages SET text = 'Luchse?' WHERE id = 1"))
    assert (matches(store, "messages", "wölfe"), matches(store, "messages", "luchse")) == ([], [1])
    ask(store, "Hasen?")
    do(store, lambda db: db.execute("UPDATE messages SET text = 'Dachse?' WHERE id = 3"))
    do(store, privacy.forget, "p2")
    do(store, search.catch_up)
    assert matches(store, "messages", "hasen OR bären") == []
    assert matches(store, "messages", "dachse") == [3]
    do(store, lambda db: db.execute("INSERT INTO messages_fts (messages_fts) VALUES ('integrity-check')"))


def test_full_text_search_learns_by_itself_in_a_quiet_moment(store, tmp_path):
    ask(store, "Wölfe im Wald?")
    deadline = time.monotonic() + 10
    while not found_in(tmp_path, "wölfe") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert found_in(tmp_path, "wölfe") == [1]


def test_full_text_search_learns_the_rest_when_the_store_is_closed(tmp_path):
    store = Store(tmp_path)
    ask(store, "Bären?")
    store.close()
    assert found_in(tmp_path, "bären") == [1]


def test_full_text_search_takes_in_a_little_at_a_time(store, monkeypatch):
    monkeypatch.setattr(search, "_MOST", 2)
    for number in range(3):
        ask(store, f"wort{number}")
    while not do(store, search.catch_up):
        pass
    assert matches(store, "messages", "wort*") == [1, 2, 3]
