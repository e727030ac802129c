"""Admins: reading the articles anew, figures, gaps, export, and articles sent as files."""

import json
import shutil
import time

import pytest
from telegram_bot import RunningBot
from telegram_server import TelegramServer

from bot.settings import default_seeds
from knowledge.library import Library

ADMIN = 900
ARTICLE = (
    "Die Sache mit den Kanarienvögeln\n\nVon Erika Beispiel\n\n"
    "Kanarienvögel gehören in jede Pressestelle. Sie singen den ganzen Tag.\n"
)
SIDECAR = 'title = "Die Sache mit den Kanarienvögeln"\nauthor = "Erika Beispiel"\npublication = "Vogelblatt"\n'

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture(scope="module")
def server():
    server = TelegramServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def bot(server, tmp_path_factory):
    seeds = tmp_path_factory.mktemp("seeds")
    for path in default_seeds().iterdir():
        if path.suffix in (".txt", ".toml"):
            shutil.copy(path, seeds)
    bot = RunningBot(server, tmp_path_factory.mktemp("home"), seeds=seeds, admins=frozenset({ADMIN}))
    yield bot
    bot.stop()


def last_edit(server, mark, needle):
    """Wait until a message is edited to say something."""
    for count in range(1, 30):
        edits = server.wait("editMessageText", count=count, after=mark, timeout=10)
        found = [e["params"]["text"] for e in edits if needle in e["params"]["text"]]
        if found:
            return found[0]
    raise AssertionError(needle)


@pytest.mark.parametrize("command", ["reindex", "stats", "gaps", "export", "remove"])
def test_admin_commands_are_for_admins(server, command):
    assert server.ask(f"/{command}", chat=12)["params"]["text"] == "That is for admins."


def test_reindex_tells_what_it_found(server):
    mark = server.mark()
    server.write("/reindex", chat=ADMIN)
    assert "Nothing has changed" in last_edit(server, mark, "Done:")


def test_stats_come_as_a_picture_with_two_lines(server):
    server.ask("Sollen wir unsere Kanäle auslagern?", chat=13)
    call = server.ask("/stats", "sendPhoto", chat=ADMIN)
    assert call["files"]["photo"].startswith(b"\x89PNG")
    assert len(call["params"]["caption"].splitlines()) == 2


def test_gaps_and_export(server):
    for _ in range(2):
        server.ask("Wie wird das Wetter in Hamburg?", chat=14)
    assert "2 × Wie wird das Wetter" in server.ask("/gaps", chat=ADMIN)["params"]["text"]
    lines = server.ask("/export jsonl", "sendDocument", chat=ADMIN)["files"]["document"].decode().splitlines()
    assert all(json.loads(line)["question"] for line in lines)
    assert server.ask("/export", "sendDocument", chat=ADMIN)["files"]["document"].startswith(b"message,conversation,")


def test_gaps_and_export_answer_in_the_private_chat_only(server):
    for command in ("gaps", "export"):
        assert f"?start={command}" in server.ask(f"/{command}", chat=-9, user=ADMIN)["params"]["text"]


def test_an_article_sent_as_a_file_is_checked_added_and_taken_out(server, bot):
    assert "Erika Beispiel" in server_send(server, "kanarien.txt", ARTICLE)["params"]["text"]
    call = server_send(server, "kanarien.toml", SIDECAR)
    assert "Vogelblatt" in call["params"]["text"]
    add = call["params"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    mark = server.mark()
    server.press(call["result"], add)
    assert "kanarien.txt" in last_edit(server, mark, "Done:")
    last_edit(server, mark, "Added.")
    assert (bot.places.seeds / "kanarien.toml").read_text() == SIDECAR
    answer = server.ask("Gehören Kanarienvögel in die Pressestelle?", chat=15)["params"]["text"]
    assert "Kanarienvögel gehören in jede Pressestelle." in answer
    take_out(server, "Kanarienvögeln")
    assert not (bot.places.seeds / "kanarien.txt").exists()
    mark = server.mark()
    server.press(call["result"], add)
    last_edit(server, mark, "dealt with")


def server_send(server, name, content, chat=ADMIN):
    mark = server.mark()
    server.send_file(name, content.encode() if isinstance(content, str) else content, chat=chat)
    return server.wait("sendMessage", after=mark, chat_id=chat)[0]


def take_out(server, title):
    call = server.ask("/remove", chat=ADMIN)
    rows = call["params"]["reply_markup"]["inline_keyboard"]
    mark = server.mark()
    server.press(call["result"], next(b["callback_data"] for row in rows for b in row if title in b["text"]))
    confirm = server.wait("editMessageText", after=mark)[0]["params"]["reply_markup"]["inline_keyboard"][0][0]
    server.press(call["result"], confirm["callback_data"])
    last_edit(server, mark, "Taken out")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("../evil.txt", "x"),
        (".hidden.txt", "x"),
        ("topics.toml", "x"),
        ("a.pdf", "x"),
        ("a.exe", "x"),
        (".txt", "x"),
    ],
)
def test_other_files_are_not_taken(server, name, content):
    assert "1 MB" in server_send(server, name, content)["params"]["text"]


@pytest.mark.parametrize(("name", "content"), [("broken.txt", b"\xff\xfe\x00binary"), ("empty.txt", b"")])
def test_a_broken_article_cannot_be_added(server, name, content):
    call = server_send(server, name, content)
    assert "❌" in call["params"]["text"]
    assert "reply_markup" not in call["params"]


def test_a_file_from_somebody_else_is_not_taken(server, bot):
    assert "only read text" in server_send(server, "mine.txt", ARTICLE, chat=16)["params"]["text"]
    mark = server.mark()
    call = server.ask("Hallo", chat=16)
    server.press(call["result"], "a:0011223344:yes")
    server.press(call["result"], "d:0011223344:yes")
    server.wait("answerCallbackQuery", count=2, after=mark)
    assert len(bot.desk.knowledge.index.articles) == 5


def test_an_index_that_another_process_makes_is_taken_up(server, bot):
    (bot.places.seeds / "neu.txt").write_text(ARTICLE)
    library = Library(bot.places.seeds, bot.places.home)
    library.publish(library.build())
    assert server_waits_for(bot, 6)
    (bot.places.seeds / "neu.txt").unlink()
    mark = server.mark()
    server.write("/reindex", chat=ADMIN)
    assert "neu.txt" in last_edit(server, mark, "Done:")


def server_waits_for(bot, articles):
    for _ in range(100):
        if len(bot.desk.knowledge.index.articles) == articles:
            return True
        time.sleep(0.1)
    return False
