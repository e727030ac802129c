"""Finds German stems that look like an English word, by the spelling that the two languages share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

from knowledge.lexicon import fold, snowball
from knowledge.weights import Weights

LEAST_LIKENESS = 0.5

_RESPELLINGS = tuple((re.compile(pattern), replacement) for pattern, replacement in (
    ("ph", "f"), ("th", "t"), ("rh", "r"), ("sch|sh", "s"), ("ck|c(?=[aoulrkt])|c$|qu|ch", "k"), ("c|ts?ch", "z"),
    ("sion", "tion"), ("y", "i"), ("ie$|e$", ""), ("ou", "u"), ("x", "ks"), (r"(.)\1", r"\1"),
))  # fmt: skip


def _triples(word: str) -> set[str]:
    """Return the letter triples of a word in the spelling that English and German share: "technique" ~ "technik"."""
    for pattern, replacement in _RESPELLINGS:
        word = pattern.sub(replacement, word)
    padded = f"^^{word}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


class Cognates:
    """Finds the stems of a vocabulary that look like an English word ("catholic" → "kathol")."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._triples = {stem: _triples(stem) for stem in vocabulary if len(stem) > 3 and stem.isalpha()}
        self._fewest = min(map(len, self._triples.values()), default=0)
        self._stems: defaultdict[str, list[str]] = defaultdict(list)
        for stem, triples in self._triples.items():
            for triple in triples:
                self._stems[triple].append(stem)

    def similar(self, word: str) -> Weights:
        """Return the stems alike and how much: the Dice coefficient of the letter triples, at least LEAST_LIKENESS."""
        triples = _triples(snowball(fold(word)))
        shared = Counter(chain.from_iterable(self._stems.get(triple, ()) for triple in triples))
        # No stem has fewer triples than the shortest: most share too few for any length.
        enough = LEAST_LIKENESS * (len(triples) + self._fewest) / 2
        near = {stem: n for stem, n in shared.items() if n >= enough}
        likeness = {stem: 2 * n / (len(triples) + len(self._triples[stem])) for stem, n in near.items()}
        return {stem: dice for stem, dice in likeness.items() if dice >= LEAST_LIKENESS}
