"""Finds the passages of an article in which others than its author speak without quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from knowledge.articles.lines import Line
from knowledge.articles.names import NAME, is_full_name, looks_like_name, without_honours
from knowledge.language import STOP_WORDS

_LABEL = re.compile(
    rf"(?P<label>{NAME}|[A-ZÄÖÜ]{{1,4}}\.?|Frage|Antwort|Q|A|Redaktion|Interviewer|Moderator)\s?:(?=\s|$)"
)
_WORD = re.compile(
    r"\b(?:interview|im gespräch|gespräch mit|fragen an|nachgefragt|\d+ fragen|q ?& ?a|im talk|drei fragen"
    r"|fünf fragen)\b",
    re.IGNORECASE,
)
# Somebody was called on, and then is asked.
_VISIT = re.compile(
    rf"\b(?i:wir haben|ich habe|haben wir|habe ich) (?:(?i:sie|ihn)|(?:mit )?{NAME})"
    r" (?i:besucht|getroffen|gesprochen)\b"
    rf"|\b(?i:ein (?:besuch|treffen|spaziergang|kaffee)) (?:(?i:bei|mit) {NAME}|(?i:in ihrem|in seinem))\b"
)
_EMPHASISED = re.compile(r"\*\*[^*]+\*\*|__[^_]+__|\*[^*]+\*|_[^_]+_")
_DASHED = re.compile(r"\s*[–—-]\s+\S")
_ADDRESS = re.compile(r"^(?:Frau|Herr)\s[A-ZÄÖÜ]|\b(?:Sie|Ihnen|Ihre?[nmrs]?|du|dir|dich|deine?[nmrs]?|you|your)\b")
_EXPERT = re.compile(rf"(?P<name>{NAME})(?:\s?[,(|–]\s?[^.!?]{{3,80}}|:)")
_ANSWERS = re.compile(
    rf"(?i:(?:interview|gespräch|fragen|talk)\s(?:mit|an|with)|zu gast:?|im interview:)\s(?:(?:Frau|Herrn|Dr\."
    rf"|Prof\.)\s)?(?P<name>{NAME})"
)
_ASKS = re.compile(
    rf"(?i:\b(?:interview(?:er(?:in)?)?|moderation|gespräch|gesprächsführung|fragen)\s?:|\b(?:interview|gespräch)\s"
    rf"führten?|\bfragen\sstellten?|\binterview(?:t|ed)?\s(?:von|by)|\bsprach(?:en)?)\s(?P<name>{NAME})"
    rf"(?:\s(?:und|and|&)\s(?P<other>{NAME}))?"
)
_NOTE = re.compile(rf"{NAME}(?:\s?[,(]|\s(?:ist|war|is|was|leitet|arbeitet|lebt|berät|schreibt|gründete|hat)\b)")
_ADDRESSED = re.compile(r"(?:Frau|Herrn?|Mrs?\.?|Ms\.?)\s")
# What stands before a surname without being a first name: an office, a firm, a kinship, a word that opens sentences.
_OFFICE = re.compile(
    r"(?:.*(?:chef|leiter|führer|sprecher|berater|trainer|manager|forscher|wissenschaftler|gründer|minister|meister"
    r"|inhaber|unternehmer|lehrer|redner|planer|entwickler|designer|blogger|podcaster|händler|macher|arbeiter"
    r"|vertreter|besitzer|betreiber|pfarrer|künstler|richter|ologe|ologin|experte|expertin|kollege|kollegin"
    r"|beauftragter?|vorstand|präsident|produzent|student|referent|dozent|professor|direktor|autor|moderator|doktor"
    r"|redakteur|ingenieur|ist|iker|anwalt|anwält|arzt|ärzt|fachmann|kaufmann|fachfrau|kauffrau)(?:in|en)?"
    r"|herrn?|frau|familie|firma|verlag|agentur|zeitschrift|zeitung|studio|verein|hotel|haus|büro|kanzlei|praxis"
    r"|bäckerei|bruder|schwester|vater|mutter|sohn|tochter|laut|fragt|sagt|sagte|meint|erklärt|findet|dr|prof)",
    re.IGNORECASE,
)
_FUNCTION_WORDS = STOP_WORDS["de"] | STOP_WORDS["en"]
_ROLES = frozenset({"Interviewer", "Interviewerin", "Moderator", "Moderatorin", "Interview"})
_MOST_TOKENS = 3
# One question in bold, or behind a dash, is a heading or an item of a list.
_ASKED_TWICE = 2
_NO_LABEL_TEXT = """
fazit beispiel tipp hinweis wichtig ergebnis vorteil nachteil problem lösung ziel achtung update ps mein eindruck die
folgen
"""
_NO_LABEL = frozenset(_NO_LABEL_TEXT.split())


def label(line: Line) -> str | None:
    """Return the label that a line opens with ("Haas: …")."""
    match = _LABEL.match(line.words)
    if not match or match["label"].casefold() in _NO_LABEL:
        return None
    return match["label"]


def is_interview(head: list[Line], body: list[Line]) -> bool:
    """Tell whether a text is a conversation: labels that come again and again, or questions to somebody."""
    # The first question may stand in the head, being too short for prose.
    labels = Counter(found for line in [*head[-3:], *body] if (found := label(line)))
    repeated = [count for count in labels.values() if count >= 2]
    if len(repeated) >= 2 or any(count >= 3 for count in repeated):
        return True
    questions = [line for line in [*head[-3:], *body] if line.words.endswith("?") and len(line.words) < 300]
    addressed = [line for line in questions if _ADDRESS.search(line.words)]
    opening = [*head, *body[:3]]
    announced = any(_WORD.search(line.words) or _VISIT.search(line.words) for line in opening)
    set_off = sum(bool(_EMPHASISED.fullmatch(line.text.strip())) for line in questions)
    if (announced and set_off >= _ASKED_TWICE) or _exchanges([*head[-3:], *body]) >= _ASKED_TWICE:
        return True
    return (
        len(questions) >= 2
        and len(addressed) >= (1 if announced else 3)
        and (announced or len(addressed) * 4 >= len(body))
    )


def _exchanges(lines: list[Line]) -> int:
    """Return how many questions behind a dash are followed by an answer behind another."""
    spoken = [line for line in lines if line.words]
    return sum(
        bool(_DASHED.match(line.text) and _DASHED.match(after.text))
        and line.words.endswith("?")
        and not after.words.endswith("?")
        for line, after in pairwise(spoken)
    )


def full_names(head: list[Line], body: list[Line]) -> dict[str, str]:
    """Return the whole name for each label that is one, or that the text completes.

    A surname is completed where all of the text knows one person of that name: as a label, from a phrase such as
    "Das Interview führte …", or from the prose above the first label and the note on a person under the last one.
    Otherwise the label names nobody.

    Args:
        head: the lines above the conversation.
        body: its lines.
    """
    lines = [*head, *body]
    labels = {found for line in body if (found := label(line))}
    whole = {found for found in labels if _is_person(found) and not _ADDRESSED.match(found)}
    stated = whole | {name for line in lines for name in _stated(line)}
    prose = [*head, *_around(body)]
    named = {found: found for found in labels if _is_person(found)}
    for found in labels - whole:
        name = _bearer(found, stated, prose, lines)
        if name:
            named[found] = name
    answering = {name for line in [*head, *body[:3]] for name in _asked(line)}
    if len(answering) == 1:
        named.update(dict.fromkeys(labels & {"Antwort", "A"}, *answering))
    return named


def _is_person(found: str) -> bool:
    """Tell whether a label is a whole name; "Letzte Frage" is none."""
    return is_full_name(found) and looks_like_name(found.rsplit(maxsplit=1)[-1])


def _around(body: list[Line]) -> list[Line]:
    """Return the lines of a conversation above its first label, and those under the last that open with a name."""
    labelled = [number for number, line in enumerate(body) if label(line)]
    if not labelled:
        return body
    return [*body[: labelled[0]], *(line for line in body[labelled[-1] + 1 :] if _NOTE.match(line.words))]


def _stated(line: Line) -> set[str]:
    """Return the whole names that a line gives to those who talk in it ("Interview: Julia Haas", "im Talk mit …")."""
    asking = [match[group] for match in _ASKS.finditer(line.words) for group in ("name", "other") if match[group]]
    return _asked(line) | {name for found in asking if (name := _person(found))}


def _asked(line: Line) -> set[str]:
    """Return the whole names of those whom a line says the questions are for."""
    return {name for match in _ANSWERS.finditer(line.words) if (name := _person(match["name"]))}


def _person(words: str) -> str | None:
    """Return the whole name in words without the office before it ("Produzent Marek Haas")."""
    tokens = re.sub(r"(?<=\w\w)\.$", "", words).split()
    while tokens and _is_office(tokens[0]):
        del tokens[0]
    name = " ".join(tokens)
    return name if len(tokens) <= _MOST_TOKENS and is_full_name(name) else None


def _is_office(token: str) -> bool:
    """Tell whether a word before a surname is what somebody is rather than his first name."""
    return bool(_OFFICE.fullmatch(token)) or token.casefold() in _FUNCTION_WORDS


def _bearer(found: str, stated: set[str], prose: list[Line], lines: list[Line]) -> str | None:
    """Return the one person in a text whom a label of a single word can stand for, None where there are several."""
    word = _ADDRESSED.sub("", without_honours(found))
    if not looks_like_name(word) or " " in word or word in _ROLES:
        return None
    word = word.capitalize() if word.isupper() else word
    by_first_name = {name for name in stated if without_honours(name).split()[0] == word}
    people = {name for name in stated if name.split()[-1] == word} | by_first_name
    others = _first_names(word, lines)
    if not people and len(others) == 1 and others == _first_names(word, prose):
        first = next(iter(others))
        return None if _is_noun(first, lines) or _is_noun(word, lines) else f"{first} {word}"
    if len({without_honours(name) for name in people}) != 1:
        return None
    name = max(people, key=len)
    return name if others <= set(name.split()) else None


def _first_names(surname: str, lines: list[Line]) -> set[str]:
    """Return the words that stand before a surname as a first name does."""
    before = re.compile(rf"(?<![\w-])(?P<first>[A-ZÀ-ÖØ-Þ][\w'’-]+)\s{re.escape(surname)}(?![\w-])")
    return {
        match["first"]
        for line in lines
        for match in before.finditer(line.words)
        if looks_like_name(match.group()) and not _is_office(match["first"])
    }


def _is_noun(word: str, lines: list[Line]) -> bool:
    """Tell whether a word stands behind an article somewhere, as nouns do and names hardly ever."""
    article = re.compile(
        rf"\b(?:d(?:er|ie|as|en|em|es)|(?:k|m|d|s)?ein(?:e[nmrs]?)?|unsere?[nmrs]?|als|zum|zur|vom|im|the|an?)"
        rf"\s{re.escape(word)}\b",
        re.IGNORECASE,
    )
    return any(article.search(line.words) for line in lines)


def first_expert(body: list[Line]) -> int | None:
    """Return where a collection of other people's statements begins ("Sabine Haas, Firma" at each), if it is one."""
    places = []
    for number, line in enumerate(body):
        match = _EXPERT.match(line.words)
        if (
            match
            and is_full_name(match["name"])
            and ((len(line.words) < 110 and line.words[-1:] not in ".!?") or match.group().endswith(":"))
        ):
            places.append((number, match["name"]))
    if len({name for _, name in places}) < 2:
        return None
    last = max((number for number, line in enumerate(body) if line.words), default=0)
    # Where a name comes last, names stand below what these people say: nobody can know where the first one begins.
    below = places[-1][0] == last and body[last].words[-1:] not in ".!?:"
    return 0 if below else places[0][0]
