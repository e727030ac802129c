"""Judgments as evidence: what they bring first, weaken, deny, and where their words are found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import article_file
from judgments import judgment
from seeded import analyzer

from knowledge.answers import Answerer
from knowledge.building import build_index
from knowledge.explain import explanation
from knowledge.index import Index, dump_index, without_judgments
from knowledge.learning import learn
from knowledge.library import Library
from knowledge.models import Judgment, Language, Verdict

TEXT = """Ein Verein und sein Brief

Von Erna Muster

Der Rundbrief wird von den meisten Mitgliedern kaum gelesen, obwohl er jeden Monat im Kasten liegt.

Am schwarzen Brett hängen die Termine, und dort schaut jede und jeder einmal in der Woche vorbei.

Wer etwas zu sagen hat, ruft am besten die Vorsitzende an, denn sie nimmt sich immer gerne Zeit.

Das Sommerfest bringt mehr neue Gesichter in den Verein als alle Zettel in den Briefkästen zusammen.
"""
BOARD = "Am schwarzen Brett hängen die Termine, und dort schaut jede und jeder einmal in der Woche vorbei."
PARTY = "Das Sommerfest bringt mehr neue Gesichter in den Verein als alle Zettel in den Briefkästen zusammen."
LETTER = "Der Rundbrief wird von den meisten Mitgliedern kaum gelesen, obwohl er jeden Monat im Kasten liegt."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article_file(tmp_path / "articles", TEXT)
    return tmp_path / "articles"


def taught(folder: Path, *judgments: Judgment) -> Answerer:
    index = learn(build_index(folder, analyzer()), judgments, folder, analyzer())
    return Answerer(index, folder, analyzer())


def first(answerer: Answerer, question: str) -> str | None:
    answer = answerer.answer([question])
    return answer.quotes[0].text if answer.quotes else None


def test_a_judged_question_is_answered_as_judged(folder: Path) -> None:
    """A question without a word of the article is answered once somebody has judged it, and surely."""
    question = "Wo erfahre ich von Zusammenkünften?"
    assert first(taught(folder), question) is None
    answer = taught(folder, judgment(question, words=BOARD, folder=folder)).answer([question])
    assert answer.quotes[0].text == BOARD
    assert answer.confidence > 0.9
    assert answer.quotes[0].speaker == "Erna Muster"


def test_a_judgment_helps_a_like_question_too(folder: Path) -> None:
    """Not only the judged wording: a question that shares its telling words finds the passage."""
    answerer = taught(folder, judgment("Wo erfahre ich von Zusammenkünften?", words=BOARD, folder=folder))
    assert first(answerer, "Zusammenkünfte: wo erfahren?") == BOARD


@pytest.mark.parametrize(
    ("judged", "language", "asked"),
    [
        ("Wie werben wir erfolgreich um Nachwuchs?", "de", "How do we successfully recruit junior staff?"),
        ("How do we find new employees?", "en", "Wie finden wir neue Angestellte?"),
    ],
)
def test_a_judgment_helps_in_the_other_language(folder: Path, judged: str, language: Language, asked: str) -> None:
    """What was judged in German helps an English question, and the other way round."""
    answerer = taught(folder, judgment(judged, words=PARTY, folder=folder, language=language))
    assert answerer.candidates([asked])[0].text == PARTY


def test_a_passage_judged_not_to_answer_gives_way(folder: Path) -> None:
    """The pair of question and passage is weakened; the passage stays where it was for other questions."""
    question = "Was bringen Rundbrief und Sommerfest?"
    before = taught(folder)
    best = before.candidates([question])[0].text
    after = taught(folder, judgment(question, "wrong", best, folder=folder))
    assert after.candidates([question])[0].text != best
    other = "Wer liest den Rundbrief?"
    assert before.candidates([other])[0].text == after.candidates([other])[0].text


def test_a_question_judged_unanswerable_gets_a_no(folder: Path) -> None:
    """What no article answers is refused, also where the words stand in one."""
    question = "Wie oft erscheint der Rundbrief jeden Monat?"
    assert first(taught(folder), "Wird der Rundbrief gelesen?") == LETTER
    answer = taught(folder, judgment(question, "unanswerable")).answer([question])
    assert not answer.answered


def test_nothing_is_learned_without_judgments(folder: Path) -> None:
    """Without judgments the version is that of the files; with some it is another, always the same one."""
    index = build_index(folder, analyzer())
    assert learn(index, [], folder, analyzer()).version == index.version == index.fingerprint
    judged = judgment("Was steht am Brett?", words=BOARD, folder=folder)
    versions = {learn(index, [judged], folder, analyzer()).version for _ in range(2)}
    assert len(versions) == 1
    assert index.version not in versions


def moved(folder: Path, text: str, name: str = "a.txt") -> Index:
    judged = judgment("Was steht am Brett?", words=BOARD, folder=folder)
    (folder / "a.txt").unlink()
    article_file(folder, text, name)
    return learn(build_index(folder, analyzer()), [judged], folder, analyzer())


def test_a_moved_passage_keeps_its_judgment(folder: Path) -> None:
    """When the article grows at its head, the judgment is on the same words as before."""
    index = moved(folder, TEXT.replace("Von Erna Muster\n", "Von Erna Muster\n\nEin neuer Absatz kommt hier dazu.\n"))
    assert not index.orphans
    (judged,) = index.judgments
    text = (folder / "a.txt").read_text(encoding="utf-8")
    assert text[judged.start : judged.end] == BOARD


def test_a_passage_in_a_renamed_file_keeps_its_judgment(folder: Path) -> None:
    """The words are found in another article where they stand nowhere else."""
    index = moved(folder, TEXT, "renamed.txt")
    assert index.judgments[0].source == "renamed.txt"


def test_a_removed_passage_orphans_its_judgment(folder: Path) -> None:
    """A judgment whose words are gone is listed, not dropped; when they come back, so does it."""
    index = moved(folder, TEXT.replace(BOARD, "Hier stand einmal etwas anderes, das nun niemand mehr lesen kann."))
    assert not index.judgments
    assert [orphan.words for orphan in index.orphans] == [BOARD]
    article_file(folder, TEXT)
    back = learn(build_index(folder, analyzer()), index.orphans, folder, analyzer())
    assert (len(back.judgments), len(back.orphans)) == (1, 0)


def test_a_forgotten_judgment_leaves_no_word(folder: Path) -> None:
    """Taking a judgment out of an index takes its wording and its terms, and leaves the others."""
    kept = judgment("Was steht am Brett?", words=BOARD, folder=folder)
    gone = judgment("Was bringt das Xylophonfest?", words=PARTY, folder=folder)
    index = learn(build_index(folder, analyzer()), [kept, gone], folder, analyzer())
    assert b"xylophon" in dump_index(index).lower()
    left = without_judgments(index, [gone.id])
    assert b"xylophon" not in dump_index(left).lower()
    answerer = Answerer(left, folder, analyzer())
    assert first(answerer, "Was steht am Brett?") == BOARD


def test_another_wish_is_another_question(folder: Path) -> None:
    """What was judged for one person's view does not deny the same to everybody."""
    answerer = taught(folder, judgment("Was sagt Klaus Kinski zum Rundbrief?", "unanswerable"))
    assert first(answerer, "Wird der Rundbrief gelesen?") == LETTER


def test_an_explanation_names_the_judged_question(folder: Path) -> None:
    """`--explain` shows which judged question an answer comes from, and how like it is."""
    question = "Wo erfahre ich von Zusammenkünften?"
    answerer = taught(folder, judgment(question, words=BOARD, folder=folder))
    assert f"1.00  {question}: answers a.txt:" in explanation(answerer, answerer.select([question]))


def test_the_frame_of_a_judged_question_says_nothing_about_another_subject(folder: Path) -> None:
    """A question in the same words about something that no article holds is refused as before."""
    answerer = taught(folder, judgment("Was haltet ihr grundsätzlich von Zetteln?", words=PARTY, folder=folder))
    assert first(answerer, "Was haltet ihr grundsätzlich von Zetteln?") == PARTY
    assert first(answerer, "Was haltet ihr grundsätzlich von Apfelkuchen?") is None


def test_a_negated_question_is_not_the_judged_one(folder: Path) -> None:
    """What was judged to have no answer is not denied when it is asked the other way round."""
    answerer = taught(folder, judgment("Wird der Rundbrief nicht gelesen?", "unanswerable"))
    assert first(answerer, "Wird der Rundbrief gelesen?") == LETTER


def test_a_judged_passage_that_cannot_be_quoted_lends_no_certainty(folder: Path) -> None:
    """Where the file has changed since, the judged passage is withheld, and nothing nobody judged takes its place."""
    question = "Wo erfahre ich von Zusammenkünften?"
    answerer = taught(folder, judgment(question, words=BOARD, folder=folder))
    article_file(folder, TEXT.replace(BOARD, BOARD.replace("Termine", "Anzeigen")))
    answer = answerer.answer([question])
    assert not answer.answered
    assert answer.confidence < 0.5


def test_an_orphan_that_is_taken_back_is_gone(folder: Path) -> None:
    """What was taken back leaves the next index, also where its words stood nowhere."""
    lost = judgment("Wer kommt?", words=BOARD, folder=folder).model_copy(
        update={"words": "Das steht nirgends mehr so."}
    )
    library = Library(folder, folder.parent / "home", analyzer().lexicon)
    library.publish(library.build(judgments=[lost]))
    assert [orphan.id for orphan in library.open()[0].orphans] == [lost.id]
    assert not library.build(judgments=[]).orphans


@pytest.mark.parametrize("later", ["answers", "unanswerable"])
def test_of_two_questions_with_the_same_words_the_later_judgment_holds(folder: Path, later: Verdict) -> None:
    """Words in another order are one question: what was judged last about it holds, for both wordings."""
    wordings = "Was bringt neue Gesichter in den Verein?", "Neue Gesichter in den Verein, was bringt sie?"
    verdicts: list[Verdict] = ["answers", "unanswerable"] if later == "unanswerable" else ["unanswerable", "answers"]
    judged = [
        judgment(wording, verdict, words=PARTY if verdict == "answers" else None, folder=folder)
        for wording, verdict in zip(wordings, verdicts, strict=True)
    ]
    answerer = taught(folder, *judged)
    assert {first(answerer, wording) for wording in wordings} == {PARTY if later == "answers" else None}


def test_of_two_passages_judged_for_the_same_words_the_later_one_opens(folder: Path) -> None:
    """Two people chose two passages for one question in two wordings: the later choice opens."""
    wordings = "Was bringt neue Gesichter in den Verein?", "Neue Gesichter in den Verein, was bringt sie?"
    for words in ((PARTY, BOARD), (BOARD, PARTY)):
        pairs = zip(wordings, words, strict=True)
        answerer = taught(folder, *(judgment(wording, words=chosen, folder=folder) for wording, chosen in pairs))
        assert [first(answerer, wording) for wording in wordings] == [words[1]] * 2
