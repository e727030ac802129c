"""Chooses the voices that stand against others: beside a quote, after an answer, and against one person."""

from __future__ import annotations

from functools import partial

import numpy as np

from knowledge.candidates import strongest_first
from knowledge.chatter import is_chatter
from knowledge.collecting import Collector, Selection
from knowledge.index import Index
from knowledge.models import Note, Stance
from knowledge.opposition import Positions
from knowledge.query import Query
from knowledge.search import Ranking, Searcher

# A note is about the question when it covers this share of its weight, and this share of what another note on the same
# passage covers.
_FITS = 0.3
_FITS_BESIDE = 0.6
# The voice against it must match the question itself: its score as a share of the first one's, and the share of the
# question that its note covers. A condition that stands against a "no" is less than an outright opposite; one beside a
# "yes" mostly agrees with it. Less is enough where the question itself weighs one thing against another.
_OUTRIGHT = (0.4, 0.28)
_QUALIFYING = (0.38, 0.28)
_BESIDE_A_YES = (0.45, 0.4)
_WEIGHED = (0.28, 0.12)
# Who asks whether something is so hears first somebody who takes a side that another stands against, where that matches
# nearly as well as the best; what stands for a thing taken for granted opens where it matches half as well.
_OPENING = 0.9
_PRESUMED = 0.5
# Who asks for the other side gets it also where it matches the question itself less well.
_LEAST_AGAINST = 0.2
# So many of the best passages are looked at for one that somebody stands against.
_NEAR = 6
_DEPTH = 30


class Disputes:
    """Adds opposing voices to selections.

    Args:
        index: the index.
        searcher: ranks the passages.
        positions: who takes which side.
        collector: adds the quotes.
    """

    def __init__(self, index: Index, searcher: Searcher, positions: Positions, collector: Collector) -> None:
        self._index = index
        self._searcher = searcher
        self._positions = positions
        self._collector = collector

    def quotable(self, selection: Selection, number: int) -> bool:
        """Tell whether a passage may stand for a side: said by one of those asked for, and no chatter."""
        passage = self._index.passages[number]
        return selection.query.allows(passage) and not is_chatter(passage.text)

    def side(self, selection: Selection) -> int | None:
        """Return the passage to open with where a side, or both, is asked for, taken for granted or left open."""
        query, ranking, language = selection.query, selection.ranking, selection.query.words_language
        quotable = partial(self.quotable, selection)
        if query.side:
            return self._positions.taking(query.side, query.said, ranking, language, quotable)
        if not query.for_both_sides and (not ranking.concepts or not (query.presumes or query.disputable)):
            return None
        if query.for_both_sides:
            sided = self._positions.side(ranking, language, quotable)
            return sided[0] if sided else None
        if query.presumes:
            presumed = self._positions.presumed(query.said, ranking, language, quotable)
            return presumed if _matches(presumed, ranking, _PRESUMED) else None
        sided = self._positions.side(ranking, language, quotable)
        return sided[0] if sided and _matches(sided[0], ranking, _OPENING) else None

    def add_opposing(self, selection: Selection, first: int) -> None:
        """Put the voice against the first quote beside it, where the articles hold one on the very point."""
        for note in self._disputed(selection, first):
            for other, theirs in self._positions.opposing(
                first, note, selection.ranking, lambda n: self.quotable(selection, n), selection.shown.passages
            ):
                if not self._fits(selection, first, other, (note, theirs)):
                    continue
                before = selection.note
                selection.note, selection.other_note, selection.opposing = note, theirs, len(selection.quotes)
                if self._collector.add(selection, other):
                    return
                selection.note, selection.other_note, selection.opposing = before, None, None

    def _fits(self, selection: Selection, first: int, other: int, notes: tuple[Note, Note]) -> bool:
        """Tell whether a voice against the first quote speaks to the question itself, not only to the same point."""
        query, ranking = selection.query, selection.ranking
        if query.for_both_sides or query.side or not ranking.concepts:
            return True
        if not query.disputable:
            return False
        least, least_fit = _demanded({note.stance for note in notes}, weighs=query.weighs)
        fit = self._positions.fit(notes[1], ranking, query.words_language)
        return fit >= least_fit and float(ranking.support[other]) >= least * float(ranking.support[first])

    def _disputed(self, selection: Selection, first: int) -> list[Note]:
        """Return the sides that the first quote takes on what the question is about, the best fitting first."""
        ranking, language = selection.ranking, selection.query.words_language
        fits = {note: self._positions.fit(note, ranking, language) for note in self._positions.notes[first]}
        least = max(_FITS, _FITS_BESIDE * max(fits.values(), default=0.0))
        if selection.query.for_both_sides or selection.query.side or not ranking.concepts:
            least = 0.0
        sided = [note for note, fit in fits.items() if note.stance and fit >= least]
        return sorted(sided, key=lambda note: (-round(fits[note], 1), -self._positions.relevance(note.topic, ranking)))

    def choose_opposite(self, selection: Selection) -> None:
        """Choose the voices against what the answers before have shown; a person's own only where nobody else's is."""
        for own in (False, True):
            for earlier in selection.shown.selections:
                self._oppose_answer(selection, earlier, own=own)
                if selection.passages:
                    return

    def _oppose_answer(self, selection: Selection, earlier: Selection, *, own: bool) -> None:
        """Add the voices against the first of an answer's quotes that anybody stands against."""
        voices = self._positions.voices
        opposed = {voices[number] for number in earlier.passages[:1]}
        asked = earlier.query
        ranking = self._of_everybody(asked) if asked.speakers or asked.role else earlier.ranking
        # What was set against the first quote already is said once more: it is what the question asks for.
        if earlier.opposing is not None:
            opposing = earlier.passages[earlier.opposing]
            if (own or voices[opposing] not in opposed) and self._collector.add(selection, opposing, again=True):
                selection.note = earlier.other_note
        # Where nobody stands against what was shown, somebody may against what matches nearly as well.
        for first in [*earlier.passages, *earlier.ranking.order[:_NEAR]]:
            # Against these, what stood among the further quotes is said once more too.
            again = first in earlier.passages and earlier.query.intent != "opposite"
            for note in self._positions.notes[first]:
                for other, theirs in self._against(selection, first, note, ranking, again=again):
                    somebody_else = voices[other] not in opposed | {voices[first]}
                    if (own or somebody_else) and self._collector.add(selection, other, again=again):
                        selection.note = selection.note or theirs
                        break
            if selection.passages:
                return

    def _against(
        self, selection: Selection, first: int, note: Note, ranking: Ranking, *, again: bool = False
    ) -> list[tuple[int, Note]]:
        """Return the voices against a passage, also those that were shown where they may come again."""
        seen = frozenset() if again else selection.shown.passages
        return self._positions.opposing(
            first, note, ranking, lambda n: self.quotable(selection, n), seen, least=_LEAST_AGAINST
        )

    def _best_against(self, selection: Selection, first: int, note: Note, ranking: Ranking) -> list[tuple[int, Note]]:
        """Return the best voice against a passage, and the best one in the same article, each with its note."""
        against = self._against(selection, first, note, ranking)
        source = self._index.passages[first].source
        return list(
            dict.fromkeys([*against[:1], *[o for o in against if self._index.passages[o[0]].source == source][:1]])
        )

    def _of_everybody(self, query: Query) -> Ranking:
        """Rank everybody's passages for a question that asks for some people's words."""
        if not query.words:
            everybody = np.ones(len(self._index.passages), dtype=bool)
            return strongest_first(self._index.passages, self._positions, everybody)
        return self._searcher.rank(query.words, query.words_language, question=query.asked_for)

    def choose_against(self, selection: Selection, theirs: Query) -> None:
        """Choose other people's words against what one person says: first those said to it, outright before others.

        Who writes a comment under an article answers that; what stands elsewhere may be on the same point by chance.
        """
        ranking = self._of_everybody(theirs)
        best = selection.ranking.scores[selection.ranking.order[0]]
        found = [
            (
                self._index.passages[other].source != self._index.passages[first].source,
                note.stance == "conditional" or other_note.stance == "conditional",
                other,
                other_note,
            )
            for first in selection.ranking.order[:_DEPTH]
            if selection.ranking.scores[first] >= _LEAST_AGAINST * best
            for note in self._positions.notes[first]
            for other, other_note in self._best_against(selection, first, note, ranking)
        ]
        disputes: set[tuple[str, str | None]] = set()
        for *_, other, other_note in sorted(found, key=lambda entry: entry[:2]):
            dispute = (other_note.topic, other_note.claim)
            if dispute not in disputes and self._collector.add(selection, other):
                disputes.add(dispute)
                selection.note = selection.note or other_note


def _matches(number: int | None, ranking: Ranking, share: float) -> bool:
    """Tell whether a passage scores at least a share of the best one, and more where that was judged to answer."""
    best = ranking.order[0]
    firmness = ranking.judged.firmness(best) if ranking.judged else 0.0
    least = share + (1 - share) * firmness
    return number is not None and bool(ranking.scores[number] >= least * ranking.scores[best])


def _demanded(stances: set[Stance | None], *, weighs: bool) -> tuple[float, float]:
    """Return how well a voice against another must match the question: by its score, and by its note."""
    if stances == {"for", "conditional"}:
        return _BESIDE_A_YES
    if weighs:
        return _WEIGHED
    return _QUALIFYING if "conditional" in stances else _OUTRIGHT
