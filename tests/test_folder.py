from __future__ import annotations

import os
from pathlib import Path

import pytest
from factories import PROSE, article_file

from knowledge.building import read_folder
from knowledge.errors import FolderError
from knowledge.folder import article_files, fingerprint


def test_articles_are_text_and_markdown_files(tmp_path: Path) -> None:
    """Articles are .txt and .md files, in whatever case, in the order of their names; hidden files are none."""
    for name in ("b.md", "a.txt", "C.TXT", ".hidden.txt", "notes.toml", "d.pdf"):
        article_file(tmp_path, PROSE, name)
    assert [path.name for path in article_files(tmp_path)] == ["C.TXT", "a.txt", "b.md"]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder: folder / "nowhere", "there is no such folder"),
        (lambda folder: article_file(folder, PROSE), "is a file, not a folder"),
        (lambda folder: folder, "holds no articles"),
    ],
)
def test_folders_that_hold_no_articles(make, told: str, tmp_path: Path) -> None:
    """A folder that is missing, a file or empty is told by its name, with what to do."""
    with pytest.raises(FolderError, match=told) as caught:
        article_files(make(tmp_path))
    assert str(tmp_path) in str(caught.value)


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    """A loop of links instead of a folder is an error; among the articles it is only a finding."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(FolderError, match="cannot be read"):
        article_files(loop)
    folder = tmp_path / "articles"
    article_file(folder, PROSE)
    (folder / "x.txt").symlink_to("x.txt")
    (folder / "y.txt").mkdir()
    told = [str(finding) for finding in read_folder(folder).findings]
    assert any(line.startswith("x.txt: is a folder or a broken link") for line in told)
    assert any(line.startswith("y.txt: is a folder or a broken link") for line in told)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is told with the reason."""

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FolderError, match="Permission denied"):
        article_files(tmp_path)


def test_the_fingerprint_names_the_content(tmp_path: Path) -> None:
    """The same content has the same fingerprint, whenever it was written; another word or a sidecar changes it."""
    path = article_file(tmp_path, PROSE)
    first = fingerprint(tmp_path)
    os.utime(path, (0, 0))
    assert fingerprint(tmp_path) == first
    article_file(tmp_path, PROSE, sidecar='title = "x"')
    second = fingerprint(tmp_path)
    article_file(tmp_path, PROSE + " Mehr.")
    assert len({first, second, fingerprint(tmp_path)}) == 3


def test_errors_are_collected(tmp_path: Path) -> None:
    """Reading a folder goes on after an article that cannot be read, and tells them all."""
    article_file(tmp_path, b"", "a.txt")
    article_file(tmp_path, b"\xff", "b.txt")
    article_file(tmp_path, PROSE, "c.txt", 'titel = "x"')
    article_file(tmp_path, PROSE, "d.txt")
    article_file(tmp_path, PROSE, "d.md")
    article_file(tmp_path, PROSE, os.fsdecode(b"\xff.txt"))
    (tmp_path / "nobody.toml").write_text("", encoding="utf-8")
    reading = read_folder(tmp_path)
    told = "\n".join(map(str, reading.errors))
    for words in ("a.txt: is empty", "b.txt, line 1: is not UTF-8", "c.toml: unknown key titel", "same sidecar"):
        assert words in told
    assert "the file's name is not UTF-8" in told
    assert len(reading.errors) == 5
    assert [article.source for article in reading.articles] == ["d.md"]
    assert any(finding.source == "nobody.toml" for finding in reading.findings)
