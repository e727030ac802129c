"""Tells German from English, also in three words without a verb."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from stop_words import get_stop_words

from knowledge.lexicon import Lexicon
from knowledge.models import Language
from knowledge.short_forms import is_of_both

# The English list of stop-words holds 1,333 entries, among them "area", "call" and "company"; these are function words.
ENGLISH_FUNCTION_WORDS = frozenset(
    "a about above after again against all also am an and any anybody anyone anything are aren't as at be "
    "because been "
    "before being below between both but by can cannot can't could couldn't did didn't do does doesn't "
    "doing don't down "
    "during each either ever every few for from further get gets getting give got had hadn't has hasn't "
    "have haven't "
    "having he he'd he'll he's her here hers herself him himself his how how's i i'd i'll i'm i've if in "
    "into is isn't it "
    "it's its itself just let let's like made make makes many may me might more most much must mustn't my "
    "myself no nor "
    "not of off on once only or other ought our ours ourselves out over own put really same shan't she "
    "should shouldn't "
    "so some somebody someone something such than that that's the their theirs them themselves then there "
    "there's these "
    "they they're this those through to too under until up upon us very was wasn't we we'd we'll we're "
    "we've were weren't "
    "what what's when where which while who whom whose why will with won't would wouldn't yes yet you you'd "
    "you'll you're "
    "you've your yours yourself yourselves actually anyway please tell say says said think thinks agree "
    "disagree agrees disagrees argument arguments think thinks thought view views "
    "opinion opinions dont cant doesnt isnt whats thats im ive id youre hi hello hey thanks okay ok article "
    "articles".split()
)
# What people type around a question without meaning anything by it.
_GERMAN_FILLERS = frozenset(
    "bitte danke hallo hi hey mal denn eigentlich überhaupt halt eben wohl gar schon okay ok gibt geht sagt "
    "sagen sagst meint "
    "meinen meinst denkt denken findet finden hält halten meinung meinungen ansicht frage fragen antwort "
    "warum wieso wem wen wessen "
    "weshalb welche gibts gehts ists isses nen ne nem nix ner sollten sollte sollen soll dürfen darf darfst "
    "dürften mag "
    "möchte möchten möchtest brauchen braucht brauche tun tut mache macht machst lassen lässt lass immer "
    "bereits sowas "
    "mehr meisten wirklich echt einfach richtig genau wieviel wieviele unsre unsren unsrer artikel text "
    "texte dinge sache leute gilt stimmt dafür davon darüber "
    "gesagt sage sagte meinte glaube glaubt glauben denke dachte gemacht machte kommts fürs übers heißt heißen lautet "
    "lauten zitat zitate "
    "dabei daran darauf wozu womit wofür worauf wovon worüber worum vielleicht gerade eher bloß".split()
)
GERMAN_STOP_WORDS = (frozenset(get_stop_words("de")) | _GERMAN_FILLERS) - {"selbst", "gegen", "ohne", "allein"}
_ENGLISH_FILLERS = frozenset(
    "need needs needed want wants wanted know knows known still else one ones already ever always even really "
    "somewhere anywhere quote quotes".split()
)
STOP_WORDS: dict[Language, frozenset[str]] = {
    "de": GERMAN_STOP_WORDS,
    "en": ENGLISH_FUNCTION_WORDS | _ENGLISH_FILLERS,
}

# Forms of these two kinds are so many that they are not listed: "woran", "daraus", "irgendwer".
_PRONOMINAL = re.compile(
    r"(?:wo|da|hier)r?(?:an|auf|aus|bei|durch|für|gegen|hinter|in|mit|nach|neben|über|um|unter|von|vor|zu|zwischen)"
    r"|irgend\w*|jemand\w*|niemand\w*"
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GERMAN_ONLY = frozenset(
    "der die das und ist nicht ein eine wir ihr uns mit für auf zu von bei wie wer wo wen wem oder aber mehr".split()
)
_ENGLISH_ONLY = frozenset(
    "the and is are of to what who why how where when do does our we they it for with should can".split()
)


def is_form_of_stop_word(word: str, language: Language, lexicon: Lexicon) -> bool:
    """Tell whether a word is another form of a stop word ("hätten", "müssten"), or a pronoun that is made of some."""
    if language == "en":
        return lexicon.stem_en(word) in stop_stems("en", lexicon)
    return bool(_PRONOMINAL.fullmatch(word.casefold())) or lexicon.stem_de(word) in stop_stems("de", lexicon)


@cache
def stop_stems(language: Language, lexicon: Lexicon) -> frozenset[str]:
    """Return the stems of a language's stop words; looked up once."""
    stem = lexicon.stem_de if language == "de" else lexicon.stem_en
    return frozenset(stem(word) for word in STOP_WORDS[language])


def detect_language(
    text: str, lexicon: Lexicon, fallback: Language = "de", borrowed: Callable[[str], bool] | None = None
) -> Language:
    """Tell which of the two languages a question is in.

    Function words decide first; then letters that only German has; then whether the dictionary knows a word in one
    language only.

    Args:
        text: the question.
        lexicon: the word data.
        fallback: the language where nothing speaks for either, such as the one spoken before.
        borrowed: tells whether a word stands in the German articles: an English word that does ("Leads", "Community")
            is no sign of an English question.
    """
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text) if not is_of_both(word)][:200]
    score, unclear = 0.0, []
    for word in words:
        german = word in GERMAN_STOP_WORDS or word in _GERMAN_ONLY
        english = word in ENGLISH_FUNCTION_WORDS or word in _ENGLISH_ONLY
        if german != english:
            score += 2.0 if german else -2.0
        elif not german and re.search(r"[äöüß]", word):
            score += 1.5
        elif not german and len(word) > 3:
            unclear.append(word)
    for left, word in zip(range(len(unclear), 0, -1), unclear, strict=True):
        # So few words cannot turn it any more.
        if abs(score) > left:
            break
        known_german, known_english = lexicon.is_word(word, "de"), lexicon.is_word(word, "en")
        if known_german != known_english and (known_german or not (borrowed and borrowed(word))):
            score += 1.0 if known_german else -1.0
    if score == 0:
        return fallback
    return "de" if score > 0 else "en"
