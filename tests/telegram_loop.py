"""What the tests of the improvement loop in Telegram share: bots with admins, an index with and one without birds."""

import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest
from telegram_bot import RunningBot
from telegram_server import TelegramServer

from bot.settings import default_seeds
from bot.telegram import application
from knowledge.library import Library

ADMIN, OTHER = 900, 901
QUESTION = "Sollen wir unsere Kanäle auslagern?"
ARTICLE = (
    "Die Sache mit den Kanarienvögeln\n\nVon Erika Beispiel\n\n"
    "Kanarienvögel gehören in jede Pressestelle. Sie singen den ganzen Tag und machen die Redaktion fröhlich.\n"
)
BIRDS = "Brauchen wir Kanarienvögel?"
WEATHER = "Wie wird das Wetter in Hamburg?"


def copied_seeds(folder: Path) -> Path:
    for path in default_seeds().iterdir():
        if path.suffix in (".txt", ".toml"):
            shutil.copy(path, folder)
    return folder


@cache
def index(with_birds: bool):
    """Build the index of the articles, with or without the one about birds: once for all tests."""
    with tempfile.TemporaryDirectory() as name:
        folder = copied_seeds(Path(name))
        if with_birds:
            (folder / "voegel.txt").write_text(ARTICLE)
        return Library(folder, folder).build()


def add_article(bot):
    """Put an article about birds among the others, and a new index in force, as another process does."""
    (bot.places.seeds / "voegel.txt").write_text(ARTICLE)
    Library(bot.places.seeds, bot.places.home).publish(index(with_birds=True))


@pytest.fixture(scope="module")
def server():
    server = TelegramServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def start(server, tmp_path_factory):
    """Start a bot on a home folder of its own, or on the one that an earlier bot has left.

    It looks for a new index all the time.
    """
    running = []

    def begin(home=None, seeds=None, meanwhile=None, **settings):
        for bot in running:
            bot.stop()
        running.clear()
        if meanwhile:
            meanwhile()
        if home is None:
            home, seeds = tmp_path_factory.mktemp("home"), copied_seeds(tmp_path_factory.mktemp("seeds"))
            Library(seeds, home).publish(index(with_birds=False))
        running.append(RunningBot(server, home, seeds=seeds, admins=frozenset({ADMIN, OTHER}), **settings))
        return running[0]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(application, "_LOOK_FOR_INDEX", 0.1)
        yield begin
    for bot in running:
        bot.stop()


@pytest.fixture
def bot(start):
    """A bot with an empty log."""
    return start()


@pytest.fixture
def chat(server):
    """A private chat of its own for each test."""
    return next(server.numbers) + 10_000


def buttons(keyboard):
    return {b["text"]: b["callback_data"] for row in keyboard.get("inline_keyboard", ()) for b in row}


class Card:
    """A message with buttons, as it reads after each press."""

    def __init__(self, server, call):
        self.server, self.message = server, call["result"]

    @property
    def now(self):
        return self.server.messages[self.message["chat"]["id"]][self.message["message_id"]]

    @property
    def text(self):
        return self.now["text"]

    @property
    def buttons(self):
        return buttons(self.now.get("reply_markup", {}))

    def press(self, label, user=None, data=None):
        """Press the button whose label begins so; returns what the presser is told."""
        data = data or next(d for text, d in self.buttons.items() if text.startswith(label))
        mark = self.server.mark()
        self.server.press(self.message, data, user=user)
        answered = self.server.wait("answerCallbackQuery", after=mark)[0]["params"]
        # Presses in a chat are done in order: once one after it is answered, this one is done.
        self.server.press(self.message, "zz", user=user)
        assert len(self.server.wait("answerCallbackQuery", after=mark, count=2)) == 2
        return answered


def gaps(server, user=ADMIN):
    return Card(server, server.ask("/gaps", chat=user))


def decide(server, label, question="1."):
    card = gaps(server)
    card.press(question)
    card.press(label)
    return card


def waits(check, seconds=10):
    for _ in range(int(seconds / 0.05)):
        if check():
            return True
        time.sleep(0.05)
    return False


def edited_to(server, mark, needle, seconds=30):
    """Wait until a message is edited to say something."""

    def found():
        edits = [c for c in server.calls[mark:] if c["method"] == "editMessageText" and "result" in c]
        return [c["params"]["text"] for c in edits if needle in c["params"]["text"]]

    assert waits(found, seconds), (needle, [c["params"].get("text") for c in server.calls[mark:]])
    return found()[0]
