"""Turns text into terms: words, stems, compound parts and character n-grams."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import log

from knowledge.language import STOP_WORDS, is_form_of_stop_word
from knowledge.lexicon import COMMON_FROM, Lexicon, fold
from knowledge.models import Language
from knowledge.short_forms import in_full
from knowledge.synonyms import Synonyms

# A hyphen divides, so that "Social-Media-Team" and "Social Media Team" meet; an apostrophe does not.
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_GENDER = re.compile(r"(?<=[^\W\d_])(?:[:*_/](?=in(?:nen)?\b)|(?=Innen\b|In\b))")
_GRAM = 4
# What German verbs begin with, also such as only people's talk has; and what stands between it and the verb.
_PARTICLES = """ab an auf aus bei da dazu dran drauf draus drein drin drüber drum durch ein fest fort frei her heran
    heraus herum hin hinaus hinein hoch klar locker los mit nach nieder ran rauf raus rein rüber rum runter über um
    unter vor weg weiter zu zurück zusammen""".split()
# The longer ones first: "zurück" begins with "zu".
_PARTICLE = re.compile(rf"(?:{'|'.join(sorted(_PARTICLES, key=len, reverse=True))})(?:zu|ge)?(?=[a-zäöüß]{{4}})")
_WITH_ES = re.compile(r"([^\W\d_]{2,})['’]s|([^\W\d_]{2,}t)s")
# English words that German text uses beside its own, so that "Social Media" and "soziale Medien" meet.
LOANWORDS = {"social": "sozial", "media": "Medien"}
# What a word counts that everybody uses for everything; ten times as often as the first common ones.
LIGHT = 0.6
# More words than this are no question; what stands behind them is not looked at.
LONGEST_QUERY = 64


def words_of(text: str) -> list[str]:
    """Cut text into words and numbers, gendered forms ("Manager:innen", "ManagerIn") taken as one word."""
    return _WORD.findall(_GENDER.sub("", text))


def content_words(text: str, language: Language) -> list[str]:
    """Return the words of a text that carry meaning: no stop words, no single letters, short forms in full."""
    return [full for _, full in typed_words(text, language)]


def typed_words(text: str, language: Language) -> list[tuple[str, str]]:
    """Return the words of a text that carry meaning, each as it was typed and in full; see `content_words`."""
    stop = STOP_WORDS[language]
    return [
        (typed, word)
        for typed, words in in_full(words_of(text), language)
        for word in words
        if word[0].isdigit() or (len(word) > 1 and not _is_stop_word(word.casefold(), stop))
    ]


def written_out(text: str, language: Language) -> str:
    """Return a text with its short forms in full."""
    full = in_full(_WORD.findall(text), language)
    return _WORD.sub(lambda _: " ".join(next(full)[1]), text)


def _is_stop_word(word: str, stop: frozenset[str]) -> bool:
    """Tell whether a word in lower case is a stop word, with an apostrophe in it or not ("gibt's", "gibts")."""
    if "’" not in word and "'" not in word:
        return word in stop
    plain = word.replace("’", "'")
    return plain in stop or plain.replace("'", "") in stop


@lru_cache(maxsize=50_000)
def grams(word: str) -> tuple[str, ...]:
    """Return the character 4-grams of a word between underscores: "team" → _tea, team, eam_."""
    padded = f"_{fold(word)}_"
    return tuple(padded[i : i + _GRAM] for i in range(max(1, len(padded) - _GRAM + 1)))


class Analyzer:
    """Makes the terms of passages and of German questions; both go through the same functions."""

    def __init__(self, lexicon: Lexicon, synonyms: Synonyms | None = None) -> None:
        self.lexicon = lexicon
        self.synonyms = synonyms or Synonyms.open()

    def stems(self, text: str) -> list[str]:
        """Return the German stems of the content words."""
        return [self.stem(word) for word in content_words(text, "de")]

    def stem(self, word: str) -> str:
        """Return the German stem of one word; numbers stay as they are."""
        return word if word[0].isdigit() else self.lexicon.stem_de(LOANWORDS.get(word.casefold(), word))

    def parts(self, text: str) -> list[str]:
        """Return the stems of the compounds' parts, and the stem of each word that is no compound."""
        return [part for word in content_words(text, "de") for part in self.parts_of(word)]

    def parts_of(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word's parts, or of the word itself where it is no compound."""
        if word[0].isdigit():
            return (word,)
        return self.lexicon.compound_parts(word) or (self.stem(word),)

    def telling(self, word: str, language: Language) -> float:
        """Return how much a word of a question counts, whatever the articles hold: 1.0, or less for a light one.

        Articles may lack a word such as "somebody" or "take" by chance, which makes it no telling one.
        """
        if is_form_of_stop_word(word, language, self.lexicon):
            return LIGHT
        count = self.lexicon.count(word, language)
        return 1.0 - (1.0 - LIGHT) * min(1.0, log(count / COMMON_FROM) / log(10)) if count else 1.0

    def without_es(self, word: str) -> str | None:
        """Return the word that an "es" leans on: "liegt" of "liegt's", and of "liegts", which no dictionary has."""
        leant = _WITH_ES.fullmatch(word)
        bare = (leant[1] or leant[2]) if leant else ""
        if not bare or not self.lexicon.is_word(bare, "de"):
            return None
        return bare if leant and (leant[1] or not self.lexicon.is_word(word, "de")) else None

    def plain_verb(self, word: str) -> str | None:
        """Return the verb in one that no dictionary has: "lassen" of "dranlassen", "machen" of "lockerzumachen"."""
        particle = _PARTICLE.match(word)
        verb = word[particle.end() :] if particle else ""
        if not verb.endswith(("n", "t")) or not self.lexicon.is_word(verb, "de"):
            return None
        # A compound of known parts counts as a word of the dictionary without being in it.
        return verb if self.lexicon.compound_parts(word) or not self.lexicon.is_word(word, "de") else None

    def grams(self, text: str) -> list[str]:
        """Return the character 4-grams of all words; those of stop words help to tell like sentences apart."""
        return [gram for word in words_of(text) for gram in grams(word)]

    def names(self, text: str) -> list[str]:
        """Return the words that look like names: capitalised, in no dictionary; folded."""
        return [
            fold(word)
            for word in words_of(text)
            if word[0].isupper() and len(word) > 1 and not self.lexicon.is_word(word, "de")
        ]

    def english(self, text: str) -> list[str]:
        """Return the English stems of the content words."""
        return [self.stem_english(word) for word in content_words(text, "en")]

    def stem_english(self, word: str) -> str:
        """Return the English stem of one word."""
        return word if word[0].isdigit() else self.lexicon.stem_en(word)


def unique(terms: Iterable[str]) -> list[str]:
    """Return the terms in order, each once: a query term counts once however often it is typed."""
    return list(dict.fromkeys(terms))
