"""The fields a passage is found by, what terms they hold, and how much each counts for a question."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from knowledge.models import Language

if TYPE_CHECKING:
    from knowledge.bm25 import Scores

# What a question's words are turned into for a field: German stems, stems with compound parts, English stems, or
# character 4-grams of either.
TermKind = Literal["stems", "parts", "english", "grams", "grams_en", "judged"]
# What a score belongs to, before it is handed down to passages.
Unit = Literal["passage", "block", "topic", "asked_de", "asked_en", "judgment", "question"]
Evidence = Literal["text", "translation", "note", "judgment"]
# Whose weights hold: those of the question's language, or its own ones for articles that stand alone: for a German one
# where hardly a sentence has a note, for an English one where hardly a sentence has a translation.
Weighing = Language | Literal["de_alone", "en_alone"]
_NOT_ALONE: dict[Weighing, Language] = {"de": "de", "de_alone": "de", "en": "en", "en_alone": "en"}


@dataclass(frozen=True)
class Field:
    """A field: its terms, its unit, where its words come from, BM25's k1 and b, and its weights.

    Where "de_alone" or "en_alone" has no weight of its own, that of the language holds.
    """

    terms: TermKind
    unit: Unit
    evidence: Evidence
    weights: Mapping[Weighing, float]
    k1: float = 0.4
    b: float = 0.4

    def weight(self, weighing: Weighing) -> float:
        """Return the field's weight, 0 where it does not count."""
        return self.weights.get(weighing, self.weights.get(_NOT_ALONE[weighing], 0.0))

    def share_alone(self, language: Language) -> float:
        """Return the share of its weight that the field has for an article which stands alone beside others."""
        alone: Weighing = "en_alone" if language == "en" else "de_alone"
        return self.weight(alone) / (self.weight(language) or 1.0)


# Tuned on the tuning parts of the judged questions, those "alone" without the editors' files and on general German
# text; what each field gives is printed by `fundstelle eval --ablations`.
FIELDS: dict[str, Field] = {
    "stems": Field("stems", "passage", "text", {"de": 0.12, "en": 0.5, "en_alone": 0.35}),
    "parts": Field("parts", "passage", "text", {"de": 0.22, "de_alone": 0.45, "en": 1.2}),
    "grams": Field("grams", "passage", "text", {"de": 0.28, "en": 0.18, "en_alone": 0.13}, k1=1.2, b=0.75),
    "block_stems": Field("stems", "block", "text", {"de": 0.36, "en": 0.35, "en_alone": 0.28}),
    "block_parts": Field("parts", "block", "text", {"de": 0.22, "en": 0.35, "en_alone": 0.29}),
    "block_grams": Field("grams", "block", "text", {"de": 0.1, "en_alone": 0.09}, k1=1.2, b=0.75),
    "translation": Field("english", "passage", "translation", {"en": 0.95}, k1=0.6),
    "block_translation": Field("english", "block", "translation", {"en": 0.45}, k1=0.9, b=0.5),
    "grams_en": Field("grams_en", "passage", "translation", {"en": 0.2}, k1=1.2, b=0.75),
    "note_de": Field("parts", "passage", "note", {"de": 0.6, "en": 0.5}, k1=0.6),
    "note_en": Field("english", "passage", "note", {"en": 1.1}, k1=0.6),
    "asked_de": Field("parts", "asked_de", "note", {"de": 2.5, "en": 0.5}, k1=0.6),
    "asked_en": Field("english", "asked_en", "note", {"en": 4.0}, k1=0.6),
    "topic_de": Field("parts", "topic", "note", {"de": 1.8, "en": 0.9}, k1=0.6),
    "topic_en": Field("english", "topic", "note", {"en": 2.2}, k1=0.6),
    # No weights here: what whole questions give is in ASKED.
    "question_de": Field("parts", "question", "note", {}),
    "question_en": Field("english", "question", "note", {}),
    # No weights here: what judged questions give is in LEARNED.
    "learned_de": Field("judged", "judgment", "judgment", {}),
    "learned_en": Field("english", "judgment", "judgment", {}),
}


@dataclass(frozen=True)
class LearnedWeights:
    """What judged questions give. Likeness is the share of two questions' weight that they have in common, 0 to 1.

    Attributes:
        gain: what a passage gets for a question like one that it was judged to answer, a unit of the question's
            weight, times the likeness to the power of `power`.
        gain_without_notes: the same where hardly a sentence has a note, and everything else gives less.
        power: a little likeness says next to nothing.
        boost: what a passage gains, a unit of its score, where the question finds just what one finds that it was
            judged to answer; from a likeness of `alike` in what they find on.
        affirms: how much likelier an answer is for the likeness to a question that the passage answers, in log-odds.
        settles: the same where the two questions are one.
        assures: the same for the likeness in what they find, as far as it is above `alike` and above that to a question
            without an answer.
        denies: how much less likely an answer is for the likeness to a question that has none, as far as it is above
            `least_denying` and above that to any question with an answer.
        loss: the share of its score that a passage loses for a question like one that it was judged not to answer,
            times the likeness to the power of `loss_power`.
        loss_alike: the share that it loses where the question finds just what one finds that it was judged not to
            answer, and nothing like what one finds that it answers; from a likeness of `alike` on.
        opening: from this likeness in words on a judged passage opens, and nobody who merely takes a side; below, who
            takes a side may open, but has to match better the liker the questions are.
        mark: what it weighs that both ask for the same thing beside their words, such as a reason or a person's view.
        same: from this likeness on two questions are one, and what was judged stands first.
    """

    gain: float = 30.0
    gain_without_notes: float = 6.0
    power: float = 1.5
    boost: float = 1.5
    alike: float = 0.4
    affirms: float = 5.0
    settles: float = 12.0
    assures: float = 14.0
    denies: float = 9.3
    least_denying: float = 0.15
    loss: float = 0.8
    loss_power: float = 2.0
    loss_alike: float = 0.3
    opening: float = 0.4
    mark: float = 3.0
    same: float = 0.85

    def nearness(self, alike: Scores) -> Scores:
        """Return how near questions are that are so alike in what they find: 0 at `alike` and below, 1 for the same."""
        return np.asarray(((alike - self.alike) / (1 - self.alike)).clip(0.0, 1.0))


LEARNED = LearnedWeights()


@dataclass(frozen=True)
class AskedWeights:
    """What the questions give that editors put to notes and topics.

    Attributes:
        gain: what a passage gets for a question like one of them, a unit of the question's weight, times the likeness
            to the power of `power`.
        power: a little likeness says next to nothing.
        shade: what it weighs that both say "all", "must" or "too much"; see `knowledge.shades`.
        alone: the share of its BM25 score that a question keeps which covers next to nothing of the one asked.
    """

    gain: float = 18.0
    power: float = 2.5
    shade: float = 3.0
    alone: float = 0.25


ASKED = AskedWeights()


@dataclass(frozen=True)
class Priors:
    """How likely a passage answers at all, as factors on its score.

    Attributes:
        question: a question of the author's own says less than it asks.
        noted_question: so it does, but less, where the editors found a position in it.
        answering: the share of such a question's score that the sentence after it gets.
        replying: the share that the first sentence of somebody else's reply to it gets, as in an interview.
        following: the share of any sentence's score that the one after it gets. In English fewer of the words find the
            very sentence. Where hardly one has a translation, what their paragraph found is left out: both have it.
        note: the editors found a position or fact in it.
        stance: it takes a side.
        unnoted: no note stands on it, in an article without any, where others have some: what notes and translations
            find for those would leave it behind, whatever it says, in English above all. In one that is noted in part
            it is less.
        short: it has fewer than `short_below` characters, and no note says what is in it.
    """

    question: float = 0.36
    noted_question: float = 0.8
    answering: float = 0.07
    replying: float = 0.7
    following: Mapping[Weighing, float] = dataclasses.field(
        default_factory=lambda: {"de": 0.0, "de_alone": 0.0, "en": 0.1, "en_alone": 0.17}
    )
    note: float = 2.7
    stance: float = 1.15
    unnoted: Mapping[Language, float] = dataclasses.field(default_factory=lambda: {"de": 7.0, "en": 14.0})
    short: float = 0.75
    short_below: int = 60


PRIORS = Priors()
# What each part of a compound counts beside the whole word, and a synonym beside the word itself.
PART_WEIGHT = 0.5
SYNONYM_WEIGHT = 0.3

_EDITORS_EN = frozenset({"translation", "block_translation", "grams_en"})
_NOTES = frozenset("note_de note_en asked_de asked_en topic_de topic_en question_de question_en".split())
# What `fundstelle eval --ablations` takes away; "lexicon" and "compounds" are no fields but ways to make terms.
ABLATIONS: dict[str, frozenset[str]] = {
    "lexicon": frozenset({"lexicon"}),
    "translations": _EDITORS_EN,
    "notes": _NOTES,
    "translations and notes": _EDITORS_EN | _NOTES,
    "n-grams": frozenset({"grams", "grams_en", "block_grams"}),
    "compounds": frozenset({"parts", "block_parts", "compounds"}),
}
