"""What a question is about, in terms that its wording and its language leave behind."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.bm25 import Term
from knowledge.concepts import Concept
from knowledge.synonyms import Synonyms

# What a synonym of the likeliest stem counts beside it.
_SYNONYM = 0.5
# Of the German stems that may stand for a word, so many are kept, and none that is this much less likely than the best.
_MOST_STEMS = 4
_LEAST_LIKELY = 0.2


def meaning_of(concepts: Iterable[Concept], synonyms: Synonyms, highest: float) -> dict[str, float]:
    """Return the German stems that a question's words stand for.

    Args:
        concepts: the question's words with their terms.
        synonyms: so that "outsource" and "auslagern" share a stem, whichever of them the articles use.
        highest: the idf of a word that the articles do not use.

    Returns:
        Each stem with a weight from 0 to 1: how much its word counts and tells, times how likely it stands for that.
    """
    meaning: dict[str, float] = {}
    for concept in concepts:
        telling = min(concept.weight, 1.0) * min(concept.idf / highest, 1.0) if highest else 0.0
        for stem, likeness in _stems(concept, synonyms).items():
            meaning[stem] = max(meaning.get(stem, 0.0), round(likeness * telling, 3))
    return meaning


def _stems(concept: Concept, synonyms: Synonyms) -> dict[str, float]:
    """Return the likeliest German stems of a word, the best with 1; the word's own where nothing stands for it."""
    # Gaps are often about words that the articles do not use: then any translation does.
    terms = concept.terms.get("stems") or concept.terms.get("judged") or [Term({concept.itself: 1.0})]
    alternatives = dict(terms[0].alternatives)
    best = max(alternatives.values())
    likeliest = max(sorted(alternatives), key=lambda stem: alternatives[stem])
    for synonym, likeness in synonyms.of(likeliest).items():
        alternatives[synonym] = max(alternatives.get(synonym, 0.0), _SYNONYM * likeness * best)
    likely = sorted(alternatives.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_STEMS]
    return {stem: share / best for stem, share in likely if share >= _LEAST_LIKELY * best}
