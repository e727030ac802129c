"""The stored indexes of a folder, and which of them is in force."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import HomeError, IndexDamagedError, VersionError
from knowledge.folder import program_digest
from knowledge.index import Index, dump_index, judgments_in, load_index, without_judgments
from knowledge.models import Frozen, Judgment

# So many indexes of a folder are kept; older ones are removed.
KEPT_VERSIONS = 10
_POINTER = "current"
_UNFINISHED = ".tmp"
# Seconds after which a file that is still unfinished was left by a process that died.
_STALE = 3600


@dataclass(frozen=True)
class Stored:
    """An index that can be put in force. `built_at`: seconds since 1970, UTC."""

    version: str
    built_at: float
    articles: int
    passages: int
    judgments: int
    in_force: bool


class Pointer(Frozen):
    """Which index is in force.

    `held_by` names the program that went back to it on purpose: until the next one is published it stays, also where
    the articles have changed; another program's index is not held on to.
    """

    version: str
    fingerprint: str
    held_by: str | None = None

    @property
    def held(self) -> bool:
        """Tell whether the index stays in force whatever the articles say."""
        return self.held_by == program_digest().hex()


class IndexStore:
    """A folder of stored indexes, one file a version.

    Args:
        folder: the place; made when the first index is published.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pointer(self) -> Pointer | None:
        """Return which index is in force, None where there is none."""
        try:
            pointer = Pointer.model_validate_json((self.folder / _POINTER).read_bytes())
        except (OSError, ValidationError):
            return None
        return pointer if self._path(pointer.version).is_file() else None

    def in_force(self) -> Index | None:
        """Return the index in force; None where there is none that can be read."""
        pointer = self.pointer()
        try:
            return load_index(self._path(pointer.version)) if pointer else None
        except IndexDamagedError:
            return None

    def judgments(self) -> list[Judgment] | None:
        """Return what the index in force has learned from, also where it is of another format; None: it is lost."""
        pointer = self.pointer()
        return judgments_in(self._path(pointer.version)) if pointer else None

    def publish(self, index: Index) -> None:
        """Put an index in force: written whole beside the old one, then swapped in by one rename.

        Raises:
            HomeError: the folder cannot be written; the old index stays in force.
        """
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._remove_leftovers()
            _write(self._path(index.version), dump_index(index.model_copy(update={"built_at": time.time()})))
            self._point(Pointer(version=index.version, fingerprint=index.fingerprint))
        self._remove_old(index.version)

    def versions(self) -> list[Stored]:
        """Return the stored indexes that can be read, newest first."""
        pointer = self.pointer()
        found = []
        for path in self._by_age():
            with contextlib.suppress(IndexDamagedError, OSError):
                index = load_index(path)
                found.append(
                    Stored(
                        version=index.version,
                        built_at=index.built_at,
                        articles=len(index.articles),
                        passages=len(index.passages),
                        judgments=len(index.judgments),
                        in_force=pointer is not None and index.version == pointer.version,
                    )
                )
        return sorted(found, key=lambda stored: -stored.built_at)

    def rollback(self, version: str | None = None) -> Stored:
        """Put an older index in force.

        Args:
            version: its name or the beginning of it; None: the one before the one in force.

        Raises:
            VersionError: there is no such index, or more than one.
            HomeError: the folder cannot be written.
        """
        there = self.versions()
        # The newest that is older than the one in force.
        older = list(dropwhile(lambda stored: not stored.in_force, there))[1:2]
        chosen = older if version is None else [stored for stored in there if stored.version.startswith(version)]
        if len(chosen) != 1:
            names = ", ".join(stored.version for stored in there) or "none"
            wanted = "an index before the one in force" if version is None else f"one index “{version}”"
            raise VersionError(f"There is not {wanted}. There are: {names}.")
        index = load_index(self._path(chosen[0].version))
        with self._writing():
            held = Pointer(version=index.version, fingerprint=index.fingerprint, held_by=program_digest().hex())
            self._point(held)
        return replace(chosen[0], in_force=True)

    def forget(self, judgments: Collection[int]) -> None:
        """Take judgments out of all stored indexes, with their wording; the indexes keep their versions and ages.

        Raises:
            HomeError: an index cannot be written.
        """
        with self._writing():
            self._remove_leftovers(at_once=True)
        for path in list(self._by_age()):
            with self._writing():
                try:
                    index = load_index(path)
                except IndexDamagedError:
                    # Nobody can go back to it any more, and it may hold the wording.
                    path.unlink(missing_ok=True)
                    continue
                left = without_judgments(index, judgments)
                if left is not index:
                    age = path.stat().st_mtime_ns
                    _write(path, dump_index(left))
                    os.utime(path, ns=(age, age))

    def _path(self, version: str) -> Path:
        return self.folder / f"{version}.json"

    def _point(self, pointer: Pointer) -> None:
        _write(self.folder / _POINTER, pointer.model_dump_json().encode())

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise HomeError(
                f"{self.folder}: cannot be written ({error.strerror}). "
                "Set FUNDSTELLE_HOME to a folder that can, or free its disk."
            ) from error

    def _remove_leftovers(self, *, at_once: bool = False) -> None:
        """Remove what a process that died in the middle of writing has left; at once also what is being written."""
        for path in self.folder.glob(f".*{_UNFINISHED}"):
            with contextlib.suppress(FileNotFoundError):
                if at_once or time.time() - path.stat().st_mtime > _STALE:
                    path.unlink()

    def _remove_old(self, version: str) -> None:
        """Remove all but the latest indexes; one that cannot be removed stays."""
        for path in list(self._by_age())[KEPT_VERSIONS:]:
            if path.stem != version:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _by_age(self) -> Iterator[Path]:
        """Yield the stored indexes, newest first; one that another process removes meanwhile is left out."""
        ages = []
        for path in self.folder.glob("*.json"):
            with contextlib.suppress(OSError):
                ages.append((path.stat().st_mtime_ns, path))
        yield from (path for _, path in sorted(ages, reverse=True))


def _write(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees all of it or nothing, also after a power cut."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=_UNFINISHED)
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
