"""Looks at the evidence for a question: what it covers, what is unknown, what kind of answer is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from knowledge.analysis import words_of
from knowledge.bm25 import PostingsBM25
from knowledge.concepts import Concept
from knowledge.confidence import Features
from knowledge.coverage import WordTerms, word_terms
from knowledge.demands import Demand, demands
from knowledge.lexicon import fold
from knowledge.likeness import AskedBefore
from knowledge.models import Language
from knowledge.query import Query
from knowledge.search import Ranking, Searcher

# Less is an unlikely translation of a word that is missing.
_LOOSELY = 0.25
# A kind of answer is looked for in so many of the best passages.
_DEPTH = 5
# A question is nearly one that a note answers where less of the two is apart.
_NEARLY = 0.2
# What stands in the paragraph around a passage counts so much where a kind of answer is looked for.
_AROUND = 0.5
# A name in more passages than this is one that everybody mentions.
_RARE = 3
# In folders of some length so small a share of the passages.
_RARE_IN = 80
# Articles, and adjectives with their endings.
_BEFORE_NOUNS = re.compile(
    r"[Kk]?[Ee]in\w{0,2}|[Dd](?:er|ie|as|e[mns])|(?!haben|sind|wurden)[a-zäöüß]{3,}(?:e|er|es|em|en)"
)
_EVERYWHERE: dict[Language, tuple[str, ...]] = {
    "de": ("asked_de", "topic_de"),
    "en": ("asked_en", "topic_en"),
}


class Examiner:
    """Examines the evidence that an index holds for questions.

    Args:
        searcher: ranks the passages of the index.
    """

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        stored = searcher.index.fields
        self.translated = "translation" not in searcher.without and any(stored.translation)
        counts = Counter(name for names in stored.names for name in set(names))
        most = max(_RARE, len(stored.names) // _RARE_IN)
        rare = {name for name, count in counts.items() if count <= most}
        self._rare = [
            {name for name in rare.intersection(names) if not self._is_borrowed(name, passage.text)}
            for names, passage in zip(stored.names, searcher.index.passages, strict=True)
        ]
        # Caches of an object of its own go with it; one of the class would keep every object.
        self._notes = cache(self._questions_of_notes)
        self._topics = cache(self._questions_of_topics)
        self._bags: dict[tuple[str, int], frozenset[str]] = {}

    def _is_borrowed(self, name: str, text: str) -> bool:
        """Tell whether what looks like a name is an English word used as a German noun ("ein unglücklicher Tweet")."""
        if not self.searcher.analyzer.lexicon.is_word(name, "en"):
            return False
        return any(fold(word) == name and _BEFORE_NOUNS.fullmatch(before) for before, word in pairwise(words_of(text)))

    def examine(self, query: Query, ranking: Ranking) -> Evidence:
        """Return the evidence for a question whose passages have been ranked; there is at least one."""
        return Evidence(self, query, ranking)

    def prepare(self, language: Language) -> None:
        """Make what questions in a language are compared with, where that has not been done."""
        if f"asked_{language}" not in self.searcher.without:
            self._notes(language)
            self._topics(language)

    def likeness(self, words: Sequence[WordTerms], language: Language) -> float:
        """Return how like a question is to the most similar one of the notes and the topics, 0 to 1."""
        if f"asked_{language}" in self.searcher.without:
            return 0.0
        return max(self._notes(language).nearest(words), self._topics(language).nearest(words))

    def _questions_of_notes(self, language: Language) -> AskedBefore:
        """Return the questions that the notes answer."""
        return AskedBefore(self.searcher.fields[f"asked_{language}"], language)

    def _questions_of_topics(self, language: Language) -> AskedBefore:
        """Return the questions of the topics that the articles answer."""
        index, analyzer = self.searcher.index, self.searcher.analyzer
        offered = index.offers.get(language, ())
        if language == "en":
            questions = [analyzer.english(index.topics[topic].en) for topic in offered]
        else:
            questions = [analyzer.parts(index.topics[topic].de) for topic in offered]
        return AskedBefore(PostingsBM25(questions), language)

    def new_names(self, number: int, question: str) -> set[str]:
        """Return the rare names in a passage that a question, folded, does not hold."""
        return {name for name in self._rare[number] if name.removesuffix("s") not in question}

    def in_passage(self, word: WordTerms, number: int, language: Language) -> float:
        """Return how far a passage, its translation and the notes on it cover a word."""
        return self._covered(word, language, ("stems", "parts", "translation"), number, f"note_{language}")

    def in_paragraph(self, word: WordTerms, number: int, language: Language) -> float:
        """Return how far the paragraph around a passage covers a word."""
        names = ("block_stems", "block_parts", "block_translation")
        return self._covered(word, language, names, self.searcher.index.passages[number].block)

    def anywhere(self, word: WordTerms, language: Language) -> float:
        """Return how far any passage or note covers a word."""
        return self._covered(word, language, ("stems", "parts", "translation"), None, f"note_{language}")

    def in_questions(self, word: WordTerms, language: Language) -> float:
        """Return how far the editors' questions and topics cover a word."""
        bags = [self._bag(name, None) for name in _EVERYWHERE[language]]
        return max((word.in_english(bag) if language == "en" else word.in_german(bag)) for bag in bags)

    def _covered(
        self, word: WordTerms, language: Language, names: tuple[str, str, str], number: int | None, note: str = ""
    ) -> float:
        stems, parts, translation = names
        found = [word.in_german(self._bag(stems, number), self._bag(parts, number))]
        if language == "en":
            found.append(word.in_english(self._bag(translation, number)))
        if note:
            bag = self._bag(note, number)
            found.append(word.in_english(bag) if language == "en" else word.in_german(bag))
        return max(found)

    def _bag(self, name: str, number: int | None) -> Container[str]:
        """Return the terms of one unit of a field, or of all of them."""
        if name in self.searcher.without:
            return ()
        if number is None:
            return self.searcher.fields[name]
        if (name, number) not in self._bags:
            self._bags[name, number] = frozenset(getattr(self.searcher.index.fields, name)[number])
        return self._bags[name, number]


@dataclass(frozen=True)
class Coverage:
    """How far something covers each word of a question, in order."""

    words: Sequence[WordTerms]
    shares: Sequence[float]

    @property
    def share(self) -> float:
        """The share of the question's weight that is covered, 0 to 1."""
        return sum(word.weight * share for word, share in zip(self.words, self.shares, strict=True)) / self._total

    @property
    def gap(self) -> float:
        """The share of the question's weight that is missing in the one word that is missed most, 0 to 1."""
        missing = (word.weight * (1 - share) for word, share in zip(self.words, self.shares, strict=True))
        return max(missing, default=0.0) / self._total

    def or_by(self, other: Coverage, weight: float = 1.0) -> Coverage:
        """Return what either covers, the other one weighed."""
        return Coverage(self.words, [max(a, weight * b) for a, b in zip(self.shares, other.shares, strict=True)])

    @property
    def _total(self) -> float:
        return sum(word.weight for word in self.words) or 1.0


class Evidence:
    """What the passages hold of a question's words.

    What the articles and their notes say counts; the questions that editors put to a note help to find a passage, but
    a word that stands there alone says little about the articles.
    """

    def __init__(self, examiner: Examiner, query: Query, ranking: Ranking) -> None:
        self._examiner, self._query, self._ranking = examiner, query, ranking
        self._language: Language = query.words_language
        self._words = [word_terms(c, self._language, translated=examiner.translated) for c in ranking.concepts]
        # The best passages are looked at more than once.
        self._passages: dict[int, Coverage] = {}
        self._paragraphs: dict[int, Coverage] = {}
        self._anywhere = self._each(lambda word: examiner.anywhere(word, self._language))
        self.unmet = self._unmet_demands()

    def absent(self) -> list[Concept]:
        """Return the words that neither the articles nor their translations and notes hold."""
        return [w.concept for w, share in zip(self._words, self._anywhere.shares, strict=True) if share < _LOOSELY]

    def features(self) -> Features:
        """Gather what the confidence in the best passage is judged by."""
        examiner, ranking, language = self._examiner, self._ranking, self._language
        best = ranking.order[0]
        sentence = self._passage(best)
        text = sentence.or_by(self._paragraph(best))
        questions = self._each(lambda word: float(self._found_by_questions(word.concept, best)))
        known = self._anywhere.or_by(self._each(lambda word: examiner.in_questions(word, language)))
        weight = sum(concept.idf * concept.weight for concept in ranking.concepts) or 1.0
        tenth = ranking.scores[ranking.order[min(9, len(ranking.order) - 1)]]
        searcher = examiner.searcher
        return Features(
            sentence=sentence.share,
            paragraph=text.share,
            gap=text.gap,
            gap_with_questions=text.or_by(questions).gap,
            questions=questions.share,
            likeness=examiner.likeness(self._words, language),
            absent=1 - self._anywhere.share,
            unknown=1 - known.share,
            home=max((1 - w.concept.idf / np.log(searcher.size + 0.5) for w in self._words), default=0.0),
            strange=float(
                any(_is_name(c, self._query) and not self._found_by_questions(c, best) for c in self.absent())
            ),
            missing_kind=max((missing for _, missing in self.unmet), default=0.0),
            no_kind=float(any(missing == 1.0 for _, missing in self.unmet)),
            score=min(float(ranking.scores[best]) / weight / 20, 1.0),
            lead=float(1 - tenth / ranking.scores[best]),
            brevity=1 / (1 + max(2, len(self._words))),
            noted=float(searcher.priors.is_noted(best)),
        )

    def _unmet_demands(self) -> list[tuple[Demand, float]]:
        """Return what the question demands, with how far the best passages leave it open, 0 to 1."""
        asked = demands(self._query.asked_for, self._language)
        if not asked:
            return []
        said = fold(self._query.text)
        top = self._ranking.order[:_DEPTH]
        covered = [self._passage(number).or_by(self._paragraph(number), _AROUND).share for number in top]
        texts = [self._examiner.searcher.index.passages[number].text for number in top]
        names = [self._examiner.new_names(number, said) for number in top]
        eased = self._eased()
        unmet = []
        for demand in asked:
            given = (c for c, t, n in zip(covered, texts, names, strict=True) if demand.is_given(t, n))
            unmet.append((demand, (1 - max(given, default=0.0)) * (1.0 if demand.fact else eased)))
        return unmet

    def _eased(self) -> float:
        """Return how much a missing kind of answer counts: less where the question is nearly one of a note."""
        if len(self._words) == 1:  # any question that holds it is like it
            return 1.0
        return min(1.0, (1 - self._examiner.likeness(self._words, self._language)) / _NEARLY)

    def _found_by_questions(self, concept: Concept, number: int) -> bool:
        """Tell whether the editors' questions or topics for a passage hold a word."""
        scores = (concept.scores.get(name) for name in _EVERYWHERE[self._language])
        return any(found is not None and found[number] > 0 for found in scores)

    def _passage(self, number: int) -> Coverage:
        if number not in self._passages:
            self._passages[number] = self._each(lambda w: self._examiner.in_passage(w, number, self._language))
        return self._passages[number]

    def _paragraph(self, number: int) -> Coverage:
        if number not in self._paragraphs:
            self._paragraphs[number] = self._each(lambda w: self._examiner.in_paragraph(w, number, self._language))
        return self._paragraphs[number]

    def _each(self, share: Callable[[WordTerms], float]) -> Coverage:
        return Coverage(self._words, [share(word) for word in self._words])


def _is_name(concept: Concept, query: Query) -> bool:
    """Tell whether a word looks like the name of a thing: in no dictionary, or in English with a capital inside."""
    return not (concept.known or concept.corrected) or (concept.named and not query.text.startswith(concept.word))
