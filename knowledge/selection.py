"""Chooses what to quote for a question: the best passage, the voice against it, and others that are nearly as good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.candidates import matter_first, reasons_around, same_topic_first, strongest_first
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
_NEAR = 6
# Who asks for the other side gets it also where it matches the question itself less well.
_LEAST_AGAINST = 0.2
# A note is about the question when it covers this share of its weight, and this share of what another note on the same
# passage covers.
_FITS = 0.3
_FITS_BESIDE = 0.6
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
            ranking = strongest_first(self._index.passages, self.positions, allowed)
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
        candidates = [*self._preferred(selection, shown), *matter_first(candidates, self._index.passages, ranking)]
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
        for number in same_topic_first(candidates, first, self.positions, ranking):
            if ranking.scores[number] >= least:
                self._collector.add(selection, number, shown.quotes)

    def _preferred(self, selection: Selection, shown: _Shown) -> Iterator[int]:
        """Return the passages that the question's wish puts before the better matching ones."""
        query, ranking = selection.query, selection.ranking
        if query.intent == "why" and shown.quotes:
            latest = shown.selections[0]
            yield from reasons_around(latest.passages[0], self._index.passages, self.quoter, shown.passages)
            if latest.note and latest.note.stance:
                allies = self.positions.allies(latest.passages[0], latest.note, ranking)
                yield from (n for n in allies if n not in shown.passages and self._allows(selection, n))
        elif query.side and query.intent == "answer":
            side = self.positions.taking(
                query.side, ranking, query.words_language, lambda n: self._allows(selection, n)
            )
            if side is not None:
                yield side
        elif query.for_both_sides and (sided := self.positions.side(ranking, lambda n: self._allows(selection, n))):
            yield sided[0]

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
        if selection.query.for_both_sides or selection.query.side or not ranking.concepts:
            least = 0.0
        sided = [note for note, fit in fits.items() if note.stance and fit >= least]
        return sorted(sided, key=lambda note: (-round(fits[note], 1), -self.positions.relevance(note.topic, ranking)))

    def _allows(self, selection: Selection, number: int) -> bool:
        passage = self._index.passages[number]
        return selection.query.allows(passage) and not is_chatter(passage.text)

    def _choose_opposite(self, selection: Selection) -> None:
        """Choose the voices against what the answers before have shown; a person's own only where nobody else's is."""
        shown = self._shown_before(selection.query)
        for own in (False, True):
            for earlier in shown.selections:
                self._oppose_all(selection, earlier, shown, own=own)
                if selection.passages:
                    return

    def _oppose_all(self, selection: Selection, earlier: Selection, shown: _Shown, *, own: bool) -> None:
        """Add the voices against the first of an answer's quotes that anybody stands against."""
        voices = self.positions.voices
        opposed = {voices[number] for number in earlier.passages[:1]}
        asked = earlier.query
        ranking = self._of_everybody(asked) if asked.speakers or asked.role else earlier.ranking
        # What was set against the first quote already is said once more: it is what the question asks for.
        if earlier.opposing is not None:
            opposing = earlier.passages[earlier.opposing]
            if (own or voices[opposing] not in opposed) and self._collector.add(selection, opposing):
                selection.note = earlier.other_note
        # Where nobody stands against what was shown, somebody may against what matches nearly as well.
        for first in [*earlier.passages, *earlier.ranking.order[:_NEAR]]:
            for note in self.positions.notes[first]:
                for other, theirs in self.positions.opposing(
                    first, note, ranking, lambda n: self._allows(selection, n), shown.passages, least=_LEAST_AGAINST
                ):
                    somebody_else = voices[other] not in opposed | {voices[first]}
                    if (own or somebody_else) and self._collector.add(selection, other):
                        selection.note = selection.note or theirs
                        break
            if selection.passages:
                return

    def _of_everybody(self, query: Query) -> Ranking:
        """Rank everybody's passages for a question that asks for some people's words."""
        if not query.words:
            everybody = np.ones(len(self._index.passages), dtype=bool)
            return strongest_first(self._index.passages, self.positions, everybody)
        return self._searcher.rank(query.words, query.words_language, question=query.asked_for)

    def _choose_against(self, selection: Selection, theirs: Query) -> None:
        """Choose other people's words against what one person says, outright opposites before conditions."""
        ranking = self._of_everybody(theirs)
        best = selection.ranking.scores[selection.ranking.order[0]]
        found = [
            (note.stance == "conditional" or other_note.stance == "conditional", other, other_note)
            for first in selection.ranking.order[:_DEPTH]
            if selection.ranking.scores[first] >= _LEAST_AGAINST * best
            for note in self.positions.notes[first]
            if note.stance
            for other, other_note in self.positions.opposing(
                first, note, ranking, lambda n: self._allows(selection, n), least=_LEAST_AGAINST
            )[:1]
        ]
        disputes: set[tuple[str, str | None]] = set()
        for _, other, other_note in sorted(found, key=lambda entry: entry[0]):
            dispute = (other_note.topic, other_note.claim)
            if dispute not in disputes and self._collector.add(selection, other):
                disputes.add(dispute)
                selection.note = selection.note or other_note
