"""Finds title, author and date of an article in the lines around its text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812

from knowledge.articles import furniture as page
from knowledge.articles.biographies import is_biography, speaks_of_author
from knowledge.articles.dates import DATE, DATE_AND_TIME, read_date
from knowledge.articles.guests import is_somebody_elses
from knowledge.articles.lines import Line, is_prose
from knowledge.articles.names import NAME, is_full_name, looks_like_name, without_honours

_WHEN = rf"(?:am|vom|on|at|den)?\s?{DATE_AND_TIME}(?:\sUhr)?"
_BY = (
    r"(?i:(?:(?:ein|eine)\s)?(?:gast|leser)?(?:beitrag|artikel|kommentar|analyse|kolumne|essay|text|bericht"
    r"|meinung)\s(?:von|by)|von|by"
    r"|text(?:\svon)?|autor(?:in)?|author|verfasst von|geschrieben von|written by|words by)"
)
_POSTED = (
    r"(?i:veröffentlicht|gepostet|posted|published|erstellt|eingestellt|geschrieben|verfasst"
    r"|publiziert|submitted|gespeichert)"
)
_COUNTED = r"\d+\s(?:Kommentare?|Comments?|Min).{0,40}"
_EXTRA = (
    rf"(?:\s?[|,•·/(–—-]\s?(?:{_WHEN}|(?:in|zu)\s.{{1,50}}|{_COUNTED})[)]?.{{0,60}}|\s{_WHEN}.{{0,60}}"
    r"|\s(?:in|zum Thema)\s.{1,50})?"
)
_STATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BY}:?\s(?P<name>{NAME}){_EXTRA}",
        rf"{_POSTED}\s(?:{_WHEN},?\s)?(?i:von|by|durch):?\s(?P<name>{NAME})(?:\s?[|,•·(/–—-].{{0,80}}|\s(?:am|in"
        rf"|um|on|unter|at|vor)\s.{{1,80}})?",
        rf"{_WHEN}\s?[|,•·/–—-]?\s?(?:von|by|Von|By|VON|BY)\s(?P<name>{NAME})(?:\s?[|,•·(/–—-].{{0,80}}|\s(?:in"
        rf"|unter)\s.{{1,60}})?",
        rf"Dieser (?:Beitrag|Eintrag|Artikel) wurde\s(?:.{{0,80}}\s)?von\s(?P<name>{NAME})\s(?:unter|in|am"
        rf"|veröffentlicht|geschrieben|verfasst).{{0,160}}",
        rf"This (?:entry|post) was (?:posted|written)\s(?:.{{0,100}}\s)?by\s(?P<name>{NAME})(?:[.\s].{{0,120}})?",
    )
)
_GUEST = re.compile(
    rf"(?i:.{{0,30}}\bgast(?:beitrag|artikel|kommentar|autor(?:in)?|post|author)\b(?:\s(?:von"
    rf"|by))?):?\s(?P<name>{NAME}){_EXTRA}"
)
_HINTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WHEN}\s*[|•·,/–—-]\s*(?P<name>{NAME})(?:\s(?:über|on)\s.+|\s?[|•·/–—-].{{0,60}})?",
        rf"(?P<name>{NAME})\s?[|•·,/–—-]\s?{_WHEN}(?:\s?[|•·,/–—-].{{0,60}})?",
        rf"(?P<name>{NAME}),\s[A-ZÄÖÜa-zäöü][^.!?]{{3,60}}",
    )
)
_MATTER = re.compile(
    r"(?P<key>author|autor|autorin|title|titel|date|datum)\s?:\s*[\"']?(?P<value>.+?)[\"']?\s*$", re.IGNORECASE
)
_BOOK = re.compile(
    r"(?:titel|verlag|isbn|seiten|seitenzahl|preis|umfang|erschienen|title|publisher|pages)\b\s?:"
    r"|[^.!?]{0,60}\b\d+ (?:seiten|pages)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)
_MOST_LEADS = 3
# So much prose behind a byline, beside what stands above it, is another piece, and no note on the author.
_ANOTHER = 0.25
_FRONT = 40
# A biography stands within so many lines of the end.
_LAST_LINES = 8


@dataclass
class Facts:
    """What the lines around an article's text tell. `body`: where the text begins, as a number of lines."""

    title: str | None = None
    author: str | None = None
    date: Date | None = None
    body: int = 0
    # Prose above the byline, which the editors wrote as often as the author did.
    leads: list[Line] = field(default_factory=list)


def byline(line: Line) -> tuple[str, int] | None:
    """Read the author from a line such as "Von Sabine Haas", and how far the line alone proves it (3 guest, 2, 1)."""
    words = line.words
    if len(words) > 200:
        return None
    match = _GUEST.fullmatch(words)
    if match and is_full_name(match["name"]):
        return match["name"], 3
    for pattern in _STATED:
        match = pattern.fullmatch(words)
        if (
            match
            and looks_like_name(match["name"])
            and (is_full_name(match["name"]) or re.search(r"\d|(?i:autor|author|posted|stellt)", words))
        ):
            return match["name"], 2
    for pattern in _HINTED:
        match = pattern.fullmatch(words)
        if match and is_full_name(match["name"]):
            return match["name"], 1
    return None


def front_matter(lines: list[Line]) -> int:
    """Return how many lines of Markdown front matter ("---" … "---") stand at the top."""
    if lines and lines[0].text == "---":
        closing = next((n for n, line in enumerate(lines[1:40], start=1) if line.text == "---"), None)
        return closing + 1 if closing else 0
    return 0


def read_facts(lines: list[Line], teasers: set[int], comments: int, marked: str | None, names: set[str]) -> Facts:
    """Read title, author, date and the beginning of the text.

    Args:
        lines: all lines of the file.
        teasers: which of them are cut-off teasers.
        comments: the number of the first line of the comments.
        marked: whom the page marks as author in the comments.
        names: everybody who heads a comment.
    """
    matter = front_matter(lines)
    stated = {m["key"].casefold()[:5]: m["value"] for line in lines[:matter] if (m := _MATTER.fullmatch(line.text))}
    body, leads = _body(lines, matter, min(comments, len(lines)), teasers)
    head = [line for line in lines[matter:body] if line not in leads]
    facts = Facts(title=stated.get("title") or stated.get("titel") or _title(head), body=body, leads=leads)
    facts.date = read_date(stated.get("date") or stated.get("datum") or "") or _date(head)
    author = stated.get("autho") or stated.get("autor") or ""
    facts.author = author if looks_like_name(author) else _author(head, lines[body:comments], marked, names)
    if facts.author and is_somebody_elses(lines[matter:comments], facts.author):
        facts.author = None
    return facts


def _body(lines: list[Line], matter: int, comments: int, teasers: set[int]) -> tuple[int, list[Line]]:
    """Return where the text begins, and the prose that stands above the byline."""
    prose: list[int] = []
    stated: int | None = None
    for number in range(matter, min(comments, matter + _FRONT)):
        line = lines[number]
        found = byline(line)
        if found and found[1] >= 2 and len(prose) <= _MOST_LEADS and (number > matter or not prose):
            stated = number
            break
        if len(prose) > _MOST_LEADS:
            break
        if (
            is_prose(line)
            and number not in teasers
            and not page.furniture(line)
            and not page.is_caption(line)
            and not found
        ):
            prose.append(number)
    if stated is not None and _follows(lines, stated, comments) >= sum(len(lines[number].words) for number in prose):
        leads = [
            lines[number] for number in prose if number < stated and len(lines[number].words) >= 60 and number > matter
        ]
        following = range(stated + 1, min(comments, stated + _FRONT))
        first = next((n for n in following if _begins_text(lines, n, teasers)), None)
        return (first if first is not None else stated + 1), leads
    return (prose[0] if prose else matter), []


def _follows(lines: list[Line], byline_at: int, comments: int) -> int:
    """Return how many characters of prose follow a byline: where there are fewer than before, it stands at the end."""
    return sum(
        len(line.words) for line in lines[byline_at + 1 : comments] if is_prose(line) and not page.furniture(line)
    )


def _begins_text(lines: list[Line], number: int, teasers: set[int]) -> bool:
    line = lines[number]
    return (
        is_prose(line) and number not in teasers and not (page.furniture(line) or page.is_caption(line) or byline(line))
    )


def _title(head: list[Line]) -> str | None:
    """Return the title: a Markdown heading, or the first line that is neither byline, date, name nor furniture."""
    marked = [line for line in head if re.match(r"#\s", line.text)]
    for line in [*marked, *head]:
        words = line.words.strip()
        found = byline(line)
        if (
            (found and found[1] >= 2)
            or page.is_date(line)
            or page.furniture(line)
            or page.is_caption(line)
            or page.announces_comments(line)
        ):
            continue
        if (len(words.split()) < 3 or (found and re.match(DATE, words))) and line not in marked:
            continue
        return words.strip('"„“”»«').strip() or None
    short = [line.words for line in head if not page.furniture(line) and not page.is_date(line) and not byline(line)]
    return short[0] if short and not looks_like_name(short[0]) else None


def _author(head: list[Line], body: list[Line], marked: str | None, names: set[str]) -> str | None:
    """Return the author's name where the page gives enough evidence for it, else None.

    A byline that states it is enough. Of hints (a dateline, the name on a line of its own, the biography, a comment
    by that person) two must agree, and nobody else may have as many.
    """
    evidence: Counter[str] = Counter()
    title = _title(head) or ""
    for number, line in enumerate(head):
        found = byline(line) if not _of_a_book(head, number) else None
        if found:
            # "Von Daten und Menschen" on top may be the title.
            top = number == 0 and len(head) > 1 and found[1] == 2 and not re.search(r"\d", line.words)
            evidence[found[0]] += 1 if top else found[1]
        elif number and is_full_name(line.words) and line.words not in title:
            evidence[line.words] += 1
        if found and re.match(rf"{DATE}.*\süber\s", line.words) and not _mentioned(found[0], body):
            # "12.03.2014 | Klara Winter über Vereine" over a text that does not speak of her.
            evidence[found[0]] += 1
    for number, line in enumerate(body):
        found = byline(line)
        proves = found is not None and found[1] >= 2 and len(line.words) < 160
        if found and proves and not (_of_a_book(body, number) or _opens_another(body, number, found[0])):
            evidence[found[0]] += found[1]
    for name in list(evidence):
        evidence[name] += _has_biography(body, name)
        evidence[name] += without_honours(name) in names
        evidence[name] += any(
            re.fullmatch(rf"(?i:über|about|zu[rm]? autor\w*:?)\s{re.escape(name)}", line.words) for line in body
        )
    if marked:
        evidence[marked] += 2
    guests = [
        name
        for name, weight in evidence.items()
        if weight >= 3 and any((b := byline(line)) and b == (name, 3) for line in [*head, *body])
    ]
    strong = guests or [name for name, weight in evidence.items() if weight >= 2]
    people = {without_honours(name).casefold() for name in strong}
    return strong[0] if len(people) == 1 else None


def _opens_another(lines: list[Line], number: int, name: str) -> bool:
    """Tell whether a byline stands above another piece on the same page: prose comes before it and behind."""
    told = [line for line in lines if is_prose(line) and not (is_biography(line, name) or speaks_of_author(line, name))]
    before = sum(len(line.words) for line in told if line.start < lines[number].start)
    after = sum(len(line.words) for line in told if line.start > lines[number].start)
    return before > 0 and _ANOTHER * before < after


def _of_a_book(lines: list[Line], number: int) -> bool:
    """Tell whether an author is named among the facts on a book ("Titel: …", "Verlag: …")."""
    around = [*lines[max(0, number - 2) : number], *lines[number + 1 : number + 3]]
    return any(_BOOK.match(line.words) for line in around)


def _mentioned(name: str, body: list[Line]) -> bool:
    """Tell whether a text speaks of a person."""
    return any(name.rpartition(" ")[2] in line.words for line in body)


def _has_biography(body: list[Line], name: str) -> bool:
    """Tell whether the text ends in a biography; one that keeps naming a person is about him, not by him."""
    mentions = sum(without_honours(name) in line.words for line in body)
    return mentions <= 2 and any(is_biography(line, name) for line in body[-_LAST_LINES:])


def _date(head: list[Line]) -> Date | None:
    """Return the date of publication from the lines above the article."""
    for line in head:
        words = line.words
        if page.is_date(line) or byline(line) or re.match(DATE, words) or (len(words) < 120 and page.furniture(line)):
            found = read_date(words[:120])
            if found:
                return found
    return None
