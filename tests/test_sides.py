"""Questions for one side of a topic, for both, and such as take one for granted."""

import pytest

from tests.seeded import answerer

OUTSOURCE = "Sollen wir unsere Kanäle auslagern?"


def speakers(*turns):
    return [quote.speaker for quote in answerer().answer(turns).quotes]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Was spricht gegen das Auslagern?", "Ed"),
        ("Was spricht für das Auslagern?", "Marco"),
        ("arguments against outsourcing", "Ed"),
        ("What speaks for outsourcing?", "Marco"),
        ("Was spricht gegen Regeln und Freigaben?", "Stefan Pfeiffer"),
        ("What are the benefits of a social media policy?", None),
        ("Was spricht dagegen, Callcenter einzusetzen?", "Philipp"),
    ],
)
def test_the_side_asked_for_goes_first(question, first):
    """Asked for one side, the answer opens with it; the other one stands beside it."""
    answer = answerer().answer([question])
    assert answer.quotes[0].speaker == first
    assert answer.opposing is not None


def test_disadvantages_are_the_side_against():
    """Who asks for the disadvantages gets the voice against, whether or not another stands beside it."""
    assert speakers("Nachteile der Zentralisierung")[0] == "Stefan Pfeiffer"


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        (["Was spricht gegen das Auslagern?", "und dafür?"], "Marco"),
        (["Was spricht gegen das Auslagern?", "Und was spricht dafür?"], "Marco"),
        (["Was spricht für das Auslagern?", "und dagegen?"], "Ed"),
        (["What speaks for outsourcing?", "and against?"], "Ed"),
    ],
)
def test_the_other_side_may_be_asked_for_next(turns, first):
    """After one side the other one can be had without naming the topic again."""
    assert speakers(*turns)[0] == first


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        ([OUTSOURCE, "und dafür?", "und dagegen?", "und dafür?"], "Marco"),
        ([OUTSOURCE, *["Und was spricht dagegen?", "Und was spricht dafür?"] * 4], "Marco"),
        ([OUTSOURCE, *["Und was spricht dafür?", "Und was spricht dagegen?"] * 4], "Ed"),
        (["Should we run our channels ourselves?", "And what speaks for an agency?"], "Marco"),
        (["Was spricht für eine Agentur statt eigener Leute?"], "Marco"),
    ],
)
def test_a_side_stays_one_of_the_topic_through_many_turns(turns, first):
    """However often the side changes, the topic is the one that was named last."""
    assert speakers(*turns)[0] == first


@pytest.mark.parametrize("question", ["pros and cons of outsourcing", "Vor- und Nachteile fester Regeln"])
def test_both_sides_are_shown_where_both_are_asked_for(question):
    """A question for both sides gets two people's."""
    answer = answerer().answer([question])
    assert answer.quotes[answer.opposing].speaker != answer.quotes[0].speaker


@pytest.mark.parametrize(
    ("turns", "speaker"),
    [
        (["Should we outsource?", "what speaks against it?"], "Ed"),
        (["Sollen wir unsere Kanäle auslagern?", "was spricht dafür?"], "Marco"),
        (["Should we run our channels ourselves?", "what speaks against it?"], "Marco"),
    ],
)
def test_a_side_is_one_of_the_topic_not_of_the_answer(turns, speaker):
    """What speaks for or against something is asked of the topic, whichever side the answer before showed."""
    assert speakers(*turns)[0] == speaker


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Warum sollten wir unsere Kanäle auslagern?", "Marco"),
        ("Warum sollten wir unsere Kanäle nicht auslagern?", "Ed"),
        ("Why should we outsource?", "Marco"),
        ("Why shouldn't we outsource?", "Ed"),
        ("Wieso sollten wir unsere Kanäle selbst betreuen?", "Ed"),
        ("Warum sollten Firmen Social Media selbst betreuen?", "Ed"),
        ("Why should companies run their social media accounts themselves?", "Ed"),
        ("Why should a company run its social channels itself rather than hire an agency?", "Ed"),
        ("Why is it wrong to let call centres do social media?", "Philipp"),
        ("Why is it bad to outsource?", "Ed"),
        ("Why shouldn't we avoid outsourcing?", "Marco"),
        ("Why should companies without know-how outsource?", "Marco"),
        ("Warum sollte man Social Media nicht zentralisieren?", "Stefan Pfeiffer"),
        ("Ehrlich, warum sollten wir unsere Kanäle nicht auslagern?", "Ed"),
        ("If we have the money, why should we not outsource our channels?", "Ed"),
        ("Als kleine Firma, warum sollten wir auslagern?", "Marco"),
        ("Why should we, as a small company, not outsource?", "Ed"),
    ],
)
def test_what_a_question_takes_for_granted_goes_first(question, first):
    """Who asks why something should or should not be done gets the voice for that before any against it."""
    assert speakers(question)[0] == first


@pytest.mark.parametrize("question", ["Gibt es Argumente gegen das Auslagern?", "I need arguments against outsourcing"])
def test_arguments_asked_for_are_those_of_a_side(question):
    """Who needs arguments against something is shown the side against it, not the topic."""
    assert "nicht die optimale Lösung" in answerer().answer([question]).quotes[0].text


@pytest.mark.parametrize(
    "question",
    ["Braucht eine Firma ein eigenes Social-Media-Team?", "Is social media really worthwhile for every company?"],
)
def test_who_asks_whether_something_is_so_hears_both_sides(question):
    """Where people disagree on what is asked, somebody who takes a side opens, and somebody else stands against it."""
    answer = answerer().answer([question])
    assert answer.opposing is not None
    assert answer.quotes[answer.opposing].speaker != answer.quotes[0].speaker


def test_why_something_is_so_takes_no_side():
    """A question for the reasons of what is, not of what should be, leaves the best match first."""
    assert "puren Verzweiflung" in answerer().answer(["Warum beschweren sich Kunden öffentlich?"]).quotes[0].text
