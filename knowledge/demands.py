"""What a question demands beside its topic: a price, a name, a way to do it, a product, a law. Few texts give these.

A question for one of them is answered only by a passage that gives it and is about the topic.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.answer_types import CLOCK, CLOCK_GIVEN, FIGURES_DE, NUMBER_GIVEN, PRICE, PRICE_GIVEN, YEAR_GIVEN
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
        fact: one thing alone answers it, and shows; what answers a question much like it need not hold that.
    """

    name: str
    asked: dict[Language, re.Pattern[str]]
    given: re.Pattern[str]
    named: bool = False
    fact: bool = False

    def is_given(self, text: str, names: Collection[str]) -> bool:
        """Tell whether a passage gives it.

        Args:
            text: the passage.
            names: the rare names in it that the question does not hold.
        """
        return bool(self.given.search(text) or (self.named and names))


def _asked(german: str, english: str) -> dict[Language, re.Pattern[str]]:
    return {"de": re.compile(german, re.IGNORECASE), "en": re.compile(english, re.IGNORECASE)}


# "How much" asks for a number only of what is counted or measured, or with a verb that measures; of freedom or of say
# it asks how great they should be, which is a view. So is how fast one should be.
_COUNTED_DE = (
    r"prozent|euro|geld|umsatz|gewinn|budget|stunden?|tage?n?|wochen?|monate?n?|minuten?|jahre?n?|mal|zeichen|wörter"
    r"|leute|personen|mitarbeiter\w*|follower|fans|nutzer|kunden|tweets?|posts?|strom|wasser|kilo|gramm|grad|liter"
    r"|kilometer|meter"
)
_COUNTED_EN = r"money|revenue|profit|budget|percent|per cent|water|power|weight"
_DEONTIC_DE = r"(?:muss|müssen|soll\w*|darf|dürfen)"
_DEONTIC_EN = r"(?:should|must|shall|ought|(?:do|does) \w+ (?:need|have) to)"
# Permission is a matter of law where it is asked for what belongs to others; else of what is wise.
_OWNED_DE = (
    r"foto|bilde?r?n?\b|video|musik|songs?\b|lied|logo|zitat|daten\b|adress|e-?mail|gewinnspiel|screenshot|fremde"
)
_OWNED_EN = (
    r"photos?|pictures?|images?|videos?|music|songs?|logos?|quotes?|data|addresse?s?|e-?mails?|raffles?|screenshots?"
)
# What bears a name. "Which agency was it?" asks for one, "which agency should we take?" for advice.
_BEARERS_DE = (
    r"firma|unternehmen|konzern|hersteller|fluggesellschaft|airline|agentur|marke|verlag|zeitung|zeitschrift|magazin"
    r"|stadt|land"
)
_BEARERS_EN = r"company|firm|manufacturer|airline|agency|brand|publisher|newspaper|magazine|city|country"
# Who wrote an article or said something is shown under each quote.
_BY_SPEAKER_DE = r"(?!.*(?:, (?:dass|wie|ob)\b|\b(?:artikel|beitrag|kommentar|text|zitat)\b))"
_BY_SPEAKER_EN = r"(?! (?:that|about|on|of|this|it|an?y?thing|(?:the|an?) (?:article|post|comment|text|quote))\b)"
# "Under one's own name" asks for none.
_UNNAMED_DE = r"(?<!eigenem )(?<!eigenen )(?<!falschem )(?<!falschen )(?<!richtigen )(?<!im )"
_UNNAMED_EN = r"(?<!own )(?<!real )(?<!wrong )(?<!false )(?<!my )(?<!our )(?<!your )(?<!their )"
# What a quote may be: who wishes for one of these asks the articles.
_QUOTED_DE = (
    r"(?:bitte )?(?:(?:ein\w*|noch ein\w*|die|mehr|ein paar|gute) )?"
    r"(?:beispiele?|zitate?|gründe?|argumente?|stimmen?|meinung)"
)
_QUOTED_EN = r"(?:good |short )?(?:example|quote|reason|argument|opinion|voice)"
# The first three say of what sort the number is; only one of them holds for a question.
_NUMBERS = (
    Demand("price", PRICE.asked, PRICE_GIVEN, fact=True),
    Demand("time", CLOCK.asked, CLOCK_GIVEN, fact=True),
    Demand(
        "number",
        _asked(
            rf"\bwie ?viele\b|\bwie ?viel (?:{_COUNTED_DE}|wieg\w+|wiegt|verbrauch\w+|trink\w+|schlaf)\b"
            rf"|\bwie (?:oft|lange?|hoch|groß|alt|weit|breit|schwer|schnell(?! {_DEONTIC_DE}\b))\b"
            rf"|\bprozent(?:satz)?\b|{FIGURES_DE}|\banteil\b|\bmaximal\w* (?:länge|größe|zahl|zeichen)|\bhöchstzahl"
            r"|\b(?:ideale?|optimale?|richtige|beste) (?:länge|anzahl)\b"
            r"|(?:klick|öffnungs|interaktions|engagement|conversion)[ -]?rate\b",
            rf"\bhow (?:many|often|long|high|large|big|old|far|wide|tall|fast(?! {_DEONTIC_EN}\b))\b"
            rf"|\bhow much (?:{_COUNTED_EN}|\w+ weighs?)\b"
            r"|\bpercent(?:age)?\b|\bfigures\b|\bshare of\b|\b(?:character|word|size) limit\b"
            r"|\b(?:what|which) (?:size|length|number|range)\b|\b(?:ideal|optimal|right|best) (?:length|number)\b"
            r"|(?<!define )(?<!explain )\b(?:engagement|conversion|click\S*|open) rate\b",
        ),
        NUMBER_GIVEN,
        fact=True,
    ),
)
_OTHERS = (
    Demand(
        "private",
        _asked(
            r"\bwie alt ist\b|\bwohn(?:t|en|hat)\b|\blieblings|\bverheiratet|\bwann\b.*\bgeburtstag"
            r"|^(?:hat|haben) [\w ]+ (?:kinder|eine frau|einen mann|geschwister)\b",
            r"\bhow old is\b|\bwhere do(?:es)? .* live\b|\bfavou?rite (?:colou?r|food|song|film|book)\b|\bmarried\b"
            r"|\bwhen is\b.*\bbirthday|^(?:does|do) [\w ]+ have (?:any )?(?:kids|children|a wife|a husband)\b",
        ),
        _NOTHING,
        fact=True,
    ),
    Demand(
        "task",
        _asked(
            r"^(?:bitte )?(?:schreib|erstell|übersetz|erzähl|formulier|entwirf"
            rf"|gib mir(?! {_QUOTED_DE})|mach mir|rezept|zeichne|berechne|rechne)"
            r"|^(?:kannst|könntest|würdest) du\b.*\b(?:schreiben|erstellen|übersetzen|formulieren|entwerfen)\W*$",
            r"^(?:(?:can|could|would|will) you )?(?:please )?(?:write|draft|create|translate"
            rf"|tell me an? |give me an? (?!{_QUOTED_EN})|make me|recipe|draw|calculate|compute|compose)\b",
        ),
        _NOTHING,
        fact=True,
    ),
    Demand(
        "date",
        _asked(
            r"\bwann (?:wurden?|war|hat|fand)\b|\bwann\b.*\bgeburtstag\b|\bgegründet\b|\bgründungs",
            r"\bwhen (?:was|were|did)\b|\bwhen is .{0,30}birthday\b|\bfounded\b",
        ),
        YEAR_GIVEN,
        fact=True,
    ),
    Demand(
        "name",
        _asked(
            r"\bwie (?:heiß|hieß)(?:t|en)?\b|(?<!im )\bnamen?\b.{0,30}\b(?:von|der|des)\b|\bwie lautet\b|\bwem gehört"
            r"|\bwer (?:besitzt|leitet|regiert|gründete|singt)\b|\bwer ist (?:der|die|das)\b"
            r"|\bwer hat .*(?:gewonnen|gegründet|erfunden|entdeckt|gesungen|entwickelt)\b"
            rf"|\bwer hat {_BY_SPEAKER_DE}.*(?:geschrieben|verfasst)\b|{_UNNAMED_DE}\bnamen?\W*$"
            rf"|\bwelche[rs]? (?:[\w-]+ )?[\w-]*(?:{_BEARERS_DE})\b.*\b(?:hatte|war|wurde|hat\b.*\bge\w+[nt]\W*$)",
            r"\bnames? of\b|\b(?:is|was|are|were)\b.{1,40}\bcalled\b|\bwhat'?s? .{0,30}\bname\b"
            rf"|{_UNNAMED_EN}\bnames?\W*$"
            rf"|\bwho (?:owns|is the|runs|wrote{_BY_SPEAKER_EN}|won|governs|founded|sings|leads)\b"
            r"|\bwho (?:is|are|was|were) the (?:authors?|writers?|founders?|owners?)\b"
            rf"|\b(?:which|what) (?:[\w-]+ ){{0,2}}(?:{_BEARERS_EN})\b.*\b(?:was|were|did|had|has (?:been|\w+ed))\b",
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
            r"\bwie (?!können|soll|müssen|dürfen|viel|oft|lang|wichtig|gut|sehr)\w+(?:e|en|t|st) (?:ich|man|wir|du)\b"
            r"|\bwie (?:kann|können) (?:ich|man|wir|du)\b"
            r"|\banleitung\b|\btipps? (?:für|zu[mr]?)\b|\bideen für\b",
            r"\bhow (?:do|can|could) (?:i|we|you|one)\b(?! (?:need|have) to\b)|^how to\b|\btips (?:for|on)\b"
            r"|\bideas for\b",
        ),
        _ANYTHING,
    ),
    Demand(
        "definition",
        _asked(
            r"^was (?:ist|sind|bedeutet|bedeuten|heißt)(?: (?:ein|eine|der|die|das|eigentlich|genau))*"
            r"(?: [\w-]+){1,2}\W*$"
            r"|\bunterschied (?:zwischen|von)\b|\bdefinition\b|^definier",
            r"^what(?:'s| is| are| does)\b.*\bmean(?:s|ing)?\b|\bdifference between\b|\bdefinition\b"
            r"|\bdoes \w+ stand for\b|^define\b",
        ),
        _DEFINED,
    ),
    Demand(
        "law",
        _asked(
            r"\bstrafbar|\brechtlich|\bgesetz(?!t)|\bverklag|\babmahn|\bhaft(?:et|en|bar)|\bkennzeichn|\bimpressum"
            r"|\beinwilligung|\bdsgvo\b|\bdatenschutz|\burheber"
            rf"|\b(?:(?:darf|dürfen) (?:wir|man|ich)|erlaubt|verboten)\b.*(?:{_OWNED_DE})"
            rf"|(?:{_OWNED_DE}).*\b(?:erlaubt|verboten)\b",
            r"\b(?:il)?legal(?:ly)?\b|\blaws?\b|\bsued?\b|\bliable\b|\bconsent\b|\bimprint\b|\blabel+ed\b|\bgdpr\b"
            r"|\bdata protection\b|\bcopyright"
            rf"|\b(?:allowed|may (?:we|i|you)|permission)\b.*\b(?:{_OWNED_EN})\b",
        ),
        _LEGAL,
    ),
)


def demands(question: str, language: Language) -> list[Demand]:
    """Return the kinds of answer that a question asks for in so many words; those that no text gives come first."""
    number = next((demand for demand in _NUMBERS if demand.asked[language].search(question)), None)
    others = [demand for demand in _OTHERS if demand.asked[language].search(question)]
    return sorted([*([number] if number else []), *others], key=lambda demand: demand.given is not _NOTHING)
