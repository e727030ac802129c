"""What a question demands beside its topic: a price, a name, a way to do it, a product, a law. Few texts give these.

A question for one of them is answered only by a passage that gives it and is about the topic.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.answer_types import CLOCK, CLOCK_GIVEN, NUMBER_GIVEN, PRICE, PRICE_GIVEN, YEAR_GIVEN
from knowledge.models import Language

_LEGAL = re.compile(
    r"\brecht(?!zeitig|fertig)|gesetz|dsgvo|erlaubt|verboten|\bhaft|urheber|impressum|einwilligung|\blegal|gericht"
    r"|compliance",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"\b(?:ist|sind|bedeutet|heißt|meint|nennt|gemeint|versteht)\b|[–—]", re.IGNORECASE)
_ANYTHING = re.compile(r"")
_NOTHING = re.compile(r"(?!)")
_TITLE = re.compile(r"[„“\"»«][^„“\"»«]{3,60}[“”\"»«]")


@dataclass(frozen=True)
class Demand:
    """A kind of answer that a question asks for in so many words.

    Attributes:
        name: the kind; the phrase `no_<name>` says that it is missing.
        asked: what a question for it looks like, by language.
        given: what a passage that gives it holds.
        named: a name that the question does not hold gives it too.
    """

    name: str
    asked: dict[Language, re.Pattern[str]]
    given: re.Pattern[str]
    named: bool = False

    def is_given(self, text: str, names: Collection[str]) -> bool:
        """Tell whether a passage gives it.

        Args:
            text: the passage.
            names: the rare names in it that the question does not hold.
        """
        return bool(self.given.search(text) or (self.named and names))


def _asked(german: str, english: str) -> dict[Language, re.Pattern[str]]:
    return {"de": re.compile(german, re.IGNORECASE), "en": re.compile(english, re.IGNORECASE)}


# The first three say of what sort the number is; only one of them holds for a question.
_NUMBERS = (
    Demand("price", PRICE.asked, PRICE_GIVEN),
    Demand("time", CLOCK.asked, CLOCK_GIVEN),
    Demand(
        "number",
        _asked(
            r"\bwie ?viele\b|\bwie ?viel (?!zeit|aufwand|mühe|arbeit|erfahrung|freiheit|kontrolle|einfluss)"
            r"|\bwie (?:oft|lange?|hoch|groß|alt|weit|breit|schnell|schwer)\b|\bprozent(?:satz)?\b"
            r"|\bzahlen\b|\banteil\b",
            r"\bhow (?:many|often|long|high|large|big|old|far|fast|wide|tall)\b|\bhow much (?:money|time|of)\b"
            r"|\bpercent(?:age)?\b|\bfigures\b|\bshare of\b",
        ),
        NUMBER_GIVEN,
    ),
)
_OTHERS = (
    Demand(
        "measure",
        _asked(
            r"\bwie (?:groß|breit|alt)\b|\bmaximal\w* (?:länge|größe|zahl|zeichen)|\bhöchstzahl",
            r"\b(?:what|which) (?:size|length|number|range)\b|\b(?:character|word|size) limit\b"
            r"|\bhow (?:wide|tall|old|large)\b|\b(?:engagement|conversion|click\S*) rate\b",
        ),
        NUMBER_GIVEN,
    ),
    Demand(
        "date",
        _asked(
            r"\bwann (?:wurden?|war|hat|fand)\b|\bgeburtstag\b|\bgegründet\b|\bgründungs",
            r"\bwhen (?:was|were|did)\b|\bwhen is .{0,30}birthday\b|\bbirthday\b|\bfounded\b",
        ),
        YEAR_GIVEN,
    ),
    Demand(
        "name",
        _asked(
            r"\bwie (?:heiß|hieß)(?:t|en)?\b|\bnamen?\b.{0,30}\b(?:von|der|des)\b|\bwie lautet\b|\bwem gehört"
            r"|\bwer (?:besitzt|leitet|regiert|gründete|singt)\b|\bwer ist (?:der|die|das)\b"
            r"|\bwer hat .*(?:gewonnen|gegründet|erfunden|entdeckt|gesungen)\b",
            r"\bnames? of\b|\b(?:is|was|are|were)\b.{1,40}\bcalled\b|\bwhat'?s? .{0,30}\bname\b"
            r"|\bwho (?:owns|is the|runs|wrote|won|governs|founded|sings|leads)\b",
        ),
        _TITLE,
        named=True,
    ),
    Demand(
        "place",
        _asked(
            r"^wo(?:her)? (?:finde|bekomm|kauf|krieg|wohn|lebt)|^wo kann (?:ich|man)\b",
            r"^where (?:can|could|do|does) (?:i|we|you|our|my|\w+ \w+ live)",
        ),
        _TITLE,
        named=True,
    ),
    Demand(
        "product",
        _asked(
            r"\bwelche[rsnm]? (?:[\w-]+ )?[\w-]*(?:tools?|software|programme?|apps?|agentur(?:en)?|kurse?|anbieter"
            r"|plattform(?:en)?|dienst|buch|bücher)\b|\bempfehl|\bempfiehl"
            r"|\bbeste[rsn]? (?:tool|software|app|agentur|kurs)",
            r"\b(?:which|what) (?:[\w-]+ ){0,2}(?:tools?|software|programs?|apps?|agency|courses?|providers?|platforms?"
            r"|books?)\b|\b(?:you|anyone) recommend\b|\bbest (?:\w+ )?(?:tool|software|app|agency|course)",
        ),
        _TITLE,
        named=True,
    ),
    Demand(
        "instruction",
        _asked(
            r"\bwie (?!kann|können|soll|sollt|viel|oft|lang|wichtig|gut|sehr)\w+(?:e|en|t|st) (?:ich|man|wir|du)\b"
            r"|\bwie (?:kann|können|sollte|sollten|soll|sollen) (?:ich|man|wir|du)\b"
            r"|\banleitung\b|\btipps? (?:für|zu[mr]?)\b|\bideen für\b",
            r"\bhow (?:do|can|should|could) (?:i|we|you|one)\b|^how to\b|\btips (?:for|on)\b|\bideas for\b",
        ),
        _ANYTHING,
    ),
    Demand(
        "definition",
        _asked(
            r"^was (?:ist|sind|bedeutet|bedeuten|heißt)(?: (?:ein|eine|der|die|das|eigentlich|genau))*"
            r"(?: [\w-]+){1,2}\W*$"
            r"|\bunterschied (?:zwischen|von)\b|\bdefinition\b",
            r"^what(?:'s| is| are| does)\b.*\bmean(?:s|ing)?\b|\bdifference between\b|\bdefinition\b"
            r"|\bdoes \w+ stand for\b",
        ),
        _DEFINED,
    ),
    Demand(
        "law",
        _asked(
            r"\b(?:darf|dürfen) (?:wir|man|ich)\b|\bkann man uns\b|\berlaubt|\bverboten|\bstrafbar|\brechtlich"
            r"|\bgesetz|\bverklag|\bhaft(?:et|en|bar)|\bkennzeichn|\bimpressum",
            r"\b(?:il)?legal(?:ly)?\b|\blaws?\b|\b(?:are|is|am) \w+ allowed\b|\bsued?\b|\bliable\b|\bmandatory\b"
            r"|\bpermission\b|\bconsent\b|\bimprint\b|\brequired by\b|\blabel+ed\b",
        ),
        _LEGAL,
    ),
    Demand(
        "private",
        _asked(
            r"\bwie alt\b|\bwohn(?:t|en|hat)\b|\blieblings|\bverheiratet|\bgeburtstag",
            r"\bhow old\b|\bwhere do(?:es)? .* live\b|\bfavou?rite (?:colou?r|food|song|film|book)\b|\bmarried\b"
            r"|\bbirthday",
        ),
        _NOTHING,
    ),
    Demand(
        "task",
        _asked(
            r"^(?:bitte )?(?:schreib|erstell|übersetz|erzähl|formulier|entwirf|gib mir|mach mir|rezept|zeichne"
            r"|berechne|rechne)",
            r"^(?:please )?(?:write|draft|create|translate|tell me an? |give me an? |make me|recipe|draw|calculate"
            r"|compute|compose)\b",
        ),
        _NOTHING,
    ),
)


def demands(question: str, language: Language) -> list[Demand]:
    """Return the kinds of answer that a question asks for in so many words."""
    number = next((demand for demand in _NUMBERS if demand.asked[language].search(question)), None)
    others = [demand for demand in _OTHERS if demand.asked[language].search(question)]
    return [*([number] if number else []), *others]
