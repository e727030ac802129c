from knowledge.concepts import Concept
from knowledge.coverage import WordTerms
from knowledge.evidence import Coverage
from tests.seeded import answerer


def word(weight, **terms):
    return WordTerms(Concept("x", 1.0, {}), weight, terms.get("german", {}), terms.get("parts", {}), frozenset())


def test_a_compound_covers_its_parts_by_half():
    """The word "Insel" is not meant where only "Insellösung" stands."""
    island = word(1.0, german={"insel": 1.0})
    assert island.in_german(["insel"], ["insel"]) == 1.0
    assert island.in_german(["inselloesung"], ["insel", "loesung"]) == 0.5
    assert island.in_german(["see"], ["see"]) == 0.0


def test_the_gap_is_the_word_that_is_missed_most():
    """Many words half covered leave a smaller gap than one telling word that is missing."""
    words = [word(4.0), word(2.0), word(2.0)]
    assert Coverage(words, [0.0, 1.0, 1.0]).gap == 0.5
    assert Coverage(words, [0.0, 1.0, 1.0]).share == 0.5
    assert Coverage(words, [1.0, 0.5, 0.5]).gap == 0.125
    assert Coverage(words, [0.0, 0.0, 1.0]).or_by(Coverage(words, [1.0, 1.0, 0.0]), 0.5).shares == [0.5, 0.5, 1.0]


def features(question):
    found = answerer().select([question]).features
    assert found is not None
    return found


def test_a_question_that_a_note_answers_is_like_it():
    """The editors' own question is very like itself, and a question about something else is not."""
    same, other = features("Haben Unternehmen Social Media nach all den Jahren verstanden?"), features("Wer singt das?")
    assert same.likeness > 0.85
    assert other.likeness < 0.5


def test_without_notes_nothing_is_like_anything():
    """The evidence works without the editors' notes; what they would add is 0."""
    bare = answerer().without(frozenset({"note_de", "asked_de", "topic_de"}))
    found = bare.select(["Sollen wir unsere Kanäle auslagern?"]).features
    assert found is not None
    assert (found.likeness, found.questions, found.noted) == (0.0, 0.0, 0.0)
    assert found.sentence > 0.5
