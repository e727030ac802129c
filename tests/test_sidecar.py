from __future__ import annotations

import pytest
from factories import PROSE, article_file, passages, read

from knowledge.articles.reader import read_article
from knowledge.errors import SidecarError

TEXT = f"Ein Titel\n{PROSE}\nZweiter Absatz mit Worten.\nNoch ein Absatz, mit Worten.\nDas Ende vom Lied.\n"


def test_a_sidecar_says_what_the_text_cannot() -> None:
    """Facts and speeches of the sidecar are the article's; what no speech covers is nobody's."""
    article, text = read(
        TEXT,
        'title = "Der Brief"\nauthor = "Klara Winter"\npublication = "Bote"\ndate = 2014-09-04\nurl = "https://a.de"\n'
        '[[speech]]\nfrom = "Der Rundbrief"\nuntil = "Kasten liegt."\nspeaker = "Klara Winter"\nrole = "author"\n'
        '[[speech]]\nfrom = "Das Ende"\nrole = "commenter"\ndate = 2014-09-05\n',
    )
    assert (article.title, article.author, article.publication) == ("Der Brief", "Klara Winter", "Bote")
    assert str(article.date) == "2014-09-04"
    assert [text[s.start : s.end] for s in article.stretches] == [PROSE, "Das Ende vom Lied."]
    assert [(s.speaker, s.role) for s in article.stretches] == [("Klara Winter", "author"), (None, "commenter")]


def test_a_sidecar_without_speeches_names_the_author_only() -> None:
    """With the author alone in the sidecar, the text is still read, and its author's words are named."""
    found = passages(TEXT, 'author = "Klara Winter"')
    assert {(p.speaker, p.role) for p in found} == {("Klara Winter", "author")}


def test_words_are_found_across_white_space() -> None:
    """The words of a sidecar match whatever white space stands between them in the file."""
    article, _ = read(
        TEXT.replace("Zweiter Absatz", "Zweiter\u00a0\n Absatz"), '[[speech]]\nfrom = "Zweiter Absatz"\nrole = "author"'
    )
    assert article.stretches[0].role == "author"


@pytest.mark.parametrize(
    ("sidecar", "told"),
    [
        ("title = \n", ["a.toml", "not valid TOML", "line 1"]),
        ('titel = "x"', ["a.toml", "unknown key titel"]),
        ('[[speech]]\nfrom = "Ein"\nrole = "author"\nnmae = "x"', ["a.toml", "unknown key speech.1.nmae"]),
        ('[[speech]]\nfrom = "Ein Titel"', ["a.toml", "speech.1.role is missing"]),
        ('[[speech]]\nfrom = "Ein Titel"\nrole = "boss"', ["a.toml", "speech.1.role"]),
        ('[[speech]]\nfrom = "gibt es nicht"\nrole = "author"', ["a.toml", "gibt es nicht", "does not occur"]),
        ('[[speech]]\nfrom = "mit Worten"\nrole = "author"', ["a.toml", "mit Worten", "occurs 2 times", "lines 3, 4"]),
        ('[[speech]]\nfrom = " "\nrole = "author"', ["a.toml", "speech.1.from"]),
        (
            '[[speech]]\nfrom = "Ein Titel"\nuntil = "Das Ende"\nrole = "author"\n'
            '[[speech]]\nfrom = "Zweiter"\nrole = "author"',
            ["a.toml", "Ein Titel", "runs into", "Zweiter"],
        ),
        ('[[speech]]\nfrom = "Das Ende"\nuntil = "Zweiter"\nrole = "author"', ["a.toml", "Zweiter", "does not occur"]),
        (
            '[[speech]]\nfrom = "Zweiter"\nuntil = "Absatz mit Worten."\nrole = "author"\n'
            '[[quotation]]\nwords = "Das Ende"',
            ["a.toml", "Das Ende", "does not lie inside one speech"],
        ),
        (
            '[[speech]]\nfrom = "Ein Titel"\nrole = "author"\n'
            '[[quotation]]\nwords = "Das Ende"\n[[quotation]]\nwords = "Ende vom"',
            ["a.toml", "Ende vom", "overlaps"],
        ),
        ("date = 2014-09-04T10:00:00", ["a.toml", "date", "without a time"]),
        ('date = "gestern"', ["a.toml", "date"]),
        ('language = "fr"', ["a.toml", "language"]),
        ("speech = 3", ["a.toml", "speech"]),
        ('title = ""', ["a.toml", "title"]),
    ],
)
def test_a_wrong_sidecar_is_told_in_one_sentence(sidecar: str, told: list[str]) -> None:
    """Whatever is wrong with a sidecar, one line names the file, the place, and what to do."""
    with pytest.raises(SidecarError) as caught:
        read(TEXT, sidecar)
    message = str(caught.value)
    assert all(words in message for words in told), message
    assert "\n" not in message
    assert message.endswith(".")


def test_a_sidecar_that_is_not_utf8(tmp_path) -> None:
    """A sidecar in another encoding is named with the place."""
    path = article_file(tmp_path, TEXT)
    path.with_suffix(".toml").write_bytes(b'title = "\xfc"')
    with pytest.raises(SidecarError, match=r"a\.toml: is not UTF-8 \(byte 9\)"):
        read_article(path)
