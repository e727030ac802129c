"""Turns the words of a question into weighted terms for every field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from knowledge.analysis import LONGEST_QUERY, Analyzer, grams, unique, words_of
from knowledge.bm25 import PostingsBM25, Term
from knowledge.cognates import Cognates
from knowledge.concepts import Concept, QueryWord
from knowledge.fields import PART_WEIGHT, SYNONYM_WEIGHT
from knowledge.language import STOP_WORDS
from knowledge.lexicon import fold
from knowledge.models import Language
from knowledge.spelling import LONGEST, SHORTEST, respelled


class TermMaker:
    """Makes terms with the vocabulary of one index in mind.

    Args:
        analyzer: the text analysis that the index was made with.
        fields: the index's fields by name.
        without: "lexicon" leaves out translations and synonyms, "compounds" the parts of compounds.
    """

    def __init__(
        self, analyzer: Analyzer, fields: dict[str, PostingsBM25], without: frozenset[str] = frozenset()
    ) -> None:
        self._analyzer = analyzer
        self._fields = fields
        self._lexical = "lexicon" not in without
        self._compounds = "compounds" not in without
        # Caches of an object of its own go with it; one of the class would keep every object.
        self._respelled = lru_cache(maxsize=1_000)(self._spell_anew)
        self._terms = cache(self._terms_by_initial)
        self._places = lru_cache(maxsize=5_000)(self._find_places)
        self._cognates = cache(self._find_cognates)

    def concepts(self, words: Sequence[QueryWord], language: Language) -> list[Concept]:
        """Turn words into concepts; a word typed twice counts once, with its first weight."""
        first: dict[str, QueryWord] = {}
        for word in words:
            first.setdefault(word.word.casefold(), word)
        chosen = [
            QueryWord(word.word, word.weight * self._analyzer.telling(word.word, language))
            for word in first.values()
            if not self._is_misspelt_stop_word(word.word, language)
        ]
        return self._german(chosen) if language == "de" else self._english(chosen)

    def widen(self, concepts: Sequence[Concept], language: Language) -> None:
        """Let words be found in judged questions: these may be in any words, not only in those of the articles."""
        if language == "de" or not self._lexical:
            return
        anywhere = self._analyzer.lexicon.translations([concept.corrected or concept.word for concept in concepts])
        for concept, stems in zip(concepts, anywhere, strict=True):
            concept.terms["judged"] = [Term(stems)] if stems else []

    def prepare_english(self) -> None:
        """Make what English questions need of the vocabulary."""
        self._cognates()

    def leftover(self, question: str, concepts: Sequence[Concept], language: Language) -> Concept:
        """Return the stop words of a question as one concept that only has character n-grams and no weight of its own.

        Args:
            question: the question as typed.
            concepts: its content words.
            language: its language.
        """
        taken = {concept.word.casefold() for concept in concepts}
        words = [word for word in words_of(question)[:LONGEST_QUERY] if word.casefold() not in taken]
        terms = [Term({gram: 1.0}) for gram in unique(gram for word in words for gram in grams(word))]
        return Concept("", 1.0, {"grams": terms} if language == "de" else {"grams_en": terms}, idf=0.0)

    def _german(self, words: Sequence[QueryWord]) -> list[Concept]:
        return [self._german_concept(word) for word in words]

    def _german_concept(self, word: QueryWord) -> Concept:
        known = self._analyzer.lexicon.is_word(word.word, "de")
        verb = self._analyzer.without_es(word.word)
        verb = verb or (None if self._occurs(word.word, "de") else self._analyzer.plain_verb(word.word))
        if verb:
            # What it begins with tells little; where the verb is a light one, so is the whole.
            weight = word.weight * self._analyzer.telling(verb, "de")
            return replace(self._german_concept(QueryWord(verb, weight)), word=word.word)
        corrected = None if known else self._corrected(word.word, "de")
        spelled = corrected or word.word
        # A correction is a stem already; stemmed once more it would lose its end.
        stem = corrected or self._analyzer.stem(word.word)
        synonyms = self._analyzer.synonyms.of(stem) if self._lexical else {}
        alternatives = {other: SYNONYM_WEIGHT * likeness for other, likeness in synonyms.items()} | {stem: 1.0}
        parts = unique(self._analyzer.parts_of(word.word)) if self._compounds and not corrected else [stem]
        # A compound's parts say less than the whole word.
        split = [Term({part: 1.0}, PART_WEIGHT) for part in parts] if len(parts) > 1 else []
        return Concept(
            word.word,
            word.weight,
            {
                "stems": [Term(alternatives)],
                "parts": [Term(alternatives), *split] if split else [Term(alternatives)],
                "judged": [Term(alternatives), *split] if split else [Term(alternatives)],
                "grams": _gram_terms(spelled),
            },
            itself=stem,
            known=known,
            named=bool(_ACRONYM.search(word.word)),
            corrected=corrected,
        )

    def _english(self, words: Sequence[QueryWord]) -> list[Concept]:
        lexicon = self._analyzer.lexicon
        known = [lexicon.is_word(word.word, "en") for word in words]
        spelled = [
            word.word if known[n] else self._corrected(word.word, "en") or word.word for n, word in enumerate(words)
        ]
        translations = (
            lexicon.translations(spelled, self._places, self._cognates().similar, self._analyzer.synonyms.of)
            if self._lexical
            else [{self._analyzer.stem(word): 1.0} for word in spelled]
        )
        # What the articles do not answer may be in any words.
        anywhere = [
            german or lexicon.translations([word])[0] for german, word in zip(translations, spelled, strict=True)
        ]
        return [
            Concept(
                word.word,
                word.weight,
                {
                    "judged": [Term(anywhere[n])] if anywhere[n] else [],
                    "stems": [Term(german)] if german else [],
                    "parts": [Term(german)] if german else [],
                    "grams": [Term({gram: 1.0}, share) for gram, share in _grams_of(german).items()],
                    "english": [Term({self._analyzer.stem_english(spelling): 1.0})],
                    "grams_en": _gram_terms(spelling),
                },
                itself=self._analyzer.stem(spelling),
                known=known[n],
                corrected=spelling if spelling != word.word else None,
                named=word.word[0].isupper(),
            )
            for n, (word, spelling, german) in enumerate(zip(words, spelled, translations, strict=True))
        ]

    def _corrected(self, word: str, language: Language) -> str | None:
        """Return the term that a misspelt word means, where that is safe.

        Safe: the word is in no dictionary and not in the articles, has five letters or more, and one slip after the
        same first letter leads to a term of the articles (two in a long word), or to a word of the dictionary; a name
        with capitals inside is none.
        """
        folded = fold(word)
        if not _may_be_misspelt(word) or self._occurs(word, language):
            return None
        stem = self._stem(word, language)
        terms = self._terms(language).get(folded[0], ())
        near = process.extractOne(stem, terms, scorer=DamerauLevenshtein.distance, score_cutoff=2)
        if near and near[1] <= 1:
            return str(near[0])
        # An English word with a capital is a name: no word of the dictionary.
        meant = None if language == "en" and word[0].isupper() else self._respelled(folded, language)
        return meant[1] if meant else (str(near[0]) if near and len(stem) >= _LONG else None)

    def _is_misspelt_stop_word(self, word: str, language: Language) -> bool:
        if not _may_be_misspelt(word) or self._analyzer.lexicon.is_word(word, language) or self._occurs(word, language):
            return False
        meant = self._respelled(fold(word), language)
        return meant is not None and meant[0] in _folded_stop_words(language)

    def _spell_anew(self, folded: str, language: Language) -> tuple[str, str] | None:
        """Return the word of the dictionary that a misspelt one means; a word of the other language is not misspelt."""
        if self._analyzer.lexicon.known_among([folded], "en" if language == "de" else "de"):
            return None
        return respelled(folded, partial(self._analyzer.lexicon.known_among, language=language))

    def _occurs(self, word: str, language: Language) -> bool:
        stem = self._stem(word, language)
        return any(stem in self._fields[name] for name in _VOCABULARY[language])

    def _stem(self, word: str, language: Language) -> str:
        return self._analyzer.stem(word) if language == "de" else self._analyzer.stem_english(word)

    def _terms_by_initial(self, language: Language) -> dict[str, list[str]]:
        """Return the terms by the letter they begin with."""
        by_initial: dict[str, list[str]] = {}
        for term in sorted({term for name in _VOCABULARY[language] for term in self._fields[name].vocabulary}):
            if len(term) > 3:
                by_initial.setdefault(term[0], []).append(term)
        return by_initial

    def _find_cognates(self) -> Cognates:
        return Cognates({*self._fields["stems"].vocabulary, *self._fields["parts"].vocabulary})

    def _find_places(self, stem: str) -> int:
        """Return the paragraphs that hold a stem, as the bits of a number."""
        return self._fields["block_stems"].places(stem) | self._fields["block_parts"].places(stem)


# Letters of a stem from which on two slips are likelier than another word.
_LONG = 8
# Two capitals side by side or one inside, but for the endings of gendered forms.
_ACRONYM = re.compile(r"[^\W\d_](?!In(?:nen)?$)[A-ZÄÖÜ]")
_VOCABULARY: dict[Language, tuple[str, ...]] = {
    "de": ("stems", "parts", "note_de", "topic_de", "asked_de"),
    "en": ("translation", "note_en", "topic_en", "asked_en"),
}


def _may_be_misspelt(word: str) -> bool:
    """Tell whether a word that nobody knows may be a slip: no acronym or name with a capital inside, no odd length."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and not _ACRONYM.search(word)


@cache
def _folded_stop_words(language: Language) -> frozenset[str]:
    return frozenset(fold(word) for word in STOP_WORDS[language] if len(word) >= SHORTEST)


@lru_cache(maxsize=20_000)
def _gram_terms(word: str) -> list[Term]:
    """Return the 4-grams of a word as terms, each once."""
    return [Term({gram: 1.0}) for gram in unique(grams(word))]


def _grams_of(stems: dict[str, float]) -> dict[str, float]:
    """Return the 4-grams of a word's likely translations with the best share of each."""
    shares: dict[str, float] = {}
    for stem, share in stems.items():
        if share >= 0.3:
            for gram in grams(stem)[:-1]:
                shares[gram] = max(shares.get(gram, 0.0), share)
    return shares
