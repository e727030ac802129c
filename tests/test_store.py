"""The log: what is written is on disk, what is erased is gone, and nothing is logged twice."""

import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlite_utils import Database

from bot.store import chats, conversations, feedback, files, journal, privacy, reports
from bot.store.identity import Pseudonyms
from bot.store.migrations import migrations
from bot.store.shown import answer_to, rewrite, shown_answer
from bot.store.store import Store, reading
from knowledge.errors import HomeError
from tests.logbook import answer, ask, asked, do


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.close()


def content(store):
    """Return the bytes of the database and its write-ahead log."""
    return b"".join(path.read_bytes() for path in store.writer.path.parent.glob("log.sqlite*"))


def test_an_update_is_received_once_and_waits_until_it_is_finished(store):
    assert [r.body["update_id"] for r in do(store, journal.receive, 7, [{"update_id": 1}, {"update_id": 2}])] == [1, 2]
    assert do(store, journal.receive, 7, [{"update_id": 1}]) == []
    assert len(do(store, journal.receive, 8, [{"update_id": 1}])) == 1, "update ids count per bot"
    do(store, journal.finish, 1)
    assert [(r.id, r.again) for r in do(store, journal.waiting, 7)] == [(2, True)]
    assert do(store, journal.receive, 7, [{"update_id": 1}]) == []


def test_an_update_that_takes_the_process_down_is_given_up(store):
    do(store, journal.receive, 7, [{"update_id": 1}])
    for _ in range(journal.MOST_ATTEMPTS):
        assert do(store, journal.waiting, 7)
        do(store, journal.attempt, 1)
    assert do(store, journal.waiting, 7) == []


def test_a_lone_surrogate_in_an_update_is_kept(store):
    do(store, journal.receive, 7, [{"update_id": 1, "text": "\ud800"}])
    assert do(store, journal.waiting, 7)[0].body["text"] == "\ud800"


def test_a_finished_update_is_erased_from_the_file_and_its_log(store):
    do(store, journal.receive, 7, [{"update_id": 1, "text": "Geheimnis-4711"}])
    do(store, journal.finish, 1)
    for _ in range(50):
        if b"Geheimnis-4711" not in content(store):
            break
        time.sleep(0.05)
    assert b"Geheimnis-4711" not in content(store)


def test_a_question_goes_on_from_the_conversation_in_a_private_chat(store):
    ask(store, "Auslagern?", received=1)
    thread = do(store, conversations.thread, asked("Und kleine Firmen?"))
    assert thread.turns == ["Auslagern?"]
    later = asked("Neues", at=time.time() + 7 * 3600)
    assert do(store, conversations.thread, later).conversation is None


def test_in_a_group_only_a_reply_goes_on_from_a_conversation(store):
    group = {"chat": "-5", "chat_kind": "supergroup"}
    logged = ask(store, "Auslagern?", **group)
    do(store, conversations.sent, logged.id, 77)
    assert do(store, conversations.thread, asked("Und?", **group)).conversation is None
    assert do(store, conversations.thread, asked("Und?", replied_to=77, **group)).turns == ["Auslagern?"]
    assert do(store, conversations.thread, asked("Und?", replied_to=77, chat="-6", chat_kind="group")).turns == []


def test_a_question_that_was_logged_before_a_crash_is_not_logged_again(store):
    first = ask(store, received=5)
    again = ask(store, received=5)
    assert (again.id, again.again, again.sent) == (first.id, True, None)
    do(store, conversations.sent, first.id, 9)
    assert ask(store, received=5).sent == 9
    row = do(store, lambda db: db.execute("select count(*), max(possibly_twice) from answers").fetchone())
    assert row == (1, 1)


def test_a_button_brings_its_answer_once(store):
    logged = ask(store)
    more = asked("mehr", kind="button", parent=logged.id, intent="more")
    first = do(store, conversations.record, more, 1, answer(), None, 1)
    second = do(store, conversations.record, more, 1, answer(), None, 1)
    assert not first.again
    assert second.again
    assert do(store, shown_answer, logged.id, "p1").used == ("more",)


def test_an_answer_is_read_back_as_it_was_shown(store):
    logged = ask(store, telegram_id=3)
    shown = do(store, shown_answer, logged.id, "p1")
    assert shown.answer == answer().model_copy(update={"elapsed_ms": 0.0})
    assert shown.turns == ["Auslagern?"]
    assert do(store, shown_answer, logged.id, "p2") is None, "another chat has no business with it"
    assert do(store, answer_to, "p1", 3).id == logged.id


def test_an_edited_question_replaces_its_answer(store):
    logged = ask(store, telegram_id=3)
    do(store, feedback.vote, logged.id, "p2", "down")
    shown = do(store, shown_answer, logged.id, "p1")
    do(store, rewrite, shown, "Neu?", answer("Neu?", answered=False), None)
    after = do(store, shown_answer, logged.id, "p1")
    assert (after.answer.question, after.answer.answered, after.answer.quotes) == ("Neu?", False, ())
    assert do(store, reports.statistics).downs == 0


def test_one_verdict_a_person_and_the_last_one_counts(store):
    logged = ask(store)
    assert do(store, feedback.vote, logged.id, "p1", "up")
    do(store, feedback.vote, logged.id, "p1", "down")
    do(store, feedback.vote, logged.id, "p1", "down", "quote")
    do(store, feedback.vote, logged.id, "p2", "up")
    assert not do(store, feedback.vote, 999, "p2", "up")
    rows = do(store, lambda db: db.execute("select person, verdict, reason from feedback order by person").fetchall())
    assert rows == [("p1", "down", "quote"), ("p2", "up", None)]


def test_forgetting_leaves_nothing_in_the_file_or_its_log(store):
    ask(store, "Wort-das-nur-ich-schrieb")
    ask(store, "Anderer", chat="p2", person="p2")
    do(store, feedback.vote, 2, "p1", "down")
    assert do(store, privacy.forget, "p1").messages == 1
    store.writer.scrub().result(5)
    assert b"Wort-das-nur-ich-schrieb" not in content(store)
    about = do(store, privacy.everything_about, "p1")
    assert (about["messages"], about["feedback"], about["settings"]) == ([], [], [])
    assert len(do(store, privacy.everything_about, "p2")["messages"]) == 1


def test_retention_erases_what_is_older(store):
    ask(store, "alt", at=time.time() - 40 * 86400)
    ask(store, "neu")
    assert do(store, privacy.enforce_retention, 30) == 1
    assert [row["question"] for row in do(store, lambda db: list(reports.export(db)))] == ["neu"]
    assert do(store, lambda db: db["conversations"].count) == 1


def test_a_supergroup_takes_over_settings_and_log(store):
    do(store, chats.set_mode, "-1", "group", "questions")
    ask(store, chat="-1", chat_kind="group")
    for _ in range(2):
        do(store, chats.migrate, "-1", "-1001")
    assert do(store, chats.settings, "-1001").mode == "questions"
    assert do(store, chats.settings, "-1").mode == "mention"
    assert do(store, lambda db: list(reports.export(db)))[0]["chat"] == "-1001"


def test_migration_joins_a_supergroup_that_spoke_first(store):
    do(store, chats.set_mode, "-1", "group", "off")
    ask(store, chat="-1", chat_kind="group")
    ask(store, chat="-1001", chat_kind="supergroup")
    do(store, chats.migrate, "-1", "-1001")
    assert do(store, chats.settings, "-1001").mode == "off"
    assert {row["chat"] for row in do(store, lambda db: list(reports.export(db)))} == {"-1001"}


def test_statistics_count_questions_answers_votes_and_topics(store):
    logged = ask(store)
    ask(store, "nein", answered=False)
    ask(store, "alt", at=time.time() - 31 * 86400)
    do(store, feedback.vote, logged.id, "p1", "up")
    figures = do(store, reports.statistics)
    assert (figures.questions, figures.answered, figures.ups, figures.downs) == (2, 1, 1, 0)
    assert figures.daily[-1] == (2, 1)
    assert figures.topics[0][0] == "outsourcing"


def test_the_log_is_exported_as_csv_and_jsonl(store, tmp_path):
    ask(store, "=1+1")
    with reading(tmp_path) as db:
        rows = list(reports.export(db))
    line = json.loads("".join(files.lines(rows, "jsonl")))
    assert line["quotes"][0]["source"] == "ed.txt"
    assert ",'=1+1," in "".join(files.lines(rows, "csv"))


def test_a_job_that_fails_undoes_only_itself(store):
    def fail(db):
        db.execute("INSERT INTO chats (key, kind, created_at) VALUES ('x', 'group', 0)")
        raise ValueError("no")

    first = store.writer.submit(fail)
    second = store.writer.submit(partial(chats.set_mode, key="-1", kind="group", mode="off"))
    with pytest.raises(ValueError, match="no"):
        first.result(5)
    second.result(5)
    assert do(store, lambda db: [row["key"] for row in db["chats"].rows]) == ["-1"]


def test_many_threads_write_without_a_locked_database(store):
    def one(number):
        return ask(store, f"Frage {number}", chat=f"p{number % 4}", person=f"p{number % 4}").id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(one, range(200)))) == 200


def test_commits_are_durable_and_foreign_keys_hold(store):
    pragmas = do(
        store,
        lambda db: [db.execute(f"pragma {p}").fetchone()[0] for p in ("journal_mode", "synchronous", "foreign_keys")],
    )
    assert pragmas == ["wal", 2, 1]
    with pytest.raises(sqlite3.IntegrityError):
        do(store, lambda db: db.execute("INSERT INTO feedback (answer, person, verdict, at) VALUES (99, 'p', 'up', 0)"))


def test_pseudonyms_hold_and_the_key_lies_outside_the_database(store, tmp_path):
    assert store.person(11) == Store.person(store, 11)
    assert store.chat_key(11) == store.person(11)
    assert store.chat_key(-11) == "-11"
    key = (tmp_path / "pseudonyms.key").read_bytes()
    assert (tmp_path / "pseudonyms.key").stat().st_mode & 0o077 == 0
    assert key not in content(store)
    assert Pseudonyms(tmp_path / "other.key").of(11) != store.person(11)


def test_a_damaged_key_or_log_is_told_in_a_sentence(tmp_path):
    (tmp_path / "pseudonyms.key").write_bytes(b"short")
    with pytest.raises(HomeError, match="is no key"):
        Store(tmp_path)
    (tmp_path / "pseudonyms.key").unlink()
    (tmp_path / "log.sqlite").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(HomeError, match=r"log\.sqlite"):
        Store(tmp_path)


def test_every_migration_can_be_applied_to_the_data_before_it():
    """Each step leaves a database that the next one accepts, and the tables that the code writes to."""
    db = Database(memory=True)
    for migration in migrations.pending(db):
        migration.fn(db)
    assert {"updates", "chats", "conversations", "messages", "answers", "quotes", "feedback"} <= set(db.table_names())
    db.close()
