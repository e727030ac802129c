"""English questions over German text that nobody has translated."""

import pytest

from knowledge.answers import Answerer
from knowledge.building import build_index
from tests.seeded import analyzer, answerer

ARTICLE = """Was unser Verein gelernt hat

Die meisten Mitglieder kommen durch Mundpropaganda zu unserem Chor im Nachbarort. Auf dem Plakat am Bahnhof steht nur
der Termin der nächsten Probe.

Ein Autohersteller aus der Gegend hat uns drei Jahre lang die Reisen bezahlt. Die Verwaltung der Beiträge haben wir im
letzten Herbst an ein Büro ausgelagert. Verbindliche Regeln für die Sängerinnen hat erst der neue Vorstand geschrieben.
"""


@pytest.fixture(scope="module")
def choir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("choir")
    (folder / "chor.txt").write_text(ARTICLE, encoding="utf-8")
    return Answerer(build_index(folder, analyzer()), folder, analyzer())


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What about word of mouth?", "Mundpropaganda"),
        ("What about the carmaker?", "Autohersteller"),
        ("What do you outsource?", "ausgelagert"),
        ("Are there guidelines?", "Regeln"),
    ],
)
def test_an_english_question_finds_german_words(choir, question, found):
    """By what two words mean together, by words that the dictionary has once, and by the synonyms of translations."""
    assert found in choir.candidates([question])[0].text


def test_paragraphs_spelling_counts_where_nothing_is_translated(choir):
    """An English question goes by the letters of the whole paragraph too; translations say more."""
    question = ["What about the carmaker?"]
    alone, translated = choir.select(question).ranking, answerer().select(question, "en").ranking
    assert any("block_grams" in concept.scores for concept in alone.concepts)
    assert all("block_grams" not in concept.scores for concept in translated.concepts)
    assert all("translation" in concept.scores for concept in translated.concepts)
