"""Stored indexes: going back to an older one, staying with it, and taking wording out of all of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from factories import PROSE, article_file
from judgments import judgment

from knowledge.errors import HomeError, VersionError
from knowledge.library import Library

WORDS = "Der Rundbrief des Vereins wird von den meisten Mitgliedern kaum gelesen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article_file(tmp_path / "articles", f"Der Brief im Verein\n{PROSE}\n")
    return tmp_path / "articles"


@pytest.fixture
def library(folder: Path, home: Path) -> Library:
    return Library(folder, home)


def publish(library: Library, folder: Path, question: str) -> str:
    """Put an index in force that has learned from one judgment; files written in one tick get ages of their own."""
    index = library.build(judgments=[judgment(question, words=WORDS, folder=folder)])
    library.publish(index)
    for age, path in enumerate(sorted(library.store.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)):
        os.utime(path, (1000 + age, 1000 + age))
    return index.version


def test_going_back_and_staying_there(library: Library, folder: Path) -> None:
    """After a rollback the older index answers, also when an article changes, until the next reindex."""
    library.open()
    old = publish(library, folder, "Wer liest den Brief?")
    new = publish(library, folder, "Was macht der Brief?")
    assert [stored.version for stored in library.versions() if stored.in_force] == [new]
    assert library.rollback().version == old
    article_file(folder, PROSE, "b.txt")
    assert library.is_current()
    index, error = library.open()
    assert (index.version, error) == (old, None)
    assert [judged.turns for judged in index.judgments] == [("Wer liest den Brief?",)]
    library.publish(library.build())
    assert len(library.open()[0].articles) == 2


def test_going_back_by_name(library: Library, folder: Path) -> None:
    """A version is named by its beginning; one that is not there is told with those that are."""
    first = library.open()[0].version
    second = publish(library, folder, "Wer liest den Brief?")
    assert library.rollback(first[:8]).version == first
    with pytest.raises(VersionError, match=second):
        library.rollback("zzz")
    with pytest.raises(VersionError):
        library.rollback("")


def test_there_is_nothing_to_go_back_to(library: Library) -> None:
    """The only index there is has none before it."""
    library.open()
    with pytest.raises(VersionError, match="before"):
        library.rollback()


def test_a_reindex_keeps_what_was_learned(library: Library, folder: Path) -> None:
    """A changed article makes a new index with the judgments of the old one, also when that is of another format."""
    version = publish(library, folder, "Wer liest den Brief?")
    article_file(folder, PROSE, "b.txt")
    assert len(library.open()[0].judgments) == 1
    article_file(folder, PROSE, "c.txt")
    path = library.store / f"{library.stored_version()}.json"
    path.write_bytes(path.read_bytes().replace(b'"format":2', b'"format":1'))
    index, _ = library.open()
    assert (len(index.articles), len(index.judgments)) == (3, 1)
    assert index.version != version


def test_forgetting_reaches_every_stored_index(library: Library, folder: Path) -> None:
    """The wording of a judgment goes from all versions; they stay in their order, and can still be gone back to."""
    publish(library, folder, "Xylophon im Brief?")
    ids = [judged.id for judged in library.open()[0].judgments]
    publish(library, folder, "Wer liest den Brief?")
    before = [stored.version for stored in library.versions()]
    library.forget(ids)
    assert [stored.version for stored in library.versions()] == before
    assert not [path for path in library.store.iterdir() if b"xylophon" in path.read_bytes().lower()]
    library.rollback()
    assert library.open()[0].judgments == []


def test_a_damaged_index_is_left_out_and_forgotten(library: Library) -> None:
    """A stored index that cannot be read is not offered, and goes when wording is to go."""
    library.open()
    damaged = library.store / "damaged.json"
    damaged.write_bytes(b"{")
    assert "damaged" not in [stored.version for stored in library.versions()]
    library.forget([1])
    assert not damaged.exists()
    assert library.open()[1] is None


def test_forgetting_reaches_other_folders_and_what_a_dead_process_left(
    library: Library, folder: Path, home: Path, tmp_path: Path
) -> None:
    """The log is shared by all folders of articles, so the wording goes from all their indexes, and from leftovers."""
    publish(library, folder, "Xylophon im Brief?")
    ids = [judged.id for judged in library.open()[0].judgments]
    (library.store / ".dead.tmp").write_text("Xylophon", encoding="utf-8")
    other = tmp_path / "other"
    article_file(other, f"Der Brief im Verein\n{PROSE}\n")
    Library(other, home).forget(ids)
    assert not [path for path in home.rglob("*") if path.is_file() and b"ylophon" in path.read_bytes()]


def test_a_lost_index_is_learned_again_from_what_is_remembered(folder: Path, home: Path) -> None:
    """Where the index in force is damaged or gone, the next one learns what it had learned."""
    judged = judgment("Wer liest den Brief?", words=WORDS, folder=folder)
    library = Library(folder, home, remembered=lambda: [judged])
    library.publish(library.build(judgments=[judged]))
    path = library.store / f"{library.stored_version()}.json"
    path.write_bytes(path.read_bytes()[:1000])
    assert [j.turns for j in library.open()[0].judgments] == [judged.turns]
    (library.store / "current").unlink()
    assert [j.turns for j in library.open()[0].judgments] == [judged.turns]


def test_indexes_restored_from_a_copy_keep_their_order(library: Library, folder: Path) -> None:
    """The order is that of their making, not that of the files' times."""
    library.open()
    old = publish(library, folder, "Wer liest den Brief?")
    publish(library, folder, "Was macht der Brief?")
    for path in library.store.glob("*.json"):
        os.utime(path, (1, 1))
    assert library.rollback().version == old


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(library: Library, folder: Path) -> None:
    """Going back where nothing can be written says which folder it is."""
    library.open()
    publish(library, folder, "Wer liest den Brief?")
    library.store.chmod(0o500)
    with pytest.raises(HomeError, match="cannot be written"):
        library.rollback()
    library.store.chmod(0o700)
