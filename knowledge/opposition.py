"""Finds the opposing or qualifying voice on the point a passage makes, from the editors' notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from knowledge.analysis import Analyzer
from knowledge.index import Index, Terms
from knowledge.models import Language, Note, Passage, Stance, Stretch
from knowledge.search import Ranking
from knowledge.topic_questions import TopicQuestions

_OPPOSES: dict[Stance, tuple[Stance, ...]] = {
    "for": ("against", "conditional"),
    "against": ("for", "conditional"),
    "conditional": ("against", "for"),
}
# A voice against another must match the question this well, as a share of the other's score: else it speaks of
# something else within the topic.
_LEAST = 0.5
_LEAST_ON_CLAIM = 0.25
# A question for both sides is about one of so many topics that match it best.
_TOPICS = 2
# A topic of a question has a note on one of so many of the best passages.
_DEPTH = 20
# Factor on the score of who speaks to a claim that the topic names.
_ON_A_CLAIM = 1.1
# A note that covers less of a question's weight sums up something else than what was asked.
_FITS = 0.2
# Who says one thing and another of the same point opposes nobody, except where the words concede it.
_CONCEDES = re.compile(
    r"^(?:aber|allerdings|andererseits|jedoch|dennoch|trotzdem|gleichwohl|freilich|zugegeben)\b"
    r"|\b(?:allerdings|andererseits|jedoch|gleichwohl|freilich|zugegeben|steht außer frage)\b",
    re.IGNORECASE,
)
# Factors on a passage's score when it stands against another.
_SOMEONE_ELSE = 2.5
_OUTRIGHT = 2.0


def _meant(index: Index) -> Sequence[tuple[Language, Terms]]:
    """Return the terms of the notes by language."""
    return ("de", index.fields.meant_de), ("en", index.fields.meant_en)


class Positions:
    """The notes of an index, passage by passage."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._asked = TopicQuestions(index, analyzer)
        self._words_of = lru_cache(maxsize=5_000)(self._words)
        self._fields = index.fields
        in_order = [note for notes in index.notes.values() for note in notes]
        self._terms: dict[tuple[int, Language], frozenset[str]] = {
            (id(note), language): frozenset(terms)
            for language, stored in _meant(index)
            for note, terms in zip(in_order, stored, strict=True)
        }
        # Who is not named is somebody else in every stretch; an author may answer in the comments.
        self.voices = [p.speaker or f"{p.source}:{p.stretch}" for p in index.passages]
        self._passages = index.passages
        self._topics = index.topics
        quotations = {article.source: article.quotations for article in index.articles}
        self.notes: list[list[Note]] = [
            [note for note in index.notes_on(number) if _is_own(note, passage, quotations[passage.source])]
            for number, passage in enumerate(index.passages)
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
        return ranking.share(self._terms[id(note), language])

    def spoken_of(self, number: int, ranking: Ranking, language: Language) -> float:
        """Return the share of a question's weight that a passage's words cover, or else a note on it, 0 to 1."""
        own = ranking.share(self._words_of(number, language))
        return max([own, *(self.fit(note, ranking, language) for note in self.notes[number])])

    def _words(self, number: int, language: Language) -> frozenset[str]:
        fields = self._fields
        terms = fields.translation if language == "en" and fields.translation else ()
        return frozenset((*fields.stems[number], *fields.parts[number], *(terms[number] if terms else ())))

    def relevance(self, topic: str, ranking: Ranking) -> float:
        """Return how well a topic fits a question: the mean score of its three best passages."""
        best = sorted((float(ranking.scores[n]) for n in self.passages(topic)), reverse=True)[:3]
        return sum(best) / len(best) if best else 0.0

    def share(self, topic: str, ranking: Ranking, language: Language) -> float:
        """Return the share of a question's weight that a topic's own words cover, 0 to 1."""
        return self._asked.share(topic, ranking, language)

    def note_on(self, number: int, topic: str) -> Note | None:
        """Return a passage's note on a topic."""
        return next((note for note in self.notes[number] if note.topic == topic), None)

    def side(self, ranking: Ranking, language: Language, quotable: Callable[[int], bool]) -> tuple[int, Note] | None:
        """Return the best passage that takes a side on the most relevant topic that has two; None where none has."""
        relevance = {topic: self.relevance(topic, ranking) for topic in self._spoken_of_by(ranking.order[:_DEPTH])}
        # A topic's own words count up to twice its relevance: of these many the best are among the first.
        likely = sorted(relevance, key=lambda topic: (-relevance[topic], topic))[: 5 * _TOPICS]
        worth = {topic: relevance[topic] * (1 + self._asked.share(topic, ranking, language)) for topic in likely}
        topics = sorted(worth, key=lambda topic: (-worth[topic], topic))[:_TOPICS]
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

    def _concedes(self, number: int, note: Note) -> bool:
        """Tell whether a passage qualifies in so many words what the same person says elsewhere."""
        passage = self._passages[number]
        return bool(passage.speaker) and note.stance == "conditional" and bool(_CONCEDES.search(passage.text))

    def differs(self, number: int, note: Note) -> bool:
        """Tell whether a passage takes another side on the point of a note."""
        return any(
            (n.topic, n.claim) == (note.topic, note.claim) and n.stance not in (None, note.stance)
            for n in self.notes[number]
        )

    def takes_the_same_side(self, number: int, note: Note) -> bool:
        """Tell whether a passage takes the same side as a note on its topic, on whatever point of it."""
        return any((other.topic, other.stance) == (note.topic, note.stance) for other in self.notes[number])

    def taking(
        self, side: Stance, text: str, ranking: Ranking, language: Language, quotable: Callable[[int], bool]
    ) -> int | None:
        """Return the best passage that takes a side on what a question is about; None where that is not sure.

        Args:
            side: the side asked for.
            text: the question as typed, with the one before where it leans on it.
            ranking: the ranking for the question.
            language: the language of the question's words.
            quotable: tells whether a passage may be quoted.
        """
        for topic in self._likeliest(text, ranking, language):
            wanted = self._asked.asked_side(topic, text, side, ranking, language)
            number = self._siding(wanted, topic, ranking, quotable) if wanted else None
            if number is not None:
                return number
        return None

    def presumed(self, text: str, ranking: Ranking, language: Language, quotable: Callable[[int], bool]) -> int | None:
        """Return the best passage for what a question takes for granted, if anything; see `taking`."""
        for topic in self._likeliest(text, ranking, language):
            wanted = self._asked.presumed_side(topic, text, ranking, language)
            if wanted is not None:
                return self._siding(wanted, topic, ranking, quotable)
        return None

    def _likeliest(self, text: str, ranking: Ranking, language: Language) -> list[str]:
        """Return the topics that match a question best, of these first who does it where the question tells that."""
        topics = self._spoken_of_by(ranking.order[:_DEPTH])
        best = sorted(topics, key=lambda topic: (-self.relevance(topic, ranking), topic))[:_TOPICS]
        return sorted(best, key=lambda topic: not self._asked.is_of_oneself(topic, text, language))

    def _spoken_of_by(self, passages: Iterable[int]) -> Iterable[str]:
        """Return the topics of the notes on some passages."""
        return dict.fromkeys(note.topic for number in passages for note in self.notes[number])

    def _siding(self, side: Stance, topic: str, ranking: Ranking, quotable: Callable[[int], bool]) -> int | None:
        """Return the best passage that takes a side on a topic, of two alike the one whose point others speak to."""
        siding: list[tuple[float, int]] = []
        for number in self.passages(topic):
            taking = [note for note in self.notes[number] if (note.topic, note.stance) == (topic, side)]
            if taking:
                factor = _ON_A_CLAIM if any(note.claim for note in taking) else 1.0
                siding.append((-factor * float(ranking.scores[number]), number))
        return next((number for _, number in sorted(siding) if quotable(number)), None)

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
            least = _LEAST_ON_CLAIM if claimed else _LEAST
        stances = _OPPOSES[note.stance]
        found: list[tuple[float, int, Note]] = []
        for other in self.passages(note.topic):
            if other == number or other in seen or not quotable(other):
                continue
            if ranking.support[other] < least * ranking.support[number]:
                continue
            same = self.voices[other] == self.voices[number]
            for theirs in self.notes[other]:
                if (theirs.topic, theirs.claim) != (note.topic, note.claim) or theirs.stance not in stances:
                    continue
                if same and not self._concedes(other, theirs):
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
