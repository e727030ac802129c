"""What stands beside an article's words: credits of block quotes, captions, prefaces, and what colons announce."""

from __future__ import annotations

import pytest
from factories import PROSE, passages, voices

from knowledge.articles.credits import find_credits

HEAD = "# Wer liest noch den Rundbrief\n\nVon Klara Winter\n\n"
AFTER = "Ein Anruf am Abend bringt mehr als zehn Seiten Papier, das habe ich oft genug erlebt."
SAID = "Ein Rundbrief ohne Anruf ist nur bedrucktes Papier."
AUTHOR = {("Klara Winter", "author")}


def article(middle: str) -> str:
    return f"{HEAD}{PROSE}\n\n{middle}\n\n{AFTER}\n"


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("> — Rosa Lind, Vorsitzende von „Chor und Leben“", "Rosa Lind"),
        (">\n> – Rosa Lind", "Rosa Lind"),
        ("> - Rosa Lind, Gesangverein Passau", "Rosa Lind"),
        ("> *— Rosa Lind*", "Rosa Lind"),
        ("> -- Dr. Rosa Lind (Gesangverein Passau).", "Dr. Rosa Lind"),
        ("\n> — Rosa Lind", "Rosa Lind"),
        ("\n— Rosa Lind, Vorsitzende des Gesangvereins", "Rosa Lind"),
        ("> — Klara Winter, Leiterin eines Chores", None),
        ("> — Goethe, Maximen und Reflexionen", None),
        ("> — Afrikanisches Sprichwort über Briefe", None),
        ("> — aus dem Geschäftsbericht von 2014", None),
    ],
)
def test_the_line_under_a_block_quote_names_its_speaker(credit: str, name: str | None) -> None:
    """A block quote is by whom the line under it names, and that line is nobody's speech."""
    found = passages(article(f"> {SAID}\n{credit}"))
    assert [(p.speaker, p.role, p.quoted_by) for p in found if p.text == SAID] == [(name, "quoted", "Klara Winter")]
    assert {p.text for p in found} == {PROSE, SAID, AFTER}
    assert voices(found, AFTER) == AUTHOR


@pytest.mark.parametrize(
    "quote",
    [
        f"> {SAID}\n\nRosa Lind, die Vorsitzende, sieht das anders als ich.",
        f"> {SAID}\n> Es helfen mit:\n> — Rosa Lind\n> — Jens Tölle",
        f"> - {SAID}\n> - Rosa Lind, Gesangverein Passau",
        f"> {SAID}\n\n– Rosa Lind\n– Jens Tölle",
        f"> {SAID}\n> — Rosa Lind, 04.09.2014 um 17:12",
        f"> {SAID}\n\n> Das zweite Wort hat jemand anders gesprochen.\n> — Rosa Lind",
    ],
)
def test_names_near_a_block_quote_are_not_its_speaker(quote: str) -> None:
    """Prose, lists of names and the credit of another block quote name nobody for these words."""
    assert voices(passages(article(quote)), SAID) == {(None, "quoted")}


def test_credits_belong_to_the_words_since_the_last_one() -> None:
    """Two people quoted in one block are told apart."""
    text = "> Eins sagt die eine.\n>\n> Und zwei.\n> — Rosa Lind\n>\n> Drei sagt der andere.\r\n> — Jens Tölle\r\n"
    found = [(credit.name, [text[words.start : words.end] for words in credit.words]) for credit in find_credits(text)]
    assert found == [
        ("Rosa Lind", ["Eins sagt die eine.", "Und zwei."]),
        ("Jens Tölle", ["Drei sagt der andere."]),
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "Bild: Der Gesangverein beim Sommerfest am Domplatz in Passau",
        "Foto: So fröhlich feierte der Gesangverein im vergangenen Sommer.",
        "*Bildunterschrift: So sah der Rundbrief im Juni aus.*",
        "Archivfoto: Das Vereinsheim vor dem großen Umbau",
        "Der Gesangverein beim Sommerfest in Passau (Foto: Jens Tölle)",
        "Foto von Jens Tölle auf der Seite des Vereins",
        "Photo by Jens Tölle on Unsplash.",
        "![Der Chor](chor.jpg)\n*So fröhlich singt der Chor beim Sommerfest in Passau.*",
    ],
)
def test_captions_are_not_quotable(caption: str) -> None:
    """A caption in the middle of an article is the page's, and the author goes on after it."""
    found = passages(article(caption))
    assert [(p.text, p.speaker) for p in found] == [(PROSE, "Klara Winter"), (AFTER, "Klara Winter")]


@pytest.mark.parametrize(
    "prose",
    [
        "Bild und Text müssen im Rundbrief zusammenpassen, sonst liest ihn am Ende keiner.",
        "Fotos von Mitgliedern verbietet der Datenschutz.",
        "Bilder sagen im Rundbrief nur dann mehr, wenn sie scharf sind: Niemand sieht gern Nebel.",
        "(Foto und Text müssen dabei immer zusammenpassen.)",
        "- Foto: Achten Sie auf gutes Licht von der richtigen Seite.",
        "Bild: Wählen Sie ein Motiv, das jeder im Verein kennt.",
        "Zwei von drei Mitgliedern lesen den Rundbrief nicht. (Quelle: Umfrage 2014)",
        "*So fröhlich singt unser Chor beim Sommerfest in Passau.*",
    ],
)
def test_prose_about_pictures_stays(prose: str) -> None:
    """A sentence that begins with a picture, an item of a list and a source behind a sentence are the author's."""
    said = prose.strip("-*( )").partition(" (Quelle")[0]
    assert voices(passages(article(prose)), said) == AUTHOR


@pytest.mark.parametrize(
    "preface",
    [
        "*In unserer Reihe „Zuruf“ schreiben Gäste über ihren Verein. Wir freuen uns auf Widerspruch.*",
        "*Dieser Gastbeitrag ist zuerst im Vereinsboten erschienen.*",
        "_Die Redaktion hat Klara um einen Beitrag gebeten, und hier ist er._",
        "Die Beiträge in dieser Rubrik geben nicht unbedingt die Meinung der Redaktion wieder.",
    ],
)
@pytest.mark.parametrize("place", ["{note}\n\n{text}", "{text}\n\n{note}"])
def test_what_editors_say_of_a_guest_is_not_the_guests(preface: str, place: str) -> None:
    """A note on the series, the guest or the editors' opinion is nobody's, above the text and under it."""
    found = passages(
        HEAD.replace("Von", "Ein Gastbeitrag von") + place.format(note=preface, text=f"{PROSE}\n\n{AFTER}")
    )
    assert voices(found, PROSE) == voices(found, AFTER) == AUTHOR
    assert {p.speaker for p in found if p.text in preface} == {None}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("*Das ist mir sehr wichtig. Es bleibt mir auch wichtig.*", "Das ist mir sehr wichtig."),
        ("*Das ist mir sehr wichtig. Es bleibt mir auch wichtig.*", "Es bleibt mir auch wichtig."),
        (
            "**Wichtig ist mir die feste Stunde. Sonst nichts.** Alles andere kommt später.",
            "Alles andere kommt später.",
        ),
        ("**Wichtig:** Die feste Stunde in jeder Woche.", "**Wichtig:** Die feste Stunde in jeder Woche."),
        ("Mir ist vor allem eines *wirklich wichtig.*", "Mir ist vor allem eines *wirklich wichtig.*"),
        ("*Leser*innen rufen lieber an als zu schreiben.*", "Leser*innen rufen lieber an als zu schreiben."),
    ],
)
def test_marks_of_emphasis_without_a_partner_are_not_shown(said: str, shown: str) -> None:
    """A sentence is quoted without the marks that enclose its paragraph; its own pairs stay."""
    assert shown in {p.text for p in passages(article(said))}


@pytest.mark.parametrize(
    "quotation",
    [
        "„Wir haben den Rundbrief eingestellt.\n\nNiemand hat ihn vermisst, nicht einmal ich“, erzählt Rosa Lind.",
        "Niemand hat ihn vermisst, nicht einmal ich“, erzählt Rosa Lind.",
        "- Niemand hat ihn vermisst, nicht einmal ich“, erzählt Rosa Lind.",
    ],
)
def test_the_second_half_of_a_quotation_is_not_the_authors(quotation: str) -> None:
    """Words before a closing mark that opens in another paragraph, or nowhere, are not the author's."""
    found = passages(article(quotation))
    half = next(p for p in found if p.text.startswith("Niemand"))
    assert (half.speaker, half.role == "author") == (None, False)
    assert voices(found, AFTER) == AUTHOR


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Und weiter heißt es bei Tölle:", None),
        ("In der Satzung des Vereins heisst es dazu:", None),
        ("Was das heißt, zeigt die Umfrage des Verbands:", "Klara Winter"),
        ("Wer fragt. Dann heißt es:", "Klara Winter"),
    ],
)
def test_a_paragraph_announced_as_somebody_elses_is_nobodys(lead: str, speaker: str | None) -> None:
    """The paragraph behind "… heißt es bei X:" is not given to the author, the one after it is."""
    announced = "Wer nicht anruft, der wird auch nicht angerufen."
    found = passages(article(f"{lead}\n\n{announced}"))
    assert {p.speaker for p in found if p.text == announced} == {speaker}
    assert voices(found, AFTER) == AUTHOR
