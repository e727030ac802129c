"""The command `judgments`: lists, ways back, and files that are shared, all of them or none."""

from __future__ import annotations

from pathlib import Path

import ir_measures
import pytest
import terminal_loop
from command import Command
from factories import article_file
from terminal_loop import QUESTION, search
from test_learning import BOARD, TEXT

# Fixtures.
folder, run, gap = terminal_loop.folder, terminal_loop.run, terminal_loop.gap


@pytest.mark.usefixtures("gap")
def test_judgments_are_shared_as_qrels(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one team has judged is read by another one with the same article, and by the tools of the field."""
    run("review", stdin=search("Rundbrief und Brett und Sommerfest", "1 -2"))
    run("review", "Wie wird das Wetter?", stdin=b"n\n")
    shared = tmp_path / "shared"
    assert run("judgments", "--export", str(shared)).code == 0
    qrels = list(ir_measures.read_trec_qrels(str(shared / "judgments.qrels")))
    assert sorted(line.relevance for line in qrels) == [0, 1]
    monkeypatch.setenv("FUNDSTELLE_HOME", str(tmp_path / "another home"))
    assert run("ask", QUESTION).code == 1
    read = run("judgments", "--import", str(shared)).out
    assert "3 judgments on 2 questions are new, 0 were there" in read
    assert "`fundstelle judgments --take-back-import 1` takes all of them back" in read
    again = run("judgments", "--import", str(shared)).out
    assert "0 judgments on 0 questions are new, 3 were there" in again
    assert "--take-back-import" not in again
    assert run("improve").code == 0
    assert run("ask", QUESTION).code == 0
    assert "2 imported decisions are taken back" in run("judgments", "--take-back-import", "2").out
    none = run("judgments", "--take-back-import", "2")
    assert (none.code, "was taken back before" in none.out) == (1, True)
    assert "is of no import" in run("judgments", "--take-back-import", "77").err
    assert run("judgments", "--take-back-import", "2", "--take-back", "2").code == 2


@pytest.mark.usefixtures("gap")
def test_a_damaged_qrels_file_is_named_and_nothing_is_imported(run: Command, tmp_path: Path) -> None:
    """Every line that cannot be used is told with its file and number, and none of the good ones is kept."""
    run("review", stdin=search("Termine am Brett", "1"))
    shared = tmp_path / "shared"
    run("judgments", "--export", str(shared))
    decided = run("judgments").out
    run("judgments", "--take-back", decided.split()[0])
    good = (shared / "judgments.qrels").read_text(encoding="utf-8")
    question, _, passage, _ = good.split()
    bad = f"{good}{question} 0 a.txt:1-2 1\nhm\n{question} 0 {passage} 7\nq99 0 {passage} 1\n"
    (shared / "judgments.qrels").write_text(bad, encoding="utf-8")
    refused = run("judgments", "--import", str(shared))
    assert refused.code == 2
    for line in (2, 3, 4, 5):
        assert f"judgments.qrels, line {line}:" in refused.err
    assert QUESTION in run("review", "--list").out
    (shared / "questions.jsonl").unlink()
    assert "questions.jsonl: cannot be read" in run("judgments", "--import", str(shared)).err


@pytest.mark.usefixtures("gap")
def test_an_export_replaces_nothing_but_an_export(run: Command, folder: Path, tmp_path: Path) -> None:
    """Judged questions beside the articles have the name of one of the files: they are never written over."""
    run("review", stdin=search("Termine am Brett", "1"))
    judged = folder / "questions.jsonl"
    judged.write_text("", encoding="utf-8")
    refused = run("judgments", "--export", str(folder))
    assert (refused.code, "was not written by an export" in refused.err) == (2, True)
    assert (judged.read_text(encoding="utf-8"), (folder / "judgments.qrels").exists()) == ("", False)
    shared = tmp_path / "shared"
    assert [run("judgments", "--export", str(shared)).code for _ in range(2)] == [0, 0]
    assert "cannot be written" in run("judgments", "--export", str(folder / "a.txt")).err


@pytest.mark.usefixtures("gap")
def test_what_is_orphaned_is_left_out_and_told(run: Command, folder: Path, tmp_path: Path) -> None:
    """An export can always be read back; a decision is orphaned by its own words only, and no more once taken back."""
    run("review", stdin=search("Termine am Brett", "1"))
    run("review", QUESTION, stdin=search("Rundbrief", "1"))
    article_file(folder, TEXT.replace(BOARD, "Hier stand einmal etwas anderes, das nun niemand mehr lesen kann."))
    run("improve")
    assert run("judgments").out.count("orphaned") == 1
    shared = tmp_path / "shared"
    assert "Left out: 1 judgments" in run("judgments", "--export", str(shared)).out
    assert "0 judgments on 0 questions are new, 1 were there" in run("judgments", "--import", str(shared)).out
    run("judgments", "--take-back", "1")
    assert "orphaned" not in run("judgments").out


@pytest.mark.usefixtures("gap")
def test_a_qrels_file_that_is_not_whole_is_refused(run: Command, tmp_path: Path) -> None:
    """Where a line is missing whose passage the questions name, nothing is imported."""
    run("review", stdin=search("Termine am Brett", "1"))
    shared = tmp_path / "shared"
    run("judgments", "--export", str(shared))
    run("judgments", "--take-back", "1")
    (shared / "judgments.qrels").write_text("", encoding="utf-8")
    refused = run("judgments", "--import", str(shared))
    assert refused.code == 2
    assert "questions.jsonl, line 1: judgments.qrels says nothing of the passage a.txt:" in refused.err


def test_one_thing_at_a_time(run: Command, folder: Path) -> None:
    """Options that exclude one another are refused together."""
    assert run("judgments", "--export", str(folder), "--import", str(folder)).code == 2
