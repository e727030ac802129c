import pytest

from knowledge.answers import Answerer
from knowledge.building import build_index
from knowledge.speakers import Speakers
from tests.factories import article_file, passages
from tests.seeded import analyzer, answerer


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


CLUB = """Von Holger Brandt

Der Rundbrief soll bleiben, denn auf Papier lesen ihn alle im Verein.

„Eine App wäre billiger und für alle schneller“, wendet Kai Brandt ein. Auch Ilka Thoms zweifelt am Papier.

2 Kommentare

Timo Lang sagt:
3. Mai 2021 um 10:12 Uhr
Ein Rundbrief per Mail würde uns allen völlig reichen.

Vera Thomas sagt:
4. Mai 2021 um 11:30 Uhr
Der Rundbrief auf Papier ist doch das Schönste am Verein.
"""


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("Wie lang darf ein Rundbrief sein?", set()),
        ("Und wie lang soll er sein?", set()),
        ("Was sagt Lang zum Rundbrief?", {"Timo Lang"}),
        ("timo lang zum rundbrief", {"Timo Lang"}),
        ("Rundbrief: Meinung von Timo Lang", {"Timo Lang"}),
        ("Was sagt Brandt zum Rundbrief?", {"Holger Brandt"}),
        ("Was sagt Kai Brandt zur App?", set()),
        ("what does Kai Brandt say about the app?", set()),
        ("Was sagt Ilka Thoms zum Papier?", set()),
        ("Was sagt Kollege Brandt zum Rundbrief?", {"Holger Brandt"}),
    ],
)
def test_who_only_shares_a_name_or_a_word_is_not_asked_for(question, speakers):
    """An ordinary word is no surname, and whoever the articles name but do not let speak is nobody who does."""
    found = Speakers(passages(CLUB), analyzer().lexicon).asked(question, lambda word: word in CLUB)
    assert found.speakers == speakers
    assert found.stranger is None


def test_what_an_author_reports_is_not_what_the_author_thinks(tmp_path):
    """A sentence that is somebody else's words for the most part is no answer to what its author says."""
    article_file(tmp_path, CLUB)
    asked = Answerer(build_index(tmp_path, analyzer()), tmp_path, analyzer())
    assert "wendet Kai Brandt ein" in asked.answer(["Wäre eine App billiger?"]).text
    assert "wendet Kai Brandt ein" not in asked.answer(["Was sagt Holger Brandt zur App?"]).text
