"""Chooses what to quote for a question: the best passage, the voice against it, and others that are nearly as good."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.articles.text import read_text
from knowledge.confidence import Features, calibration
from knowledge.conversation import Query
from knowledge.errors import ArticleError
from knowledge.evidence import Evidence, features_of
from knowledge.index import Index
from knowledge.models import Note, Quote
from knowledge.opposition import Positions
from knowledge.quoting import Quoter, passage_numbers, too_alike
from knowledge.search import Ranking, Searcher
from knowledge.terms import Concept

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_QUOTES = 3
# A further quote must score at least this share of the best one.
FURTHER_SHARE = 0.65
# So many passages are tried before giving up on finding one that can be quoted.
_DEPTH = 30
# Who asks for the other side gets it also where it matches the question itself less well.
_LEAST_AGAINST = 0.2
# A note is about the question when it covers this share of its weight, and this share of what another note on the same
# passage covers.
_FITS = 0.3
_FITS_BESIDE = 0.6
# That a person's strongest statements are that person's words is certain; that they are the ones wanted is not.
_STATEMENTS_CONFIDENCE = 0.9


@dataclass
class Selection:
    """What was chosen for a question: passages in the order shown, and what was known about them."""

    query: Query
    ranking: Ranking
    confidence: float
    features: Features | None = None
    passages: list[int] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    note: Note | None = None
    opposing: int | None = None
    other_note: Note | None = None
    withheld: int = 0
    missing: list[Concept] = field(default_factory=list)


class Selector:
    """Chooses quotes from one index.

    Args:
        index: the index.
        folder: the articles; every quote is checked against its file at the moment it is chosen.
        searcher: ranks the passages.
    """

    def __init__(self, index: Index, folder: Path, searcher: Searcher) -> None:
        self._index = index
        self._folder = folder
        self._searcher = searcher
        self.quoter = Quoter(index)
        self.positions = Positions(index, searcher.analyzer)

    def select(self, query: Query) -> Selection:
        """Choose what to quote for a question; nothing where the articles do not count as answering it."""
        if query.intent == "courtesy":
            return Selection(query, self._searcher.rank((), query.language), 0.0)
        allowed = self._allowed(query)
        statements = allowed is not None and not query.words
        if allowed is not None and statements:
            ranking = self._strongest_first(allowed)
        else:
            ranking = self._searcher.rank(query.words, query.words_language, allowed, query.asked_for)
        selection = Selection(query, ranking, 0.0)
        if query.stranger or not ranking.order:
            return selection
        if statements:
            selection.confidence = _STATEMENTS_CONFIDENCE
        else:
            evidence = Evidence(query, ranking, self._searcher)
            selection.missing = evidence.absent()
            selection.features = features_of(query, ranking, self._searcher, evidence)
            selection.confidence = calibration().right.probability(selection.features)
            if not calibration().answers(selection.features, asked_of_one=bool(query.speakers)):
                return selection
        if query.intent == "opposite":
            self._choose_opposite(selection)
        else:
            skip = self._shown_before(query) if query.intent in ("more", "why") else frozenset()
            self._choose(selection, skip)
        return selection

    def _allowed(self, query: Query) -> NDArray[np.bool_] | None:
        if not query.speakers and query.role is None:
            return None
        return np.array([query.allows(passage) for passage in self._index.passages], dtype=bool)

    def _strongest_first(self, allowed: NDArray[np.bool_]) -> Ranking:
        """Rank people's statements where the question names no topic.

        Positions go before observations, what they speak about most before the rest, leaning sentences last.
        """
        theirs = [int(number) for number in np.flatnonzero(allowed)]
        topics = Counter(note.topic for number in theirs for note in self.positions.notes[number])
        scores = np.zeros(len(allowed))
        for number in theirs:
            passage, notes = self._index.passages[number], self.positions.notes[number]
            worth = 1.0 + 0.6 * bool(notes) + 0.8 * any(note.stance for note in notes) - 0.8 * passage.leans
            often = max((topics[note.topic] for note in notes), default=0) / max(topics.values(), default=1)
            scores[number] = max(worth, 0.1) * (1.0 + often) * (0.3 if passage.text.endswith("?") else 1.0)
        return Ranking([], scores, sorted(theirs, key=lambda number: (-scores[number], number)))

    def _shown_before(self, query: Query) -> frozenset[int]:
        """Return the passages that the answers before have shown."""
        shown: set[int] = set()
        before = query.before
        while before:
            earlier = self.select(before)
            for quote in earlier.quotes:
                shown.update(passage_numbers(self._index.passages, quote))
            before = before.before if before.intent != "answer" else None
        return frozenset(shown)

    def _choose(self, selection: Selection, skip: frozenset[int]) -> None:
        """Choose the best quote, the voice against it where there is one, and further ones that are nearly as good."""
        ranking = selection.ranking
        candidates = [number for number in ranking.order[: _DEPTH + len(skip)] if number not in skip]
        if selection.query.for_both_sides and (
            sided := self.positions.side(ranking, lambda n: self._allows(selection, n))
        ):
            candidates = [sided[0], *(number for number in candidates if number != sided[0])]
        for number in candidates:
            if self._add(selection, number):
                break
        if not selection.passages:
            return
        first = selection.passages[0]
        selection.note = self.positions.meant(first, ranking, selection.query.words_language)
        self._hear_everybody(selection, candidates)
        self._add_opposing(selection, first, skip)
        best = ranking.scores[first]
        for number in candidates:
            if len(selection.quotes) >= MOST_QUOTES or ranking.scores[number] < FURTHER_SHARE * best:
                break
            self._add(selection, number)

    def _hear_everybody(self, selection: Selection, candidates: list[int]) -> None:
        """Where several people are asked for, let each of them speak once."""
        heard = {self._index.passages[number].speaker for number in selection.passages}
        for number in candidates if len(selection.query.speakers) > 1 else ():
            speaker = self._index.passages[number].speaker
            if speaker not in heard and len(selection.quotes) < MOST_QUOTES and self._add(selection, number):
                heard.add(speaker)

    def _add_opposing(self, selection: Selection, first: int, skip: frozenset[int]) -> None:
        """Put the voice against the first quote beside it, where the articles hold one on the very point."""
        for note in self._disputed(selection, first) if len(selection.quotes) < MOST_QUOTES else ():
            for other, theirs in self.positions.opposing(
                first, note, selection.ranking, lambda n: self._allows(selection, n), skip
            ):
                if self._add(selection, other):
                    selection.note = note
                    selection.opposing = len(selection.quotes) - 1
                    selection.other_note = theirs
                    return

    def _disputed(self, selection: Selection, first: int) -> list[Note]:
        """Return the sides that the first quote takes on what the question is about, the best fitting first."""
        ranking, language = selection.ranking, selection.query.words_language
        fits = {note: self.positions.fit(note, ranking, language) for note in self.positions.notes[first]}
        least = max(_FITS, _FITS_BESIDE * max(fits.values(), default=0.0))
        if selection.query.for_both_sides or not ranking.concepts:
            least = 0.0
        sided = [note for note, fit in fits.items() if note.stance and fit >= least]
        return sorted(sided, key=lambda note: (-fits[note], -self.positions.relevance(note.topic, ranking)))

    def _allows(self, selection: Selection, number: int) -> bool:
        return selection.query.allows(self._index.passages[number])

    def _choose_opposite(self, selection: Selection) -> None:
        """Choose the voices against what the answer before has shown."""
        before = selection.query.before
        shown = self.select(before) if before else None
        if shown is None or not shown.passages:
            return
        if shown.opposing is not None:
            self._add(selection, shown.passages[shown.opposing])
        skip = self._shown_before(selection.query)
        for first in shown.passages:
            for note in self.positions.notes[first]:
                for other, _ in self.positions.opposing(
                    first, note, shown.ranking, lambda n: self._allows(selection, n), skip, least=_LEAST_AGAINST
                )[:1]:
                    if len(selection.quotes) < MOST_QUOTES:
                        self._add(selection, other)
            if selection.passages:
                break
        if selection.passages:
            selection.note = self.positions.meant(selection.passages[0], shown.ranking, selection.query.words_language)

    def _add(self, selection: Selection, number: int) -> bool:
        """Quote a passage unless it cannot be quoted whole, or is too like what is there already."""
        span = self.quoter.span(number)
        if span is None:
            return False
        passage = self._index.passages[number]
        try:
            text = read_text(self._folder / passage.source)
        except ArticleError:
            text = ""
        # The slice must stand in the file as it was when the passage was read, to the character.
        if text[passage.start : passage.end] != passage.text or not self._stands(number, span.start, span.end, text):
            selection.withheld += 1
            return False
        quote = self.quoter.quote(number, span, text)
        if too_alike(quote, selection.quotes):
            return False
        selection.quotes.append(quote)
        selection.passages.append(number)
        return True

    def _stands(self, number: int, start: int, end: int, text: str) -> bool:
        """Tell whether every passage within a slice still stands in the file."""
        source = self._index.passages[number].source
        return all(
            text[p.start : p.end] == p.text
            for p in self._index.passages[max(0, number - 4) : number + 5]
            if p.source == source and start <= p.start and p.end <= end
        )
