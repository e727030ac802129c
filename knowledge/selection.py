"""Chooses what to quote for a question: the best passage, the voice against it, and others that are nearly as good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.answer_types import gives_reason
from knowledge.chatter import is_chatter
from knowledge.collecting import Collector, Selection
from knowledge.confidence import calibration
from knowledge.conversation import Query
from knowledge.evidence import Evidence, features_of
from knowledge.index import Index
from knowledge.models import Note, Quote
from knowledge.opposition import Positions
from knowledge.quoting import Quoter, passage_numbers
from knowledge.search import Ranking, Searcher

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A further quote must score at least this share of the best one, and where more is wished for this share.
FURTHER_SHARE = 0.7
MORE_SHARE = 0.4
# So many passages are tried before giving up on finding one that can be quoted.
_DEPTH = 30
# Who asks for the other side gets it also where it matches the question itself less well.
_LEAST_AGAINST = 0.2
# A note is about the question when it covers this share of its weight, and this share of what another note on the same
# passage covers.
_FITS = 0.3
_FITS_BESIDE = 0.6
# A sentence of chatter comes first only where the next best scores less than this share of it.
_CHATTER = 0.5
# Factor on the score of a further quote that shares a topic with the first.
_SAME_TOPIC = 1.3
# Sentences looked at before and after a quote for its reason.
_REASON_WITHIN = 3
# That a person's strongest statements are that person's words is certain; that they are the ones wanted is not.
_STATEMENTS_CONFIDENCE = 0.9


@dataclass
class _Shown:
    """What earlier answers on the same topic have shown, the last one first."""

    selections: list[Selection] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    passages: frozenset[int] = frozenset()


class Selector:
    """Chooses quotes from one index.

    Args:
        index: the index.
        folder: the articles; every quote is checked against its file at the moment it is chosen.
        searcher: ranks the passages.
    """

    def __init__(self, index: Index, folder: Path, searcher: Searcher) -> None:
        self._index = index
        self._searcher = searcher
        self.quoter = Quoter(index)
        self._collector = Collector(index, folder, self.quoter)
        self.positions = Positions(index, searcher.analyzer)

    def select(self, query: Query) -> Selection:
        """Choose what to quote for a question; nothing where the articles do not count as answering it."""
        if query.intent == "courtesy":
            return Selection(query, self._searcher.rank((), query.language), 0.0)
        # Whoever disagrees with somebody disagrees with that person's words: those must be found first.
        basis = query.against or query
        allowed = self._allowed(basis)
        statements = allowed is not None and not basis.words
        if allowed is not None and statements:
            ranking = self._strongest_first(allowed)
        else:
            ranking = self._searcher.rank(basis.words, basis.words_language, allowed, query.asked_for)
        selection = Selection(query, ranking, 0.0)
        if query.stranger or not ranking.order:
            return selection
        if statements:
            selection.confidence = _STATEMENTS_CONFIDENCE
        else:
            evidence = Evidence(basis, ranking, self._searcher)
            selection.missing = evidence.absent()
            selection.features = features_of(basis, ranking, self._searcher, evidence)
            selection.confidence = calibration().right.probability(selection.features)
            if not calibration().answers(selection.features, asked_of_one=bool(basis.speakers)):
                return selection
        if query.against:
            self._choose_against(selection, query.against)
        elif query.intent == "opposite":
            self._choose_opposite(selection)
        else:
            self._choose(selection)
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

    def _shown_before(self, query: Query) -> _Shown:
        """Return what the answers before have shown on the topic of a wish for more, the reasons or the other side."""
        shown = _Shown()
        before = query.before if query.intent in ("more", "why", "opposite") else None
        while before:
            earlier = self.select(before)
            shown.selections.append(earlier)
            shown.quotes += earlier.quotes
            before = before.before if before.intent != "answer" else None
        passages = self._index.passages
        shown.passages = frozenset(n for quote in shown.quotes for n in passage_numbers(passages, quote))
        return shown

    def _choose(self, selection: Selection) -> None:
        """Choose the best quote, the voice against it where there is one, and further ones that are nearly as good."""
        query, ranking, shown = selection.query, selection.ranking, self._shown_before(selection.query)
        candidates = [n for n in ranking.order[: _DEPTH + len(shown.passages)] if n not in shown.passages]
        # What more there is, is measured by the best passage, which was shown already.
        share, best = FURTHER_SHARE, None
        if shown.quotes:
            share, best = MORE_SHARE, ranking.scores[ranking.order[0]]
            candidates = [n for n in candidates if ranking.scores[n] >= share * best]
        candidates = [*self._preferred(selection, shown), *self._matter_first(candidates, ranking)]
        for number in candidates:
            if self._collector.add(selection, number, shown.quotes):
                break
        if not selection.passages:
            return
        first = selection.passages[0]
        selection.note = self.positions.meant(first, ranking, query.words_language)
        self._hear_everybody(selection, candidates, shown)
        self._add_opposing(selection, first, shown)
        least = share * (ranking.scores[first] if best is None else best)
        for number in self._same_topic_first(candidates, first, ranking):
            if ranking.scores[number] >= least:
                self._collector.add(selection, number, shown.quotes)

    def _preferred(self, selection: Selection, shown: _Shown) -> Iterator[int]:
        """Return the passages that the question's wish puts before the better matching ones."""
        query, ranking = selection.query, selection.ranking
        if query.intent == "why" and shown.selections and shown.selections[0].quotes:
            yield from self._reasons(shown.selections[0].passages[0], shown.passages)
        elif query.for_both_sides and (sided := self.positions.side(ranking, lambda n: self._allows(selection, n))):
            yield sided[0]

    def _reasons(self, number: int, shown: frozenset[int]) -> Iterator[int]:
        """Return the sentences around a quoted one that give a reason, the nearest first, those that follow before."""
        before = after = number
        for _ in range(_REASON_WITHIN):
            for step, here in (1, after), (0, before):
                there = self.quoter.neighbours(here)[step]
                if there is None:
                    continue
                before, after = (before, there) if step else (there, after)
                if there not in shown and gives_reason(self._index.passages[there].text):
                    yield there

    def _matter_first(self, candidates: Sequence[int], ranking: Ranking) -> list[int]:
        """Put a sentence of chatter behind the first one that speaks of the matter and matches half as well."""
        best = next((n for n in candidates if not is_chatter(self._index.passages[n].text)), None)
        if best is None:
            return list(candidates)
        before = candidates[: candidates.index(best)]
        ahead = [n for n in before if ranking.scores[best] >= _CHATTER * ranking.scores[n]]
        rest = [n for n in candidates if n not in ahead]
        place = rest.index(best) + 1
        return [*rest[:place], *ahead, *rest[place:]]

    def _same_topic_first(self, candidates: Sequence[int], first: int, ranking: Ranking) -> list[int]:
        """Put forward the passages that share a topic with the first quote."""
        topics = {note.topic for note in self.positions.notes[first]}

        def worth(number: int) -> float:
            shared = any(note.topic in topics for note in self.positions.notes[number])
            return float(ranking.scores[number]) * (_SAME_TOPIC if shared else 1.0)

        return sorted(candidates, key=lambda number: -worth(number))

    def _hear_everybody(self, selection: Selection, candidates: Sequence[int], shown: _Shown) -> None:
        """Where several people are asked for, let each of them speak once."""
        heard = {self._index.passages[number].speaker for number in selection.passages}
        for number in candidates if len(selection.query.speakers) > 1 else ():
            speaker = self._index.passages[number].speaker
            if speaker not in heard and self._collector.add(selection, number, shown.quotes):
                heard.add(speaker)

    def _add_opposing(self, selection: Selection, first: int, shown: _Shown) -> None:
        """Put the voice against the first quote beside it, where the articles hold one on the very point."""
        for note in self._disputed(selection, first):
            for other, theirs in self.positions.opposing(
                first, note, selection.ranking, lambda n: self._allows(selection, n), shown.passages
            ):
                before = selection.note
                selection.note, selection.other_note, selection.opposing = note, theirs, len(selection.quotes)
                if self._collector.add(selection, other, shown.quotes):
                    return
                selection.note, selection.other_note, selection.opposing = before, None, None

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
        passage = self._index.passages[number]
        return selection.query.allows(passage) and not is_chatter(passage.text)

    def _choose_opposite(self, selection: Selection) -> None:
        """Choose the voices against what the answers before have shown."""
        shown = self._shown_before(selection.query)
        if shown.selections and (opposing := shown.selections[0].opposing) is not None:
            self._collector.add(selection, shown.selections[0].passages[opposing])
        for earlier in shown.selections:
            for first in earlier.passages:
                self._oppose(selection, first, earlier.ranking, shown.passages)
                if selection.passages:
                    break
            if selection.passages:
                break
        if selection.passages and shown.selections:
            ranking, language = shown.selections[0].ranking, selection.query.words_language
            selection.note = self.positions.meant(selection.passages[0], ranking, language)

    def _choose_against(self, selection: Selection, theirs: Query) -> None:
        """Choose other people's words against what one person says."""
        whole = self._searcher.rank(theirs.words, theirs.words_language, question=theirs.text)
        best = selection.ranking.scores[selection.ranking.order[0]]
        for first in selection.ranking.order[:_DEPTH]:
            if selection.ranking.scores[first] >= _LEAST_AGAINST * best:
                self._oppose(selection, first, whole)
        if selection.passages:
            selection.note = self.positions.meant(selection.passages[0], whole, theirs.words_language)

    def _oppose(self, selection: Selection, first: int, ranking: Ranking, seen: frozenset[int] = frozenset()) -> None:
        """Add the best voice against each side that a passage takes."""
        for note in self.positions.notes[first]:
            for other, _ in self.positions.opposing(
                first, note, ranking, lambda n: self._allows(selection, n), seen, least=_LEAST_AGAINST
            )[:1]:
                self._collector.add(selection, other)
