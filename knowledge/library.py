"""A folder of articles with its index: opened, kept fresh, and swapped in whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.analysis import Analyzer
from knowledge.errors import FundstelleError, HomeError
from knowledge.folder import fingerprint
from knowledge.index import Index
from knowledge.index_store import IndexStore, Stored
from knowledge.lexicon import Lexicon
from knowledge.models import Judgment

if TYPE_CHECKING:
    from knowledge.building import Progress


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
        remembered: returns what the index in force had learned from, where that index is lost.
    """

    def __init__(
        self,
        folder: Path,
        home: Path,
        lexicon: Lexicon | None = None,
        remembered: Callable[[], Sequence[Judgment]] = tuple,
    ) -> None:
        self.folder = folder
        self._remembered = remembered
        self.analyzer = Analyzer(lexicon or Lexicon.open())
        # Unlike `resolve`, `realpath` takes a loop of links as it is; reading the folder then tells what is wrong.
        place = os.path.realpath(folder)
        key = hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
        self.store = home / "indexes" / f"{Path(place).name}-{key}"
        self._indexes = IndexStore(self.store)

    def stored_version(self) -> str | None:
        """Return the version of the index in force, None where there is none."""
        pointer = self._indexes.pointer()
        return pointer.version if pointer else None

    def is_current(self) -> bool:
        """Tell whether the index in force belongs to the articles as they are now, or was gone back to on purpose."""
        pointer = self._indexes.pointer()
        try:
            return pointer is not None and (pointer.held or pointer.fingerprint == fingerprint(self.folder))
        except FundstelleError:
            return False

    def stored(self) -> Index | None:
        """Return the index in force; None where there is none that can be read."""
        return self._indexes.in_force()

    def build(self, progress: Progress | None = None, judgments: Sequence[Judgment] | None = None) -> Index:
        """Read the articles and make their index, without putting it in force.

        Args:
            progress: told how far it is.
            judgments: what the index is to learn from. None: what the one in force has learned from.

        Raises:
            FundstelleError: the folder, an article or a file beside it cannot be used.
        """
        # Imported only when articles are read: an answer from a stored index starts sooner without it.
        from knowledge.answers import Answerer  # noqa: PLC0415

        index = self.learned(None, self._learned() if judgments is None else judgments, progress)
        return index.model_copy(update={"offers": Answerer(index, self.folder, self.analyzer).offers()})

    def learned(self, old: Index | None, judgments: Sequence[Judgment], progress: Progress | None = None) -> Index:
        """Return an index that has learned from judgments; it does not know yet which topics' questions it answers.

        Args:
            old: an index; where it was made of the files as they are now, only what it has learned is made anew.
            judgments: what the index is to learn from.
            progress: told how far it is, where the files are read.

        Raises:
            FundstelleError: the folder, an article or a file beside it cannot be used.
        """
        from knowledge.building import build_index  # noqa: PLC0415
        from knowledge.learning import learn  # noqa: PLC0415

        same = old is not None and old.fingerprint == fingerprint(self.folder)
        index = old if old is not None and same else build_index(self.folder, self.analyzer, progress)
        if not (judgments or index.judgments or index.orphans):
            return index
        return learn(index, judgments, self.folder, self.analyzer)

    def _learned(self) -> Sequence[Judgment]:
        """Return what the index in force has learned from; where it is lost, what is remembered of it."""
        found = self._indexes.judgments()
        return self._remembered() if found is None else found

    def publish(self, index: Index) -> None:
        """Put an index in force.

        Raises:
            HomeError: the home folder cannot be written; the old index stays in force.
        """
        self._indexes.publish(index)

    def versions(self) -> list[Stored]:
        """Return the stored indexes, newest first."""
        return self._indexes.versions()

    def rollback(self, version: str | None = None) -> Stored:
        """Put an older index in force; it stays so until the next reindex or improvement, whatever the articles say.

        Args:
            version: its name or the beginning of it; None: the one before the one in force.

        Raises:
            VersionError: there is no such index, or more than one.
            HomeError: the home folder cannot be written.
        """
        return self._indexes.rollback(version)

    def forget(self, judgments: Collection[int]) -> None:
        """Take judgments out of all stored indexes of the home folder, with their wording.

        Other folders of articles share the log that judgments come from.

        Raises:
            HomeError: the home folder cannot be written.
        """
        for place in sorted(self.store.parent.glob("*/")):
            IndexStore(place).forget(judgments)

    def open(self, progress: Progress | None = None) -> tuple[Index, FundstelleError | None]:
        """Return the index of the articles as they are now, built first where it is missing or older.

        Returns:
            The index, and the error that kept a newer one from being built: then the old one stays in force.

        Raises:
            FundstelleError: there is no index and none can be built.
        """
        stored = self.stored()
        if stored and self.is_current():
            return stored, None
        try:
            index = self.build(progress)
            self.publish(index)
        except FundstelleError as error:
            if stored is None or isinstance(error, HomeError):
                raise
            return stored, error
        return index, None


def compare(old: Index | None, new: Index) -> Change:
    """Tell which articles are new, changed and gone between two indexes."""
    before = {article.source: article for article in old.articles} if old else {}
    after = {article.source: article for article in new.articles}
    return Change(
        new=tuple(name for name in after if name not in before),
        changed=tuple(name for name, article in after.items() if name in before and article != before[name]),
        gone=tuple(name for name in before if name not in after),
    )
