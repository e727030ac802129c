"""Trying out what an index would learn: before and after, what gets worse, and which floor breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import article_file
from judgments import judgment
from test_learning import BOARD, LETTER, PARTY, TEXT

from knowledge.answers import Answerer
from knowledge.errors import QuestionError
from knowledge.improving import try_out
from knowledge.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article_file(tmp_path / "articles", TEXT)
    return tmp_path / "articles"


@pytest.fixture
def library(folder: Path, home: Path) -> Library:
    opened = Library(folder, home)
    opened.open()
    return opened


def pin(folder: Path, *questions: tuple[str, str | None], floors: str = "") -> None:
    """Put judged questions beside the articles: a question with the words that answer it, None where nothing does."""
    lines = [
        {"id": f"q{n}", "need": f"n{n}", "split": "tune", "language": "de", "turns": [question]}
        | (
            {"kind": "answerable", "gold": [{"source": "a.txt", "words": words}]}
            if words
            else {"kind": "unanswerable", "distance": "near"}
        )
        for n, (question, words) in enumerate(questions)
    ]
    (folder / "questions.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    if floors:
        (folder / "floors.toml").write_text(f"[tune]\n{floors}\n", encoding="utf-8")


def test_a_trial_tells_what_would_change(library: Library, folder: Path) -> None:
    """The question that was a no is answered after; what nobody judged stays; nothing is put in force."""
    pin(folder, ("Wird der Rundbrief gelesen?", LETTER), ("Wie wird das Wetter?", None))
    in_force = library.stored_version()
    question = "Wo erfahre ich von Zusammenkünften?"
    trial = try_out(library, [judgment(question, words=BOARD, folder=folder)])
    assert (trial.judged, trial.right_before, trial.right_after, trial.new) == (1, 0, 1, 1)
    assert trial.before == trial.after == {"answered": 1.0, "Success@1": 1.0, "nDCG@10": 1.0, "refused": 1.0}
    (change,) = trial.changes
    assert (change.turns, change.judged, change.worse) == ((question,), True, False)
    assert (change.before.answered, change.after.quotes[0].text) == (False, BOARD)
    assert trial.publishable
    assert library.stored_version() == in_force
    library.publish(trial.index)
    again = try_out(library, trial.index.judgments)
    assert (again.new, again.changes, again.publishable) == (0, (), True)


def test_a_judged_question_that_gets_worse_holds_it_back(library: Library, folder: Path) -> None:
    """When a later judgment spoils an answer that was judged right, the trial says which, and is not publishable."""
    asked = "Was bringt neue Gesichter in den Verein?"
    good = judgment(asked, words=PARTY, folder=folder)
    library.publish(library.build(judgments=[good]))
    # Words of the same weight in another order, so that both judgments are on one question.
    bad = judgment("Neue Gesichter in den Verein, was bringt sie?", "unanswerable")
    trial = try_out(library, [good, bad])
    assert trial.right_before == 1
    assert [change.turns for change in trial.worse] == [(asked,)]
    assert trial.changes[0] == trial.worse[0]
    assert not trial.publishable


def test_a_judged_question_that_spoils_another_is_confined(library: Library, folder: Path) -> None:
    """Where a judgment leads a like pinned question away, it is published, but leads only questions worded alike."""
    pinned, asked = "Wird der Rundbrief von den Mitgliedern gelesen?", "Lesen die Mitglieder den Rundbrief im Kasten?"
    pin(folder, (pinned, LETTER), floors="hit1_de = 1.0")
    harmless = try_out(library, [judgment("Wo hängen die Termine?", words=BOARD, folder=folder)])
    assert harmless.broken == harmless.confined == ()
    trial = try_out(library, [judgment(asked, words=PARTY, folder=folder)])
    assert trial.confined == (((asked,), (pinned,)),)
    assert (trial.broken, trial.right_after, trial.after["Success@1"]) == ((), 1, 1.0)
    assert trial.publishable
    library.publish(trial.index)
    answerer = Answerer(library.stored(), folder, library.analyzer)
    alike = "Die Mitglieder: Lesen sie den Rundbrief im Kasten?"
    assert [answerer.answer([turn]).quotes[0].text for turn in (pinned, asked, alike)] == [LETTER, PARTY, PARTY]


def test_what_was_confined_stays_so_when_the_articles_are_read_anew(library: Library, folder: Path) -> None:
    """An index of changed files learns from what the one in force had learned from, and in the same way."""
    pin(folder, ("Wird der Rundbrief von den Mitgliedern gelesen?", LETTER), floors="hit1_de = 1.0")
    library.publish(
        try_out(library, [judgment("Lesen die Mitglieder den Rundbrief im Kasten?", words=PARTY, folder=folder)]).index
    )
    article_file(folder, "Ein anderer Text\n\nVon Max Meister\n\nDie Kantine hat am Freitag zu.\n", "b.txt")
    index, _ = library.open()
    assert [judged.confined for judged in index.judgments] == [True]


def test_a_broken_floor_holds_it_back(library: Library, folder: Path) -> None:
    """A judgment on a pinned question itself that goes against it breaks its floor; the line names the figure."""
    asked = "Wird der Rundbrief von den Mitgliedern gelesen?"
    pin(folder, (asked, LETTER), floors="hit1_de = 1.0")
    trial = try_out(library, [judgment(asked, words=PARTY, folder=folder)])
    assert [str(breach).split(":")[0] for breach in trial.broken] == ["tune hit1_de"]
    assert trial.suspects == (((asked,), (asked,)),)
    assert not trial.publishable


def test_what_stands_beside_a_judged_quote_breaks_no_floor(library: Library, folder: Path) -> None:
    """A pinned question that had no answer, and is answered as judged, lowers no figure by its further quotes."""
    asked = "Wo erfahre ich von Zusammenkünften?"
    pin(folder, (asked, BOARD), ("Wird der Rundbrief gelesen?", LETTER), floors="quote_precision = 1.0")
    trial = try_out(library, [judgment(asked, words=BOARD, folder=folder)])
    assert trial.changes[0].after.quotes[0].text == BOARD
    assert trial.publishable


def test_what_was_learned_from_is_not_measured_on(library: Library, folder: Path) -> None:
    """A pinned question that is itself judged counts among the judged ones alone."""
    question = "Wo erfahre ich von Zusammenkünften?"
    pin(folder, (question, BOARD))
    trial = try_out(library, [judgment(question, words=BOARD, folder=folder)])
    assert trial.before == trial.after == {}
    assert (trial.right_before, trial.right_after) == (0, 1)


def test_orphans_are_told(library: Library, folder: Path) -> None:
    """A judgment whose words are gone is among the orphans of the trial, and keeps nothing back."""
    judged = judgment("Wo hängen die Termine?", words=BOARD, folder=folder)
    article_file(folder, TEXT.replace(BOARD, "Hier stand einmal etwas anderes, das nun niemand mehr lesen kann."))
    trial = try_out(library, [judged])
    assert [orphan.id for orphan in trial.orphans] == [judged.id]
    assert trial.publishable


def test_a_damaged_file_of_questions_is_named(library: Library, folder: Path) -> None:
    """The pinned questions cannot be replayed when their file is damaged: it is named with the line."""
    (folder / "questions.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"questions\.jsonl, line 1"):
        try_out(library, [])


def test_questions_on_an_article_that_has_gone_are_left_out(library: Library, folder: Path) -> None:
    """Taking an article away does not stop the improvement: the questions on it are not asked."""
    article_file(
        folder, "Ein anderer Text\n\nVon Max Meister\n\nDie Kantine hat am Freitag zu, was alle ärgert.\n", "b.txt"
    )
    pinned = {"id": "q", "need": "n", "split": "tune", "language": "de", "kind": "answerable"}
    pinned |= {"turns": ["Hat die Kantine zu?"], "gold": [{"source": "b.txt", "words": "am Freitag zu"}]}
    (folder / "questions.jsonl").write_text(json.dumps(pinned), encoding="utf-8")
    assert try_out(library, []).before
    (folder / "b.txt").unlink()
    assert try_out(library, []).before == {}


def test_what_was_taken_back_is_told_with_the_answers_it_changes(library: Library, folder: Path) -> None:
    """An index that unlearns something answers otherwise; that is counted, and the answer listed."""
    question = "Wo erfahre ich von Zusammenkünften?"
    library.publish(library.build(judgments=[judgment(question, words=BOARD, folder=folder)]))
    trial = try_out(library, [])
    assert (trial.new, trial.gone, trial.judged) == (0, 1, 0)
    (change,) = trial.changes
    assert (change.turns, change.judged, change.after.answered) == ((question,), False, False)
    assert trial.publishable


def test_a_judged_question_that_is_not_answered_as_judged_is_named(library: Library, folder: Path) -> None:
    """Where a later judgment on the same words holds, the earlier question is named with it."""
    first, later = "Was bringt neue Gesichter in den Verein?", "Neue Gesichter in den Verein, was bringt sie?"
    judged = [judgment(first, words=PARTY, folder=folder), judgment(later, "unanswerable")]
    trial = try_out(library, judged)
    assert trial.unmet == (((first,), (later,)),)
    assert trial.suspects == trial.unmet, "it was answered so before"
    assert not trial.publishable
