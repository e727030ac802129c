"""Texts and words that are not by the person on top: guests, protocols, letters, replies inside comments."""

from __future__ import annotations

import pytest
from factories import PROSE, passages, voices

HEAD = "Was Vereine lernen\nVon Max Stiller am 03.03.2016\n\n"
MINE = "Ich stehe seit zwanzig Jahren jeden Morgen um drei in der Backstube."


def said_by(text: str, words: str) -> set[tuple[str | None, str | None]]:
    """Return who says some words of an article."""
    return voices(passages(text), words)


@pytest.mark.parametrize(
    "note",
    [
        "Dieser Text stammt von Lisa Kern, die seit Jahren eine Bäckerei führt.",
        "Heute schreibt hier unsere Gastautorin Lisa Kern:",
        "Wir dokumentieren im Folgenden den offenen Brief der Abonnentin im Wortlaut.",
        "Protokoll: Max Stiller",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_text_that_the_page_gives_to_somebody_else_is_nobodys(note: str, below: bool) -> None:
    """Who put a text on the page, wrote it down or printed it did not say it."""
    text = HEAD + (f"{PROSE}\n\n{MINE}\n\n{note}\n" if below else f"{note}\n\n{PROSE}\n\n{MINE}\n")
    assert said_by(text, MINE) == {(None, "author")}


@pytest.mark.parametrize("note", ["Über den Gastautor: Max Stiller ist Bäcker.", "Dieser Text stammt von Max Stiller."])
def test_a_guest_who_is_the_one_on_top_keeps_the_name(note: str) -> None:
    """A guest's own byline stays what it says."""
    assert said_by(f"{HEAD}{PROSE}\n\n{MINE}\n\n{note}\n", MINE) == {("Max Stiller", "author")}


@pytest.mark.parametrize(
    "note",
    [
        "Unser Autor schreibt regelmäßig für dieses Portal über Brot.",
        "Der Verfasser ist Rechtsanwalt in Soest und berät Vereine.",
        "Herr Stiller war bis 2012 Sprecher eines Klinikverbunds in Bonn.",
        "Wir danken Herrn Stiller herzlich für diesen langen Beitrag.",
        "Transparenzhinweis: Das Unternehmen des Autors hat früher Messestände vermietet.",
        "Korrektur: In einer früheren Version hieß es, der Laden habe 2015 geschlossen.",
    ],
)
def test_what_is_said_of_the_author_is_not_said_by_him(note: str) -> None:
    """Editors speak of the author in the third person, also without the full name, in front of the text or behind."""
    for text in (f"{HEAD}{note}\n\n{PROSE}\n\n{MINE}\n", f"{HEAD}{PROSE}\n\n{MINE}\n\n{note}\n"):
        assert said_by(text, note[:40]) <= {(None, None)}
        assert said_by(text, MINE) == {("Max Stiller", "author")}


@pytest.mark.parametrize(
    "lead",
    [
        "Der Vorsitzende des Nachbarvereins betont in seinem Rundbrief:",
        "Im Merkblatt des Finanzamts steht dazu:",
        "Sie erinnert sich:",
    ],
)
def test_what_a_colon_leads_to_is_not_the_authors(lead: str) -> None:
    """A block quote that has lost its marks is nobody's for sure."""
    assert said_by(f"{HEAD}{PROSE}\n\n{lead}\n\n{MINE}\n\n{PROSE}\n", MINE) == {(None, None)}


def commented(comment: str) -> str:
    """Return an article with a comment under a head."""
    first = "Rosa Lind\n31.08.2012 um 10:12 Uhr\nAnrufe stören mich beim Arbeiten sehr."
    return f"{HEAD}{PROSE}\n\n2 Kommentare\n\n{first}\n\n{comment}\n"


@pytest.mark.parametrize(
    "comment",
    [
        f"Jens Tölle\n31.08.2012 um 11:40 Uhr\nRosa Lind schrieb am 31.08.2012 um 10:12:\nAnrufe stören mich\n{MINE}",
        f"Jens Tölle\n31.08.2012 um 11:40 Uhr\nIch finde Karten ganz praktisch.\n-> Antwort Max: {MINE}",
        f"Jens Tölle\n31.08.2012 um 11:40 Uhr\nIch finde Karten gut.\nHallo Jens, {MINE} Viele Grüße, Max Stiller",
        *(
            f"{account}\n31.08.2012 um 11:40 Uhr\n{MINE}"
            for account in ("Gelöschter Nutzer", "Ehemaliges Mitglied", "Facebook-Nutzer", "Unbekannter Verfasser")
        ),
    ],
)
def test_words_inside_a_comment_that_may_be_anothers_are_nobodys(comment: str) -> None:
    """Passed on, answered inside the comment, or of an account that is gone: there is no name for it."""
    assert {speaker for speaker, _ in said_by(commented(comment), MINE)} == {None}


def test_a_commenter_who_writes_for_a_living_is_not_the_articles_author() -> None:
    """Behind a comma, "Autorin" is a trade; the page's own mark stands apart from the name."""
    comment = f"2 Kommentare\n\nPetra Lind, Autorin\n12. März 2014 um 10:12\n{MINE}"
    text = f"Lesen\n12. März 2014\n\n{PROSE}\n\n{PROSE}\n\n{comment}\n"
    assert said_by(text, PROSE) == {(None, "author")}
    assert said_by(text, MINE) == {("Petra Lind", "commenter")}


def test_the_author_of_a_book_did_not_write_its_review() -> None:
    """Among the facts on a book an author is the book's."""
    facts = "Titel: Reden ist Gold\nAutor: Martin Kessler\nVerlag: Lindenhof, 220 Seiten"
    assert said_by(f"Reden ist Gold\nDoro Fink, 12.10.2014\n\n{PROSE}\n\n{MINE}\n\n{facts}\n", MINE) == {
        (None, "author")
    }


def test_statements_above_their_names_are_not_the_bylines() -> None:
    """Where names stand below what people say, nobody can know where the first of them begins."""
    other = "Ich wünsche mir weniger Festreden und dafür mehr Bänke im Park."
    people = f"{MINE}\nMaria Döring (54), Filialleiterin\n\n{other}\nUdo Kranz (61), Landrat"
    text = f"{HEAD}{PROSE}\n\n{people}\n"
    assert "Max Stiller" not in {speaker for words in (MINE, other) for speaker, _ in said_by(text, words)}


def test_the_byline_of_another_piece_on_the_page_does_not_claim_the_first() -> None:
    """Two pieces under one another: the second one's byline says nothing of the first."""
    text = f"Weg damit!\n\n{PROSE}\n\n{MINE}\n\nPro: Offene Räume\nVon Dirk Lamprecht\n\n{PROSE}\n\n{PROSE}\n"
    assert {speaker for speaker, _ in said_by(text, MINE)} == {None}


def test_a_tip_for_a_book_is_not_by_its_author() -> None:
    """A name between the title of a book and its publisher is the book's author."""
    text = (
        f"Buchtipp: Reden ist Gold\nvon Martin Kessler\nLindenhof Verlag, 220 Seiten, 19,90 Euro\n\n{PROSE}\n\n{MINE}\n"
    )
    assert said_by(text, MINE) == {(None, "author")}
