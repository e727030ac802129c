from __future__ import annotations

import pytest
from factories import passages, read
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles.quotations import find_quotations
from knowledge.models import Span


def quoted(text: str) -> list[str]:
    marks = find_quotations(text, Span(start=0, end=len(text)))
    return [text[span.start : span.end] for span in marks.closed]


def unsure(text: str) -> list[str]:
    marks = find_quotations(text, Span(start=0, end=len(text)))
    return [text[span.start : span.end] for span in marks.unsure]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Er sagte: „So ist es.“ Dann ging er.", ["So ist es."]),
        ("Er sagte: „So ist es.” Dann ging er.", ["So ist es."]),
        ('Er sagte: „So ist es." Dann ging er.', ["So ist es."]),
        ('Er sagte: "So ist es." Dann ging er.', ["So ist es."]),
        ("He said: “That is so.” Then he left.", ["That is so."]),
        ("Er sagte: »So ist es.« Dann ging er.", ["So ist es."]),
        ("Il disait: «So ist es.» Dann ging er.", ["So ist es."]),
        ("Er sagte: ‚So ist es.‘ Dann ging er.", ["So ist es."]),
        ("Er sagte: ‚Das kann’s nicht sein.‘ Dann ging er.", ["Das kann’s nicht sein."]),
        ("Er sagte: ,,So ist es.'' Dann ging er.", ["So ist es."]),
        ("„Er sagte: ‚Nein.‘ Und ging.“ Ende.", ["Er sagte: ‚Nein.‘ Und ging."]),
        ("„Erster Absatz.\nZweiter Absatz.“ Ende.", ["Erster Absatz.\nZweiter Absatz."]),
        ("Ich kann’s nicht, und er kann’s auch nicht.", []),
        ('Ein Schirm von 27" und einer von 32" stehen hier.', []),
        ("Er wollte »mehr« und bekam »weniger«.", ["mehr", "weniger"]),
    ],
)
def test_marks_of_all_kinds_are_paired(text: str, inside: list[str]) -> None:
    """German, English, straight and pointed marks pair; apostrophes and inches do not."""
    assert quoted(text) == inside


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Er sagte: „So ist es. Dann ging er.\nNeuer Absatz.", ["So ist es. Dann ging er."]),
        ("Er las „das und „jenes“ vor.", ["das und „jenes“ vor."]),
        ("So ist es.“ Dann ging er.", ["So ist es."]),
        ('Er sagte: "So ist es. Dann ging er.\nEr rief: "Halt!"', ["So ist es. Dann ging er."]),
    ],
)
def test_a_mark_without_a_partner_makes_its_line_doubtful(text: str, doubtful: list[str]) -> None:
    """Where a mark has lost its partner, nobody is named for the rest of its line."""
    assert unsure(text) == doubtful


@settings(max_examples=300)
@given(st.text(alphabet="ab .,:\n„“”»«\"‚‘’›‹'", max_size=60))
def test_pairing_keeps_its_bounds(text: str) -> None:
    """Whatever the marks, quotations lie inside the text, in order, apart from each other, and hold something."""
    span = Span(start=min(3, len(text)), end=len(text))
    marks = find_quotations(text, span)
    for found in (*marks.closed, *marks.unsure):
        assert span.contains(found)
        assert found.start < found.end
    for before, after in zip(marks.closed, marks.closed[1:], strict=False):
        assert before.end <= after.start


ARTICLE = (
    "Wer liest noch den Rundbrief\nVon Klara Winter\nDer Kassenwart sagte: „Den Brief liest bei uns niemand mehr.“ Und "
    "weiter:\n„Wir sollten ihn einstellen und lieber telefonieren.“\nIch gebe ihm recht, und zwar gern.\n"
)


def test_a_slice_inside_the_marks_is_the_quoted_persons() -> None:
    """A sentence wholly inside quotation marks is quoted, by the outer speaker; one with its lead is the outer's."""
    found = {p.text: (p.speaker, p.role, p.quoted_by) for p in passages(ARTICLE)}
    assert found["Wir sollten ihn einstellen und lieber telefonieren."] == (None, "quoted", "Klara Winter")
    lead = next(text for text in found if text.startswith("Der Kassenwart"))
    assert found[lead] == ("Klara Winter", "author", None)
    assert found["Ich gebe ihm recht, und zwar gern."] == ("Klara Winter", "author", None)


@pytest.mark.parametrize(
    "words",
    [
        "> Den Brief liest bei uns seit Jahren niemand mehr.",
        "Der Kassenwart schreibt dazu:\nDen Brief liest bei uns seit Jahren niemand mehr.",
    ],
)
def test_words_set_off_without_marks_are_not_the_authors(words: str) -> None:
    """A block quote, and a paragraph that "Er schreibt:" leads to, are not given to the author."""
    text = f"Wer liest noch den Rundbrief\nVon Klara Winter\nMeine Meinung dazu steht seit langem fest.\n{words}\n"
    said = next(p for p in passages(text) if p.text.startswith("Den Brief"))
    assert said.speaker is None


def test_an_editors_bracket_is_nobodys() -> None:
    """A word of the editors inside somebody's text is not that person's."""
    article, text = read(ARTICLE + "Noch eines ist wichtig. [Anm. d. Red.: Der Brief wurde inzwischen eingestellt.]\n")
    bracket = text.index("[Anm")
    assert any(q.speaker is None and q.start <= bracket < q.end for q in article.quotations)
