import pytest

from knowledge.language import detect_language
from tests.seeded import analyzer


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sollen wir unsere Kanäle auslagern?", "de"),
        ("Should we outsource our channels?", "en"),
        ("haben social media teams zukunft", "de"),
        ("do social media teams have a future", "en"),
        ("sind leads ein realistisches ziel?", "de"),
        ("reichweite facebook", "de"),
        ("employee ambassadors", "en"),
        ("Was kostet ein Social-Media-Manager?", "de"),
        ("who disagrees?", "en"),
        ("mehr dazu", "de"),
    ],
)
def test_short_questions_are_told_apart(text, language):
    """German and English are told apart in three words, with loanwords and without verbs."""
    assert detect_language(text, analyzer().lexicon) == language


def test_what_is_neither_takes_the_language_before():
    """Where nothing speaks for either language, the one spoken before goes on."""
    assert detect_language("12345", analyzer().lexicon, "en") == "en"
    assert detect_language("12345", analyzer().lexicon, "de") == "de"


def test_an_english_word_of_the_german_articles_is_no_sign_of_english():
    """The word "Leads" alone is no English question where the German articles speak of leads."""
    assert detect_language("leads", analyzer().lexicon, "de", lambda _: True) == "de"
