"""Finds the opposing or qualifying voice on the point a passage makes, from the editors' notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from knowledge.index import Index
from knowledge.models import Note, Stance
from knowledge.search import Ranking

_OPPOSES: dict[Stance, tuple[Stance, ...]] = {
    "for": ("against", "conditional"),
    "against": ("for", "conditional"),
    "conditional": ("against", "for"),
}
# To a passage that takes no side itself, any other person's side stands in contrast.
_SIDES: tuple[Stance, ...] = ("against", "conditional", "for")
# A voice against another must match the question this well, as a share of the other's score: else it speaks of
# something else within the topic.
LEAST = 0.5
# Factors on a passage's score when it stands against another.
_SOMEONE_ELSE = 1.5
_OUTRIGHT = 1.3


class Positions:
    """The notes of an index, passage by passage."""

    def __init__(self, index: Index) -> None:
        self._speakers = [(p.speaker, p.source, p.stretch) for p in index.passages]
        self.notes: list[list[Note]] = [
            [note for note in index.notes.get(passage.source, ()) if note.span.overlaps(passage)]
            for passage in index.passages
        ]
        self._by_topic: dict[str, list[int]] = {}
        for number, notes in enumerate(self.notes):
            for topic in dict.fromkeys(note.topic for note in notes):
                self._by_topic.setdefault(topic, []).append(number)

    def passages(self, topic: str) -> Sequence[int]:
        """Return the passages with a note on a topic."""
        return self._by_topic.get(topic, ())

    def topic(self, number: int, ranking: Ranking) -> Note | None:
        """Return the note that says what a passage means for this question.

        Of several topics the one whose passages match the question best is meant; a note with a stance goes first.
        """
        notes = self.notes[number]
        if not notes:
            return None
        return max(notes, key=lambda note: (self.relevance(note.topic, ranking), note.stance is not None))

    def relevance(self, topic: str, ranking: Ranking) -> float:
        """Return how well a topic fits a question: the mean score of its three best passages."""
        best = sorted((float(ranking.scores[n]) for n in self.passages(topic)), reverse=True)[:3]
        return sum(best) / len(best) if best else 0.0

    def note_on(self, number: int, topic: str) -> Note | None:
        """Return a passage's note on a topic."""
        return next((note for note in self.notes[number] if note.topic == topic), None)

    def opposing(
        self, number: int, note: Note, ranking: Ranking, quotable: Callable[[int], bool], seen: Iterable[int] = ()
    ) -> int | None:
        """Return the passage that opposes or qualifies another on the very same topic; None where there is none.

        The better match for the question goes first; somebody else's voice counts for more than the same one's own
        qualification, an outright opposite for more than a condition.
        """
        stances = _OPPOSES[note.stance] if note.stance else _SIDES
        best: tuple[float, int] | None = None
        for other in self.passages(note.topic):
            theirs = self.note_on(other, note.topic)
            if (
                other == number
                or other in seen
                or theirs is None
                or theirs.stance not in stances
                or not quotable(other)
            ):
                continue
            if note.stance is None and self._speakers[other] == self._speakers[number]:
                continue
            if ranking.scores[other] < LEAST * ranking.scores[number]:
                continue
            worth = float(ranking.scores[other])
            worth *= _SOMEONE_ELSE if self._speakers[other] != self._speakers[number] else 1.0
            worth *= _OUTRIGHT if theirs.stance == stances[0] else 1.0
            if best is None or worth > best[0]:
                best = worth, other
        return best[1] if best else None

    def contested(self, ranking: Ranking, quotable: Callable[[int], bool], share: float) -> tuple[int, Note] | None:
        """Return the best passage that takes a side on a topic with two sides, where the question is about that topic.

        Args:
            ranking: the ranking for the question.
            quotable: tells whether a passage may be quoted.
            share: how near to the best score the passage must come.
        """
        if not ranking.order:
            return None
        least = share * float(ranking.scores[ranking.order[0]])
        for number in ranking.order:
            if ranking.scores[number] < least:
                return None
            for note in self.notes[number]:
                if note.stance and quotable(number) and self.opposing(number, note, ranking, quotable) is not None:
                    return number, note
        return None
