"""Where quotes begin and end."""

import pytest

from knowledge.answers import Answerer
from knowledge.building import build_index
from tests.factories import article_file
from tests.seeded import analyzer

TOPIC = """[newsletter]
de = "Wird der Rundbrief gelesen?"
en = "Does anybody read the newsletter?"
terms_de = ["Rundbrief"]
terms_en = ["newsletter"]
"""
CLAIM = "Der Rundbrief liegt jeden Monat bei allen Mitgliedern im Kasten und im Vereinsheim aus."
VERDICT = "Das ist mehr Papier als Nutzen für einen so kleinen Verein wie unseren."
ASIDE = "Das war schon vor zwanzig Jahren bei der Gründung des Vereins nicht anders."
LONG = "Der Rundbrief liegt jeden Monat bei allen Mitgliedern im Kasten, " + "und zwar im ganzen Ort, " * 6 + "früh."


def note(words, stance=""):
    side = f'stance = "{stance}"\n' if stance else ""
    return f'[[note]]\nwords = "{words}"\ntopic = "newsletter"\n{side}de = "sagt etwas"\nen = "says something"\n'


def quoted(folder, text, notes):
    """Return the first quote for a question about the newsletter in an article of one paragraph."""
    article_file(folder, f"Vom Verein\n\n{text}\n", "a.txt", 'author = "Ada Lang"\n')
    garden = [f"Im {month} blühen hinter dem Haus die Sträucher am Hang." for month in ("März", "April", "Mai", "Juni")]
    article_file(folder, "Vom Garten\n\n" + "\n\n".join(garden), "b.txt")
    (folder / "topics.toml").write_text(TOPIC, encoding="utf-8")
    (folder / "a.notes.toml").write_text("".join(notes), encoding="utf-8")
    answer = Answerer(build_index(folder, analyzer()), folder, analyzer()).answer(["Wo liegt der Rundbrief im Kasten?"])
    return answer.quotes[0].text


@pytest.mark.parametrize(
    ("text", "notes", "expected"),
    [
        (f"{CLAIM} {VERDICT}", [note(CLAIM), note(VERDICT, "against")], f"{CLAIM} {VERDICT}"),
        (f"{CLAIM} {ASIDE}", [note(CLAIM), note(ASIDE)], CLAIM),
        (f"{CLAIM} {ASIDE}", [note(CLAIM)], CLAIM),
        (f"{LONG} {VERDICT}", [note(LONG), note(VERDICT, "against")], LONG),
        (f"{CLAIM}\n\n{VERDICT}", [note(CLAIM), note(VERDICT, "against")], CLAIM),
    ],
    ids=["verdict", "no side", "no note", "too long", "another paragraph"],
)
def test_a_quote_takes_its_authors_verdict_along(tmp_path, text, notes, expected):
    """A sentence that points back and takes a side follows what it is about, as far as the quote stays short."""
    assert quoted(tmp_path, text, notes) == expected


@pytest.mark.parametrize(
    ("opening", "brings"),
    [
        ("Das liegt am Rundbrief", True),
        ("Deshalb liegt der Rundbrief", True),
        ("Das größte Blatt, der Rundbrief, liegt", False),
        ("Außerdem liegt der Rundbrief", False),
    ],
)
def test_what_opens_a_paragraph_brings_the_sentence_it_means(tmp_path, opening, brings):
    """What begins "Das liegt …" is understood with the end of the paragraph before; what only goes on stands alone."""
    before = "Seit dem Sommer wird bei uns viel mehr gedruckt als früher."
    text = f"{opening} im Kasten, der jeden Monat bei allen Mitgliedern im Ort geleert wird."
    quote = quoted(tmp_path, f"{before}\n\n{text}", [])
    assert quote.endswith(text)
    assert quote.startswith(before) == brings
