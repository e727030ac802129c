"""The language data: German stems and compound parts, and English words as weighted German stems.

Everything is read from one SQLite file, a row at a time, so nothing is loaded at the start. `tools/build_lexicon.py`
makes that file with the functions below, which is why a translation and a term of the index can never disagree.
"""

import json
import math
import re
import sqlite3
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import Stemmer

Language = Literal["de", "en"]
Weights = dict[str, float]

DEFAULT_PATH = Path(__file__).parent / "data" / "lexicon.sqlite"

SHORTEST_COMPOUND = 7  # letters; shorter words are hardly ever worth splitting
SHORTEST_PART = 3
SURE_COUNT = 12  # a part of three letters must be seen in that many compounds of the dictionary
PART_COST = 11.5  # log of the number of compounds: a part seen n times costs PART_COST - log n

SELF_WEIGHT, NAME_WEIGHT, COGNATE_WEIGHT = 0.5, 1.0, 0.5
LEAST_LIKENESS = 0.5
CONTEXT_ROUNDS, CONTEXT_MIX = 1, 0.75
FLATTEN, LEAST_WEIGHT, DOUBT = 0.7, 0.1, 0.2

_GENDER = re.compile(r"[:*_/](?=in(?:nen)?$)", re.IGNORECASE)
_SPELLED_UMLAUT = re.compile(r"ae|oe|(?<![qae])ue")
_GERMAN = threading.local()  # a Stemmer must not be shared between threads


def fold(word: str) -> str:
    """The word in lower case without umlauts and accents: "Kanäle" -> "kanale", "Straße" -> "strasse"."""
    word = word.lower()
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def snowball(folded: str) -> str:
    """The Snowball German stem of a folded word."""
    stemmer = getattr(_GERMAN, "stemmer", None)
    if stemmer is None:
        stemmer = _GERMAN.stemmer = Stemmer.Stemmer("german")
    return str(stemmer.stemWord(folded))


def singular(word: str) -> str:
    """A folded English word without its plural ending: "agencies" -> "agency"; exceptions are in the data."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui'" else word


def respell(word: str) -> str:
    """An English or German word in the spelling both share: "technique" and "technik" -> "teknik"."""
    for pattern, replacement in _RESPELLINGS:
        word = pattern.sub(replacement, word)
    return word


_RESPELLINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"ph", "f"), (r"th", "t"), (r"rh", "r"), (r"sch|sh", "s"), (r"ck|c(?=[aoulrkt])|c$|qu|ch", "k"),
        (r"c|z|ts?ch", "z"), (r"[ts]ion", "tion"), (r"y", "i"), (r"ie$|e$", ""), (r"ou", "u"), (r"x", "ks"),
        (r"(.)\1", r"\1"),
    ]
]  # fmt: skip


class Lexicon:
    """Look-ups in the packaged language data; open it once and share it between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self.stem_de = lru_cache(maxsize=50_000)(self._stem_de)
        self.stem_en = lru_cache(maxsize=5_000)(self._stem_en)
        self.compound_parts = lru_cache(maxsize=50_000)(self._compound_parts)

    @classmethod
    def open(cls, path: Path | None = None) -> "Lexicon":
        """The lexicon in the file, by default the packaged one; the file is never written to."""
        uri = (path or DEFAULT_PATH).resolve(strict=True).as_uri() + "?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def _rows(self, sql: str, *values: str) -> list[tuple[str, ...]]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def _table(self, sql: str, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The rows whose key is among the keys, by key, in one statement."""
        return {row[0]: row[1:] for row in self._rows(sql, json.dumps(list(keys), ensure_ascii=False))}

    def _stem_de(self, word: str) -> str:
        folded = fold(_GENDER.sub("", word))
        spellings = [folded]
        if _SPELLED_UMLAUT.search(folded):
            spellings.append(_SPELLED_UMLAUT.sub(lambda match: match[0][0], folded))
        for spelling in spellings:
            if rows := self._rows("SELECT stem FROM form_de WHERE form = ?", spelling):
                return rows[0][0]
        return snowball(folded)

    def _stem_en(self, word: str) -> str:
        folded = fold(word).replace("’", "'").removesuffix("'s").removesuffix("'")
        rows = self._rows("SELECT lemma FROM form_en WHERE form = ?", folded)
        return rows[0][0] if rows else singular(folded)

    def _compound_parts(self, word: str) -> tuple[str, ...]:
        pieces = [piece for piece in word.split("-") if piece]
        if len(pieces) > 1:
            return tuple(
                dict.fromkeys(part for piece in pieces for part in (self.stem_de(piece), *self.compound_parts(piece)))
            )
        folded = fold(_GENDER.sub("", word))
        if len(folded) < SHORTEST_COMPOUND or not folded.isalpha():
            return ()
        if self._rows("SELECT 1 FROM word_de WHERE stem = ?", self.stem_de(folded)):
            return ()
        return self._split(folded)

    def _split(self, word: str) -> tuple[str, ...]:
        """The cheapest way to read the word as modifiers and a head, all known from the dictionary's compounds."""
        last = len(word) - SHORTEST_PART
        cuts = range(SHORTEST_PART, last + 1)
        modifiers = self._table(
            "SELECT form, stem, count FROM modifier WHERE form IN (SELECT value FROM json_each(?))",
            {word[start:end] for start in (0, *cuts) for end in cuts if end - start >= SHORTEST_PART},
        )
        if not any(word.startswith(form) for form in modifiers):
            return ()
        heads = self._heads({start: word[start:] for start in cuts})
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        ending: tuple[float, tuple[str, ...]] = (math.inf, ())
        for start in (0, *cuts):
            if start not in best:
                continue
            cost, parts = best[start]
            if start in heads:
                stem, head_cost = heads[start]
                ending = min(ending, (cost + head_cost, (*parts, stem)))
            for end in cuts:
                if row := modifiers.get(word[start:end]) if end > start else None:
                    step = (cost + PART_COST - math.log(int(row[1])), (*parts, row[0]))
                    best[end] = min(best.get(end, (math.inf, ())), step)
        return ending[1]

    def _heads(self, endings: Mapping[int, str]) -> dict[int, tuple[str, float]]:
        """For each start whose ending is a known head: its stem and cost."""
        irregular = self._table(
            "SELECT form, stem FROM form_de WHERE form IN (SELECT value FROM json_each(?))", endings.values()
        )
        stems = {start: irregular.get(end, (snowball(end),))[0] for start, end in endings.items()}
        counts = self._table(
            "SELECT stem, head FROM word_de WHERE head > 0 AND stem IN (SELECT value FROM json_each(?))", stems.values()
        )
        return {s: (stem, PART_COST - math.log(int(counts[stem][0]))) for s, stem in stems.items() if stem in counts}

    def is_word(self, word: str, language: Language) -> bool:
        """Whether the dictionary knows the word, in any form; German compounds of known parts count."""
        if language == "en":
            return bool(self._rows("SELECT 1 FROM translation WHERE lemma = ?", self.stem_en(word)))
        known = self._rows("SELECT 1 FROM word_de WHERE stem = ?", self.stem_de(word))
        return bool(known) or bool(self.compound_parts(word))

    def dictionary(self, lemma: str) -> Weights:
        """The weighted German stems of an English lemma (or of two joined by a space), the best 1.0."""
        rows = self._rows("SELECT stems FROM translation WHERE lemma = ?", lemma)
        pairs = rows[0][0].split() if rows else []
        return {stem: int(weight or 100) / 100 for stem, _, weight in (pair.partition("=") for pair in pairs)}

    def translations(
        self,
        words: Sequence[str],
        places: Callable[[str], int] | None = None,
        cognates: Callable[[str], Mapping[str, float]] | None = None,
    ) -> list[Weights]:
        """For each English word of a question the German stems it may stand for, the likeliest near 1.0.

        `places(stem)` is a set of passages as the bits of a number, 0 where the index has no such stem: candidates
        that the index lacks are dropped, and those that occur where candidates of the other words occur are raised.
        `cognates(word)` gives the index's stems that look alike (`Cognates.similar`).
        """
        found = [self._candidates(word, cognates) for word in words]
        if places is None:
            return [sharpen(stems) for stems in found]
        where = {stem: places(stem) for stems in found for stem in stems}
        present = [{stem: weight for stem, weight in stems.items() if where[stem]} for stems in found]
        return [
            sharpen(stems, (max(left.values(), default=0.0) / max(all_of.values(), default=1.0)) ** DOUBT)
            for stems, left, all_of in zip(in_context(present, where), present, found, strict=True)
        ]

    def _candidates(self, word: str, cognates: Callable[[str], Mapping[str, float]] | None) -> Weights:
        if any(letter.isdigit() for letter in word):
            return dict.fromkeys((word, word.translate(_SWAP)), 1.0)
        stems = self.dictionary(self.stem_en(word))
        share = COGNATE_WEIGHT if stems else 1.0
        for stem, likeness in cognates(word).items() if cognates else ():
            stems[stem] = max(stems.get(stem, 0.0), share * likeness**4)
        itself = self.stem_de(word)
        stems[itself] = max(stems.get(itself, 0.0), NAME_WEIGHT if word[:1].isupper() else SELF_WEIGHT)
        return stems


_SWAP = str.maketrans(",.", ".,")


def in_context(found: list[Weights], where: Mapping[str, int]) -> list[Weights]:
    """Candidates raised by how often they share a passage with the candidates of the other words."""
    first = found
    for _ in range(CONTEXT_ROUNDS):
        found = [
            _raised(stems, [other for number, other in enumerate(found) if number != position and other], where)
            for position, stems in enumerate(first)
        ]
    return found


def _raised(stems: Weights, others: list[Weights], where: Mapping[str, int]) -> Weights:
    """One word's candidates, mixed with their association (cosine over passages) to the other words' candidates."""
    fit = {}
    for stem in stems:
        mine = where[stem]
        fit[stem] = sum(
            max(
                w * (mine & where[o]).bit_count() / math.sqrt(mine.bit_count() * where[o].bit_count())
                for o, w in other.items()
            )
            for other in others
        )
    best = max(fit.values(), default=0.0)
    if not best:
        return stems
    return {stem: weight * (1 - CONTEXT_MIX + CONTEXT_MIX * fit[stem] / best) for stem, weight in stems.items()}


def sharpen(stems: Weights, trust: float = 1.0) -> Weights:
    """The weights as shares of the best one, flattened a little; the unlikely ones are dropped.

    `trust` scales them all: a word whose likely translations the index lacks should not count in full.
    """
    best = max(stems.values(), default=0.0)
    if not best:
        return {}
    flat = {stem: (weight / best) ** FLATTEN for stem, weight in stems.items()}
    return {stem: trust * weight for stem, weight in flat.items() if weight >= LEAST_WEIGHT}


class Cognates:
    """Finds the stems of a vocabulary that look like an English word ("reformation", "Katholik" for catholic)."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._grams: dict[str, set[str]] = {}
        self._stems: defaultdict[str, list[str]] = defaultdict(list)
        for stem in vocabulary:
            if len(stem) > 3 and stem.isalpha():
                self._grams[stem] = _trigrams(respell(stem))
                for gram in self._grams[stem]:
                    self._stems[gram].append(stem)

    def similar(self, word: str) -> Weights:
        """The stems alike by the Dice coefficient of their letter triples, at least LEAST_LIKENESS."""
        grams = _trigrams(respell(snowball(fold(word))))
        shared: defaultdict[str, int] = defaultdict(int)
        for gram in grams:
            for stem in self._stems.get(gram, ()):
                shared[stem] += 1
        likeness = {stem: 2 * count / (len(grams) + len(self._grams[stem])) for stem, count in shared.items()}
        return {stem: dice for stem, dice in likeness.items() if dice >= LEAST_LIKENESS}


def _trigrams(word: str) -> set[str]:
    padded = f"^^{word}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}
