"""The terminal's side of the loop: review, improve, rollback, judgments."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import terminal_loop
from command import Command, log
from factories import article_file
from terminal_loop import QUESTION, search
from test_learning import BOARD, LETTER, TEXT

# Fixtures.
folder, run, gap = terminal_loop.folder, terminal_loop.run, terminal_loop.gap


@pytest.mark.usefixtures("gap")
def test_from_a_gap_to_an_answer(run: Command) -> None:
    """A gap is listed, the passage is found by a search, the index is improved, and the question has its answer."""
    assert QUESTION in run("review", "--list").out
    reviewed = run("review", stdin=search("Termine am Brett", "1"))
    assert "asked 2 ×, 2 unanswered" in reviewed.out
    assert BOARD in reviewed.out
    assert "Noted: which passages answer." in reviewed.out
    assert run("ask", QUESTION).code == 1, "nothing goes live before it was tried out"
    improved = run("improve")
    assert improved.code == 0
    assert "judged questions answered as judged: 0 before, 1 after, of 1; 1 judgments are new" in improved.out
    answered = run("ask", QUESTION)
    assert answered.code == 0
    assert BOARD in answered.out
    assert "No gaps" in run("review", "--list").out


@pytest.mark.usefixtures("gap")
def test_going_back_and_taking_back(run: Command, home: Path) -> None:
    """The index before is in force again after a rollback; a decision taken back opens the gap again."""
    run("review", stdin=search("Termine am Brett", "1"))
    run("improve")
    assert "in force" in run("rollback").out
    assert run("ask", QUESTION).code == 1
    versions = run("rollback", "--list").out.splitlines()
    assert [line.endswith("in force") for line in versions] == [False, True]
    assert run("rollback", versions[0].split()[0]).code == 0
    assert run("ask", QUESTION).code == 0
    wrong = run("rollback", "nothing-like-it")
    assert wrong.code == 2
    assert versions[0].split()[0] in wrong.err
    listed = run("judgments").out
    assert "answers  (terminal, " in listed
    assert BOARD in listed
    number = listed.split()[0]
    assert "`fundstelle improve` makes an index without that" in run("judgments", "--take-back", number).out
    assert run("judgments", "--take-back", number).code == 1
    assert "taken back, in force until the next improve" in run("judgments").out
    assert QUESTION in run("review", "--list").out
    shutil.rmtree(home / "indexes")
    assert run("ask", QUESTION).code == 0, "an index that is lost is made again as it was"
    improved = run("improve").out
    assert "0 judgments are new, 1 were taken back" in improved
    assert "1 answers change" in improved
    assert run("ask", QUESTION).code == 1
    assert "; taken back)" in run("judgments").out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("n", "the articles do not answer this"),
        ("x", "not a question"),
        ("-1", "which passages answer"),
        ("1 -2", "which passages answer"),
    ],
)
@pytest.mark.usefixtures("gap")
def test_every_decision_closes_the_gap(run: Command, line: str, said: str) -> None:
    """Whatever is decided is said back, and the gap is gone."""
    words = "Rundbrief und Brett und Sommerfest"
    assert f"Noted: {said}" in run("review", stdin=search(words, line)).out
    assert "No gaps" in run("review", "--list").out


def test_an_answer_voted_down_can_be_right_or_a_finding(run: Command, folder: Path, home: Path) -> None:
    """What was answered and voted down is decided by one letter; the finding names the slice."""
    log(folder, home, "Wird der Rundbrief gelesen?", down=True)
    reviewed = run("review", stdin=b"r\n")
    assert f"Answered: „{LETTER}“ — Erna Muster" in reviewed.out
    assert "Noted: the answer was right" in reviewed.out
    log(folder, home, "Lesen die Mitglieder den Rundbrief?", down=True)
    assert "a finding on the article" in run("review", stdin=b"f\n").out
    assert "finding" in run("judgments").out
    assert f"a.txt: wrong speaker or broken quote: “{LETTER}”" in run("check").out


@pytest.mark.usefixtures("gap")
def test_what_cannot_be_read_is_asked_again(run: Command) -> None:
    """A slip of the keys decides nothing; undo without a decision says so; the end of the input ends the review."""
    reviewed = run("review", stdin=b"/Rundbrief\n99\nr\nhm\n1 -1\nu\nq\n")
    assert reviewed.out.count("Type ") == 4
    assert "nothing to take back" in reviewed.out
    assert QUESTION in run("review", "--list").out
    skipped = run("review", stdin=b"s\n")
    assert "0 decided, 1 skipped" in skipped.out


@pytest.mark.usefixtures("gap")
def test_what_is_no_number_is_told_at_once(run: Command) -> None:
    """A long row of digits, or a range, decides nothing, and is asked again."""
    reviewed = run("review", stdin=("1" * 60 + "x\n" + "1" * 60 + "\n1-2\nq\n").encode())
    assert reviewed.out.count("Type ") == 3


@pytest.mark.usefixtures("gap")
def test_the_last_decision_of_a_review_has_a_way_back(run: Command, folder: Path, home: Path) -> None:
    """What cannot be undone in the review any more is named with its number; what was undone does not count."""
    log(folder, home, "Gibt es ein Vereinsheim mit Parkplatz?")
    reviewed = run("review", stdin=b"n\nu\nn\nn\n")
    assert "2 decided, 0 skipped" in reviewed.out
    last = run("judgments").out.split()[0]
    assert f"`fundstelle judgments --take-back {last}` takes the last decision back" in reviewed.out
    typed = run("review", "Wer backt den Kuchen?", stdin=b"n\n")
    assert f"--take-back {int(last) + 1}`" in typed.out


@pytest.mark.usefixtures("gap")
def test_undo_in_a_review(run: Command, folder: Path, home: Path) -> None:
    """The decision before can be taken back while the next gap is on the screen."""
    log(folder, home, "Gibt es ein Vereinsheim mit Parkplatz?")
    reviewed = run("review", stdin=b"x\nu\nq\n")
    assert "Taken back" in reviewed.out
    assert QUESTION in run("review", "--list").out


@pytest.mark.usefixtures("folder")
def test_a_typed_question_can_be_decided_without_a_gap(run: Command) -> None:
    """Somebody types a question that nobody has asked yet, and says which passage answers it."""
    assert "Noted" in run("review", QUESTION, stdin=search("Termine am Brett", "1")).out
    assert run("improve").code == 0
    assert run("ask", QUESTION).code == 0


PINNED = "Wird der Rundbrief von den Mitgliedern gelesen?"


@pytest.fixture
def pinned(folder: Path) -> None:
    """Put a judged question beside the articles, with its floor."""
    line = {"id": "q", "need": "n", "split": "tune", "language": "de", "kind": "answerable"}
    line |= {"turns": [PINNED], "gold": [{"source": "a.txt", "words": LETTER}]}
    (folder / "questions.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (folder / "floors.toml").write_text("[tune]\nhit1_de = 1.0\n", encoding="utf-8")


@pytest.mark.usefixtures("gap", "pinned")
def test_an_improvement_that_breaks_a_floor_is_held_back(run: Command) -> None:
    """The floor is named, the exit code is 1, and the old index stays in force."""
    before = run("rollback", "--list").out
    run("review", PINNED, stdin=search("Termine am Brett", "1"))
    improved = run("improve")
    assert improved.code == 1
    assert "floor: tune hit1_de" in improved.out
    assert "Not published" in improved.out
    assert run("rollback", "--list").out == before


@pytest.mark.usefixtures("gap", "pinned")
def test_an_improvement_that_would_spoil_a_like_question_is_confined(run: Command, home: Path) -> None:
    """It is put in force, says which judged question leads no others and why, and answers that one as judged."""
    asked = "Lesen die Mitglieder den Rundbrief im Kasten?"
    run("review", asked, stdin=search("Termine am Brett", "1"))
    improved = run("improve")
    assert improved.code == 0
    assert f"confined: {asked}  leads questions worded alike only; it would have spoilt: {PINNED}" in improved.out
    assert BOARD in run("ask", asked).out
    assert LETTER in run("ask", PINNED).out
    shutil.rmtree(home / "indexes")
    assert LETTER in run("ask", PINNED).out, "an index that is lost is made again as it was"
    assert BOARD in run("ask", asked).out


@pytest.mark.usefixtures("gap")
def test_an_orphaned_judgment_is_listed(run: Command, folder: Path) -> None:
    """When the judged words leave the article, the judgment is named by improve and in the list, and is not lost."""
    run("review", stdin=search("Termine am Brett", "1"))
    run("improve")
    article_file(folder, TEXT.replace(BOARD, "Hier stand einmal etwas anderes, das nun niemand mehr lesen kann."))
    assert f"orphaned: {QUESTION}" in run("improve").out
    assert "orphaned" in run("judgments").out
    article_file(folder, TEXT)
    assert run("improve").code == 0
    assert run("ask", QUESTION).code == 0


@pytest.mark.usefixtures("gap")
def test_a_log_that_was_begun_anew_is_no_old_one(run: Command, folder: Path, home: Path) -> None:
    """Numbers begin anew with a log: what an index has learned from the one before is not taken for what is new."""
    run("review", stdin=search("Termine am Brett", "1"))
    run("improve")
    for file in home.glob("log.sqlite*"):
        file.unlink()
    log(folder, home, "Gibt es ein Vereinsheim?")
    run("review", stdin=search("Sommerfest", "1"))
    assert run("reindex").code == 0
    assert "not learned yet" in run("judgments").out
    assert "1 judgments are new, 1 were taken back" in run("improve").out
    assert "in force" in run("judgments").out
