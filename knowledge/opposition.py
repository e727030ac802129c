"""Finds the opposing or qualifying voice on the point a passage makes, from the editors' notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from knowledge.analysis import Analyzer
from knowledge.evidence import covered
from knowledge.index import Index, Terms
from knowledge.models import Language, Note, Passage, Stance, Stretch
from knowledge.search import Ranking

_OPPOSES: dict[Stance, tuple[Stance, ...]] = {
    "for": ("against", "conditional"),
    "against": ("for", "conditional"),
    "conditional": ("against", "for"),
}
# A voice against another must match the question this well, as a share of the other's score: else it speaks of
# something else within the topic.
LEAST = 0.5
LEAST_ON_CLAIM = 0.25
# A question for both sides is about one of so many topics that match it best.
_TOPICS = 2
# A note that covers less of a question's weight sums up something else than what was asked.
_FITS = 0.2
# A word rarer than this tells what a question is about: it stands in fewer than every seventh sentence.
_TELLING = 2.0
_ALIKE = 5
# So large a share of a question's telling words must be a topic's question's own.
_SAME_QUESTION = 0.4
# What a topic's question names behind these words is the other side of it.
_COMPARES = re.compile(r"\b(?:als|statt|anstatt|than|instead)\b")
_NEGATES = re.compile(r"\b(?:weniger|wenig|nicht|kein\w*|ohne|fehlt|less|fewer|little|not|no|without|lack)\b")
# Factors on a passage's score when it stands against another.
_SOMEONE_ELSE = 2.5
_OUTRIGHT = 2.0


def _meant(index: Index) -> Sequence[tuple[Language, Terms]]:
    """Return the terms of the notes by language."""
    return ("de", index.fields.meant_de), ("en", index.fields.meant_en)


class Positions:
    """The notes of an index, passage by passage."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        # What topics ask is looked at for every question that wishes for one side.
        self._terms_of = lru_cache(maxsize=1_000)(self._analyzed)
        in_order = [note for notes in index.notes.values() for note in notes]
        self._terms: dict[tuple[int, Language], frozenset[str]] = {
            (id(note), language): frozenset(terms)
            for language, stored in _meant(index)
            for note, terms in zip(in_order, stored, strict=True)
        }
        # Who is not named is somebody else in every stretch; an author may answer in the comments.
        self.voices = [p.speaker or f"{p.source}:{p.stretch}" for p in index.passages]
        self._topics = index.topics
        quotations = {article.source: article.quotations for article in index.articles}
        self.notes: list[list[Note]] = [
            [note for note in index.notes_on(passage) if _is_own(note, passage, quotations[passage.source])]
            for passage in index.passages
        ]
        self._by_topic: dict[str, list[int]] = {}
        for number, notes in enumerate(self.notes):
            for topic in dict.fromkeys(note.topic for note in notes):
                self._by_topic.setdefault(topic, []).append(number)

    def passages(self, topic: str) -> Sequence[int]:
        """Return the passages with a note on a topic."""
        return self._by_topic.get(topic, ())

    def meant(self, number: int, ranking: Ranking, language: Language, *, fitting: bool) -> Note | None:
        """Return the note that says what a passage means for a question.

        Of several notes the one whose own words and questions match best is meant; then the one whose topic does.

        Args:
            number: the passage.
            ranking: the ranking for the question.
            language: the language of the question's words.
            fitting: only a note that fits the question; None where none does.
        """
        fits = [(self.fit(note, ranking, language), note) for note in self.notes[number]]
        if fitting and ranking.concepts and max((fit for fit, _ in fits), default=0.0) < _FITS:
            return None
        best = max(
            fits,
            key=lambda pair: (round(pair[0], 1), self.relevance(pair[1].topic, ranking), bool(pair[1].stance)),
            default=None,
        )
        return best[1] if best else None

    def fit(self, note: Note, ranking: Ranking, language: Language) -> float:
        """Return the share of a question's weight that a note's own words and questions cover, 0 to 1."""
        return self._covered(self._terms[id(note), language], ranking)

    def _covered(self, terms: frozenset[str], ranking: Ranking) -> float:
        """Return the share of a question's weight that some terms cover, 0 to 1."""
        whole = sum(c.idf * c.weight for c in ranking.concepts)
        return round(sum(c.idf * c.weight * covered(c, terms) for c in ranking.concepts) / (whole or 1.0), 3)

    def _analyzed(self, text: str, language: Language) -> frozenset[str]:
        return frozenset(self._analyzer.english(text) if language == "en" else self._analyzer.parts(text))

    def relevance(self, topic: str, ranking: Ranking) -> float:
        """Return how well a topic fits a question: the mean score of its three best passages."""
        best = sorted((float(ranking.scores[n]) for n in self.passages(topic)), reverse=True)[:3]
        return sum(best) / len(best) if best else 0.0

    def share(self, topic: str, ranking: Ranking, language: Language) -> float:
        """Return the share of a question's weight that a topic's own words cover, 0 to 1."""
        return self._covered(self._words_of_topics(language)[topic], ranking)

    @cache  # noqa: B019 - lives as long as its index
    def _words_of_topics(self, language: Language) -> dict[str, frozenset[str]]:
        return {
            topic: self._analyzed(
                " ".join([entry.en, *entry.terms_en] if language == "en" else [entry.de, *entry.terms_de]), language
            )
            for topic, entry in self._topics.items()
        }

    def note_on(self, number: int, topic: str) -> Note | None:
        """Return a passage's note on a topic."""
        return next((note for note in self.notes[number] if note.topic == topic), None)

    def side(self, ranking: Ranking, quotable: Callable[[int], bool]) -> tuple[int, Note] | None:
        """Return the best passage that takes a side on the most relevant topic that has two; None where none has."""
        topics = sorted(self._by_topic, key=lambda topic: (-self.relevance(topic, ranking), topic))[:_TOPICS]
        for topic in topics:
            sided = [
                (number, note)
                for number in sorted(self.passages(topic), key=lambda number: -ranking.scores[number])
                if (note := self.note_on(number, topic)) and note.stance in ("for", "against") and quotable(number)
            ]
            for number, note in sided:
                if self.opposing(number, note, ranking, quotable, least=0.2):
                    return number, note
        return None

    def allies(self, number: int, note: Note, ranking: Ranking) -> list[int]:
        """Return the same person's other passages on the same side of the same point, the best match first."""
        position = (note.topic, note.claim, note.stance)
        found = [
            other
            for other in self.passages(note.topic)
            if other != number
            and self.voices[other] == self.voices[number]
            and any((n.topic, n.claim, n.stance) == position for n in self.notes[other])
        ]
        return sorted(found, key=lambda other: -float(ranking.scores[other]))

    def differs(self, number: int, note: Note) -> bool:
        """Tell whether a passage takes another side on the point of a note."""
        return any(
            (n.topic, n.claim) == (note.topic, note.claim) and n.stance not in (None, note.stance)
            for n in self.notes[number]
        )

    def taking(self, side: Stance, ranking: Ranking, language: Language, quotable: Callable[[int], bool]) -> int | None:
        """Return the best passage that takes a side on what a question is about; None where that is not sure."""
        topics = sorted(self._by_topic, key=lambda topic: (-self.relevance(topic, ranking), topic))[:_TOPICS]
        for topic in topics:
            if not self._asks_the_same(topic, ranking, language):
                continue
            for number in sorted(self.passages(topic), key=lambda number: -ranking.scores[number]):
                sides = [note.stance for note in self.notes[number] if note.topic == topic]
                if side in sides and quotable(number):
                    return number
        return None

    def _asks_the_same(self, topic: str, ranking: Ranking, language: Language) -> bool:
        """Tell whether a question is put in the words of a topic's own question, so that the sides are the same.

        "Doing it oneself" and "outsourcing" are one topic, but who is for the one is against the other.
        """
        entry = self._topics[topic]
        question, *compared = _COMPARES.split(entry.en if language == "en" else entry.de)
        if _NEGATES.search(question):
            return False
        notes = (note for number in self.passages(topic) for note in self.notes[number] if note.topic == topic)
        if language == "en":
            texts = [*entry.terms_en, *(text for note in notes for text in (note.en, *note.asked_en))]
        else:
            texts = [*entry.terms_de, *(text for note in notes for text in (note.de, *note.asked_de))]
        words, others = (self._terms_of(text, language) for text in (question, " ".join([*compared, *texts])))
        within = without = 0.0
        for concept in ranking.concepts:
            if concept.weight < 1 or concept.idf < _TELLING:
                continue
            if covered(concept, words) or _begins_alike(concept.word, question):
                within += concept.idf
            elif covered(concept, others):
                without += concept.idf
        return within > 0 and within >= _SAME_QUESTION * (within + without)

    def opposing(
        self,
        number: int,
        note: Note,
        ranking: Ranking,
        quotable: Callable[[int], bool],
        seen: Iterable[int] = (),
        *,
        least: float | None = None,
    ) -> list[tuple[int, Note]]:
        """Return the passages that oppose or qualify another on the very same point, the best first, with their notes.

        The point is the claim that the note names; in a topic without claims it is the topic's question. The better
        match for the question goes first; somebody else's voice counts for more than the same one's own qualification,
        an outright opposite for more than a condition.

        Args:
            number: the passage to oppose.
            note: the position it takes.
            ranking: the ranking for the question.
            quotable: tells whether a passage may be quoted.
            seen: passages that have been shown.
            least: how well the voice must match the question, as a share of the passage's own score; where it is not
                given, a voice on the same claim need not match as well as one on the same topic.
        """
        claimed = bool(self._topics[note.topic].claims)
        if note.stance is None or (claimed and note.claim is None):
            return []
        if least is None:
            least = LEAST_ON_CLAIM if claimed else LEAST
        stances = _OPPOSES[note.stance]
        found: list[tuple[float, int, Note]] = []
        for other in self.passages(note.topic):
            if other == number or other in seen or not quotable(other):
                continue
            if ranking.scores[other] < least * ranking.scores[number]:
                continue
            same = self.voices[other] == self.voices[number]
            for theirs in self.notes[other]:
                if (theirs.topic, theirs.claim) != (note.topic, note.claim) or theirs.stance not in stances:
                    continue
                if same and not _qualifies(note, theirs):
                    continue
                worth = float(ranking.scores[other])
                worth *= 1.0 if same else _SOMEONE_ELSE
                worth *= _OUTRIGHT if theirs.stance == stances[0] else 1.0
                found.append((worth, other, theirs))
        found.sort(key=lambda entry: (-entry[0], entry[1]))
        return [(other, theirs) for _, other, theirs in found]


def _is_own(note: Note, passage: Passage, quotations: Iterable[Stretch]) -> bool:
    """Tell whether a note is on the speaker's own words, not on those that the passage quotes from somebody unnamed."""
    return not any(
        quotation.contains(note.span) and quotation.speaker != passage.speaker and not quotation.contains(passage)
        for quotation in quotations
    )


def _qualifies(note: Note, theirs: Note) -> bool:
    """Tell whether a person's own words stand against what the same person says elsewhere.

    On a claim a condition does; on a mere topic only the outright opposite does.
    """
    return note.claim is not None or "conditional" not in (note.stance, theirs.stance)


def _begins_alike(word: str, text: str) -> bool:
    """Tell whether a text holds a word of the same family, such as "outsource" for "outsourcing"."""
    start = word.casefold()[:_ALIKE]
    return len(start) == _ALIKE and any(other.startswith(start) for other in text.casefold().split())
