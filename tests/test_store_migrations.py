"""Logs from before: they are brought up to date, whole or not at all, by however many processes at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.settings import DATABASE
from bot.store import gaps, privacy, reports
from bot.store.judgments import decide, take_back, take_back_import
from bot.store.learned import standing
from bot.store.migrations import migrations
from bot.store.shown import shown_answer
from bot.store.store import Store
from knowledge.errors import QuestionError
from tests.logbook import ask, do

ROOT = Path(__file__).parent.parent


@pytest.fixture
def last_year(tmp_path):
    """Make a log as the first version left it: three questions, one of them answered, with a vote."""
    db = Database(tmp_path / DATABASE)
    migrations.apply(db, stop_before="m002_improvement")
    db.execute("INSERT INTO chats (id, key, kind, created_at) VALUES (1, 'p1', 'private', 0)")
    db.execute("INSERT INTO conversations (id, chat, started_at, last_at) VALUES (1, 1, 10, 30)")
    for number, (text, answered) in enumerate((("Wetter?", 0), ("Auslagern?", 1), ("wetter", 0)), 1):
        db.execute(
            "INSERT INTO messages (id, conversation, person, kind, text, at) VALUES (?, 1, 'p1', 'question', ?, ?)",
            (number, text, number * 10),
        )
        db.execute(
            "INSERT INTO answers (id, message, intent, answered, language, lead, text, suggestions, confidence, "
            "version, latency_ms) VALUES (?, ?, 'answer', ?, 'de', '', 'Sätze.', '[]', 0.8, 'v1', 3)",
            (number, number, answered),
        )
    db.execute("INSERT INTO feedback (answer, person, verdict, at) VALUES (2, 'p1', 'down', 25)")
    db.commit()
    db.close()
    return tmp_path


def test_a_log_of_last_year_can_be_improved(last_year):
    store = Store(last_year)
    assert [(gap.questions, gap.count) for gap in do(store, gaps.gaps)] == [(["wetter"], 2), (["Auslagern?"], 1)]
    assert do(store, gaps.gap, 3).turns == ["wetter"], "whether it leans was not known then"
    do(store, decide, 1, "unanswerable", [], None, "web")
    assert [judgment.turns for judgment in do(store, standing)] == [("wetter",)]
    assert do(store, shown_answer, 2, "p1").answer.meaning == {}
    assert [row["question"] for row in do(store, lambda db: list(reports.export(db)))] == [
        "Wetter?",
        "Auslagern?",
        "wetter",
    ]
    ask(store, "WETTER", answered=False)
    assert do(store, gaps.count) == 1
    store.close()


def test_decisions_from_before_imports_had_numbers_stand(tmp_path):
    db = Database(tmp_path / DATABASE)
    migrations.apply(db, stop_before="m003_confined_and_batches")
    db.execute("INSERT INTO decisions (id, kind, origin, at) VALUES (1, 'unanswerable', 'import', 10)")
    db.execute(
        "INSERT INTO judgments (decision, turns, persons, language, verdict, published_version, published_at) "
        "VALUES (1, '[\"Wetter?\"]', '[null]', 'de', 'unanswerable', 'v1', 10)"
    )
    db.commit()
    db.close()
    store = Store(tmp_path)
    assert [(j.turns, j.confined) for j in do(store, lambda db: standing(db, published=True))] == [
        (("Wetter?",), False)
    ]
    with pytest.raises(QuestionError, match="one by one"):
        do(store, take_back_import, 1)
    assert do(store, take_back, 1)
    store.close()


def test_what_was_logged_last_year_can_be_searched_and_erased(last_year):
    store = Store(last_year)
    found = "SELECT rowid FROM messages_fts WHERE messages_fts MATCH 'wetter'"
    assert do(store, lambda db: db.execute(found).fetchall()) == [(1,), (3,)]
    do(store, privacy.forget, "p1")
    assert do(store, lambda db: db.execute(found).fetchall()) == []
    store.close()


def test_many_processes_may_open_a_log_of_last_year_at_once(last_year):
    script = (
        "from pathlib import Path; from bot.store import gaps; from bot.store.store import reading\n"
        f"with reading(Path({str(last_year)!r})) as db: print(gaps.count(db))"
    )
    command = [sys.executable, "-c", script]
    runs = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [run.communicate(timeout=60) for run in runs] == [("2\n", "")] * 4


def test_a_step_that_fails_leaves_the_log_as_it_was(last_year, monkeypatch):
    monkeypatch.setattr("bot.store.migrations._SEARCHABLE", "CREATE TABLE messages (id)")
    with pytest.raises(Exception, match="cannot be opened"):
        Store(last_year)
    monkeypatch.undo()
    store = Store(last_year)
    assert do(store, gaps.count) == 2
    store.close()
