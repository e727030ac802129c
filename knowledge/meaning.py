"""What a question is about, in terms that its wording and its language leave behind."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.synonyms import Synonyms
from knowledge.terms import Concept

# What a synonym of the likeliest stem counts beside it.
_SYNONYM = 0.5
# Of the German stems that may stand for a word, so many are kept, and none that is this much less likely than the best.
_MOST_STEMS = 4
_LEAST_LIKELY = 0.2


def meaning_of(concepts: Iterable[Concept], synonyms: Synonyms | None) -> dict[str, float]:
    """Return the German stems that a question's words stand for.

    Args:
        concepts: the question's words with their terms.
        synonyms: so that "outsource" and "auslagern" share a stem, whichever of them the articles use; None: without.

    Returns:
        Each stem with a weight from 0 to 1: how much its word counts, times how likely the stem stands for it.
    """
    meaning: dict[str, float] = {}
    for concept in concepts:
        for stem, likeness in _stems(concept, synonyms).items():
            meaning[stem] = max(meaning.get(stem, 0.0), round(likeness * min(concept.weight, 1.0), 3))
    return meaning


def _stems(concept: Concept, synonyms: Synonyms | None) -> dict[str, float]:
    """Return the likeliest German stems of a word, the best with 1; the word's own where nothing stands for it."""
    alternatives = {
        stem: share for term in concept.terms.get("stems", ()) for stem, share in term.alternatives.items()
    } or {concept.itself: 1.0}
    best = max(alternatives.values())
    likeliest = max(sorted(alternatives), key=lambda stem: alternatives[stem])
    for synonym, likeness in (synonyms.of(likeliest) if synonyms else {}).items():
        alternatives[synonym] = max(alternatives.get(synonym, 0.0), _SYNONYM * likeness * best)
    likely = sorted(alternatives.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_STEMS]
    return {stem: share / best for stem, share in likely if share >= _LEAST_LIKELY * best}
