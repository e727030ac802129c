from __future__ import annotations

from datetime import date

import pytest
from factories import PROSE, passages, voices

from knowledge.articles.names import is_full_name
from knowledge.models import Passage

FIRST = "Bei uns im Turnverein ist das seit vielen Jahren genau so."
SECOND = "Das ist bei den Kleingärtnern allerdings ganz anders geregelt."
ARTICLE = f"Wer liest noch den Rundbrief\nVon Klara Winter, 12. März 2014\n{PROSE}\n{PROSE}\n"


def commented(comments: str) -> list[Passage]:
    """Return the passages of an article with comments below it."""
    return passages(f"{ARTICLE}3 Kommentare\n{comments}\n")


@pytest.mark.parametrize(
    "quotation", [f"> {FIRST}", "> Ganz früher war der Brief noch gelb.", "„Das war einmal“, so heißt es oben."]
)
@pytest.mark.parametrize(
    "form",
    ["{name} sagt:", "{name} schrieb am {day}. März 2014 um 10:00 Uhr:", "Kommentar von {name}:", "{name}:"],
)
def test_a_comment_that_begins_with_a_quotation(form: str, quotation: str) -> None:
    """A head made as the page's other heads are opens a comment, also where that begins with a quotation."""
    one, two, three = (
        form.format(name=name, day=day) for day, name in enumerate(("Jens Tölle", "Rosa Lind", "Bodo Krause"), start=13)
    )
    last = "Am Aushang führt in keinem Verein ein Weg vorbei."
    found = commented(f"{one}\n{FIRST}\n{two}\n{quotation}\n{SECOND}\n{three}\n{last}")
    assert voices([p for p in found if p.role != "quoted"], FIRST) == {("Jens Tölle", "commenter")}
    assert voices(found, SECOND) == {("Rosa Lind", "commenter")}
    assert voices(found, last) == {("Bodo Krause", "commenter")}


@pytest.mark.parametrize(
    "lead",
    [
        "Jens Tölle schreibt:\n> Der Rundbrief wird kaum gelesen.",
        "Der Vorstand sagt:\n„Der Rundbrief wird von niemandem gelesen.“",
        "Klara Winter sagt:\n> Der Rundbrief des Vereins wird kaum gelesen.",
        "Jens Tölle sagt:\n> Das ist seit vielen Jahren genau so.",
        "Jens Tölle:\n> Das ist seit vielen Jahren genau so.",
        "Am 13. März 2014 um 10:00 schrieb Jens Tölle:\n> Das ist seit vielen Jahren genau so.",
    ],
)
def test_words_passed_on_in_a_comment_end_it(lead: str) -> None:
    """Where a line may be a head or lead to what somebody said before, nobody is named below it."""
    found = commented(f"Jens Tölle sagt:\n{FIRST}\nRosa Lind sagt:\nDas ist mir neu.\n{lead}\n{SECOND}")
    assert voices(found, FIRST) == {("Jens Tölle", "commenter")}
    assert voices(found, SECOND) == {(None, "commenter")}


def test_who_answers_to_quoted_words_of_another_is_named() -> None:
    """The author answers in the comments, over words that a commenter said: nobody else can be meant."""
    found = commented(f"Jens Tölle sagt:\n{FIRST}\nKlara Winter sagt:\n> {FIRST}\n{SECOND}")
    assert voices(found, SECOND) == {("Klara Winter", "author")}


def test_words_passed_on_right_below_a_head_belong_to_that_comment() -> None:
    """Below a head of another form, "Peter schrieb:" over a quotation passes on words; the commenter goes on."""
    found = commented(
        f"Jens Tölle am 13.03.2014 um 10:12\n{FIRST}\nRosa Lind am 13.03.2014 um 11:40\n"
        f"Jens Tölle schrieb:\n> {FIRST}\n{SECOND}"
    )
    assert voices(found, SECOND) == {("Rosa Lind", "commenter")}


def test_the_first_comment_may_begin_with_a_quotation() -> None:
    """A head over a quotation right below the announcement is read by the form of the later ones."""
    found = commented(f"Jens Tölle sagt:\n> {PROSE}\n{FIRST}\nRosa Lind sagt:\n{SECOND}")
    assert voices(found, FIRST) == {("Jens Tölle", "commenter")}
    assert voices(found, SECOND) == {("Rosa Lind", "commenter")}


def test_without_an_announcement_a_head_over_a_quotation_only_ends_the_comment() -> None:
    """Where nothing announces comments, words may be passed on in any of them."""
    found = passages(
        f"{ARTICLE}Jens Tölle am 13.03.2014 um 10:12 Uhr:\n{FIRST}\n"
        f"Rosa Lind am 13.03.2014 um 11:40 Uhr:\n> Gelb war er nie.\n{SECOND}\n"
    )
    assert voices(found, FIRST) == {("Jens Tölle", "commenter")}
    assert voices(found, SECOND) == {(None, "commenter")}


@pytest.mark.parametrize("line", ["gartenzwerg:", "Der Nachbar:", "✿ Röschen ✿:", "Rosa:", "Prof. Dr. Rosa Lind"])
@pytest.mark.parametrize("head", ["Jens Tölle:", "Jens Tölle sagt:", "Jens Tölle am 13.03.2014 um 10:12"])
def test_a_short_line_that_may_be_a_head_ends_the_comment(head: str, line: str) -> None:
    """What may be the next commenter's name is nobody's head for sure, and nobody goes on speaking below it."""
    found = commented(f"{head}\n{FIRST}\n{line}\n{SECOND}")
    assert voices(found, FIRST) == {("Jens Tölle", "commenter")}
    assert voices(found, SECOND) == {(None, "commenter")}


@pytest.mark.parametrize("line", ["Zum Beispiel:", "Mein Fazit:", "Vorteil:", "1. Der Brief ist zu lang:"])
def test_a_label_inside_a_comment_does_not_end_it(line: str) -> None:
    """Words that nobody is called by leave a comment to whoever wrote it."""
    found = commented(f"Jens Tölle am 13.03.2014 um 10:12\n{FIRST}\n{line}\n{SECOND}")
    assert voices(found, SECOND) == {("Jens Tölle", "commenter")}


@pytest.mark.parametrize("name", ["Jens T.", "Hans Jens T.", "Dr. h.c. Jens Tölle", "Dr. rer. nat. Jens Tölle"])
def test_initials_and_titles_in_heads_of_two_lines(name: str) -> None:
    """A full stop in a name ends no sentence; whoever comments below is named too."""
    found = commented(f"{name}\n13. März 2014 um 10:12 Uhr\n{FIRST}\nRosa Lind\n14. März 2014 um 08:00 Uhr\n{SECOND}")
    assert voices(found, FIRST) == {(name, "commenter")}
    assert voices(found, SECOND) == {("Rosa Lind", "commenter")}
    assert {p.date for p in found if p.text == FIRST} == {date(2014, 3, 13)}


@pytest.mark.parametrize("name", ["Anonym sagt:", "Gast", "Der Nachbar schrieb:"])
def test_the_date_of_a_comment_without_a_name(name: str) -> None:
    """A head that names nobody still dates the comment below it."""
    found = commented(f"Jens Tölle sagt:\n13.03.2014 um 10:12\n{FIRST}\n{name}\n14.03.2014 um 08:00\n{SECOND}")
    assert [(p.speaker, p.date) for p in found if p.text == SECOND] == [(None, date(2014, 3, 14))]


@pytest.mark.parametrize(
    "comment",
    [
        "Den Newsletter bestellen bei uns nur noch die Älteren, und die lesen ihn auch.",
        "Newsletter abonniere ich keine mehr, seit der Vorstand jeden Tag einen schickt.",
        "Weiterlesen wollte hier nach dem ersten Absatz wirklich niemand mehr.",
        "Bild: das Wort sagt doch eigentlich schon alles über den Brief.",
    ],
)
def test_a_comment_that_begins_like_the_page(comment: str) -> None:
    """Right below a head, a sentence is the commenter's, whatever word it begins with."""
    found = commented(f"Jens Tölle am 13.03.2014 um 10:12\n{comment}\n{FIRST}")
    assert voices(found, comment) == {("Jens Tölle", "commenter")}
    assert voices(found, FIRST) == {("Jens Tölle", "commenter")}


def test_captions_and_advertisements_below_a_comment_are_not_the_commenters() -> None:
    """Further down, a caption is nobody's for sure, and what asks the reader to subscribe is the page's."""
    caption = "Bild: Der Vorstand bei seiner Sitzung im Mai in Passau."
    found = commented(
        f"Jens Tölle am 13.03.2014 um 10:12\n{FIRST}\n{caption}\n"
        "Jetzt kostenlos unseren Newsletter bestellen und immer alles als Erster wissen."
    )
    assert voices(found, caption) == {(None, "commenter")}
    assert not [p for p in found if "Newsletter" in p.text]


def test_an_opinion_on_newsletters_stays_in_the_article() -> None:
    """Whoever says "ich" in a whole sentence does not advertise."""
    opinion = "Den Newsletter des Vereins bestelle ich ab, wenn er noch einmal am Sonntag kommt."
    assert voices(passages(f"{ARTICLE}{opinion}\n{PROSE} Wirklich.\n"), opinion) == {("Klara Winter", "author")}


def test_a_signature_in_brackets_below_a_comment() -> None:
    """What stands above a signature is not given to the commenter of the head before it."""
    third = "Am Aushang führt in keinem Verein ein Weg vorbei."
    found = commented(f"Jens Tölle am 13.03.2014 um 10:12\n{FIRST}\n{SECOND}\n(Rosa Lind, 14. März 2014)\n{third}")
    assert voices(found, FIRST) == {("Jens Tölle", "commenter")}
    assert voices(found, SECOND) == {(None, "commenter")}
    assert voices(found, third) == {(None, "commenter")}


@pytest.mark.parametrize(("called", "speaker"), [("@Jens Tölle", None), ("@ Jens", None), ("@Rosa Lind", "Jens Tölle")])
def test_nobody_calls_on_himself(called: str, speaker: str | None) -> None:
    """Below "@Jens" somebody else is speaking than Jens."""
    found = commented(f"Jens Tölle am 13.03.2014 um 10:12\n{FIRST}\n{called}\n{SECOND}")
    assert voices(found, SECOND) == {(speaker, "commenter")}


@pytest.mark.parametrize("words", ["Häufiger Fehler", "Tolle Idee", "Größtes Problem", "Gute Frage", "Neuer Versuch"])
def test_an_adjective_and_a_noun_are_no_name(words):
    """Labels and praise have the shape of a name, but no first name is an adjective with its ending."""
    assert not is_full_name(words)
    assert is_full_name(f"Rosa {words.split()[0]}")


def test_labels_of_a_list_make_no_interview():
    """What comes again and again before a colon may be a label; nobody is called so."""
    rules = ("Zu lange Texte schicken.", "Den Anhang vergessen.", "Am Freitag um fünf verschicken.")
    text = "Von Ada Lang\n\n" + "\n\n".join(f"Häufiger Fehler: {rule} Das liest keiner gern." for rule in rules)
    assert {speaker for speaker, _ in voices(passages(text), "liest keiner gern")} <= {"Ada Lang", None}
