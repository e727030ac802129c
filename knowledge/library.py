"""A folder of articles with its index: opened, kept fresh, and swapped in whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.analysis import Analyzer
from knowledge.errors import FundstelleError, HomeError, IndexDamagedError
from knowledge.folder import fingerprint
from knowledge.index import FORMAT, Index, dump_index, load_index
from knowledge.lexicon import Lexicon

if TYPE_CHECKING:
    from knowledge.building import Progress

# So many indexes of a folder are kept; older ones are removed.
KEPT_VERSIONS = 10
_POINTER = "current"


@dataclass(frozen=True)
class Change:
    """What a new index changes: files by name."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


class Library:
    """A folder of articles, and the place where its indexes are kept.

    Args:
        folder: the articles.
        home: the folder for the program's own state.
        lexicon: the word data; opened here where it is not given.
    """

    def __init__(self, folder: Path, home: Path, lexicon: Lexicon | None = None) -> None:
        self.folder = folder
        self.analyzer = Analyzer(lexicon or Lexicon.open())
        # Unlike `resolve`, `realpath` takes a loop of links as it is; reading the folder then tells what is wrong.
        place = os.path.realpath(folder)
        key = hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
        self.store = home / "indexes" / f"{Path(place).name}-{key}"

    def stored_version(self) -> str | None:
        """Return the version of the index in force, None where there is none."""
        try:
            name = (self.store / _POINTER).read_text(encoding="utf-8").strip()
        except OSError:
            return None
        return name if name and (self.store / f"{name}.json").is_file() else None

    def is_current(self) -> bool:
        """Tell whether the index in force belongs to the articles as they are now."""
        try:
            return self.stored_version() == fingerprint(self.folder)
        except FundstelleError:
            return False

    def stored(self) -> Index | None:
        """Return the index in force; None where there is none that can be read."""
        version = self.stored_version()
        if version is None:
            return None
        try:
            return load_index(self.store / f"{version}.json")
        except IndexDamagedError:
            return None

    def build(self, progress: Progress | None = None) -> Index:
        """Read the articles and make their index, without putting it in force.

        Raises:
            FundstelleError: the folder, an article or a file beside it cannot be used.
        """
        # Imported only when articles are read: an answer from a stored index starts sooner without it.
        from knowledge.answers import Answerer  # noqa: PLC0415
        from knowledge.building import build_index  # noqa: PLC0415

        index = build_index(self.folder, self.analyzer, progress)
        return index.model_copy(update={"offers": Answerer(index, self.folder, self.analyzer).offers()})

    def publish(self, index: Index) -> None:
        """Put an index in force: written whole beside the old one, then swapped in by one rename.

        Raises:
            HomeError: the home folder cannot be written; the old index stays in force.
        """
        try:
            self.store.mkdir(parents=True, exist_ok=True)
            self._write(self.store / f"{index.version}.json", dump_index(index))
            self._write(self.store / _POINTER, index.version.encode())
        except OSError as error:
            raise HomeError(
                f"{self.store}: cannot be written ({error.strerror}). "
                "Set FUNDSTELLE_HOME to a folder that can, or free its disk."
            ) from error
        self._remove_old(index.version)

    def open(self, progress: Progress | None = None) -> tuple[Index, FundstelleError | None]:
        """Return the index of the articles as they are now, built first where it is missing or older.

        Returns:
            The index, and the error that kept a newer one from being built: then the old one stays in force.

        Raises:
            FundstelleError: there is no index and none can be built.
        """
        stored = self.stored()
        try:
            if stored and stored.version == fingerprint(self.folder) and stored.format == FORMAT:
                return stored, None
            index = self.build(progress)
            self.publish(index)
        except FundstelleError as error:
            if stored is None or isinstance(error, HomeError):
                raise
            return stored, error
        return index, None

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        """Write a file so that a reader sees all of it or nothing, also after a power cut."""
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _remove_old(self, version: str) -> None:
        """Remove all but the latest indexes; one that cannot be removed stays."""
        for path in list(self._by_age())[KEPT_VERSIONS:]:
            if path.stem != version:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _by_age(self) -> Iterator[Path]:
        """Yield the stored indexes, newest first; one that another process removes meanwhile is left out."""
        ages = []
        for path in self.store.glob("*.json"):
            with contextlib.suppress(OSError):
                ages.append((path.stat().st_mtime_ns, path))
        yield from (path for _, path in sorted(ages, reverse=True))


def compare(old: Index | None, new: Index) -> Change:
    """Tell which articles are new, changed and gone between two indexes."""
    before = {article.source: article for article in old.articles} if old else {}
    after = {article.source: article for article in new.articles}
    return Change(
        new=tuple(name for name in after if name not in before),
        changed=tuple(name for name, article in after.items() if name in before and article != before[name]),
        gone=tuple(name for name in before if name not in after),
    )
