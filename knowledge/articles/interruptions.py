"""Finds lines among comments that may be heads but need not be.

"Peter sagt:" over a quotation opens Peter's comment, or passes on what he said in somebody else's. A short line with a
colon, or a name by itself, may be a head or a part of what is being said. Where nobody can tell, such a line ends
whatever was said before it, and nobody is named below.
"""

from __future__ import annotations

import re

from knowledge.articles import furniture as page
from knowledge.articles.heads import Head, dated_head, name_line, shape, undated_head
from knowledge.articles.lines import Line, is_block_quote
from knowledge.articles.names import is_full_name, opens_speech

_MARKS = tuple('„“"»«‚')
_BARE = re.compile(r"N\s?:?$")
_MOST_WORDS = 3


def is_mail_quote(lines: list[Line], number: int) -> bool:
    """Tell whether "Am … schrieb Peter:" leads to quoted lines (> …)."""
    quoted = number + 1 < len(lines) and is_block_quote(lines[number + 1])
    return quoted and lines[number].words.endswith(":")


def quotes_next(lines: list[Line], number: int) -> bool:
    """Tell whether the next line opens with a quotation mark: then "Peter sagt:" may lead to a quotation."""
    return number + 1 < len(lines) and lines[number + 1].words.startswith(_MARKS)


def heads_over_quotations(lines: list[Line], heads: dict[int, Head], begin: int) -> dict[int, Head]:
    """Find the heads of comments that begin with a quotation: lines made as other heads of the page are.

    Args:
        lines: all lines of the file.
        heads: the heads that leave no doubt, by line number.
        begin: the first line of the comments.
    """
    forms = {shape(lines[number], head) for number, head in heads.items() if head.name and head.lines == 1}
    return {
        number: head
        for number, head in _leads(lines, heads, begin).items()
        if head.name
        and shape(lines[number], head) in forms
        and _head_above(heads, number) is None
        and not passes_on(lines, heads, number, head)
    }


def passes_on(lines: list[Line], heads: dict[int, Head], number: int, head: Head) -> bool:
    """Tell whether a head over a quotation may as well be part of a comment that passes on this person's words.

    Whoever was not named before is not passed on, nor is somebody over words that another one has said.
    """
    if not (is_mail_quote(lines, number) or quotes_next(lines, number)):
        return False
    known = lines[number].words if head.dated else head.name or ""
    if not any(known in line.words for line in lines[:number]):
        return False
    quoted = re.split(r"[“”\"«»‘]", lines[number + 1].words.lstrip('„“"»«‚'))[0].strip()
    sayers = [_speaker(heads, place) for place in range(number) if quoted and quoted in lines[place].words]
    return head.dated or not sayers or any(sayer in (None, head.name) for sayer in sayers)


def _speaker(heads: dict[int, Head], place: int) -> str | None:
    """Return who speaks in a line, None where no head says so."""
    above = [number for number in heads if number < place]
    return heads[max(above)].name if above else None


def interruptions(lines: list[Line], heads: dict[int, Head], begin: int) -> dict[int, Head]:
    """Find the lines that end a comment because they may be the head of the next one."""
    if not heads:
        return {}
    leads = _leads(lines, heads, begin)
    below = set(range(min(heads) + 1, len(lines))) - _taken(heads) - set(leads)
    doubtful = [number for number, head in leads.items() if not _stands_below_another(lines, heads, number, head)]
    doubtful += [number for number in below if _may_be_head(lines, number)]
    return {number: Head(doubtful=True) for number in doubtful}


def _leads(lines: list[Line], heads: dict[int, Head], begin: int) -> dict[int, Head]:
    """Read the lines that lead to a quotation as if they were heads."""
    found = {}
    for number in sorted(set(range(begin, len(lines))) - _taken(heads)):
        line = lines[number]
        if page.is_control(line) or not (is_mail_quote(lines, number) or quotes_next(lines, number)):
            continue
        head = dated_head(line, announced=True) or undated_head(line, announced=True)
        if head:
            found[number] = head
    return found


def _taken(heads: dict[int, Head]) -> set[int]:
    return {line for number, head in heads.items() for line in range(number, number + head.lines)}


def _head_above(heads: dict[int, Head], number: int) -> int | None:
    """Return the head that a line stands right below."""
    return next((above for above, head in heads.items() if above + head.lines == number), None)


def _stands_below_another(lines: list[Line], heads: dict[int, Head], number: int, head: Head) -> bool:
    """Tell whether a line stands right below a head of another form: then whoever that names is passing on words."""
    above = _head_above(heads, number)
    if above is None:
        return False
    return heads[above].lines > 1 or shape(lines[above], heads[above]) != shape(lines[number], head)


def _may_be_head(lines: list[Line], number: int) -> bool:
    """Tell whether a line may name the person who speaks below it: "klausi:", "Rosa Lind"."""
    words = lines[number].words
    following = lines[number + 1 : number + 2]
    if not following or page.is_control(lines[number]) or page.furniture(lines[number]):
        return False
    if words.endswith(":"):
        return len(words.split()) <= _MOST_WORDS and not opens_speech(words)
    name, _ = name_line(lines[number])
    return name is not None and is_full_name(name) and len(following[0].words.split()) >= _MOST_WORDS


def is_bare(line: Line, head: Head) -> bool:
    """Tell whether a head is a name and nothing else, with a colon or without one."""
    return bool(head.name and not head.dated and head.lines == 1 and _BARE.fullmatch(shape(line, head)))
