"""Runs a command in this process as the command line does, and asks questions that get into the log."""

from __future__ import annotations

import io
import sys
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main
from bot.store import conversations, feedback
from bot.store.store import Store
from knowledge.answers import Answerer
from knowledge.library import Library


class Ran(NamedTuple):
    """What a command has done."""

    code: int
    out: str
    err: str


class Command:
    """Runs commands; output and exit code are what the person would see."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["fundstelle", *arguments])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        output = self._capsys.readouterr()
        return Ran(int(ended.value.code or 0), output.out, output.err)


def log(folder: Path, home: Path, *conversation: str, person: str = "p1", down: bool = False) -> int:
    """Ask the questions of one conversation, as in a chat, and return the last answer's place in the log."""
    library = Library(folder, home)
    answerer = Answerer(library.open()[0], folder, library.analyzer)
    store = Store(home)
    logged = 0
    for number in range(len(conversation)):
        turns = conversation[: number + 1]
        asked = conversations.Asked(chat=person, chat_kind="private", person=person, text=turns[-1], at=time.time())
        thread = store.writer.submit(partial(conversations.thread, asked=asked)).result(5)
        job = partial(
            conversations.record,
            asked=asked,
            conversation=thread.conversation if number else None,
            answer=answerer.answer(turns),
            topic=None,
            latency=1.0,
        )
        logged = store.writer.submit(job).result(5).id
    if down:
        vote = partial(feedback.vote, answer=logged, person=person, verdict="down")
        store.writer.submit(vote).result(5)
    store.close()
    return logged
