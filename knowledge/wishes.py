"""The turns of speech by which a question shows what it wishes beside its topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

MORE = re.compile(
    r"(?:(?:und\s|gibt es\s|hast du\s|zeig\w*\s|bitte\s)*(?:noch\s)?mehr(?:\s(?:dazu|davon|darüber|infos?"
    r"|zitate?|stimmen|bitte))*|"
    r"(?:noch\s)?(?:was|etwas|eins|andere zitate|weitere[s]?(?:\szitate?)?)(?:\s(?:dazu|davon))?|weiter"
    r"|sonst noch(?:\swas|\setwas|\sjemand)?"
    r"|(?:erzähl\w*|sag\w*)\s(?:mir\s)?mehr(?:\sdazu|\sdavon|\sdarüber)?|und (?:sonst|weiter)|(?:und )?was noch"
    r"|geht das genauer"
    r"|(?:tell me |show me |any |some |and |give me |say )*(?:more|another(?:\s\w+)?|others?)(?:\s(?:on"
    r"|about|of)\s(?:that|this|it))?(?:\splease)?"
    r"|anything else|what else|go on|continue|more please|(?:any )?other (?:quotes?|voices?|opinions?))",
    re.IGNORECASE,
)
OPPOSITE = re.compile(
    r"\b(?:wer (?:widerspricht|ist (?:dagegen|anderer)|sieht (?:das|es) anders|hält dagegen|kritisiert)"
    r"|widerspr(?:icht|uch|üche)|gegen(?:stimmen?|position"
    r"|meinung(?:en)?|argumente?|rede|seite)|andere (?:seite|meinung(?:en)?|sicht(?:weise)?)|sieht (?:das"
    r"|es) (?:jemand|wer|einer) anders"
    r"|anderer meinung|was spricht dagegen|(?:und )?dagegen\?|kritik daran|contra\b|wer nicht\?"
    r"|stimmen dem alle zu|sind (?:sich )?alle (?:einig|dafür)"
    r"|(?:who|anyone|anybody|does (?:anyone|anybody|somebody)|do others"
    r"|does everyone) (?:would )?(?:disagrees?|objects?|sees? (?:it|this|that) differently|(?:says"
    r"|think)s? otherwise"
    r"|contradicts?|argues against)|disagree(?:s|ment|ing)?|other (?:side|view)|opposing|opposite (?:view"
    r"|opinion|side)|counter-?arguments?"
    r"|(?:what|who) (?:speaks|is) against|different (?:view|opinion)|differently|dissent\w*|objections?)",
    re.IGNORECASE,
)
BOTH_SIDES = re.compile(
    r"\b(?:für (?:und|oder) (?:mehr )?(?:gegen|wider)|für oder mehr gegen|pro (?:und|&|oder) contra"
    r"|pros? (?:and|&) cons?"
    r"|vor- und nachteile|fluch oder segen|auseinander|sind sich .* einig|for (?:and|or) against|agree"
    r"|good or (?:a )?bad|gut oder (?:eher )?schlecht"
    r"|advantages and disadvantages|both sides|beide seiten|oder nicht\b|oder doch|or not\b|streit"
    r"|umstritten|debate|controvers\w+)",
    re.IGNORECASE,
)
# One side is asked for: "what speaks against X", "the advantages of X". The words of these patterns are no topic.
AGAINST = re.compile(
    r"\b(?:was|welche (?:gründe|argumente)) (?:spricht|sprechen) (?:eigentlich |denn |alles )?(?:gegen|dagegen\b,?)"
    r"|\bargumente? (?:gegen|wider)\b|\bgegenargumente? (?:zu[mr]?|gegen|bei[m]?)\b"
    r"|\bwer (?:ist|wäre) (?:denn |eigentlich )?(?:gegen|dagegen\b,?)"
    r"|\b(?:nachteile?n?|risiken|gefahren|schattenseiten?|kritik|einwände|bedenken) (?:vo[nm]|bei[m]?|de[rs]|durch|an"
    r"|gegen|eine[rs]|hat|haben|bringt|bringen|birgt)\b"
    r"|\bwhat (?:speaks|counts|is there to be said) against\b|\b(?:argue?ments?|reasons|case) against\b"
    r"|\bcounter-?arguments? (?:to|against)\b"
    r"|\bwho (?:is|are|argues|speaks|would be) against\b|\bwho opposes\b"
    r"|\b(?:disadvantages?|drawbacks?|downsides?|risks|dangers|cons) (?:of|in|with|when|to)\b"
    r"|^\W*(?:and|but) (?:what )?(?:speaks )?against(?: it)?\W*$",
    re.IGNORECASE,
)
FOR = re.compile(
    r"\b(?:was|welche (?:gründe|argumente)) (?:spricht|sprechen) (?:eigentlich |denn |alles )?(?:für|dafür\b,?)"
    r"|\bargumente? für\b|\bwer (?:ist|wäre) (?:denn |eigentlich )?(?:für|dafür\b,?)"
    r"|\b(?:vorteile?n?|chancen) (?:vo[nm]|bei[m]?|de[rs]|durch|eine[rs]|hat|haben|bringt|bringen|bietet)\b"
    r"|\bwhat (?:speaks|counts|is there to be said) (?:for|in favou?r of)\b"
    r"|\b(?:argue?ments?|reasons|case) (?:for|in favou?r of)\b"
    r"|\bwho (?:is|are|argues|speaks|would be) (?:for|in favou?r of)\b|\bwho (?:supports|favou?rs)\b"
    r"|\b(?:advantages?|benefits?|upsides?|pros) (?:of|in|with|when|to)\b"
    r"|^\W*(?:und|aber|and|but) (?:was |what )?(?:spricht |speaks )?(?:dafür|for it)\W*$",
    re.IGNORECASE,
)
# "Why should we X?" takes it that X is right. "Why not X?" may do so too, or propose it, and takes no side.
PRESUMES = re.compile(
    r"\b(?:warum|wieso|weshalb|wozu|why)\s(?:\w+\s)?(?:soll\w*|muss|müss\w*|brauch\w*|lohnt|nicht mehr\b"
    r"|ist es (?:\w+ )?(?:gut|wichtig|besser|sinnvoll|richtig|falsch|schlecht)"
    r"|should|shouldn['’]t|must|stop\b|do (?:we|you|companies) need"
    r"|is it (?:\w+ )?(?:good|important|better|wise|right|wrong|bad))",
    re.IGNORECASE,
)
# Somebody is looked for who disagrees with a person: the person named is the one to be contradicted.
CONTRADICTS = re.compile(
    r"^\W*(?:(?:und|aber|and|but)\s)?"
    r"(?:(?:wer|who)\b(?! (?:do|does|did|would)\b)|(?:widerspr\w+|sieht das|gibt es|is there|are there|does|do|hat"
    r"|has|have)\b.{0,25}\b(?:jemand\w*|einer|wer|leute|andere|anyone|anybody|someone|somebody|others|gegenstimmen?"
    r"|widerspruch|kritik|criticism|objections?|opposing \w+|counter-?arguments?)\b"
    r"|(?:gegenstimmen?|widerspruch|kritik|gegenargumente|objections?|counter-?arguments?|criticism|opposing \w+)"
    r"(?: (?:zu|an|gegen|to|of|against)\b))",
    re.IGNORECASE,
)
SOMEBODY = re.compile(
    r"\b(?:wer|who|jemand\w*|einer|leute|andere[nrs]?|meinung|als|gibt es|anyone|anybody|someone|somebody"
    r"|others|than|with|is there|are there|kommentator\w*"
    r"|autor\w*|commenters?|authors?)\b",
    re.IGNORECASE,
)
WHY = re.compile(
    r"(?:und |aber |and |but )?(?:warum|wieso|weshalb|why)(?: (?:das|denn|ist das so|nicht|not|is that|so"
    r"|that|sagt (?:er|sie) das|meint (?:er|sie) das"
    r"|does (?:he|she) (?:say|think) (?:that|so)|eigentlich))*"
    # "Why only one?" asks for the reason of what was said.
    r"(?: (?:nur|bloß|gerade|ausgerechnet|so|only|just)(?: \S+){1,2})?",
    re.IGNORECASE,
)
# "Why not?" after a yes asks for the voices against it.
WHY_NOT = re.compile(
    r"\W*(?:und |aber |and |but )?(?:warum|wieso|weshalb|why)(?: eigentlich)? (?:nicht|not)\b", re.IGNORECASE
)
# What the program is and does is asked of it, not of the articles; so is help.
_ABOUT_ITSELF = (
    r"(?:wer|was) bist du(?: (?:eigentlich|denn|genau))?|was (?:kannst|machst|tust|weißt) du(?: (?:eigentlich|denn|so"
    r"|alles|genau|für (?:mich|uns)))*|wie (?:funktionierst du|funktioniert d(?:er|ieser) bot(?: hier)?)"
    r"|wie hei(?:ß|ss)t du|bist du (?:ein|eine) (?:bot|roboter|mensch|ki|maschine)|was kann (?:ich|man) (?:dich|hier)"
    r" (?:so )?(?:alles )?fragen|was ist das hier|hilfe|help(?: me)?|hilf mir"
    r"|(?:who|what) (?:are|r) (?:you|u)|what(?: can| do)(?: you| u) (?:do|know)(?: for (?:me|us))?"
    r"|what(?:['’]s| is) your name|how do(?:es)? (?:you|(?:the|this) bot) work|are you an? (?:bot|robot|human|ai"
    r"|person|machine)|what (?:can|should|could) (?:i|we) ask(?: you| here)?|can you help(?: me| us)?"
    r"|what can (?:you|u) tell (?:me|us)(?: about)?|was kannst du (?:mir|uns) (?:so )?(?:sagen|erzählen)"
)
ABOUT_ITSELF = re.compile(rf"(?:^|[\s,!.])(?:{_ABOUT_ITSELF})[\s?!.]*$", re.IGNORECASE)
_GREETING = r"hallo|hi|hey|moin|servus|guten (?:morgen|tag|abend)|hello|good (?:morning|afternoon|evening)"
_FAREWELL = (
    r"tschüss?|bis (?:bald|später|dann|morgen)|schönen (?:tag|abend)(?: noch)?|bye(?: bye)?|goodbye"
    r"|see (?:you|ya)(?: (?:later|soon|tomorrow))?|have a (?:nice|good) (?:day|evening)"
)
GREETING = re.compile(rf"^\W*(?:{_GREETING})\b", re.IGNORECASE)
FAREWELL = re.compile(rf"\b(?:{_FAREWELL})\b", re.IGNORECASE)
# Greetings and thanks ask for nothing; a question in them is left to the search.
COURTESY = re.compile(
    rf"(?:(?:{_ABOUT_ITSELF}|{_FAREWELL}"
    rf"|(?:{_GREETING})"
    r"(?: (?:zusammen|ihr|leute|alle|allerseits|miteinander|there|all|everyone|everybody|again|team|bot))*"
    r"|danke(?: dir| schön| sehr)?|vielen dank|merci|super|prima|toll|perfekt|ok(?:ay)?|alles klar"
    r"|thanks?(?: you)?(?: a lot| so much| very much)?|thx|ty|cheers|great|perfect|cool|nice|got it"
    # "Danke, das hilft mir weiter", "good to know": it has been taken in.
    r"|(?:das |that |this )?(?:hilft(?: mir| uns)?(?: sehr| schon)?(?: weiter)?"
    r"|(?:hat |war )?(?:mir |uns )?(?:sehr |schon )?(?:geholfen|hilfreich)|helps(?: me| us)?(?: a lot)?"
    r"|(?:was |is )?(?:very |really |so )?helpful)"
    r"|(?:hab(?:e)? (?:ich )?)?verstanden|gut zu wissen|(?:das ist )?(?:sehr )?interessant|ach so|aha|good to know"
    r"|(?:that is |that['’]s )?(?:very )?interesting|understood|i see|makes sense)[\W_]*)+",
    re.IGNORECASE,
)
# Whose words these are stands under each quote: the answer is shown once more.
WHO_SAID = re.compile(
    r"(?:und |aber |and |but )?(?:wer (?:sagt|meint|schreibt|behauptet|hat) (?:das|so ?was)(?: gesagt| geschrieben)?"
    r"|von wem (?:ist|stammt|kommt) (?:das|dieses? zitat)"
    r"|who (?:says|said|wrote|claims|thinks) (?:that|this|so)|who(?:['’]s| is) (?:that|this) (?:from|by)"
    r"|whose (?:words|quote) (?:are|is) (?:these|this|that|those))",
    re.IGNORECASE,
)
IN_LANGUAGE = re.compile(
    r"(?:und |and |bitte |please )*(?:(?:auf|in) (?P<de>deutsch|german)|(?:auf|in) (?P<en>englisch"
    r"|english))(?: bitte| please)?",
    re.IGNORECASE,
)
# A turn that begins like this goes on with what was asked before.
LINKED = re.compile(
    r"(?:und|aber|and|but|also|what about|how about|was ist mit|wie ist es (?:mit|bei)|wie steht es (?:mit"
    r"|um)|gilt das|does that|does this|is that|ist das(?! (?-i:[A-ZÄÖÜ]))|sind das(?! (?-i:[A-ZÄÖÜ]))|heißt das"
    r"|then|dann|wie sieht (?:das|es)|und wie|and how|what if|was wenn)\b",
    re.IGNORECASE,
)
# "And on Twitter?" asks the same of something else in the same place.
IN_PLACE_OF = re.compile(
    r"\W*(?:(?:und|aber|and|but|or|oder)\s+)?(?:was ist |wie ist es |what about |how about )?"
    r"(?P<preposition>auf|bei|in|für|mit|an|von|on|at|for|with|from)\s+[\w-]+(?:\s+[\w-]+)?\W*$",
    re.IGNORECASE,
)
# These begin a turn that goes on only where it is a mere scrap, such as "for small firms?".
SCRAP = re.compile(r"(?:or|oder|even|auch|for|für|bei|beim|in|im|on|auf|at|with|mit|nur|only)\b", re.IGNORECASE)
QUESTION_WORD = re.compile(
    r"\b(?:w(?:er|as|en|em|essen|ie|o|ann|arum|ieso|eshalb|oran|ofür|elche[rsnm]?)"
    r"|who(?:m|se)?|what|which|how|where|when|why)\b",
    re.IGNORECASE,
)
# "Why …?" and "what …?" take the matter as settled and ask on; "is it …?" and "this or that?" leave it open to dispute,
# and so do questions for people's views.
ASKS_ON = re.compile(
    r"\b(?:w(?:er|as|en|em|essen|ann|arum|ieso|eshalb|oran|ofür|ozu|odurch|omit|ieviel|elche[rsnm]?"
    r"|ie (?!sinnvoll|gut|wichtig|nötig|klug|riskant|steh))"
    r"|who(?:m|se)?|what|which|how|when|why)\b",
    re.IGNORECASE,
)
WEIGHS = re.compile(
    r"\b(?:oder|or|ob|whether|(?:was|wie) (?:halten|haltet|hältst|meinen|meint|denken|denkt|sagen|sagt|sehen|seht)"
    r"|(?:what|how) (?:do|does|did|would) \w+(?: \w+)? (?:think|say|feel|see)"
    r"|how (?:sensible|useful|important|risky))\b",
    re.IGNORECASE,
)
# Who somebody is, is asked anew.
WHO_IS = re.compile(r"\W*(?:wer (?:ist|war)|who (?:is|was|s)|who['’]s)\b", re.IGNORECASE)
# A whole question, however short: a verb first, or a question word, and somebody who does something.
CLAUSE = re.compile(
    r"\W*(?:brauch\w*|muss|müssen|soll\w*|kann|können|darf|dürfen|ist|sind|hat|haben|lohn\w*|bring\w*|helfen|hilft"
    r"|mach\w*|do|does|should|must|can|may|is|are|has|have|will|w(?:as|ie|er|arum|ieso|ozu)|what|how|who|why"
    r"|when|where)\s+\S+\s+\S+",
    re.IGNORECASE,
)
# Words that judge what was asked before: "is that a good idea?" asks nothing else.
JUDGES = frozenset(
    "gut gute guter gutes idee sinnvoll richtig falsch klug wichtig ratsam schlimm schlecht wahr stimmt nötig "
    "gefährlich wirklich wäre wären gäbe sondern stattdessen instead alternative alternativen alternatives "
    "good bad idea wise smart important right wrong true sensible necessary dangerous really".split()
)
# Nouns that ask for something of what was asked before.
_ASPECTS = frozenset(
    "beispiel beispiele gründe grund zahlen belege beleg folgen quelle quellen erfahrungen ausnahmen "
    "ausnahme folge erfahrung kosten example examples reasons reason figures evidence consequences source sources "
    "experiences exception exceptions costs".split()
)
# With these verbs such a thing is asked for.
_GIVES = frozenset("hast habt gib gebt nenn nenne nennen zeig zeige kennst weißt got show name".split())


def is_aspect(words: Sequence[str]) -> bool:
    """Tell whether a question's words ask for nothing but something of what was asked before, such as an example."""
    named = [word.casefold() for word in words if word.casefold() not in _GIVES]
    return bool(named) and _ASPECTS.issuperset(named)


POINTING = re.compile(
    r"\b(?:das(?!\s+(?:\w+[enrs]\s+)?(?-i:[A-ZÄÖÜ]))|(?:dazu|davon|dafür|dagegen|darüber|daran|dabei|damit|darauf)"
    r"(?!.*,.*\b(?:zu|dass|ob|wie|wenn)\b)|dort|deren|dessen|diese[nrsm]?"
    r"|dies|solche[nrs]?|stattdessen|(?-i:sie)|er|ihm|ihnen|ihn"
    r"|(?:about|on|of|is|does|do|did|for|with|to|like|why|how|and|would|will|can|could|should|might|all|do)\s+that|that(?=\W*$)"
    r"|(?<!is )it(?!\s+(?:\w+\s+){0,2}(?:to|that|if|when|worth)\b)|its|this|those|these|they|them|their|he|she"
    r"|him|her|his|(?<!is )(?<!are )(?<!was )there|instead|one|ones|such|so(?!\s+(?:many|much|viele?|sehr)\b))\b",
    re.IGNORECASE,
)


# "How high is it?" asks for a number: a text that gives it need not say "high".
_HOW_MUCH = re.compile(
    r"\b(?:wie\s+(?:hoch|oft|häufig|teuer)"
    r"|how\s+(?:high|often|frequently|expensive))\b",
    re.IGNORECASE,
)


def without_asking(text: str) -> str:
    """Return a question without the words that ask for a side of its topic, for both, or for how much it is."""
    return _HOW_MUCH.sub(" ", without_sides(text))


def without_sides(text: str) -> str:
    """Return a question without the words that ask for a side of its topic, or for both."""
    for wish in (BOTH_SIDES, AGAINST, FOR):
        text = wish.sub(" ", text)
    return text


# "Should we not …?" is another question than "should we …?".
NEGATED = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|ohne|not|no|never|without)\b|n['’]t\b", re.IGNORECASE)
