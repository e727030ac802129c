"""Learns from the dictionary's aligned segments which German stems an English lemma may stand for."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge.lexicon import Lexicon
from tools.ding import Segment, english_words, german_words

ROUNDS = 6  # of expectation maximisation
SURE, LEAST_COUNT = 1.3, 0.99  # expected occurrences of a pair: enough to trust it, too few to keep it
BEST, BEST_RARE = 12, 3  # translations kept of an English lemma: trusted ones; others fill it up to so many
LEAST_SHARE = 0.03  # of the best weight
COMPOUND_SHARE = 0.1  # of the best weight, for a compound one of whose parts is kept
COMMON, KNOWN = 40, 0.2  # phrases: segments each word is seen in; the weight from which a word's translation is its own
BEST_PHRASE, PHRASE_SHARE = 4, 0.5  # translations kept of a phrase, and their least share of the most frequent one


class Model1:
    """IBM Model 1 (Brown et al. 1993, section 4.1): how often a German term is expected to stand for a lemma."""

    def __init__(self, pairs: Iterable[tuple[list[str], list[str]]]) -> None:
        lemma_number: dict[str, int] = {}
        term_number: dict[str, int] = {}
        lemmas, terms, events, event = array("q"), array("q"), array("q"), 0
        for left, right in pairs:
            numbers = [lemma_number.setdefault(lemma, len(lemma_number)) for lemma in left]
            for term in right:
                lemmas.extend(numbers)
                terms.extend([term_number.setdefault(term, len(term_number))] * len(numbers))
                events.extend([event] * len(numbers))
                event += 1
        self.lemmas, self.terms = list(lemma_number), list(term_number)
        self.events = np.asarray(events)
        keys = np.asarray(lemmas) * len(self.terms) + np.asarray(terms)
        self.pairs, self.pair_of = np.unique(keys, return_inverse=True)
        self.lemma_of, self.term_of = self.pairs // len(self.terms), self.pairs % len(self.terms)

    def expected(self, rounds: int) -> NDArray[np.float64]:
        """Return the expected count of each pair after so many rounds of expectation maximisation."""
        counts = probability = np.ones(len(self.pairs))
        for _ in range(rounds):
            share = probability[self.pair_of]
            share /= np.bincount(self.events, weights=share)[self.events]
            counts = np.bincount(self.pair_of, weights=share, minlength=len(self.pairs)).astype(np.float64)
            probability = counts / np.bincount(self.lemma_of, weights=counts)[self.lemma_of]
        return counts

    def translations(self, parts: Mapping[str, set[str]]) -> Iterator[tuple[str, dict[str, float]]]:
        """Return each lemma with its best terms, by the geometric mean of two weights of the expected counts.

        These are the probability of the term given the lemma, which alone favours frequent terms, and the Dice
        coefficient 2 c / (c_lemma + c_term), which alone favours rare ones. A compound that stands behind one of its
        `parts` is left out unless it weighs enough: where it occurs, the index has the part as well.
        """
        counts = self.expected(ROUNDS)
        of_lemma = np.bincount(self.lemma_of, counts)[self.lemma_of]
        of_term = np.bincount(self.term_of, counts)[self.term_of]
        weights = np.sqrt(counts / of_lemma * 2 * counts / (of_lemma + of_term))
        found: dict[str, list[tuple[bool, float, str]]] = defaultdict(list)
        for pair in np.flatnonzero(counts >= LEAST_COUNT):
            lemma, term = self.lemmas[self.lemma_of[pair]], self.terms[self.term_of[pair]]
            found[lemma].append((bool(counts[pair] < SURE), -float(weights[pair]), term))
        for lemma, ranked in sorted(found.items()):
            enough = -COMPOUND_SHARE * min(weight for _, weight, _ in ranked)
            best: dict[str, float] = {}
            for rare, weight, term in sorted(ranked):
                if len(best) < (BEST_RARE if rare else BEST) and (-weight > enough or not parts[term] & best.keys()):
                    best[term] = -weight
            yield lemma, best


def aligned(
    entries: Iterable[Segment], lexicon: Lexicon, parts: dict[str, set[str]]
) -> Iterator[tuple[list[str], list[str]]]:
    """Return the English lemmas and German terms of each segment, made by the very functions that make the index.

    Args:
        entries: the dictionary.
        lexicon: the German part of what is being built.
        parts: filled with the parts of each German stem.
    """
    for entry in entries:
        left = {lexicon.stem_en(word) for word in english_words(entry.english)}
        right: set[str] = set()
        for word in german_words(entry.german):
            stem = lexicon.stem_de(word)
            parts[stem].update(lexicon.compound_parts(word))
            right |= {stem, *lexicon.compound_parts(word)}
        if left and right:
            yield sorted(left), sorted(right)


def phrases(entries: Iterable[Segment], lexicon: Lexicon) -> Iterator[tuple[str, dict[str, float]]]:
    """Return what the dictionary says of pairs of words, and of rare words that the model has no translation of.

    "word of mouth" is Mundpropaganda, which neither word is; "customer service" is Kundendienst, of whose parts each
    word has one: it is left out.

    Args:
        entries: the dictionary.
        lexicon: what is being built, with the translations that the model has found.
    """
    seen = Counter[str]()
    found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    parts: dict[str, set[str]] = {}
    for entry in entries:
        seen.update({lexicon.stem_en(word) for word in english_words(entry.english)})
        single = {one[0] for phrase in entry.german if len(one := list(german_words([phrase]))) == 1}
        # Of words with one stem the last tells its parts: in an order that does not change from run to run.
        parts |= {lexicon.stem_de(word): set(lexicon.compound_parts(word)) for word in sorted(single)}
        for phrase in entry.english:
            lemmas = tuple(lexicon.stem_en(word) for word in english_words([phrase]))
            if single and len(lemmas) in (1, 2):
                found[lemmas].update({lexicon.stem_de(word) for word in single})
    for lemmas, counts in sorted(found.items()):
        own = {stem for lemma in lemmas for stem, weight in lexicon.dictionary(lemma).items() if weight >= KNOWN}
        if (len(lemmas) == 1 and own) or (len(lemmas) == 2 and min(seen[lemma] for lemma in lemmas) < COMMON):
            continue
        most = max(counts.values())
        new = {stem: n / most for stem, n in counts.items() if n >= PHRASE_SHARE * most and not meant(stem, parts, own)}
        if new:
            yield " ".join(lemmas), dict(sorted(new.items(), key=lambda item: (-item[1], item[0]))[:BEST_PHRASE])


def meant(stem: str, parts: Mapping[str, set[str]], own: set[str]) -> bool:
    """Tell whether a German stem, or each of its parts, is among the translations of single words."""
    return stem in own or (bool(parts[stem]) and parts[stem] <= own)


def packed(stems: Mapping[str, float]) -> str:
    """Return "kund klient=12": the best stem, and the others with their weights in hundredths of its own."""
    (best, most), *others = sorted(stems.items(), key=lambda item: (-item[1], item[0]))
    kept = [f"{stem}={round(100 * weight / most)}" for stem, weight in others if weight >= LEAST_SHARE * most]
    return " ".join([best, *kept])
