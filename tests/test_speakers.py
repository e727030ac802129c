import pytest

from tests.seeded import answerer


def asked(question):
    return answerer().speakers.asked(question, answerer().searcher.occurs)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Was sagt Pfeiffer zu Mitarbeitern?", "Stefan Pfeiffer"),
        ("what does Sabine Haas think", "Sabine Haas"),
        ("zitiere Carmen Hillebrand", "Carmen Hillebrand"),
        ("Leopolt zum Budget", "Meike Leopold"),
        ("was sagt Frau Hoffmann über Silos", "Kerstin Hoffmann"),
        ("was sagt pfeifer zu dialog", "Stefan Pfeiffer"),
        ("was meint wilfried schok", "Wilfried Schock"),
        ("Was sagt Juliane Leopold?", "Juliane Leopold"),
        ("Was sagt Leopold zu Leads?", "Meike Leopold"),
        ("What is Henne's view on reach?", "Christian Henne"),
        ("Gelten laut Philipp für alle dieselben Regeln?", "Philipp"),
    ],
)
def test_a_person_is_recognised_also_when_misspelt(question, speaker):
    """A question for one person's words names exactly that person."""
    assert asked(question).speakers == {speaker}


@pytest.mark.parametrize(
    "question",
    [
        "Was sagt Sascha Lobo zu Facebook?",
        "was sagt thomas müller",
        "What does Ed Sheeran think?",
        "zitiere angela merkel",
    ],
)
def test_a_stranger_is_nobody_else(question):
    """A name that speaks nowhere is a stranger's, also when one half of it is known."""
    found = asked(question)
    assert found.stranger
    assert not found.speakers


@pytest.mark.parametrize(
    "question",
    [
        "Was denken Firmen über Marken?",
        "what do customers want from us",
        "Was sagt die Bitkom-Umfrage?",
        "was sagt man dazu",
        "Are Christmas cards to customers outdated?",
    ],
)
def test_words_of_the_language_are_no_names(question):
    """A question that asks for nobody in particular names nobody."""
    found = asked(question)
    assert not found.speakers
    assert found.stranger is None


def test_two_people_are_both_meant():
    """Both people named in a question are asked for."""
    assert asked("Stimmt Sabine Haas Henne zu?").speakers == {"Sabine Haas", "Christian Henne"}
