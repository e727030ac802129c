"""How likely each passage answers at all, by what it is and by whether editors' notes stand on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from knowledge.fields import PRIORS
from knowledge.index import Index
from knowledge.models import Language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.bm25 import Scores

# An article of which so small a share is noted, beside the one that is noted best, stands alone.
_HARDLY = 0.1


class PassagePriors:
    """What is known of the passages of an index before anything is asked.

    Args:
        index: the index.
        asks: flags of the passages that are questions.
        without_notes: notes are left out, for measuring what they give.

    Attributes:
        noted: enough sentences have notes for the weights and thresholds of noted articles to hold. One or two notes,
            or topics alone, do not make the evidence of articles that are noted throughout.
        alone: flags of the passages in articles without notes, where others have some.
    """

    def __init__(self, index: Index, asks: NDArray[np.bool_], *, without_notes: bool) -> None:
        self._index = index
        self._asks = asks
        self.noted = not without_notes and 10 * sum(map(bool, index.touching)) > len(index.passages)
        # How far each article is noted beside the one that is noted best, 0 to 1.
        self._shares = _noted_shares(index) if self.noted else {}
        self.alone = np.array([self._shares.get(p.source, 1.0) < _HARDLY for p in index.passages], dtype=bool)
        # A cache of an object of its own goes with it; one of the class would keep every object.
        self.factors = cache(self._factors)

    def is_noted(self, number: int) -> bool:
        """Tell whether notes count among the evidence for a passage."""
        return self.noted and not self.alone[number]

    def _factors(self, language: Language) -> Scores:
        """Return the factors on the scores of the passages for a question in a language."""
        return np.array([self._factor(number, language) for number in range(len(self._asks))], dtype=np.float64)

    def _factor(self, number: int, language: Language) -> float:
        passage, asks = self._index.passages[number], bool(self._asks[number])
        if notes := self.noted and self._index.notes_on(number):
            taken = PRIORS.stance if any(note.stance for note in notes) else 1.0
            return PRIORS.note * taken * (PRIORS.noted_question if asks else 1.0)
        factor = PRIORS.question if asks else 1.0
        factor *= PRIORS.short if len(passage.text) < PRIORS.short_below else 1.0
        return factor * (1 + (PRIORS.unnoted[language] - 1) * (1 - self._shares.get(passage.source, 1.0)))


def _noted_shares(index: Index) -> dict[str, float]:
    counts: dict[str, list[int]] = {}
    for number, passage in enumerate(index.passages):
        counts.setdefault(passage.source, []).append(bool(index.notes_on(number)))
    shares = {source: sum(found) / len(found) for source, found in counts.items()}
    most = max(shares.values())
    return {source: share / most for source, share in shares.items()}
