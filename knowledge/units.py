"""Hands scores down to passages: those of paragraphs, of topics, and of the questions that editors put to notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.index import Index
from knowledge.models import Note

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.bm25 import Scores

Pairs = Sequence[tuple[int, int]]


class Handing:
    """Hands the scores of units down to passages; of several units of a passage the best counts.

    Args:
        pairs: passages, each with the number of a group of units that it belongs to.
        counts: the number of units in each group. The units of a group follow each other.
        size: the number of passages.
    """

    def __init__(self, pairs: Pairs, counts: Sequence[int], size: int) -> None:
        self._size = size
        filled = np.flatnonzero(counts)
        self._starts: NDArray[np.intp] = (np.cumsum(counts, dtype=np.intp) - counts)[filled]
        place = np.cumsum(np.array(counts) > 0) - 1
        kept = sorted((passage, int(place[group])) for passage, group in set(pairs) if counts[group])
        passages = np.array([passage for passage, _ in kept], dtype=np.intp)
        self._groups = np.array([group for _, group in kept], dtype=np.intp)
        self._firsts = np.flatnonzero(np.diff(passages, prepend=-1))
        self._passages = passages[self._firsts]

    def down(self, scores: Scores) -> Scores:
        """Return the passages' scores for those of all units; a row a row where there are several."""
        handed = np.zeros((*scores.shape[:-1], self._size))
        if len(self._passages):
            groups = np.maximum.reduceat(scores, self._starts, axis=-1)
            best = np.maximum.reduceat(groups[..., self._groups], self._firsts, axis=-1)
            handed[..., self._passages] = np.maximum(best, 0.0)
        return handed


class Units:
    """The units of an index.

    Args:
        index: the index.
    """

    def __init__(self, index: Index) -> None:
        self._blocks: NDArray[np.intp] = np.array([passage.block for passage in index.passages], dtype=np.intp)
        notes = [note for of_article in index.notes.values() for note in of_article]
        numbers = {topic: number for number, topic in enumerate(index.topics)}
        noted = list(_noted(index))
        of_notes = [(passage, number) for passage, number, _ in noted]
        of_topics = [(passage, numbers[note.topic]) for passage, _, note in noted]
        behind = [(passage, len(notes) + topic) for passage, topic in of_topics]
        each, size = [1] * len(numbers), len(index.passages)
        asked = {"de": [len(note.asked_de) for note in notes], "en": [len(note.asked_en) for note in notes]}
        self._handings = {"topic": Handing(of_topics, each, size)}
        for language, counts in asked.items():
            self._handings[f"asked_{language}"] = Handing(of_notes, counts, size)
            # The notes' questions, then those of the topics.
            self._handings[f"question_{language}"] = Handing([*of_notes, *behind], [*counts, *each], size)

    def down(self, unit: str, scores: Scores) -> Scores:
        """Return the passages' scores for those of all units of a kind; a row a row where there are several."""
        if unit == "passage":
            return scores
        return scores[..., self._blocks] if unit == "block" else self._handings[unit].down(scores)


def _noted(index: Index) -> Iterable[tuple[int, int, Note]]:
    """Yield each passage that a note is on with the note's number and the note."""
    notes = (note for of_article in index.notes.values() for note in of_article)
    numbers = {id(note): number for number, note in enumerate(notes)}
    for place in range(len(index.passages)):
        for note in index.notes_on(place):
            yield place, numbers[id(note)], note
