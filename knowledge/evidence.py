"""Looks at the evidence for a question: what it covers, what is unknown, what kind of answer is missing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from knowledge.answer_types import is_missing
from knowledge.confidence import Features
from knowledge.conversation import Query
from knowledge.fields import FIELDS
from knowledge.search import Ranking, Searcher, is_weak
from knowledge.terms import Concept

_TOP = 3


def features_of(query: Query, ranking: Ranking, searcher: Searcher) -> Features:
    """Gather what the confidence in the best passage is judged by."""
    best = ranking.order[0]
    asked = [concept for concept in ranking.concepts if concept.word in query.core] or ranking.concepts
    total = sum(concept.idf for concept in asked) or 1.0

    def covered(by: Callable[[str], bool], passages: list[int]) -> float:
        return sum(c.idf * c.whole for c in asked if _found(c, by, passages)) / total

    absent = [concept for concept in asked if not searcher.matches(concept)]
    tenth = ranking.scores[ranking.order[min(9, len(ranking.order) - 1)]]
    top = ranking.order[:_TOP]
    weight = sum(concept.idf * concept.weight for concept in ranking.concepts) or 1.0
    return Features(
        sentence=covered(lambda name: FIELDS[name].unit == "passage" and FIELDS[name].evidence != "note", [best]),
        note=covered(lambda name: FIELDS[name].unit == "passage" and FIELDS[name].evidence == "note", [best]),
        anything=covered(lambda _: True, [best]),
        together=covered(lambda name: FIELDS[name].unit == "passage", top),
        absent=sum(concept.idf for concept in absent) / total,
        strange=float(any(_is_name(concept, query) for concept in absent)),
        missing_kind=float(is_missing(query.asked_for, query.language, [searcher.index.passages[n].text for n in top])),
        score=float(ranking.scores[best]) / weight,
        lead=float(1 - tenth / ranking.scores[best]),
        brevity=1 / (1 + len(asked)),
        noted=float(bool(searcher.index.topics) and "note_de" not in searcher.without),
    )


def _found(concept: Concept, by: Callable[[str], bool], passages: list[int]) -> bool:
    """Tell whether any of the passages holds a word in any of the fields that count."""
    return any(
        bool(np.any(scores[passages] > 0)) for name, scores in concept.scores.items() if not is_weak(name) and by(name)
    )


def _is_name(concept: Concept, query: Query) -> bool:
    """Tell whether a word looks like the name of a thing: in no dictionary, or in English with a capital inside."""
    return not concept.known or (concept.named and not query.text.startswith(concept.word))
