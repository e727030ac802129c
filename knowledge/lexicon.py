"""The language data: German stems and compound parts, and English words as weighted German stems.

Everything is read from one SQLite file, a row at a time. `tools/build_lexicon.py` makes that file with the functions
below, which is why a translation and a term of the index cannot disagree.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import Stemmer

from knowledge.weights import Weights, best_of, sharpen, strongest

DEFAULT_PATH = Path(__file__).parent / "data" / "lexicon.sqlite"

# What the dictionary holds so often is common in the language; `count` knows no rarer words.
COMMON_FROM = 300
SHORTEST_COMPOUND, LONGEST_COMPOUND, SHORTEST_PART = 7, 60, 3  # letters
PART_COST = 11.5  # about the log of the number of compounds: a part seen n times costs PART_COST - log n
SELF_WEIGHT, NAME_WEIGHT, COGNATE_WEIGHT = 0.5, 1.0, 0.5  # beside the dictionary's best translation, which has 1.0
DOUBT = 0.4
# A likely translation's synonyms, so much beside it: "outsource" is ausgliedern in the dictionary, here also auslagern.
SYNONYM_SHARE, LIKELY, LEAST_SYNONYM = 0.1, 0.3, 0.02
PHRASE_WEIGHT = 0.5  # of what two neighbouring words mean together, beside what each means alone

_GENDER = re.compile(r"[:*_/](?=in(?:nen)?$)", re.IGNORECASE)
_SPELLED_UMLAUT = re.compile(r"ae|oe|(?<![qae])ue")
_SWAPPED = str.maketrans(",.", ".,")
_GERMAN = threading.local()  # a Stemmer must not be shared between threads


def fold(word: str) -> str:
    """Return the word in lower case without umlauts and accents: "Kanäle" → "kanale", "Straße" → "strasse"."""
    word = word.lower()
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def spellings_of(word: str) -> list[str]:
    """Return a German word folded, and where umlauts may be spelled out also without the e ("kanaele", "kanale")."""
    folded = fold(_GENDER.sub("", word))
    return list(dict.fromkeys((folded, _SPELLED_UMLAUT.sub(lambda match: match[0][0], folded))))


def snowball(folded: str) -> str:
    """Return the Snowball German stem of a folded word."""
    return snowballs([folded])[0]


def snowballs(folded: Sequence[str]) -> list[str]:
    """Return the Snowball German stems of folded words."""
    if not hasattr(_GERMAN, "stemmer"):
        # Whoever asks keeps what was found; the stemmer's own cache, once full, is sorted for milliseconds.
        _GERMAN.stemmer = Stemmer.Stemmer("german", 0)
    return list(_GERMAN.stemmer.stemWords(folded))


def singular(word: str) -> str:
    """Return a folded English word without its plural ending, "agencies" → "agency"; the data holds exceptions."""
    if not word.endswith("s"):
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return re.sub(r"(?<=ss|sh|ch|zz)es$|(?<=x)es$|(?<=..[^sui'])s$", "", word)


def singulars(words: Sequence[str]) -> list[str]:
    """Return folded English words without their plural endings."""
    return [singular(word) for word in words]


# How regular forms are looked up, and where regular and irregular ones are.
_SPELLED: dict[str, tuple[Callable[[Sequence[str]], list[str]], tuple[str, str]]] = {
    "de": (snowballs, ("SELECT stem, stem, 1 FROM word_de WHERE stem", "SELECT form, stem, 1 FROM form_de WHERE form")),
    "en": (
        singulars,
        ("SELECT lemma, lemma, 1 FROM translation WHERE lemma", "SELECT form, lemma, 1 FROM form_en WHERE form"),
    ),
}
_LONGEST_ENDING = 3  # letters


class Lexicon:
    """Look-ups in the packaged language data; open it once and share it between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path | None = None) -> Lexicon:
        """Open the lexicon in a file, by default the packaged one; FileNotFoundError where there is none."""
        uri = (path or DEFAULT_PATH).resolve(strict=True).as_uri() + "?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    @lru_cache(maxsize=50_000)  # noqa: B019 - a lexicon lives as long as the program
    def stem_de(self, word: str) -> str:
        """Return the term a German word is indexed by: the stem of its lemma, without umlauts ("gab" → "geb")."""
        spellings = spellings_of(word)
        found = (self._one("SELECT stem FROM form_de WHERE form = ?", spelling) for spelling in spellings)
        return next(filter(None, found), None) or snowball(spellings[0])

    @lru_cache(maxsize=50_000)  # noqa: B019
    def stem_en(self, word: str) -> str:
        """Return an English word's lemma, in lower case, which is the key of its translations ("gave" → "give")."""
        folded = fold(word).replace("’", "'").removesuffix("'s").removesuffix("'")
        return self._one("SELECT lemma FROM form_en WHERE form = ?", folded) or singular(folded)

    @lru_cache(maxsize=50_000)  # noqa: B019
    def compound_parts(self, word: str) -> tuple[str, ...]:
        """Return the stems of a German compound's parts, () where it is none ("Kundenservice" → "kund", "servic")."""
        pieces = [piece for piece in word.split("-") if piece]
        if len(pieces) > 1:
            found = [part for piece in pieces for part in self.compound_parts(piece) or (self.stem_de(piece),)]
            return tuple(dict.fromkeys(found))
        # A word that the dictionary has and that is no compound there stays whole.
        known = self._one("SELECT 1 FROM word_de WHERE stem = ?", self.stem_de(word))
        splits = (self._split(spelling) for spelling in spellings_of(word) if spelling.isalpha() and not known)
        return next(filter(None, splits), ())

    @lru_cache(maxsize=50_000)  # noqa: B019
    def is_word(self, word: str, language: Literal["de", "en"]) -> bool:
        """Tell whether the dictionary knows a word in any form; German compounds of known parts count as known."""
        if "-" in word.strip("-"):
            return all(self.is_word(piece, language) for piece in word.split("-") if piece)
        if language == "en":
            return self._one("SELECT 1 FROM translation WHERE lemma = ?", self.stem_en(word)) is not None
        known = self._one("SELECT 1 FROM word_de WHERE stem = ?", self.stem_de(word))
        return known is not None or bool(self.compound_parts(word))

    @lru_cache(maxsize=50_000)  # noqa: B019
    def count(self, word: str, language: Literal["de", "en"]) -> int:
        """Return how often the dictionary's text holds a word in any form; 0 for one that it does not hold often."""
        stem = self.stem_de(word) if language == "de" else self.stem_en(word)
        return int(self._one(f"SELECT count FROM common WHERE language = '{language}' AND stem = ?", stem) or 0)  # noqa: S608 - one of two

    def known_among(self, spellings: Sequence[str], language: Literal["de", "en"]) -> dict[str, str]:
        """Return those of some folded spellings that are words of a dictionary, each with its stem or lemma."""
        stems_of, tables = _SPELLED[language]
        stems = dict(zip(spellings, stems_of(spellings), strict=True))
        # Of a word without its ending little may be left, which anything may begin with.
        stems = {spelling: stem for spelling, stem in stems.items() if len(spelling) - len(stem) <= _LONGEST_ENDING}
        words = self._many(tables[0], set(stems.values()))
        irregular = self._many(tables[1], spellings)
        regular = {spelling: stem for spelling, stem in stems.items() if stem in words}
        return regular | {form: stem for form, (stem, _) in irregular.items()}

    def dictionary(self, lemma: str) -> Weights:
        """Return the German stems that the dictionary has for an English lemma or two; the best has 1.0."""
        pairs = (self._one("SELECT stems FROM translation WHERE lemma = ?", lemma) or "").split()
        return {stem: int(weight or 100) / 100 for stem, _, weight in (pair.partition("=") for pair in pairs)}

    def translations(
        self,
        words: Sequence[str],
        places: Callable[[str], int] | None = None,
        cognates: Callable[[str], Mapping[str, float]] | None = None,
        synonyms: Callable[[str], Mapping[str, float]] | None = None,
    ) -> list[Weights]:
        """Return for each English word of a question the German stems it may stand for, the likeliest near 1.0.

        They are alternatives of one term (Pirkola 1998, Darwish and Oard 2003).

        Args:
            words: the question's content words as typed.
            places: the passages that hold a stem, as the bits of a number, 0 where the index has no such stem. Stems
                that the index lacks are dropped; those that share passages with the other words' stems are raised.
            cognates: the index's stems that look like a word, with their likeness (`Cognates.similar`).
            synonyms: the stems that can stand for a German stem, with their likeness.
        """
        found = [self._candidates(word, cognates, synonyms) for word in words]
        for number, pair in enumerate(pairwise(words)):
            together = self.dictionary(" ".join(self.stem_en(word) for word in pair))
            phrase = {stem: PHRASE_WEIGHT * weight for stem, weight in together.items()}
            found[number], found[number + 1] = (strongest(one, phrase) for one in found[number : number + 2])
        if places is None:
            return [sharpen(stems) for stems in found]
        # Loads numpy, which reading articles or listing them does without.
        from knowledge.context import in_context  # noqa: PLC0415

        where = {stem: places(stem) for stems in found for stem in stems}
        present = [{stem: weight for stem, weight in stems.items() if where[stem]} for stems in found]
        # A word whose likely translations the index lacks should not count in full.
        trusts = [
            (best_of(left) / (best_of(before) or 1.0)) ** DOUBT for left, before in zip(present, found, strict=True)
        ]
        return [sharpen(*word) for word in zip(in_context(present, where), trusts, strict=True)]

    def _one(self, sql: str, key: str) -> str | None:
        with self._lock:
            row = self._connection.execute(sql, (key,)).fetchone()
        return None if row is None else str(row[0])

    def _many(self, sql: str, keys: Iterable[str]) -> dict[str, tuple[str, int]]:
        """Return the rows whose last named column is among the keys, by key, in a single statement."""
        with self._lock:
            sql += " IN (SELECT value FROM json_each(?))"
            # Neighbours stand on the same pages.
            found = self._connection.execute(sql, (json.dumps(sorted(keys)),))
            return {key: (stem, count) for key, stem, count in found}

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the cheapest way to read a word as known modifiers and a known head (Koehn and Knight 2003)."""
        if len(word) > LONGEST_COMPOUND:
            return ()
        cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1 if len(word) >= SHORTEST_COMPOUND else 0)
        pieces = {word[start:end] for start in (0, *cuts) for end in cuts if end - start >= SHORTEST_PART}
        modifiers = self._many("SELECT form, stem, count FROM modifier WHERE form", pieces)
        if not any(word.startswith(form) for form in modifiers):
            return ()
        heads = self._heads({start: word[start:] for start in cuts})
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        ending: tuple[float, tuple[str, ...]] = (math.inf, ())
        for start in (0, *cuts):
            cost, parts = best.get(start, (math.inf, ()))
            if head := heads.get(start):
                ending = min(ending, (cost + PART_COST - math.log(head[1]), (*parts, head[0])))
            for end in range(start + SHORTEST_PART, cuts.stop):
                if form := modifiers.get(word[start:end]):
                    step = (cost + PART_COST - math.log(form[1]), (*parts, form[0]))
                    best[end] = min(best.get(end, step), step)
        return ending[1] if ending[0] < math.inf else ()

    def _heads(self, endings: Mapping[int, str]) -> dict[int, tuple[str, int]]:
        """Return the stem and count of every ending that is a known head."""
        irregular = self._many("SELECT form, stem, 1 FROM form_de WHERE form", endings.values())
        regular = zip(endings.items(), snowballs(list(endings.values())), strict=True)
        stems = {start: irregular[end][0] if end in irregular else stem for (start, end), stem in regular}
        known = self._many("SELECT stem, stem, head FROM word_de WHERE head > 0 AND stem", stems.values())
        return {start: known[stem] for start, stem in stems.items() if stem in known}

    @lru_cache(maxsize=10_000)  # noqa: B019
    def _candidates(
        self,
        word: str,
        cognates: Callable[[str], Mapping[str, float]] | None,
        synonyms: Callable[[str], Mapping[str, float]] | None,
    ) -> Weights:
        if any(letter.isdigit() for letter in word):
            return dict.fromkeys((word, word.translate(_SWAPPED)), 1.0)
        stems = self.dictionary(self.stem_en(word))
        share = COGNATE_WEIGHT if stems else 1.0
        others = {stem: share * likeness**4 for stem, likeness in cognates(word).items()} if cognates else {}
        others[self.stem_de(word)] = NAME_WEIGHT if word[:1].isupper() else SELF_WEIGHT
        return strongest(stems, others, _with_synonyms(stems, synonyms) if synonyms else {})


def _with_synonyms(stems: Weights, synonyms: Callable[[str], Mapping[str, float]]) -> Weights:
    """Return the synonyms of the likely stems with their weights."""
    likely = {stem: weight for stem, weight in stems.items() if weight >= LIKELY}
    found = [
        {other: SYNONYM_SHARE * weight * likeness for other, likeness in synonyms(stem).items()}
        for stem, weight in likely.items()
    ]
    return {other: weight for other, weight in strongest(*found).items() if weight >= LEAST_SYNONYM}
