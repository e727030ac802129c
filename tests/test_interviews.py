"""Who asks and who answers where labels give surnames only."""

from __future__ import annotations

import pytest
from factories import PROSE, passages, voices

ASKED = "Und was machen Sie dann anders als die anderen Vereine?"
FIRST = "Der Rundbrief erreicht nur die Hälfte der Mitglieder, das wissen wir seit Jahren."
SECOND = "Wir rufen deshalb jeden Monat zwanzig Leute an und fragen sie nach ihrer Meinung."
LIND, TOELLE, NOBODY = {("Rosa Lind", "quoted")}, {("Jens Tölle", "quoted")}, {(None, None)}


def interview(head: str, asks: str = "Lind", answers: str = "Tölle", tail: str = "") -> str:
    turns = (f"{asks}: Wer liest das noch?", f"{answers}: {FIRST}", f"{asks}: {ASKED}", f"{answers}: {SECOND}")
    return "\n\n".join(("Der Rundbrief ist tot", head, *turns, tail))


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (
            "Interview: Rosa Lind\n\nJens Tölle leitet seit Jahren die Kasse des Turnvereins und weiß, wer was liest.",
            "",
        ),
        ("Wir trafen den Kassenwart Jens Tölle im Vereinsheim.", "Das Interview führte Rosa Lind."),
        ("Ein Gespräch mit Jens Tölle. Die Fragen stellte Rosa Lind.", ""),
        ("Interview von Rosa Lind mit dem Kassenwart Jens Tölle aus Passau.", ""),
        ("Interview: Rosa Lind", "Jens Tölle ist Kassenwart des Turnvereins Passau und Vater von drei Kindern."),
    ],
)
def test_surnames_are_completed_from_the_text(head: str, tail: str) -> None:
    """Where all of the text knows one person of a surname, the label stands for that person."""
    found = passages(interview(head, tail=tail))
    assert voices(found, ASKED) == LIND
    assert voices(found, FIRST) == voices(found, SECOND) == TOELLE
    assert not [p for p in found if p.speaker and p.text in head + tail]


@pytest.mark.parametrize(("asks", "answers"), [("LIND", "TÖLLE"), ("Frau Lind", "Dr. Tölle"), ("Rosa", "Jens Tölle")])
def test_labels_in_other_forms(asks: str, answers: str) -> None:
    """Capitals, forms of address and first names stand for the person whom the head names."""
    found = passages(interview("Interview mit Jens Tölle. Fragen: Rosa Lind", asks, answers))
    assert voices(found, ASKED) == LIND
    assert voices(found, FIRST) == TOELLE


@pytest.mark.parametrize(
    "head",
    [
        "Interview: Rosa Lind",
        "Laut Tölle liest niemand mehr den Rundbrief, und das hat seinen Grund.",
        "Kassenwart Tölle zählt mit. Auch der Kassenwart des Nachbarvereins kennt das.",
        "Geschäftsführer Tölle liest den Rundbrief nicht, und damit ist er nicht allein.",
        "Herr Tölle liest den Rundbrief nicht, und Frau Tölle liest ihn auch nicht.",
        "Ein Gespräch mit Jens Tölle, dessen Bruder Karl Tölle den Rundbrief schreibt.",
        "Jens Tölle und Karl Tölle haben den Verein gegründet, vor mehr als zwanzig Jahren.",
    ],
)
def test_a_surname_of_nobody_or_of_several_names_nobody(head: str) -> None:
    """Offices, words that open sentences and two people of one surname complete no label."""
    found = passages(interview(head))
    assert voices(found, FIRST) == voices(found, SECOND) == NOBODY


def test_people_spoken_of_complete_no_label() -> None:
    """Somebody whom a labelled answer or question mentions is not taken for the one who answers."""
    found = passages(interview("Interview: Rosa Lind", tail="Lind: Und was sagt Ihr Bruder Karl Tölle zu alledem?"))
    assert voices(found, FIRST) == NOBODY


def test_a_label_that_counts_questions_is_no_person() -> None:
    """The label "Letzte Frage" is not a first name and a surname."""
    found = passages(
        interview("Im Gespräch mit Jens Tölle", "Frage", "Antwort", f"Letzte Frage: {ASKED.replace('dann', 'morgen')}")
    )
    assert voices(found, FIRST) == TOELLE
    assert {p.speaker for p in found} == {"Jens Tölle", None}


def test_what_follows_a_labelled_line_is_its_speakers_only_for_sure() -> None:
    """A second paragraph goes on with an answer; after a question, a heading, thanks and a note it is nobody's."""
    second = "Das zweite ist die feste Stunde, in der jemand ans Telefon geht."
    follows = {
        second: TOELLE,
        "Neue Wege zum alten Mitglied": NOBODY,
        "Lind: Wie machen das eigentlich die anderen?": LIND,
        "Jeder Verein hält es damit anders als sein Nachbar.": NOBODY,
        "Lind: Vielen Dank für das Gespräch, das wir heute führten.": LIND,
        "Der Kassenwart lebt mit drei Katzen im Vereinsheim.": NOBODY,
    }
    tail = "\n\n".join(line.replace("Lind:", "Rosa Lind:") for line in follows)
    found = passages(interview("Interview: Rosa Lind", "Rosa Lind", "Jens Tölle", tail))
    for line, voice in follows.items():
        assert voices(found, line.removeprefix("Lind: ")) == voice, line


def test_a_note_on_somebody_is_not_the_last_speakers() -> None:
    """What the editors say of the two under the interview is nobody's."""
    note = "Jens Tölle, 41, ist gelernter Schreiner und lebt in Passau."
    found = passages(
        interview("Interview: Rosa Lind", "Rosa Lind", "Jens Tölle", f"{note} Er singt gern im Gesangverein.")
    )
    assert voices(found, note) == voices(found, "Er singt gern im Gesangverein.") == NOBODY


def test_answers_without_labels_are_not_the_askers() -> None:
    """Where only the questions have labels, nobody is named for the answers."""
    turns = f"Rosa Lind: {ASKED}\n\n{FIRST}\n\nRosa Lind: Das finde ich sehr vernünftig von Ihnen.\n\n{SECOND}\n\n"
    lead = "Der Rundbrief ist tot\n\nWir trafen den Kassenwart des Vereins im Vereinsheim."
    found = passages(f"{lead}\n\n{turns}Rosa Lind: Wer macht sonst noch alles mit?\n\nNiemand.\n")
    assert voices(found, ASKED) == LIND
    assert voices(found, FIRST) == voices(found, SECOND) == NOBODY


@pytest.mark.parametrize(
    "talk",
    [
        "Elif Demir führt ein Café. Wir haben sie besucht.\n\n**Wie kam es dazu?**\n\n{}\n\n**Was war schwer?**\n\n{}",
        "Elif Demir führt ein Café. Ein Besuch in ihrem Büro.\n\n**Wozu das alles?**\n\n{}\n\n**Und nun?**\n\n{}",
        "– Warum steht das Café auf dem Markt?\n\n– {}\n\n– Was fragen die Leute?\n\n– {}",
    ],
)
def test_answers_to_somebody_who_was_called_on_are_not_the_bylines(talk: str) -> None:
    """Who asks stands on top, who answers is nobody for sure: no line says whose the answers are."""
    answers = "Ich wollte nie ein Büro von innen sehen.", "Der Winter war schwierig, weil die Heizung ausfiel."
    found = passages(f"Kaffee mit Elif\nVon Lena Brandt\n\n{talk.format(*answers)}\n")
    assert {speaker for answer in answers for speaker, _ in voices(found, answer)} == {None}


def test_questions_as_headings_make_no_interview() -> None:
    """An author who asks and answers under headings goes on speaking."""
    headed = f"**Wozu das alles?**\n\n{PROSE}\n\n**Und nun?**\n\n{PROSE}"
    text = f"Kaffee im Büro\nVon Lena Brandt\n\n{PROSE}\n\n{headed}\n"
    assert voices(passages(text), PROSE) == {("Lena Brandt", "author")}
