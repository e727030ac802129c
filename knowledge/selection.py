"""Chooses what to quote for a question: the best passage, the voice against it, and others that are nearly as good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge import wishes
from knowledge.answer_types import gives_reason
from knowledge.candidates import matter_first, new_first, next_first, reasons_around, same_topic_first, strongest_first
from knowledge.chatter import is_polite
from knowledge.collecting import Collector, Selection, Shown
from knowledge.confidence import calibration, with_judged
from knowledge.disputes import Disputes
from knowledge.evidence import Examiner
from knowledge.index import Index
from knowledge.learned import Judged
from knowledge.models import Language, Quote
from knowledge.opposition import Positions
from knowledge.query import Query
from knowledge.quoting import Quoter, passage_numbers
from knowledge.search import Searcher

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A further quote must score at least this share of the best one, and where more is wished for this share.
FURTHER_SHARE = 0.55
MORE_SHARE = 0.3
# What a second quote and a third must reach: their share of the best score, the share of the question that they speak
# of, and something for a topic shared with the first.
_LEAST_WORTH = (0.6, 0.8)
_SHARED_TOPIC = 0.2
# What it loses where it cannot be understood alone.
_FRAGMENT = 0.4
# So many passages are tried before giving up on finding one that can be quoted.
_DEPTH = 30
# So many of the answers before are remembered, each with the scores of all passages.
_REMEMBERED = 2
# What was said on a topic is an answer to a question on it half of the times, at most.
_TOPIC_ONLY = 0.5
# A sentence that is so large a share another's words reports them.
_REPORTED = 0.5
# That a person's strongest statements are that person's words is certain; that they are the ones wanted is not.
_STATEMENTS_CONFIDENCE = 0.9


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
        self._examiner = Examiner(searcher)
        self.quoter = Quoter(index)
        self._collector = Collector(index, folder, self.quoter)
        self.positions = Positions(index, searcher.analyzer)
        self._disputes = Disputes(index, searcher, self.positions, self._collector)
        # What a question leans on is looked at more than once, and leans on others: without this, each would double it.
        self._earlier = lru_cache(maxsize=_REMEMBERED)(self.select)

    def prepare(self, language: Language) -> None:
        """Make what questions in a language need, where that has not been done."""
        self._searcher.prepare(language)
        self._examiner.prepare(language)
        calibration()

    def select(self, query: Query) -> Selection:
        """Choose what to quote for a question; nothing where the articles do not count as answering it.

        A question that leans on the one before is not refused for a mere word of its own that the articles lack.
        """
        selection = self._select(query)
        # What no dictionary has may be a thing's name.
        unknown = {c.word for c in selection.missing if c.known and not c.named}
        if selection.quotes or not (unknown and query.leans and query.intent == "answer"):
            return selection
        looser = self._select(query.without(unknown))
        looser.confidence *= _TOPIC_ONLY
        return looser if looser.quotes else selection

    def _select(self, query: Query) -> Selection:
        if query.intent == "courtesy":
            return Selection(query, self._searcher.rank((), query.language), 0.0)
        # Whoever disagrees with somebody disagrees with that person's words: those must be found first.
        basis = query.against or query
        allowed = self._allowed(basis)
        statements = allowed is not None and not basis.words
        if allowed is not None and statements:
            ranking = strongest_first(self._index.passages, self.positions, allowed)
        else:
            ranking = self._searcher.rank(basis.words, basis.words_language, allowed, query.asked_for, query.marks)
        selection = Selection(query, ranking, 0.0)
        # Stop words alone ("Was denn nun?") ask for nothing that could be found.
        if query.stranger or not ranking.order or not (basis.words or statements):
            return selection
        if statements:
            selection.confidence = _STATEMENTS_CONFIDENCE
        else:
            evidence = self._examiner.examine(basis, ranking)
            selection.missing = evidence.absent()
            selection.unmet = evidence.unmet
            selection.features = evidence.features()
            judged = selection.judged = self._judged(selection)
            selection.confidence = with_judged(calibration().right.probability(selection.features), judged)
            if (ranking.judged and ranking.judged.denied) or not calibration().answers(
                selection.features, basis.words_language, asked_of_one=bool(basis.speakers), judged=judged
            ):
                return selection
        selection.shown = self._shown_before(query)
        if self._means_the_other_side(selection):
            opposite = self._select(replace(query, intent="opposite"))
            if opposite.quotes:
                return opposite
        if query.against:
            self._disputes.choose_against(selection, query.against)
        elif query.intent == "opposite":
            self._disputes.choose_opposite(selection)
        else:
            self._choose(selection)
        return selection

    def _means_the_other_side(self, selection: Selection) -> bool:
        """Tell whether a question asks for the voices against the answer before, in other words than usual."""
        query, shown = selection.query, selection.shown
        if query.intent == "why" and wishes.WHY_NOT.match(query.text):
            said = shown.selections[0].note if shown.selections else None
            return said is not None and said.stance == "for"
        if query.side != "against" or query.intent != "answer" or not query.leans:
            return False
        return self._disputes.side(selection) is None

    def _judged(self, selection: Selection) -> float:
        """Return what judged questions say about the passage that will be quoted first, in log-odds."""
        found = self._first_judged(selection)
        if found is None:
            return 0.0
        judged, first = found
        lacking = bool(selection.features and (selection.features.strange or selection.features.no_kind))
        return judged.says(first, [concept.word for concept in selection.missing], lacking=lacking)

    def _first_judged(self, selection: Selection) -> tuple[Judged, int] | None:
        """Return what judged questions say, with the best passage whose words stand in its file still."""
        judged, best = selection.ranking.judged, selection.ranking.order[:_DEPTH]
        first = next((n for n in best if self._collector.stands(selection, n)), None) if judged else None
        return (judged, first) if judged and first is not None else None

    def _settled(self, selection: Selection) -> bool:
        """Tell whether judged questions decide what opens, whoever takes a side."""
        found = self._first_judged(selection)
        return found is not None and found[0].firmness(found[1]) >= 1

    def candidates(self, query: Query, limit: int) -> list[Quote]:
        """Return the best quotes for a question, whether or not they count as answering it."""
        ranking = self._searcher.rank(
            query.words, query.words_language, self._allowed(query), query.asked_for, query.marks
        )
        found = Selection(query, ranking, 0.0, bounded=False)
        for number in ranking.order[:_DEPTH]:
            if len(found.quotes) == limit:
                break
            self._collector.add(found, number)
        return found.quotes

    def _allowed(self, query: Query) -> NDArray[np.bool_] | None:
        """Return a flag a passage where one person's words are asked for, or authors' or commenters'.

        A sentence that is another's words for the most part is not what its author thinks.
        """
        if not query.speakers and query.role is None:
            return None
        allowed = np.array([query.allows(passage) for passage in self._index.passages], dtype=bool)
        return allowed & ~self._reporting if query.speakers else allowed

    @cached_property
    def _reporting(self) -> NDArray[np.bool_]:
        """Flags of the passages that somebody else's words make up for the most part; only named people need them."""
        quotations = {article.source: article.quotations for article in self._index.articles}
        return np.array(
            [
                any(
                    min(quotation.end, passage.end) - max(quotation.start, passage.start)
                    > _REPORTED * (passage.end - passage.start)
                    for quotation in quotations[passage.source]
                    if quotation.speaker != passage.speaker
                )
                for passage in self._index.passages
            ],
            dtype=bool,
        )

    def _shown_before(self, query: Query) -> Shown:
        """Return what the answers before have shown on the topic of a wish for more, the reasons or the other side."""
        if query.before is None or query.against or query.intent not in ("more", "why", "opposite"):
            return Shown()
        earlier = self._earlier(query.before)
        quotes = [*earlier.quotes, *earlier.shown.quotes]
        return Shown([earlier, *earlier.shown.selections], quotes, self._numbers(quotes))

    def _heard(self, query: Query) -> frozenset[int]:
        """Return the passages quoted before a question that leans on another one, unless it is for one person's."""
        if query.before is None or query.intent != "answer" or query.speakers:
            return frozenset()
        return self._numbers(self._earlier(query.before).quotes)

    def _numbers(self, quotes: Sequence[Quote]) -> frozenset[int]:
        return frozenset(n for quote in quotes for n in passage_numbers(self._index.passages, quote))

    def _choose(self, selection: Selection) -> None:
        """Choose the best quote, the voice against it where there is one, and further ones that are nearly as good."""
        query, ranking = selection.query, selection.ranking
        candidates, least = self._candidates(selection)
        # The reason for what was said first is said once more where it stood among the further quotes.
        again = query.intent == "why"
        if not any(self._collector.add(selection, number, again=again) for number in self._preferred(selection)):
            any(self._collector.add(selection, number) for number in candidates)
        if not selection.passages:
            return
        first = selection.passages[0]
        fitting = query.intent == "answer" and query.side is None
        selection.note = self.positions.meant(first, ranking, query.words_language, fitting=fitting)
        self._hear_everybody(selection, candidates)
        self._disputes.add_opposing(selection, first)
        if least is None:
            least = FURTHER_SHARE * float(ranking.scores[first])
        for number in same_topic_first(candidates, first, self.positions, ranking):
            if selection.full:
                break
            wanted = ranking.scores[number] >= least and self._collector.has_room(selection, number)
            if wanted and self._belongs(selection, number):
                self._collector.add(selection, number)
        selection.close_with_opposing()

    def _belongs(self, selection: Selection, number: int) -> bool:
        """Tell whether a further quote speaks of the question by its words or notes, and for the side asked for."""
        query, ranking, first = selection.query, selection.ranking, selection.passages[0]
        if query.side and selection.note and selection.note.stance:
            return self.positions.takes_the_same_side(number, selection.note)
        if query.intent != "answer" or not ranking.concepts:
            return True
        topics = {note.topic for note in self.positions.notes[first]}
        # A side that was asked for may open without a word of the question.
        worth = float(ranking.scores[number]) / (float(ranking.scores[first]) or 1.0)
        worth += self.positions.spoken_of(number, ranking, query.words_language)
        worth += _SHARED_TOPIC * any(note.topic in topics for note in self.positions.notes[number])
        worth -= _FRAGMENT * self.quoter.is_fragment(number)
        return worth >= _LEAST_WORTH[min(len(selection.quotes), len(_LEAST_WORTH)) - 1]

    def _candidates(self, selection: Selection) -> tuple[list[int], float | None]:
        """Return the passages to try, the best first, and the score they need where earlier answers set one."""
        ranking, shown = selection.ranking, selection.shown
        candidates = [n for n in ranking.order[: _DEPTH + len(shown.passages)] if n not in shown.passages]
        candidates = [n for n in candidates if not is_polite(self._index.passages[n].text)]
        if heard := self._heard(selection.query):
            candidates = next_first(new_first(candidates, heard, ranking), heard, ranking, self.quoter)
        least = None
        if shown.selections:
            # What more there is, is measured by the best passage, which was shown already.
            least = MORE_SHARE * float(ranking.scores[ranking.order[0]])
            candidates = [n for n in candidates if ranking.scores[n] >= least]
            said = shown.selections[0].note
            if selection.query.intent == "why" and said:
                candidates = [n for n in candidates if not self.positions.differs(n, said)]
        return matter_first(candidates, self._index.passages, self.quoter, ranking), least

    def _preferred(self, selection: Selection) -> Iterator[int]:
        """Return the passages that the question's wish puts before the better matching ones."""
        query, ranking, shown = selection.query, selection.ranking, selection.shown
        if query.intent == "why" and shown.selections and shown.selections[0].passages:
            latest = shown.selections[0]
            yield from reasons_around(latest.passages[0], self._index.passages, self.quoter)
            yield from (n for n in latest.passages[1:] if gives_reason(self._index.passages[n].text))
            if latest.note and latest.note.stance:
                allies = self.positions.allies(latest.passages[0], latest.note, ranking)
                yield from (n for n in allies if n not in shown.passages and self._disputes.quotable(selection, n))
        elif query.intent == "answer" and not self._settled(selection):
            side = self._disputes.side(selection)
            # What was heard already does not open what merely goes on, such as "what instead?".
            goes_on = query.goes_on and not query.side
            if side is not None and not (goes_on and side in self._heard(query)):
                yield side

    def _hear_everybody(self, selection: Selection, candidates: Sequence[int]) -> None:
        """Where several people are asked for, let each of them speak once."""
        heard = {self._index.passages[number].speaker for number in selection.passages}
        for number in candidates if len(selection.query.speakers) > 1 else ():
            speaker = self._index.passages[number].speaker
            if speaker not in heard and self._collector.add(selection, number):
                heard.add(speaker)
