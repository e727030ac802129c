from knowledge.explain import explanation
from tests.seeded import answerer


def explain(question):
    return explanation(answerer(), answerer().select([question]))


def test_an_answer_shows_terms_translations_and_fields():
    """The explanation names each word with the terms it became, and what each field gave."""
    text = explain("Should we outsource our channels?")
    assert "kanal" in text
    assert "translation" in text
    assert "answerable" in text


def test_a_no_shows_what_was_missing():
    """The explanation of a no names the words that the articles do not hold."""
    assert "not in the articles: TikTok" in explain("What does Henne say about TikTok?")
