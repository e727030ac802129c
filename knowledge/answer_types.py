"""What kind of answer a question asks for (a number, a year, a name, a reason, a price, a time), and who gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.lexicon import fold
from knowledge.models import Language, Passage

if TYPE_CHECKING:
    from knowledge.bm25 import Scores

_NUMBER_WORDS = (
    r"prozent|hälfte|drittel|viertel|dutzend|hundert|tausend|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht"
    r"|neun|zehn|elf|zwölf)\b"
    r"|\bjede[rs]? \w+te\b"
)
NUMBER_GIVEN = re.compile(rf"\d+|{_NUMBER_WORDS}", re.IGNORECASE)
YEAR_GIVEN = re.compile(
    r"\b1\d{3}\b|\b20\d\d\b|\b(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    r"|jahrhunderts?|jahren?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:weil|denn|grund|gründe|ursache|dadurch|daher|deshalb|deswegen|(?-i:Darum)|(?<=, )darum"
    r"|da(?= sie| er| es| wir| ich| die| der| das| den)|damit"
    r"|liegt|führt|aufgrund|wegen|geschuldet|dank|sonst|um .{3,60} zu)\b",
    re.IGNORECASE,
)
PRICE_GIVEN = re.compile(r"€|\$|\b(?:euro|eur|dollar|franken|cent)\b", re.IGNORECASE)
CLOCK_GIVEN = re.compile(r"\d{1,2}(?:[:.]\d{2})? ?uhr", re.IGNORECASE)


@dataclass(frozen=True)
class AnswerType:
    """A kind of answer.

    Attributes:
        asked: what a question for it looks like, by language.
        given: what a passage that gives it holds; None for a name, which the index knows.
        boost: what such a passage's score gains, as a share.
    """

    asked: dict[Language, re.Pattern[str]]
    given: re.Pattern[str] | None
    boost: float


def _asked(german: str, english: str) -> dict[Language, re.Pattern[str]]:
    return {"de": re.compile(german, re.IGNORECASE), "en": re.compile(english, re.IGNORECASE)}


_NO_MONEY_DE = r"zeit|mühe|kraft|nerven|energie|aufwand|vertrauen|glaubwürdigkeit"
_NO_MONEY_EN = r"time|effort|energy|trust|nerves|credibility|followers"
# "Zahlen" are figures; who asks "müssen wir zahlen?" asks whether to pay.
FIGURES_DE = (
    r"(?:(?-i:(?<!^)\bZahlen\b)|^zahlen (?:zu[mr]?|über|von|für)\b|[,;:.?!–-] *zahlen\W*$|\bzahlen dazu\b"
    r"|\b(?:welche|gibt es|gibts|habt ihr|hast du|irgendwelche|paar|genaue|konkrete|aktuelle|nenne?n?t?|mit|die|in)"
    r" zahlen\b)"
)
PRICE = AnswerType(
    _asked(
        rf"(?<!zeit )(?<!mühe )(?<!kraft )\bkoste[tn]?\b(?!.*\b(?:{_NO_MONEY_DE})\b)"
        r"|\bpreise?\b(?!.*\b(?:gewonnen|gewinn|verliehen))"
        r"|honorar|gehalt\b|gehälter|\bverdien(?:t|en)\b"
        r"|\bwie teuer\b"
        r"|stundens[aä]tz|tagess[aä]tz|\bwie ?viel (?:euro|geld)\b",
        rf"\bcosts?\b(?!.*\b(?:{_NO_MONEY_EN})\b)"
        r"|\bprices?\b|\bpricing\b|\bfees?\b|\bsalar(?:y|ies)\b|\bearns?\b|\bhow expensive\b"
        r"|(?<!in )(?<!take )(?<!takes )(?<!took )(?<!taken )(?<!taking )\bcharges?\b|\bhourly rate|\bhow much money\b",
    ),
    PRICE_GIVEN,
    0.0,
)
CLOCK = AnswerType(
    _asked(
        r"uhrzeit|\bum wie ?viel uhr\b|\bwie spät\b|\bwann (?:am besten|posten|sollte\w*)|\bbeste zeit",
        r"\bwhat time\b|\bbest time\b|\bwhen (?:is the best|should (?:we|i) (?:post|publish|tweet))",
    ),
    CLOCK_GIVEN,
    0.0,
)
# The first that fits a question counts: a price is a number too, and a clock time is asked for with "when".
ANSWER_TYPES = (
    PRICE,
    CLOCK,
    AnswerType(
        _asked(
            r"\bwie ?viele?\b|\bwie (?:oft|lange?|hoch|groß|alt|weit|schnell)\b|\bprozent(?:satz)?\b"
            rf"|{FIGURES_DE}|\banteil\b",
            r"\bhow (?:many|much|often|long|high|large|old|far|fast)\b|\bpercent(?:age)?\b|\bfigures\b"
            r"|\bshare of\b",
        ),
        NUMBER_GIVEN,
        0.3,
    ),
    AnswerType(
        _asked(
            r"\bin welchem jahr\b|\bseit wann\b|\bwann\b",
            r"\bwhat year\b|\bwhich year\b|\bsince when\b"
            r"|\bwhen\b",
        ),
        YEAR_GIVEN,
        0.2,
    ),
    AnswerType(_asked(r"^(?:\W*und )?w(?:er|em|en|essen)\b", r"^(?:\W*and )?who(?:m|se)?\b"), None, 0.2),
    AnswerType(
        _asked(r"\b(?:warum|wieso|weshalb)\b|\baus welchem grund\b", r"\bwhy\b|\bfor what reason\b"), _REASON, 0.2
    ),
)


def asked_type(question: str, language: Language) -> AnswerType | None:
    """Return the kind of answer that a question asks for, where it asks for a particular one."""
    return next((kind for kind in ANSWER_TYPES if kind.asked[language].search(question)), None)


# What passages give, folded, with the passages' numbers.
_Given = list[tuple[str, int]]


class AnswerTypes:
    """What kinds of answers each passage of an index gives.

    Args:
        passages: the passages.
        names: the names in each passage, folded.
    """

    def __init__(self, passages: Sequence[Passage], names: Sequence[Sequence[str]]) -> None:
        self._passages = passages
        self._names = names
        self._given: dict[int, _Given] = {}

    def boosts(self, question: str, language: Language) -> Scores | None:
        """Return the factors on the passages' scores for the kind of answer asked; None where no kind is."""
        kind = asked_type(question, language)
        if kind is None or not kind.boost:
            return None
        given, said = self._of(kind), fold(question)
        fits = np.zeros(len(self._passages))
        # What the question says itself is no answer to it.
        fits[[number for what, number in given if what not in said]] = 1.0
        return 1 + kind.boost * fits

    def prepare(self) -> None:
        """Find what the passages give of every kind, where that has not been done."""
        for kind in ANSWER_TYPES:
            if kind.boost:
                self._of(kind)

    def _of(self, kind: AnswerType) -> _Given:
        """Return what the passages give of a kind, each with the passage's number."""
        key = ANSWER_TYPES.index(kind)
        if key not in self._given:
            found = self._names if kind.given is None else [kind.given.findall(p.text) for p in self._passages]
            self._given[key] = [
                (fold(what), number) for number, some in enumerate(found) for what in dict.fromkeys(some)
            ]
        return self._given[key]


def gives_reason(text: str) -> bool:
    """Tell whether a sentence gives a reason."""
    return bool(_REASON.search(text))
