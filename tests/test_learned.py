"""What judged questions say about others: in like words, in what both find, for one person, after another question."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from judgments import judgment
from seeded import SEEDS, analyzer
from seeded import answerer as answerer_of_seeds

from knowledge.answers import Answerer
from knowledge.learned import Judged
from knowledge.learning import learn
from knowledge.library import Library
from knowledge.models import Judgment


def test_a_confirmed_answer_stays_as_it_was() -> None:
    """Judging the first quote of an answer right changes neither the voice against it nor the other quotes."""
    question = "Sollen wir unsere Kanäle auslagern?"
    before = answerer_of_seeds().answer([question])
    quote = before.quotes[0]
    right = Judgment(
        id=1, turns=(question,), language="de", verdict="answers", source=quote.source, start=quote.start,
        end=quote.end, words=quote.text,
    )  # fmt: skip
    index = learn(answerer_of_seeds().index, [right], SEEDS, analyzer())
    after = Answerer(index, SEEDS, analyzer()).answer([question])
    assert [quote.text for quote in after.quotes] == [quote.text for quote in before.quotes]
    assert after.opposing == before.opposing


def test_a_judgment_helps_a_question_in_other_words_that_finds_the_same() -> None:
    """A wording that shares no word with the judged one, in the other language too, is led to its passage."""
    words = "Dabei würde es sich langfristig positiv auswirken, wenn die Unternehmensführung die Social-Media-Strategie"
    judged = judgment(
        "What are the benefits if top management drives the social media strategy?",
        words=words,
        source="leopold-social-media-im-silo.txt",
        folder=SEEDS,
        language="en",
    )
    asked = "How do I convince the board not to just delegate this away?"
    assert not answerer_of_seeds().candidates([asked])[0].text.startswith(words)
    index = learn(answerer_of_seeds().index, [judged], SEEDS, analyzer())
    assert Answerer(index, SEEDS, analyzer()).candidates([asked])[0].text.startswith(words)


def test_what_finds_the_same_but_asks_for_an_unknown_thing_still_gets_a_no() -> None:
    """A judged question vouches for others that find the same, not for a name or a price that no article holds."""
    question = "Sollen wir unsere Kanäle auslagern?"
    quote = answerer_of_seeds().answer([question]).quotes[0]
    judged = judgment(question, words=quote.text, source=quote.source, folder=SEEDS)
    after = Answerer(learn(answerer_of_seeds().index, [judged], SEEDS, analyzer()), SEEDS, analyzer())
    for other in ("Sollen wir unsere Kanäle an Quibbelfix auslagern?", "Which law applies when outsourcing channels?"):
        assert not after.answer([other]).answered


def test_a_further_question_with_the_same_words_is_another_one() -> None:
    """What was judged about a question does not open the answer to "what instead?" after it, which was judged apart."""
    base, further = "Haben Social Media Teams eine Zukunft?", "Und was wäre die Alternative?"
    shown = answerer_of_seeds().answer([base]).quotes[0]
    other = answerer_of_seeds().answer([base, further]).quotes[0]
    judged = [
        judgment(base, words=shown.text, source=shown.source, folder=SEEDS),
        judgment(further, words=other.text, source=other.source, folder=SEEDS).model_copy(
            update={"id": 2, "turns": (base, further)}
        ),
    ]
    after = Answerer(learn(answerer_of_seeds().index, judged, SEEDS, analyzer()), SEEDS, analyzer())
    assert shown.text != other.text
    assert [after.answer(turns).quotes[0].text for turns in ([base], [base, further])] == [shown.text, other.text]


@pytest.mark.parametrize("further", ["Any examples?", "more", "why?", "who disagrees?", "And what does it cost?"])
def test_that_nothing_answers_a_further_question_leaves_the_first_one_alone(further: str) -> None:
    """A follow-up that was judged to have no answer gets none; the question before it is answered as it was."""
    base = "Should we outsource our channels?"
    denied = judgment(further, "unanswerable", language="en").model_copy(update={"turns": (base, further)})
    after = Answerer(learn(answerer_of_seeds().index, [denied], SEEDS, analyzer()), SEEDS, analyzer())
    assert after.answer([base]).quotes == answerer_of_seeds().answer([base]).quotes
    assert not after.answer([base, further]).answered


def test_that_nothing_answers_a_question_says_nothing_of_one_persons_words() -> None:
    """A question that nobody answers may find just what one person says on its word; that person may still be asked."""
    asked = "What does Carmen Hillebrand say about silos?"
    denied = [
        judgment(turn, "unanswerable", language=language).model_copy(update={"id": number})
        for number, (turn, language) in enumerate(
            [("how do farmers keep the grain in a silo dry", "en"), ("Wie viel Getreide passt in ein Silo?", "de")]
        )
    ]
    before = answerer_of_seeds().answer([asked])
    after = Answerer(learn(answerer_of_seeds().index, denied, SEEDS, analyzer()), SEEDS, analyzer()).answer([asked])
    assert before.answered
    assert [quote.text for quote in after.quotes] == [quote.text for quote in before.quotes]


@pytest.mark.parametrize(
    ("denied", "asked"),
    [
        ("Marketing will einen Podcast, hört sich so etwas jemand an?", "Does the social team belong in marketing?"),
        ("Wie viele Hotlines hat die Bahn?", "Können Callcenter Social Media übernehmen?"),
    ],
)
def test_what_finds_the_same_but_shares_few_words_is_no_denied_question(denied: str, asked: str) -> None:
    """Questions for other things on one matter find the same passages: that one has no answer says little of others."""
    judged = judgment(denied, "unanswerable")
    after = Answerer(learn(answerer_of_seeds().index, [judged], SEEDS, analyzer()), SEEDS, analyzer())
    assert not after.answer([denied]).answered
    assert after.answer([asked]).answered


@pytest.mark.parametrize("beside", [(), ("topics.toml",)], ids=["bare", "with topics"])
def test_without_notes_a_judged_question_does_not_answer_others_that_share_a_common_word(
    tmp_path: Path, beside: tuple[str, ...]
) -> None:
    """Where articles stand alone, what a judgment adds is no more than what they themselves give."""
    for file in (*SEEDS.glob("*.txt"), *(SEEDS / name for name in beside)):
        shutil.copy(file, tmp_path)
    library = Library(tmp_path, tmp_path / "index")
    index, _ = library.open()
    words = "Man sollte sich auch fragen, wer denn Social Media in eine Gesamtstrategie einfügen können soll"
    source = "leopold-social-media-im-silo.txt"
    judged = judgment("Was muss ein Social Media Manager können?", words=words, source=source, folder=tmp_path)
    after = Answerer(learn(index, [judged], tmp_path, library.analyzer), tmp_path, library.analyzer)
    asked = "Gelten für alle Unternehmen dieselben Social-Media-Spielregeln?"
    assert after.candidates([judged.turns[0]])[0].text.startswith(words)
    assert "die selben Social-Media-Spielregeln" in after.answer([asked]).quotes[0].text


def test_a_short_judged_question_is_not_all_of_a_long_one() -> None:
    """A word of the other language may stand for several of a question's: these count no more than it does itself."""
    words = "Man belächelt sie wie Pausenclowns, die man sich nur leistet, weil das „heute halt dazu gehört“."
    source = "leopold-social-media-im-silo.txt"
    judged = judgment("does anyone take us seriously", words=words, source=source, folder=SEEDS, language="en")
    after = Answerer(learn(answerer_of_seeds().index, [judged], SEEDS, analyzer()), SEEDS, analyzer())
    asked = "Was hätten wir davon, wenn die Geschäftsführung Social Media ernst nähme?"
    ranking = after.select([asked]).ranking
    assert ranking.judged
    assert 0 < ranking.judged.answers.max() < 0.5


def test_who_takes_a_side_opens_before_a_judged_passage_only_by_matching_nearly_as_well() -> None:
    """Somebody's side opens a disputable question; the liker a judged one, the better that side must match."""
    words = (
        "Es kommt auch darauf an, wie operativ die Rolle gesehen wird. Ich habe den Eindruck, dass viele Unternehmen "
        "diese beschränken auf Content und Community Management und nicht darüber hinaus denken."
    )
    judged = judgment(
        "The job ad only mentions putting up texts and answering comments. Is that too narrow a remit?",
        words=words,
        source="leopold-social-media-im-silo.txt",
        folder=SEEDS,
        language="en",
    )
    asked = "In der Stellenbeschreibung steht nur Texte einstellen und Kommentare beantworten. Ist das zu wenig?"
    after = Answerer(learn(answerer_of_seeds().index, [judged], SEEDS, analyzer()), SEEDS, analyzer())
    assert answerer_of_seeds().answer([asked]).quotes[0].speaker == "Christian Henne"
    assert after.answer([asked]).quotes[0].text == words
    other = "Sollen wir Social Media auslagern?"
    assert after.answer([other]).quotes == answerer_of_seeds().answer([other]).quotes


def judged_by(**said: float) -> Judged:
    """Return what judged questions say of the one passage there is, in likenesses."""
    passages = {name: np.array([said.get(name, 0.0)]) for name in ("answers", "wrong", "alike", "alike_wrong")}
    return Judged(
        **passages,
        same=np.where(passages["answers"] >= 0.85, passages["answers"], 0.0),
        denied=False,
        denial=said.get("denial", 0.0),
        alike_denial=said.get("alike_denial", 0.0),
        likest_of=np.array([0]),
        likeness=np.zeros(1),
        likeness_of_finds=np.zeros(1),
        held={"held": np.array([1.0]), "lacked": np.array([0.0])},
    )


def test_what_judged_questions_say_of_an_answer() -> None:
    """A likeness speaks for an answer, one to a question without any against it, as far as it is above that."""
    assert judged_by().says(0, [], lacking=False) == 0
    assert 0 < judged_by(answers=0.4).says(0, [], lacking=False) < judged_by(answers=0.6).says(0, [], lacking=False)
    assert judged_by(answers=0.9).says(0, [], lacking=False) > 2 * judged_by(answers=0.8).says(0, [], lacking=False)
    assert (
        judged_by(answers=0.9).says(0, ["lacked"], lacking=False)
        == 0
        < judged_by(answers=0.9).says(0, ["held"], lacking=False)
    )
    assert judged_by(alike=0.4).says(0, [], lacking=False) == 0 < judged_by(alike=0.6).says(0, [], lacking=False)
    assert judged_by(alike=0.6, alike_denial=0.7).says(0, [], lacking=False) == 0
    assert judged_by(alike=0.9).says(0, [], lacking=True) == 0
    assert judged_by(denial=0.5).says(0, [], lacking=False) < judged_by(denial=0.3).says(0, [], lacking=False) < 0
    assert judged_by(denial=0.15).says(0, [], lacking=False) == 0
    assert judged_by(denial=0.5, answers=0.5).says(0, [], lacking=False) > 0
    assert judged_by(answers=0.5).firmness(0) == 1 > judged_by(answers=0.3).firmness(0) > 0 == judged_by().firmness(0)


def test_what_judged_questions_say_of_a_score() -> None:
    """A passage gains by likeness in words or finds to what it answers, and loses by that to what it does not."""

    def score(**said: float) -> float:
        return float(judged_by(**said).weigh(np.array([10.0]), 1.0, noted=True)[0])

    assert score() == score(alike=0.4) == score(alike_wrong=0.4) == 10
    assert score(answers=0.3) > score(answers=0.1) > 10 < score(alike=0.6) < score(alike=0.8)
    assert 10 > score(wrong=0.3) > score(wrong=0.5)
    assert 10 > score(alike_wrong=0.6) > score(alike_wrong=0.8)
    assert score(alike=0.7, alike_wrong=0.7) == score(alike=0.7)
