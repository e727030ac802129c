from __future__ import annotations

from pathlib import Path

import pytest
from factories import PROSE, SEEDS, passages, read
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles.reader import read_article
from knowledge.chunking import passages_of

_PIECES = st.sampled_from(
    [
        "Von Klara Winter",
        "Kommentare",
        "Jens Tölle am 04.09.2014 um 17:12",
        "Rosa Lind sagt:",
        "Antworten",
        "Teilen",
        "Er sagte: „So ist es, und so bleibt es auch in Zukunft.“ Das war alles, was er dazu sagte.",
        "„Das ist ein langer Satz in Marken. Und noch einer, der ebenso lang ist.“",
        "Ein „offener Satz ohne Ende, der dennoch lang genug ist.",
        "> Ein Satz von jemand anderem, der abgesetzt steht.",
        "1. Ein nummerierter Satz, der lang genug für alles ist.",
        "  • Ein Satz mit Punkt davor, der lang genug für alles ist.",
        PROSE,
        "",
        "# Eine Überschrift im Text",
        "Über die Autorin",
        "Frage: Wie war das damals eigentlich?",
        "Antwort: Es war so, wie ich es schon gesagt habe.",
    ]
)


@settings(max_examples=80)
@given(st.lists(_PIECES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_passage_is_a_slice_of_one_persons_words(pieces: list[str], newline: str) -> None:
    """Whatever the page, a passage is a slice of the file and lies inside one stretch, in the text's order."""
    text = newline.join(pieces) + "."
    article, whole = read(text)
    found = passages_of(article, whole)
    for passage in found:
        assert passage.text == whole[passage.start : passage.end]
        assert article.stretches[passage.stretch].contains(passage)
        assert not passage.text[0].isspace()
        if passage.role == "quoted":
            assert any(q.contains(passage) for q in article.quotations) or passage.speaker
    for before, after in zip(article.stretches, article.stretches[1:], strict=False):
        assert before.end <= after.start


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_passage_of_ours_is_a_fragment(path: Path) -> None:
    """Every passage of our articles begins and ends as a sentence does."""
    article, text = read_article(path)
    for passage in passages_of(article, text):
        assert passage.text[0].isupper() or passage.text[0] in '„“"»*[' or passage.leans
        assert not passage.text.rstrip(".").endswith((" z", " bzw", " am 3", " Dr", " ca"))


def test_headings_are_context_not_passages() -> None:
    """A heading is not quoted; the sentences below it carry it along."""
    found = passages(f"Titel des Textes\n{PROSE}\nWas der Vorstand tun kann\nEr kann zuhören, und das jeden Abend.\n")
    assert [p.context for p in found] == ["", "Was der Vorstand tun kann"]
    assert "Was der Vorstand tun kann" not in [p.text for p in found]


@pytest.mark.parametrize("words", ["Warum?", "Viele Grüße aus Passau", "[Literaturangabe benötigt]", "LG Rosa Lind"])
def test_what_says_nothing_is_no_passage(words: str) -> None:
    """Single words, greetings and footnotes are not quoted."""
    assert words not in [p.text for p in passages(f"Titel des Textes\n{PROSE}\n{words}\n{PROSE}\n")]


def test_a_named_quotation_inside_a_sentence_is_a_passage_of_its_own() -> None:
    """Where the sidecar names a quoted person, the words are that person's, the sentence around the speaker's."""
    text = f"{PROSE} Dazu meinte Rosa Lind: „Den Brief liest doch keiner“, und sie lachte dabei laut."
    sidecar = (
        'author = "Klara Winter"\n[[speech]]\nfrom = "Der Rundbrief"\nspeaker = "Klara Winter"\nrole = "author"\n'
        '[[quotation]]\nwords = "Den Brief liest doch keiner"\nspeaker = "Rosa Lind"\n'
    )
    found = {p.text: (p.speaker, p.role, p.quoted_by) for p in passages(text, sidecar)}
    assert found["Den Brief liest doch keiner"] == ("Rosa Lind", "quoted", "Klara Winter")
    assert ("Klara Winter", "author", None) in found.values()


def test_a_greeting_that_goes_on_is_a_sentence():
    """A greeting is no passage, but a sentence that begins with one is."""
    article, text = read_article(SEEDS / "ed-2011-kanaele-selbst-betreuen.txt")
    said = [passage.text for passage in passages_of(article, text)]
    assert "Hallo Ed, ich denke da vor allem an KMUs." in said
    assert "Hallo Ed!" not in said
