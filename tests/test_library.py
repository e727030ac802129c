from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from factories import PROSE, article_file

from knowledge import library as library_module
from knowledge.errors import ArticleError, FolderError, HomeError
from knowledge.index_store import KEPT_VERSIONS
from knowledge.library import Library, compare


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article_file(tmp_path / "articles", f"Der Brief im Verein\n{PROSE}\n")
    return tmp_path / "articles"


@pytest.fixture
def library(folder: Path, home: Path) -> Library:
    return Library(folder, home)


def test_the_index_is_built_once_and_kept(library: Library) -> None:
    """Opening builds a missing index, and opening again takes the stored one."""
    index, error = library.open()
    assert error is None
    assert library.is_current()
    again, error = library.open()
    assert (again.version, error) == (index.version, None)


def test_a_changed_article_makes_a_new_index(library: Library, folder: Path) -> None:
    """An index older than its articles is built anew, and the change is told file by file."""
    old, _ = library.open()
    article_file(folder, f"Ein anderer Titel\n{PROSE} Mehr.\n")
    article_file(folder, PROSE, "b.txt")
    assert not library.is_current()
    new, _ = library.open()
    change = compare(old, new)
    assert (change.new, change.changed, change.gone) == (("b.txt",), ("a.txt",), ())
    (folder / "b.txt").unlink()
    assert compare(new, library.open()[0]).gone == ("b.txt",)


def test_the_old_index_stays_in_force_when_an_article_breaks(library: Library, folder: Path) -> None:
    """When an article cannot be read any more, the index read before still answers, and the error is told."""
    old, _ = library.open()
    article_file(folder, b"\xff")
    index, error = library.open()
    assert index.version == old.version
    assert isinstance(error, ArticleError)
    with pytest.raises(ArticleError):
        library.build()
    assert library.stored_version() == old.version


def test_the_old_index_stays_in_force_when_the_folder_goes(library: Library, folder: Path) -> None:
    """When the folder is gone, the index read before still answers."""
    old, _ = library.open()
    folder.rename(folder.with_name("elsewhere"))
    index, error = library.open()
    assert index.version == old.version
    assert isinstance(error, FolderError)


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format": 99}', b"\xff\xfe", b"null"])
def test_a_damaged_index_is_built_anew(library: Library, damage: bytes) -> None:
    """A stored index that is cut off, foreign or of another format is replaced without a word."""
    index, _ = library.open()
    stored = library.store / f"{index.version}.json"
    stored.write_bytes(damage)
    again, error = library.open()
    assert (again.version, error) == (index.version, None)
    assert library.stored() is not None


def test_a_truncated_index_is_built_anew(library: Library) -> None:
    """Half an index is no index."""
    index, _ = library.open()
    stored = library.store / f"{index.version}.json"
    stored.write_bytes(stored.read_bytes()[:-200])
    assert library.stored() is None
    assert library.open()[0].version == index.version


@pytest.mark.parametrize("pointer", ["", "nonsense", "../../../etc/passwd"])
def test_a_damaged_pointer_is_mended(library: Library, pointer: str) -> None:
    """A pointer to no index counts as none."""
    index, _ = library.open()
    (library.store / "current").write_text(pointer, encoding="utf-8")
    assert library.open()[0].version == index.version
    assert library.is_current()


def test_a_full_disk_leaves_the_old_index_in_force(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the new index cannot be written whole, nothing of it is left, and the old one answers."""
    old, _ = library.open()
    article_file(folder, f"Ein anderer Titel\n{PROSE}\n")
    before = sorted(path.name for path in library.store.iterdir())

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library_module.os, "fsync", full)
    with pytest.raises(HomeError, match="No space left on device"):
        library.publish(library.build())
    assert sorted(path.name for path in library.store.iterdir()) == before
    assert library.stored_version() == old.version


def test_a_home_that_is_a_file(folder: Path, home: Path) -> None:
    """A home folder that cannot be made is told by its name, with what to do."""
    home.parent.mkdir(exist_ok=True)
    home.write_text("", encoding="utf-8")
    with pytest.raises(HomeError, match="FUNDSTELLE_HOME"):
        Library(folder, home).open()


def test_old_indexes_are_removed(library: Library, folder: Path) -> None:
    """Only the latest indexes are kept, the one in force among them."""
    for number in range(KEPT_VERSIONS + 3):
        article_file(folder, f"Titel {number}\n{PROSE}\n")
        index, _ = library.open()
    assert len(list(library.store.glob("*.json"))) == KEPT_VERSIONS
    assert library.stored_version() == index.version


def test_an_index_that_goes_while_old_ones_are_removed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process may remove an index at any moment."""
    index, _ = library.open()
    gone = library.store / "gone.json"
    listing = [gone, *library.store.glob("*.json")]
    monkeypatch.setattr(Path, "glob", lambda *_: iter(listing))
    library.publish(index)
    assert library.stored_version() == index.version


def test_two_processes_publish_at_the_same_time(folder: Path, home: Path) -> None:
    """Whoever comes last, the index in force is whole."""
    script = (
        "import sys; from pathlib import Path; from knowledge.library import Library\n"
        "library = Library(Path(sys.argv[1]), Path(sys.argv[2])); index = library.build()\n"
        "for _ in range(15): library.publish(index)\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(home)]
    root = Path(__file__).parent.parent
    running = [subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate(timeout=60)[1] for process in running] == [b"", b"", b""]
    library = Library(folder, home)
    assert library.is_current()
    assert library.stored() is not None
    assert not list(library.store.glob(".*.tmp"))


def test_folders_of_the_same_name_have_indexes_of_their_own(tmp_path: Path, home: Path) -> None:
    """Two folders do not share an index, and a folder's index is the same by any way to it."""
    for place in ("one", "two"):
        article_file(tmp_path / place / "articles", f"{PROSE} {place}")
    one, two = (Library(tmp_path / place / "articles", home) for place in ("one", "two"))
    assert one.store != two.store
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "one" / "articles")
    assert Library(link, home).store == one.store
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(FolderError):
        Library(loop, home).open()
