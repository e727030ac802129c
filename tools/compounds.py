"""Learns from the dictionary's own compounds which parts German words are made of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log

from knowledge.lexicon import SHORTEST_COMPOUND, SHORTEST_PART, fold, singular, snowball
from tools.ding import Segment, english_words, words

OFTEN = 6  # compounds: a part seen in so many needs no further proof
LEAST_SEEN = {3: 12, 4: 3}  # parts of so few letters must be seen in that many compounds

LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
ALWAYS_S = re.compile(r"(?:ung|heit|keit|ion|tat|schaft|ling|tum)$")
# Prefixes and particles: as modifiers they would split "Partei", "Unternehmen", "Vertrieb".
NO_MODIFIER = frozenset(
    """ab abs all als alt am an anti auf aus be bei betr bis da dar das dass de dem den der des die dis du durch ein
    eine einer eines en ent er es ex fest fort frei fur ge gegen hart her hin hinter ihr im in ins inter kon los
    mein miss mit nach nah neben ob ober ohne per pro re sei sein seit so sub uber um un und unter ur ver voll vom
    von vor was weg weit wer wider wie wieder wo zer zu zum zur zuruck zusammen zwischen""".split()
)
# Endings and stems of short words that look like endings.
NO_HEAD = frozenset(
    """alg amm anz at bar bes chen eim eld ell eln els elt ent enz erin erl ern est haft heit ich ier ing inn int ion
    isch ism ismus ist keit lein lich ling los ment min nd nis ois ose ott sam schaft st ster tat tum ung""".split()
)
VOWEL = re.compile("[aeiouy]")

Reading = tuple[str, str, str, int]  # a modifier's form and stem, the head's stem, how much English speaks for it


class Compounds:
    """Modifiers and heads learned from the dictionary's own compounds, checked against their translations.

    A compound of the dictionary is split where the English side agrees: a translation of a part occurs in the
    translation of the whole (Koehn and Knight 2003, section 5). "Kundendienst" (customer service) teaches kunden- and
    -dienst; "Spargel" (asparagus) is not spar- and -gel and is remembered as whole.
    """

    def __init__(self, entries: list[Segment], forms: Mapping[str, str], lemmas: Mapping[str, str]) -> None:
        self.forms = forms
        self.english: dict[str, set[str]] = defaultdict(set)  # German stem → its English lemmas
        self.whole: dict[str, set[str]] = defaultdict(set)  # folded word → the English lemmas beside it
        self.nouns = {fold(word) for entry in entries for word in entry.german if word.isalpha() and word[0].isupper()}
        for entry in entries:
            beside = {lemmas.get(word) or singular(word) for word in english_words(entry.english)}
            for word in (fold(phrase) for phrase in entry.german if phrase.isalpha()):
                self.english[self.stem(word)] |= beside
                self.whole[word] |= beside
        others = self.whole.keys() - self.nouns
        self.noun_heads = self._possible_heads(self.nouns)
        self.other_heads = self._possible_heads(word for word in others if len(word) > 3 and not word.endswith("en"))
        small = {word for entry in entries for word in words(entry.german) if word[0].islower()}
        self.known = {self.stem(fold(word)) for word in small}
        self.modifiers = self._possible_modifiers(others)
        self.first, self.last = Counter[tuple[str, str]](), Counter[str]()
        self.split: set[str] = set()

    def stem(self, folded: str) -> str:
        """Return the stem of a folded word, as `Lexicon.stem_de` will."""
        return self.forms.get(folded) or snowball(folded)

    def _possible_heads(self, folded: Iterable[str]) -> set[str]:
        stems = {self.stem(word) for word in folded if len(word) >= SHORTEST_PART}
        return {stem for stem in stems - NO_HEAD if VOWEL.search(stem)}

    def _possible_modifiers(self, others: Iterable[str]) -> dict[str, set[str]]:
        """Return form → stems: nouns with a linking element or without their last e, adjectives, stems of verbs."""
        possible: dict[str, set[str]] = defaultdict(set)
        for noun in (noun for noun in self.nouns if len(noun) >= SHORTEST_PART):
            for link in ("s",) if ALWAYS_S.search(noun) else LINKS:
                possible[noun + link].add(self.stem(noun))
            if noun.endswith("e"):
                possible[noun[:-1]].add(self.stem(noun))
        for word in others:
            possible[word.removesuffix("en") if len(word) > 5 else word].add(self.stem(word))
        usable = {form for form in possible if len(form) >= SHORTEST_PART and VOWEL.search(form)} - NO_MODIFIER
        return {form: possible[form] for form in usable}

    def readings(self, word: str) -> Iterator[Reading]:
        """Return the ways to read a word as modifier and head."""
        beside = self.whole[word]
        heads = self.noun_heads if word in self.nouns else set() if word.endswith("n") else self.other_heads
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            form, head = word[:cut], self.stem(word[cut:])
            if form in self.modifiers and head in heads and word[cut:] != "end":
                for stem in self.modifiers[form]:
                    yield form, stem, head, 2 * bool(self.english[head] & beside) + bool(self.english[stem] & beside)

    def learn(self) -> None:
        """Count the parts of all compounds, three times: later, a word is read the way its parts usually are."""
        for _ in range(3):
            first, last, split = Counter[tuple[str, str]](), Counter[str](), set()
            for word in sorted(self.whole):
                found = list(self.readings(word)) if len(word) >= SHORTEST_COMPOUND - 1 else []
                if found and self._holds(word, reading := max(found, key=self._likelihood)):
                    first[reading[:2]] += 1
                    last[reading[2]] += 1
                    split.add(word)
            self.first, self.last, self.split = first, last, split

    def _holds(self, word: str, reading: Reading) -> bool:
        """Tell whether each part either agrees with the English or is well known; the head alone may do for both."""
        form, stem, head, agree = reading
        known = (self.first[form, stem] >= OFTEN and len(form) > 3) + 2 * (self.last[head] >= OFTEN and len(head) > 3)
        usual = word in self.nouns and not word.endswith("en")
        head_alone = agree == 2 and len(form) > 3 and self.first[form, stem] > 1
        return agree == 3 or head_alone or (known | agree == 3 and bool(agree or usual))

    def _likelihood(self, reading: Reading) -> tuple[float, Reading]:
        form, stem, head, agree = reading
        return 2 * agree + log(1 + self.first[form, stem]) + log(1 + self.last[head]), reading

    def modifier_rows(self) -> list[tuple[str, str, int]]:
        """Return form, stem and count of the modifiers that are no compounds themselves."""
        totals = Counter[str]()
        for (_, stem), count in self.first.items():
            totals[stem] += count
        best: dict[str, tuple[int, str]] = {}
        for (form, stem), count in self.first.items():
            compound = any(form.removesuffix(link) in self.split for link in LINKS if form.endswith(link))
            if count >= LEAST_SEEN.get(len(form), 1) and not compound:
                best[form] = max(best.get(form, (0, "")), (round((count * totals[stem]) ** 0.5), stem))
        return [(form, stem, count) for form, (count, stem) in sorted(best.items())]

    def word_rows(self) -> list[tuple[str, int]]:
        """Return the stem of each word that is no compound, and how often it is a head."""
        compounds = {self.stem(word) for word in self.split}
        simple = {self.stem(word) for word in self.whole if word not in self.split and len(word) > 1} - compounds
        simple |= self.known - {self.stem(word) for word in self.split - self.nouns}
        nouns = {self.stem(noun) for noun in self.nouns - self.split if len(noun) > 4} - NO_HEAD
        heads = {stem: count for stem, count in self.last.items() if count >= LEAST_SEEN.get(len(stem), 1)}
        return [(stem, heads.get(stem, int(stem in nouns and len(stem) > 3))) for stem in sorted(simple)]
