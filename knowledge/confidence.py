"""How sure an answer is: a probability from what the question asks and what the evidence covers.

Logistic regression over a few features, fitted by `tools/calibrate.py` on the tuning part of the judged questions: once
for whether the articles answer the question at all, which decides between an answer and a no, and once for whether the
first quote is a right one, which is the confidence that is shown.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.models import Language

# So like a question that a note or a topic answers, a question is that question; whose words answer it is not said.
ASKED_BEFORE = 0.85
_FILE = Path(__file__).parent / "data" / "confidence.toml"


@dataclass(frozen=True)
class Features:
    """What the confidence is judged by. Shares are of the question's weight, each word counting by its idf.

    Attributes:
        sentence: the share that the best sentence covers, with its translation and the editors' notes on it.
        paragraph: the same with the paragraph around it.
        gap: what these leave uncovered of the one word that they miss most.
        gap_with_questions: the same where words in the editors' questions and topics for the sentence count as covered.
        questions: the share that those questions and topics cover.
        likeness: how like the question is to one that a note or a topic answers.
        absent: the share that no sentence or note covers.
        unknown: the share that the editors' questions and topics do not cover either.
        home: how much the articles speak of the word of the question that they hold most often, 0 to 1.
        strange: 1 where a word that no sentence or note holds, nor a question for the best sentence, is in no
            dictionary: the name of a thing or person.
        missing_kind: how far no passage that gives the kind of answer asked for covers the question; 0 where the
            question asks for no particular kind.
        no_kind: 1 where none of the best passages gives it at all.
        score: the best passage's score a unit of the question's weight, in twentieths, at most 1.
        lead: how far the best stands above the tenth, as a share of it.
        brevity: 1 / (1 + number of content words).
        noted: 1 where editors' notes count among the evidence; see `knowledge.priors`.
    """

    sentence: float
    paragraph: float
    gap: float
    gap_with_questions: float
    questions: float
    likeness: float
    absent: float
    unknown: float
    home: float
    strange: float
    missing_kind: float
    no_kind: float
    score: float
    lead: float
    brevity: float
    noted: float


class Model(BaseModel):
    """A fitted logistic regression."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intercept: float
    weights: dict[str, float]

    def probability(self, features: Features) -> float:
        """Return the probability for some features."""
        total = self.intercept + sum(weight * float(getattr(features, name)) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class Calibration(BaseModel):
    """Both models, and the probability from which on the articles count as answering, with editors' notes and without.

    In English, where notes and translations speak the question's language, the evidence is stronger than in German,
    where they stand beside the articles' own words: each language has a threshold of its own. Without notes the
    evidence is thinner, so that a no would too often be wrong: there the threshold is lower. So it is where the
    question is for one person's words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    threshold_de: float
    threshold_en: float
    threshold_without_notes: float
    threshold_of_one: float
    answerable: Model
    right: Model

    def answers(
        self, features: Features, language: Language, *, asked_of_one: bool = False, judged: float = 0.0
    ) -> bool:
        """Tell whether the articles count as answering a question with these features.

        Args:
            features: the evidence.
            language: the language of the question's words.
            asked_of_one: the question is for one person's words.
            judged: what judged questions say, see `with_judged`.
        """
        if features.likeness >= ASKED_BEFORE and not features.no_kind and not asked_of_one:
            return True
        noted = self.threshold_en if language == "en" else self.threshold_de
        threshold = noted if features.noted else self.threshold_without_notes
        threshold = min(threshold, self.threshold_of_one) if asked_of_one else threshold
        return with_judged(self.answerable.probability(features), judged) >= threshold


def with_judged(chance: float, judged: float) -> float:
    """Return a probability with what judged questions say about it.

    Args:
        chance: the probability without, above 0 and below 1.
        judged: how much likelier they make an answer, in log-odds; below 0 less likely.
    """
    return 1 / (1 + (1 - chance) / chance * math.exp(-judged))


@cache
def calibration() -> Calibration:
    """Return the packaged calibration."""
    return Calibration.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))
