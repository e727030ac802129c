"""Words that shade a question: all, none, must, may, too much. They tell nothing of a text, but much of a question."""

from __future__ import annotations

import re

from knowledge.models import Language

# No term of a text begins with it.
_SIGN = "="
# The same in both languages, so that an English question meets a German one.
_WORDS: dict[str, dict[Language, str]] = {
    "all": {"de": r"jede[rsnm]?|alle[rsnm]?|immer", "en": r"every|everyone|everybody|each|all|any|always"},
    "no": {
        "de": r"kein(?:e[rsnm]?)?|nicht|nie|niemals|niemand\w*|ohne",
        "en": r"not?|nobody|never|without|cannot|\w+n['’]t",
    },
    "must": {
        "de": r"muss|müssen|müsste[nt]?|brauch(?:t|en|e)|nötig|notwendig|erforderlich",
        "en": r"must|need(?:s|ed)?|ha(?:ve|s) to|required|necessary",
    },
    "should": {"de": r"soll(?:en|te[nt]?)?", "en": r"should|ought"},
    "may": {"de": r"darf|dürf(?:en|t|te[nt]?)|erlaubt", "en": r"may|allowed"},
    "can": {"de": r"kann|könn(?:en|t|te[nt]?)", "en": r"can|could|able"},
    "too": {
        "de": r"zu (?:viel|wenig|gro[ßs]|klein|ho[ch]|schnell|lang|spät|früh|stark|sehr)\w*",
        "en": r"too",
    },
    "only": {"de": r"nur|allein|bloß", "en": r"only|alone|just"},
    "who": {"de": r"we[rmn]", "en": r"whom?"},
    "why": {"de": r"warum|wieso|weshalb", "en": r"why"},
    "when": {"de": r"wann", "en": r"when"},
    "where": {"de": r"wo", "en": r"where"},
    "how": {"de": r"wie", "en": r"how"},
}
_SHADES: dict[Language, dict[str, re.Pattern[str]]] = {
    language: {f"{_SIGN}{name}": re.compile(rf"\b(?:{words[language]})\b") for name, words in _WORDS.items()}
    for language in ("de", "en")
}


def shades_of(question: str, language: Language) -> list[str]:
    """Return the shades of a question as terms, each once."""
    folded = question.casefold()
    return [term for term, words in _SHADES[language].items() if words.search(folded)]


def is_shade(term: str) -> bool:
    """Tell whether a term is a shade."""
    return term.startswith(_SIGN)
