from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.sentences import is_fragment, leans, split_sentences, trails_off


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Im 19. Jahrhundert gab es das nicht.",
        "Am 3. Mai 2014 treffen sich alle.",
        "Das gilt z. B. für kleine Vereine und ggf. auch für große.",
        "Das ist so einfach ;)",
        "Er rief „Halt!“ und lief davon.",
        "Frau Dr. Winter und Prof. Tölle sind einig.",
        "Ludwig XIV. war König.",
        "Es kostet 3.000.000 Euro bzw. mehr.",
        "Das Amt (gegr. 1875) steht noch.",
        "Seit Sept. 1981 gilt Abschn. 3 des Gesetzes.",
        "Telefon, Fax, Brief etc. sind teuer.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    """Ordinals, abbreviations, quoted exclamations and smileys do not end a sentence."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["Das ist so.", "Das bleibt so!", "Warum?"],
        ["Er nahm das Land in Besitz.", "1564 baute er ein Haus.", "Dann fuhr er heim."],
        ["Es hieß „Haus am Bach“.", "1981 war es leer."],
        ['Er sagte: „So ist es".', "Dann ging er.", 'Alle riefen: „Halt!"'],
        ["Es geht um Brief, Fax etc.", "Man könnte mehr nennen."],
        ["Durch die Stadt führt die Route 99.", "Sie ist alt."],
        ["Er sagte: „Nein.“", "Dann ging er."],
        ["Das stimmt nicht. ;)", "Mein nächster Brief wird besser."],
        ["Erst das eine.", "„Dann das andere.“", "Und Schluss."],
    ],
)
def test_sentences_are_parted(parts: list[str]) -> None:
    """Two sentences do not stick together, behind "etc.", a number or a smiley neither."""
    assert sentences(" ".join(parts)) == parts


@settings(max_examples=200)
@given(st.text(alphabet="aB1 .,;:!?)(\n„“\"'…–", max_size=80))
def test_sentences_cover_the_text(text: str) -> None:
    """Sentences follow each other, and nothing but white space lies between them."""
    found = split_sentences(text)
    end = 0
    for span in found:
        assert not text[end : span.start].strip()
        assert span.start < span.end
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Das passt nicht zu den Zielen.",
        "Die sind nur ein weiterer Kanal.",
        "Das finde ich gut.",
        "Zum zweiten könnte man fragen.",
        "Außerdem: Wer bezahlt das?",
        "Da geht es um Vertrauen.",
        "Sind diese geschult, ist alles gut.",
        "und zwar sofort.",
        "Letztere sind selten.",
        "„Dies ist falsch“, sagt er.",
    ],
)
def test_sentences_that_point_back(text: str) -> None:
    """A sentence that cannot be understood without the one before leans on it."""
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Das soziale Netz ist alt.",
        "Die meisten Vereine schreiben Briefe.",
        "Der französische, weit gereiste Entdecker kam an.",
        "Die erste urkundliche Siedlung war klein.",
        "Das von Klara Winter entwickelte Verfahren hilft.",
        "Da die Kosten steigen, wird gespart.",
        "Der Verein schreibt Briefe.",
        "Vereine schreiben Briefe.",
    ],
)
def test_sentences_that_stand_alone(text: str) -> None:
    """Articles with adjectives and a noun, and a reason given first, point nowhere back."""
    assert not leans(text)


def test_english_openings() -> None:
    """English sentences lean by English words."""
    assert leans("This is wrong.", "en")
    assert not leans("Clubs write letters.", "en")


def test_an_unfinished_sentence_trails_off() -> None:
    """A comma or a colon at the end shows that something follows."""
    assert trails_off("Dabei kam heraus:")
    assert not trails_off("Das ist alles.")


def test_fragments_are_known():
    """What names nothing, greets somebody or announces what is missing cannot be understood alone."""
    whole = "Der Rundbrief wird gelesen."
    assert is_fragment("Letztere lassen sich gewinnen.", whole)
    assert is_fragment("Ein Verein zum Beispiel.", whole)
    assert is_fragment("*Abgesehen davon wird er gelesen.", whole)
    assert is_fragment("Hallo Ed, ich sehe das anders.", whole)
    assert is_fragment(whole, "Dafür spricht:")
    assert not is_fragment(whole, whole)
