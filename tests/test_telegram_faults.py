"""Nothing lost: bad lines, crashes, duplicates, and what ends the process with a clear line."""

import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from telegram_bot import RunningBot
from telegram_server import TelegramServer

from bot.store.store import reading
from bot.telegram import polling
from bot.telegram.polling import DeafError

chats = itertools.count(5000)
QUESTION = "Sollen wir unsere Kanäle auslagern?"
ROOT = Path(__file__).parents[1]
START = "from bot.telegram.cli import run_bot; run_bot()"


@pytest.fixture
def server():
    server = TelegramServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A server and a bot for the faults that a bot survives."""
    server = TelegramServer()
    bot = RunningBot(server, tmp_path_factory.mktemp("home"))
    yield server, bot
    bot.stop()
    server.close()


@pytest.fixture
def chat():
    """A private chat of its own for each test."""
    return next(chats)


def answers(server, chat):
    """Return the messages of a chat that arrived."""
    return [
        c for c in server.calls if c["method"] == "sendMessage" and "result" in c and c["params"]["chat_id"] == chat
    ]


@pytest.mark.parametrize("kind", [429, 500, 502, 504, "drop", "drop_after", "garbled"])
def test_an_answer_arrives_once_whatever_happens_on_the_line(running, chat, kind):
    server, bot = running
    server.fail("sendMessage", kind)
    server.write(QUESTION, chat=chat)
    query = (
        "SELECT count(*) FROM answers a JOIN messages m ON m.id = a.message WHERE sent_at IS NOT NULL AND m.person = ?"
    )
    for _ in range(200):
        if bot.log(query, bot.desk.store.person(chat)) == [(1,)]:
            break
        time.sleep(0.03)
    assert bot.log(query, bot.desk.store.person(chat)) == [(1,)]
    assert len(answers(server, chat)) == 1


def test_polling_goes_on_after_bad_answers(running, chat):
    server, _ = running
    for kind in (500, 502, "drop", "garbled", 409):
        server.fail("getUpdates", kind)
    assert server.ask(QUESTION, chat=chat)


def test_an_update_that_comes_twice_is_answered_once(running, chat):
    server, _ = running
    server.ask(QUESTION, chat=chat)
    update = server.push("message", {**next(iter(server.messages[chat].values()))})
    server.wait("sendMessage", count=2, chat_id=chat)
    with server.lock:
        server.updates.append(update)
    server.ask("Hallo", chat=next(chats))
    assert len(answers(server, chat)) == 2


@pytest.mark.parametrize("status", [401, 404])
def test_a_token_that_is_no_longer_accepted_ends_the_process(server, tmp_path, status):
    bot = RunningBot(server, tmp_path)
    server.fail("getUpdates", status)
    error = bot.join()
    assert isinstance(error, DeafError)
    assert "1:TEST" not in str(error)


def test_a_conflict_that_lasts_ends_the_process(server, tmp_path, monkeypatch):
    monkeypatch.setattr(polling, "CONFLICT_PATIENCE", 0.1)
    bot = RunningBot(server, tmp_path)
    server.fail("getUpdates", 409, times=10)
    assert "another process" in str(bot.join())


def test_order_holds_within_a_chat(running):
    server, bot = running
    three, after = [next(chats) for _ in range(3)], server.mark()
    for number in range(30):
        server.write(f"Was sagt Pfeiffer zu Thema {number}?", chat=three[number % 3])
    assert len(server.wait("sendMessage", count=30, after=after)) == 30
    for chat in three:
        texts = bot.log("SELECT text FROM messages WHERE person = ? ORDER BY id", bot.desk.store.person(chat))
        numbers = [int(re.search(r"\d+", text)[0]) for (text,) in texts]
        assert numbers == sorted(numbers)
        assert len(numbers) == 10


def start(server, home):
    environment = {
        **os.environ,
        **server.environment,
        "FUNDSTELLE_HOME": str(home),
        "FUNDSTELLE_WORKERS": "1",
        "FUNDSTELLE_RATE_LIMITER": "false",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "OPENBLAS_NUM_THREADS": "1",
    }
    return subprocess.Popen([sys.executable, "-c", START], env=environment, cwd=home, stderr=subprocess.PIPE, text=True)


def test_killed_in_the_middle_of_200_questions_it_answers_all_and_logs_none_twice(server, tmp_path):
    process = start(server, tmp_path)
    assert server.wait("deleteWebhook", timeout=20)
    for number in range(200):
        server.write(f"Sollen wir Kanal {number} auslagern?", chat=100 + number % 8)
    server.wait("sendMessage", count=60, timeout=20)
    process.kill()
    process.communicate()
    assert sum(len(answers(server, chat)) for chat in range(100, 108)) < 200
    process = start(server, tmp_path)
    server.wait("sendMessage", count=200, timeout=30)
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=20)
    assert process.returncode == 0, log
    assert "1:TEST" not in log
    with reading(tmp_path) as db:
        rows = db.execute("SELECT text, count(*) FROM messages GROUP BY text").fetchall()
        unsent = db.execute("SELECT count(*) FROM answers WHERE sent_at IS NULL").fetchone()
        left = db.execute("SELECT count(*) FROM updates WHERE body IS NOT NULL").fetchone()
        doubtful = db.execute("SELECT count(*) FROM answers WHERE possibly_twice").fetchone()[0]
    assert len(rows) == 200
    assert {count for _, count in rows} == {1}
    assert (unsent, left) == ((0,), (0,))
    sent = sum(len(answers(server, chat)) for chat in range(100, 108))
    assert 200 <= sent <= 200 + doubtful


def test_a_wrong_token_and_a_wrong_setting_are_one_sentence(server, tmp_path):
    for name, value in (
        ("FUNDSTELLE_TELEGRAM_TOKEN", "2:WRONG"),
        ("FUNDSTELLE_ADMINS", "me"),
        ("FUNDSTELLE_TELEGRAM_TOKEN", "x"),
    ):
        environment = {
            **os.environ,
            **server.environment,
            "FUNDSTELLE_HOME": str(tmp_path),
            name: value,
            "FUNDSTELLE_WORKERS": "0",
        }
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        code = f"import sys\ntry:\n    {START}\nexcept Exception as e:\n    print(e); sys.exit(2)"
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 2, done.stderr
        assert len(done.stdout.splitlines()) == 1
        assert "WRONG" not in done.stdout + done.stderr


def test_a_killed_worker_is_replaced(server, tmp_path):
    bot = RunningBot(server, tmp_path, workers=1)
    try:
        bot.desk.knowledge._workers[0]._process.kill()
        assert "<blockquote>" in server.ask(QUESTION, chat=11)["params"]["text"]
    finally:
        bot.stop()


def test_a_webhook_needs_its_secret_and_commits_before_it_says_so(server, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bot = RunningBot(
        server, tmp_path, webhook_url="https://example.org/hook", webhook_port=port, webhook_secret="let-me-in"
    )
    try:
        assert server.wait("setWebhook")[0]["params"]["secret_token"] == "let-me-in"
        message = {"message_id": 1, "date": 1, "chat": server.chat(11), "from": server.user(11), "text": QUESTION}
        update = {"update_id": 1, "message": message}
        assert post(port, update, "wrong") == 403
        assert post(port, update, "let-me-in") == 200
        assert post(port, update, "let-me-in") == 200
        assert server.wait("sendMessage", chat_id=11)
        assert bot.log("SELECT count(*) FROM messages") == [(1,)]
    finally:
        bot.stop()


def post(port, update, secret):
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/hook", json.dumps(update).encode(), headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
