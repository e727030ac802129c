"""Tells where a page speaks of the person who wrote an article, in the third person."""

from __future__ import annotations

import re

from knowledge.articles.lines import Line
from knowledge.articles.names import without_honours

_VERBS = (
    r"(?:ist|war|arbeitet|leitet|schreibt|berät|bloggt|lebt|gründete|verantwortet|unterrichtet|studierte|begleitet"
    r"|hilft|betreibt|führt|lehrt"
    r"|unterstützt|hat|kommt|beschäftigt|berichtet|is|was|works|writes|leads|runs|blogs|has|helps)"
)


def is_biography(line: Line, author: str | None) -> bool:
    """Tell whether a line speaks of the author in the third person, as editors do under an article."""
    if not author:
        return False
    plain = without_honours(author)
    who = rf"(?:(?:Dr|Prof)\.\s)*(?:{re.escape(author)}|{re.escape(plain)})"
    return bool(
        re.match(
            rf"(?:(?:Unsere?\s)?(?:Gast)?[Aa]utor(?:in)?\s|Die\s"
            rf"|Der\s)?{who}\s?(?:\([^)]*\)\s?)?[,:–-]?\s.{{0,90}}?\b{_VERBS}\b",
            line.words,
        )
    )


def speaks_of_author(line: Line, author: str | None) -> bool:
    """Tell whether a line speaks of whoever wrote the article without the full name ("Die Autorin ist …")."""
    surname = re.escape(author.rpartition(" ")[2]) if author else r"(?!)"
    honours = r"(?:(?:Dr|Prof)\.\s)*"
    return bool(
        re.match(
            rf"(?:(?:Die|Der|Unsere?|Ihre?)\s(?:Gast)?(?:[Aa]utor|[Vv]erfasser)(?:in)?\s(?:dieses\s\w+\s)?{_VERBS}\b"
            rf"|(?:Herr|Frau)\s{honours}{surname}\s{_VERBS}\b"
            rf"|Wir\sdanken\s(?:de[rm]\s(?:Gast)?(?:[Aa]utor|[Vv]erfasser)(?:in)?|(?:Herrn|Frau)\s{honours}{surname})\b"
            rf"|(?:The|Our)\s(?:guest\s)?author\s{_VERBS}\b)",
            line.words,
        )
    )
