from __future__ import annotations

from pathlib import Path

import pytest
from factories import PROSE, SEEDS, article_file, passages, read, voices
from layouts import LAYOUTS, PIECES, Layout

from knowledge.articles.reader import read_article
from knowledge.chunking import passages_of

FORMS = {
    "plain": lambda text: text,
    "windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "odd white space": lambda text: text.replace(" um ", "\u00a0um ").replace("\n", "  \n\t"),
    "blank lines": lambda text: text.replace("\n", "\n\n") if "---\n" not in text else text,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_everybody_is_named_whom_the_page_names_for_sure(layout: Layout, form: str) -> None:
    """Each piece of a page belongs to whom a careful reader would give it, and the page's own words to nobody."""
    if form == "blank lines" and layout.name == "wrapped-by-hand":
        pytest.skip("lines parted by blank lines are paragraphs")
    text = FORMS[form](layout.whole)
    article, whole = read(text)
    found = passages_of(article, whole)
    assert article.author == layout.author
    assert layout.title in (None, article.title)
    for piece, voice in layout.said.items():
        start = text.find(PIECES[piece])
        spoken = {(p.speaker, p.role) for p in found if p.start < start + len(PIECES[piece]) and p.end > start}
        assert spoken == {voice}, piece
    for words in layout.nobody:
        assert not [p.text for p in found if words in p.text]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_without_its_sidecar_an_article_names_nobody_else(path: Path, tmp_path: Path) -> None:
    """Taken from its sidecar, each of our articles still names nobody wrongly and quotes nothing of the page."""
    article, text = read_article(path)
    with_sidecar = passages_of(article, text)
    bare, _ = read_article(article_file(tmp_path, path.read_bytes(), path.name))
    for passage in passages_of(bare, text):
        rightly = [p for p in with_sidecar if p.overlaps(passage)]
        assert rightly, f"nobody says {passage.text!r}"
        if passage.speaker:
            assert passage.speaker in {p.speaker for p in rightly}
        if passage.role == "author":
            assert "author" in {p.role for p in rightly}


def test_what_the_five_articles_tell_without_sidecars() -> None:
    """Bylines, heads and signatures of our articles are read: author, commenters, the author among them."""
    texts = {path.stem.partition("-")[0]: path.read_bytes() for path in SEEDS.glob("*.txt")}
    henne = [(p.speaker, p.role) for p in passages(texts["henne"].decode())]
    assert {("Christian Henne", "author"), ("Sabine Haas", "commenter"), ("Thomas T.", "commenter")} <= set(henne)
    leopold = {p.speaker for p in passages(texts["leopold"].decode())}
    assert leopold == {None, "Wilfried Schock", "Meike Leopold"}
    assert {p.speaker for p in passages(texts["ed"].decode())} == {None, "Marco"}
    assert {p.speaker for p in passages(texts["hoffmann"].decode())} == {None}
    assert {p.speaker for p in passages(texts["pfeiffer"].decode())} == {None}


@pytest.mark.parametrize(
    "head",
    [
        "Jens Tölle am 04.09.2014 um 17:12",
        "Jens Tölle am 4. September 2014 um 17:12 Uhr:",
        "Jens Tölle schrieb am 04.09.2014 um 17:12 Uhr:",
        "Am 04.09.2014 um 17:12 schrieb Jens Tölle:",
        "Kommentar von Jens Tölle, 04.09.2014, 17:12 Uhr",
        "04.09.2014, 17:12 Uhr, Jens Tölle",
        "Jens Tölle | 04.09.2014 17:12",
        "Jens Tölle (4.9.14, 17:12)",
        "Jens Tölle says: September 4, 2014 at 5:12 pm",
        "Jens Tölle on Thursday, September 4th, 2014 at 5:12 pm",
        "Jens Tölle4. September 2014 um 17:12",
        "Jens Tölle • vor 8 Jahren",
        "Jens Tölle · 8 years ago",
        "#3 Jens Tölle (Turnverein Passau) am Do., 04.09.2014 - 17:12",
        "Verfasst von Jens Tölle am Do, 04.09.2014 - 17:12.",
        "Jens Tölle, Passau, 04.09.2014 um 17:12 Uhr | Antworten",
        "Jens Tölle aus Passau am 4. Sep. 2014 um 17:12",
        "Jens Tölle sagt:",
        "Jens Tölle says:",
        "Jens Tölle meint",
        "Kommentar von Jens Tölle:",
        "Jens Tölle\n4. September 2014 um 17:12",
        "Jens Tölle\nsagt:\n4. September 2014 um 17:12 Uhr",
        "Avatar von Jens Tölle\nJens Tölle\n@jens\n04.09.2014, 17:12",
    ],
)
def test_heads_of_comments(head: str) -> None:
    """A comment's head names its speaker in all the forms that pages use."""
    comment = "Bei uns im Turnverein ist das seit vielen Jahren genau so."
    found = passages(f"Titel des Artikels hier\n{PROSE}\n{PROSE}\n2 Kommentare\n{head}\n{comment}\n")
    assert voices(found, comment) == {("Jens Tölle", "commenter")}


def test_a_head_in_the_same_line_as_its_comment() -> None:
    """Where a comment follows its head without a line break, its speaker is named all the same."""
    found = passages(
        f"Titel des Artikels hier\n{PROSE}\n{PROSE}\nKommentare\n"
        "Jens Tölle am 04.09.2014 um 17:12: Bei uns im Turnverein ist das genau so.\n"
        "Rosa Lind am 05.09.2014 um 08:00 Uhr: Bei uns im Gesangverein ist das anders.\n"
    )
    assert voices(found, "Bei uns im Turnverein ist das genau so.") == {("Jens Tölle", "commenter")}
    assert voices(found, "Bei uns im Gesangverein ist das anders.") == {("Rosa Lind", "commenter")}


@pytest.mark.parametrize(
    "line",
    [
        "Die Woche im Verein | Vereinsbote am 04.09.2014 um 17:12",
        "✿ Röschen ✿ am 04.09.2014 um 17:12",
        "Update am 04.09.2014 um 17:12",
        "Antwort der Redaktion:",
        "Gute Idee | Rosa Lind | 04.09.2014 17:12",
        "Gast am 04.09.2014 um 17:12",
        "Der Besserwisser schrieb:",
        "Grillabend am 20.09.2014 um 18:00 Uhr",
        "Treffen am 20.09.2014 um 18:00",
        "Rosa Lind\nVorstand\n04.09.2014 um 18:00",
        "Antworten",
        "Kommentar verbergen\nAntworten",
        "Rosa Lind Jens Tölle Anna Meier am 04.09.2014 um 17:12",
    ],
)
def test_a_line_that_parts_comments_without_a_sure_name(line: str) -> None:
    """After a head that cannot be read, nobody is named, least of all the person who spoke before."""
    second = "Das ist bei den Kleingärtnern allerdings ganz anders geregelt."
    found = passages(
        f"Titel des Artikels hier\n{PROSE}\n{PROSE}\n2 Kommentare\nJens Tölle am 04.09.2014 um 17:12\n"
        f"Bei uns im Turnverein ist das seit vielen Jahren genau so.\n{line}\n{second}\n"
    )
    assert {speaker for speaker, _ in voices(found, second)} <= {None, "Rosa Lind"}
    assert "author" not in {role for _, role in voices(found, second)}


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Von Klara Winter", "Klara Winter"),
        ("VON KLARA WINTER", "KLARA WINTER"),
        ("Autorin: Dr. Klara Winter", "Dr. Klara Winter"),
        ("By Klara Winter on March 12, 2014", "Klara Winter"),
        ("12. März 2014 von Klara Winter", "Klara Winter"),
        ("von Klara Winter | 12.03.2014 | 3 Kommentare", "Klara Winter"),
        ("Veröffentlicht am 12. März 2014 von Klara Winter in Vereine", "Klara Winter"),
        ("Posted on March 12, 2014 by Klara Winter", "Klara Winter"),
        ("Ein Gastbeitrag von Klara Winter", "Klara Winter"),
        ("*Von Klara von der Heide*", "Klara von der Heide"),
        ("Text: Klara Winter, Fotos: Bodo Krause", None),
        ("Von der Redaktion", None),
        ("Von Vereinsbote Online", None),
        ("Foto: Klara Winter", None),
        ("Interview: Klara Winter", None),
        ("Vereinsbote | 12.03.2014", None),
        ("Bad Homburg, 12. März 2014", None),
        ("Klara Winter", None),
        ("Von Anfang an dabei", None),
        ("Übersetzt von Klara Winter", None),
    ],
)
def test_bylines(byline: str, author: str | None) -> None:
    """The author is who a byline states; a name by itself, a place and a publication are nobody."""
    article, _ = read(f"Wer liest noch den Rundbrief\n{byline}\n{PROSE}\n{PROSE}\n")
    assert article.author in (author, None) if author is None else article.author == author


def test_a_text_about_somebody_is_not_by_him() -> None:
    """The person whom an article is about does not become its author, however often he is named."""
    about = "Klara Winter ist seit zwanzig Jahren Leiterin eines Chores in Passau und dort sehr beliebt."
    article, _ = read(f"Klara Winter\nKlara Winter im Porträt\n{about}\n{PROSE}\nKlara Winter lebt mit drei Katzen.\n")
    assert article.author is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das stimmt so nicht ganz. Viele Grüße, Jens Tölle", "Jens Tölle"),
        ("Das stimmt so nicht ganz. LG Rosa", "Rosa"),
        ("Das stimmt so nicht ganz. Schöne Grüße aus Tirol, Marco.", "Marco"),
        ("Das stimmt so nicht ganz. Liebe Grüße an Marco", None),
        ("Das stimmt so nicht ganz. Viele Grüße aus Wien", None),
        ("Das stimmt so nicht ganz. Danke, Marco!", None),
        ("Das stimmt so nicht ganz. Viele Grüße, Euer Team", None),
        ("Viele Grüße, Jens. PS: Das stimmt so nicht ganz.", None),
    ],
)
def test_signatures_name_numbered_comments(text: str, name: str | None) -> None:
    """A comment whose bounds are sure is named after its signature, never after the person it greets."""
    found = passages(
        f"Titel\n{PROSE}\n{PROSE}\n2 Kommentare\n1. {text}\n2. Das sehe ich allerdings ganz anders hier.\n"
    )
    assert voices(found, "Das stimmt so nicht ganz.") == {(name, "commenter")}


@pytest.mark.parametrize(
    "prose",
    [
        "Newsletter sind tot, sagen die einen, und die anderen schreiben weiter jeden Freitag einen.",
        "Themen setzen kann nur, wer vorher zugehört hat, das gilt für Vereine wie für Verlage.",
        "Erschienen in der Umfrage sind vor allem Zahlen, die niemanden im Verein überrascht haben.",
        "Lesezeit ist kostbar, deshalb gehört das Wichtigste in den ersten Satz eines jeden Briefes.",
        "Cookies sind kleine Dateien, die niemand mag und zu denen trotzdem alle immerzu Ja sagen.",
        "Next steps are hard to plan in a club where nobody reads what the board has written down.",
        "Kommentare zu löschen ist keine Lösung, solange niemand den Verfassern erklärt, warum.",
        "«Das liest doch niemand», sagte meine Nachbarin, als der Brief im Kasten lag.",
    ],
)
def test_prose_is_not_taken_for_furniture(prose: str) -> None:
    """Sentences that begin like a button or a label of the page stay in the article."""
    found = passages(f"Wer liest noch den Rundbrief\nVon Klara Winter\n{PROSE}\n{prose}\n{PROSE} Wirklich.\n")
    assert [p for p in found if p.text in prose and p.speaker == "Klara Winter"]
    assert {p.speaker for p in found if p.text == PROSE} == {"Klara Winter"}


def test_lines_wrapped_by_hand_are_whole_sentences() -> None:
    """A file with hard line breaks yields sentences, not lines."""
    layout = next(layout for layout in LAYOUTS if layout.name == "wrapped-by-hand")
    found = passages(layout.whole)
    assert found[0].text.split() == (
        "Viele Vereine schreiben ihre Rundbriefe noch immer so, als läse jedes Mitglied jede Zeile.".split()
    )
    assert {p.speaker for p in found} == {"Klara Winter", "Jens Tölle"}
