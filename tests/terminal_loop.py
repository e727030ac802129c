"""From a gap to a judgment in the terminal: what the tests of the commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Command, log
from factories import article_file
from test_learning import TEXT

QUESTION = "Wo erfahre ich von Zusammenkünften?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    article_file(tmp_path / "articles", TEXT)
    monkeypatch.setenv("FUNDSTELLE_SEEDS", str(tmp_path / "articles"))
    return tmp_path / "articles"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


@pytest.fixture
def gap(folder: Path, home: Path) -> int:
    """A question without an answer, asked by two people."""
    log(folder, home, QUESTION, person="p2")
    return log(folder, home, QUESTION)


def search(words: str, then: str) -> bytes:
    return f"/{words}\n{then}\n".encode()
