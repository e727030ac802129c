from __future__ import annotations

from pathlib import Path

import pytest
from factories import PROSE, SEEDS, article_file, read

from knowledge.articles import text as text_module
from knowledge.articles.reader import read_article
from knowledge.errors import ArticleError


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "a.txt: is empty"),
        (b"\xef\xbb\xbf \n\t\n", "a.txt: is empty"),
        ("Erste Zeile\nzweite hübsch".encode("latin-1"), "a.txt, line 2: is not UTF-8"),
        (b"Text\x00mehr", "a.txt: is not a text file"),
        ("Text".encode("utf-16"), "a.txt"),
    ],
)
def test_files_that_are_no_articles(content: bytes, told: str) -> None:
    """An empty, foreign or binary file is refused in one sentence that names it and says what to do."""
    with pytest.raises(ArticleError) as caught:
        read(content)
    assert told in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that no article is as large as is refused by its size."""
    monkeypatch.setattr(text_module, "LARGEST_BYTES", 10)
    with pytest.raises(ArticleError, match="too large"):
        read_article(article_file(tmp_path, PROSE))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission is named, with the reason."""

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ArticleError, match=r"a\.txt: cannot be read \(Permission denied\)"):
        read_article(article_file(tmp_path, PROSE))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_count_characters_of_the_file_as_it_stands(newline: str, mark: str) -> None:
    """Line ends, byte order marks and characters outside the basic plane do not shift a block."""
    article, text = read(f"{mark}Ein Titel 😀 für den Text{newline}{PROSE}{newline}😀 {PROSE}{newline}")
    assert [text[b.start : b.end] for b in article.blocks] == [PROSE, f"😀 {PROSE}"]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_our_articles_are_read_without_doubt(path: Path) -> None:
    """With its sidecar, every stretch of our articles has a role, and blocks lie inside stretches."""
    article, text = read_article(path)
    assert article.author
    assert all(stretch.role for stretch in article.stretches)
    for block in article.blocks:
        assert article.stretches[block.stretch].contains(block)
        assert text[block.start : block.end].strip()


def test_doubts_are_told_to_the_editor() -> None:
    """Words without a speaker, a mark without a partner and much furniture become findings with file and line."""
    article, _ = read(
        f"Ein Titel für den Text\n{PROSE} Er rief „halt und ging.\nSchlagwörter: a\n" + "Menü der Seite\n" * 200
    )
    told = [str(finding) for finding in article.findings]
    assert any(line.startswith("a.txt, line 2: a quotation mark has no partner") for line in told)
    assert any("no speaker is known" in line for line in told)
    assert any("taken for page furniture" in line for line in told)


def test_an_article_of_furniture_alone_is_told() -> None:
    """A file in which nobody speaks is a finding, not an error."""
    article, _ = read("Impressum\n")
    assert any("nothing in it can be quoted" in finding.message for finding in article.findings) or article.stretches
