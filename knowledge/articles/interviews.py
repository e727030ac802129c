"""Finds the passages of an article in which others than its author speak without quotation marks."""

from __future__ import annotations

import re
from collections import Counter

from knowledge.articles.lines import Line
from knowledge.articles.names import NAME, is_full_name, looks_like_name

_LABEL = re.compile(
    rf"(?P<label>{NAME}|[A-ZÄÖÜ]{{1,4}}\.?|Frage|Antwort|Q|A|Redaktion|Interviewer|Moderator)\s?:(?=\s|$)"
)
_WORD = re.compile(
    r"\b(?:interview|im gespräch|gespräch mit|fragen an|nachgefragt|\d+ fragen|q ?& ?a|im talk|drei fragen"
    r"|fünf fragen)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:Frau|Herr)\s[A-ZÄÖÜ]|\b(?:Sie|Ihnen|Ihre?[nmrs]?|du|dir|dich|deine?[nmrs]?|you|your)\b")
_EXPERT = re.compile(rf"(?P<name>{NAME})(?:\s?[,(|–]\s?[^.!?]{{3,80}}|:)")
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
    announced = any(_WORD.search(line.words) for line in [*head, *body[:3]])
    return (
        len(questions) >= 2
        and len(addressed) >= (1 if announced else 3)
        and (announced or len(addressed) * 4 >= len(body))
    )


def full_names(lines: list[Line], labels: set[str]) -> dict[str, str]:
    """Return the whole name for each label that is one, or that a phrase such as "Interview mit …" completes."""
    named = {found: found for found in labels if is_full_name(found)}
    phrase = re.compile(
        rf"(?i:(?:interview|gespräch|fragen|talk)\s(?:mit|an|with)|zu gast:?|im interview:)\s(?:(?:Frau|Herrn|Dr\."
        rf"|Prof\.)\s)?(?P<name>{NAME})"
    )
    for line in lines:
        for match in phrase.finditer(line.words):
            tokens = match["name"].split()
            if len(tokens) in (2, 3) and looks_like_name(match["name"]):
                named.update(
                    {found: match["name"] for found in labels if found in (tokens[0], tokens[-1], "Antwort", "A")}
                )
    return named


def first_expert(body: list[Line]) -> int | None:
    """Return where a collection of other people's statements begins ("Sabine Haas, Firma" over each), if it is one."""
    places = []
    for number, line in enumerate(body):
        match = _EXPERT.match(line.words)
        if (
            match
            and is_full_name(match["name"])
            and ((len(line.words) < 110 and line.words[-1:] not in ".!?") or match.group().endswith(":"))
        ):
            places.append((number, match["name"]))
    return places[0][0] if len({name for _, name in places}) >= 2 else None
