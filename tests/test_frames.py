"""What people put around a question counts little beside what they ask."""

import pytest

from knowledge.frames import without_frames
from tests.seeded import answerer


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Unser Vorstand fragt ständig, ob wir Regeln brauchen", "ob wir Regeln brauchen"),
        ("My boss keeps asking about reach", "about reach"),
        ("Ich muss der Geschäftsführung begründen, warum wir ein Team brauchen", "warum wir ein Team brauchen"),
        ("Ich brauche gute Argumente, warum Dialog zählt", "warum Dialog zählt"),
        ("I'm looking for some quotes on service", "on service"),
        ("Leads gibt es keine. Was soll ich ihm sagen?", "Leads gibt es keine."),
        ("They want figures. How do I respond to that?", "They want figures."),
        ("Ich bin allein für alles zuständig. Ist das normal?", "Ich bin allein für alles zuständig."),
        ("Nobody reads our posts - am I the only one?", "Nobody reads our posts"),
    ],
)
def test_a_frame_is_told_from_the_question(question, left):
    assert without_frames(question).strip(" ,?-") == left.strip(" ,?-")


@pytest.mark.parametrize(
    "question",
    [
        "Was sagt der Chef?",
        "Was kann ein Chef tun?",
        "Habt ihr Ideen für Weihnachten?",
        "Is the term still common?",
        "What should a company say to angry customers?",
        "Gibt es Argumente gegen Regeln?",
        "How should we answer on Twitter?",
        "How do I persuade other departments?",
        "Why does my boss ask for leads?",
        "Was passiert, wenn der Chef fragt?",
        "Die Kunden fragen uns auf Facebook",
        "Is that normal?",
        "Is that typical for small companies?",
    ],
)
def test_what_is_asked_itself_is_no_frame(question):
    assert without_frames(question) == question


@pytest.mark.parametrize(
    ("plain", "framed"),
    [
        ("Brauchen wir Regeln?", "Unser Vorstand will wissen, ob wir Regeln brauchen. Was antworte ich ihm?"),
        ("Is there still free reach on Facebook?", "My boss keeps asking if there is still free reach on Facebook"),
    ],
)
def test_a_framed_question_has_the_plain_ones_answer(plain, framed):
    assert answerer().answer([framed]).quotes[0] == answerer().answer([plain]).quotes[0]


def test_a_frame_alone_asks_of_what_was_asked_before():
    """What should be said of something is a question for that thing."""
    turns = ["Is there still free reach on Facebook?", "and what should I tell my boss?"]
    assert answerer().answer(turns).quotes[0].speaker == answerer().answer(turns[:1]).quotes[0].speaker
