"""Finds the heads of comments, the lines that tell who speaks below.

Two questions with two thresholds. Whether a line parts two comments is answered generously: where it is missed, one
person's words pass for another's. What name it gives is answered strictly: in doubt the name is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812

from knowledge.articles import furniture as page
from knowledge.articles.dates import MONTH, WHEN, read_date
from knowledge.articles.lines import Line, is_heading
from knowledge.articles.names import is_full_name, is_nameless, is_nickname, looks_like_name

_SAYS = (
    r"(?:(?:hat\s|has\s)?(?:meint|meinte|gemeint|sagt|sagte|gesagt|schreibt|schrieb|geschrieben|kommentiert"
    r"|kommentierte"
    r"|antwortet|antwortete|geantwortet|ergänzt|ergänzte|fragt|fragte|says|said|writes|wrote|replied|replies"
    r"|commented|comments))"
)
_WHEN = re.compile(WHEN)
_LABEL = re.compile(
    r"(?:(?:leser)?kommentar|leserbrief|zuschrift|antwort|comment|reply|beitrag|verfasst|geschrieben|gespeichert|erstellt|eingetragen"
    r"|eingestellt"
    r"|submitted|posted|written|gepostet|veröffentlicht)\s?(?:#?\d+\s?)?(?:(?:von|by|from|vom)\b|:|$)\s?:?\s?",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"(?:kommentar|antwort|comment|reply|verfasst|geschrieben|gepostet|posted|beitrag)$", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:#\s?\d{1,4}[.):]?|\(\d{1,4}\)|\[\d{1,4}\]|\d{1,4}[.):]|[•*·○▪>»-])\s+")
_BEFORE_WHEN = re.compile(r"[\s,;:|•·@\-–—(\[/]*(?:\b(?:[Aa]m|[Vv]om|[Oo]n|um|at|den)\b)?[\s,:…(]*$")
_AFTER_WHEN = re.compile(
    r"^(?:[\s)\],:.|•·#–—-]|\b(?:uhr|antworten|reply|permalink|permanent link|link|zitieren|melden|bearbeiten|edit"
    r"|folgendes|beantworten)\b"
    r"|\(edit\)|#?\d{1,5}\b)*",
    re.IGNORECASE,
)
_SAYS_END = re.compile(rf"\s?\b{_SAYS}[\s:…]*$")
_SAYS_START = re.compile(rf"^{_SAYS}\b\s?(?:von\b|by\b)?\s?")
_TAIL = re.compile(r"(?:zu|in|auf|bei|an|to|in|re|über|on)\b|[:„“\"]", re.IGNORECASE)
_AUTHOR = re.compile(
    r"[\s(,|•·–\[-]+(?:der\s|die\s)?(?:beitrags|artikel|post[-\s])?(?:autor(?:in)?|author|verfasser(?:in)?|op)"
    r"(?:\s(?:des|dieses)\s(?:beitrags|artikels))?[)\]]?(?=$|\s|[,|•·])",
    re.IGNORECASE,
)
# "Petra Lind, Autorin": what somebody does for a living.
_TRADE = re.compile(r"\s*,\s*(?:autor(?:in)?|author|verfasser(?:in)?)", re.IGNORECASE)
_AUTHOR_LINE = re.compile(_AUTHOR.pattern.replace("+(?:der", "*(?:der", 1) + r"\s?", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s*[(\[](?:nicht überprüft|nicht verifiziert|not verified|unregistriert|gast|guest|anonymous|mobil"
    r"|registriert)[)\]]"
    r"|^(?:avatar(?: von| of)?|profilbild(?: von)?|gravatar(?: von)?|bild von|picture of|user|benutzer|nutzer|von"
    r"|by)\s",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\s(?:→|↪|>|»|▸|➜|(?:antwortet|antwortete|replied|replies|replying)(?:\s(?:auf|an|to))?|an|auf|to|in reply to)\s"
)
_DIVIDER = re.compile(r"\s*[|•·—/]\s*|\s[–-]\s|:\s|\s{2,}")
_UNDATED = re.compile(rf"(?P<who>.{{2,80}}?)\s{_SAYS}(?:\sdazu|\sfolgendes)?(?P<end>\s?(?::|…|\.\.\.)?)")
_EDITORS = re.compile(
    r"[\[(*]?(?:anm(?:erkung|\.)\s?(?:der|d\.|des)\s?(?:red|verf|aut|mod)\w*\.?|(?:antwort|kommentar"
    r"|anmerkung) (?:der|des|von der|vom) (?:redaktion|autor\w*|verfasser\w*|moderat\w*|blogbetreiber\w*|team\w*)"
    r"|(?:die )?redaktion|moderation|editor'?s note|author'?s reply)\b\s?(?:antwortet|schreibt|meint|sagt)?\s?(?::"
    r"|\]|$)",
    re.IGNORECASE,
)
_INLINE = re.compile(rf".{{2,60}}?{WHEN}(?:\sUhr)?[)\]]?\s?[:–—]\s+(?=\S)")
# "Oskar P.": a full stop that ends no sentence.
_INITIAL = re.compile(r"(?:[^\W\d_][\w'’\-]*\.?\s){1,2}[A-ZÄÖÜ]\.")
_LONGEST = 130
_MOST_WORDS = 9


@dataclass(frozen=True)
class Head:
    """Who speaks in the comment that follows, as one or more lines say.

    `name` None: the head does not tell, or not for sure. `dated`: a date makes sure that it is a head.
    `author`: the page marks the commenter as the article's author. `lines`: how many lines the head takes.
    `doubtful`: perhaps it is no head at all, and only ends what was said before it.
    """

    name: str | None = None
    date: Date | None = None
    dated: bool = False
    author: bool = False
    lines: int = 1
    doubtful: bool = False


def shape(line: Line, head: Head) -> str:
    """Return a head's line without what differs from comment to comment."""
    words = re.sub(r"\s?\([^)\d]*\)", "", line.words.replace(head.name or "", "N", 1))
    return re.sub(r"\d+", "9", MONTH.sub("M", words))


def _strip_number(words: str) -> str:
    return _NUMBER.sub("", words, count=1) if _NUMBER.match(words) else words


def person(words: str, *, dated: bool) -> tuple[str | None, bool]:
    """Read the name in what a head leaves beside its date, and whether the page calls that person the author."""
    if is_nameless(words):
        return None, False
    mark = _AUTHOR.search(words)
    author = mark is not None and not _TRADE.fullmatch(mark.group())
    words = _ASIDE.sub("", _ASIDE.sub("", _AUTHOR.sub("", words))).strip(" ,;:|•·–—-…*")
    words = _REPLY.split(words)[0].strip()
    bracket = re.fullmatch(r"(.+?)\s?[(\[][^)\]]*[)\]]", words)
    words = bracket.group(1).strip() if bracket else words
    words = re.split(r"\saus\s(?=[A-ZÄÖÜ])", words)[0]
    first, comma, rest = words.partition(", ")
    if comma and (is_full_name(first) or not looks_like_name(rest)):
        words = first
    chunks = [chunk for chunk in _DIVIDER.split(words) if chunk]
    if len(chunks) > 1:
        # "Gute Idee | Rosa Lind" and "Die Woche | Vereinsbote": the title of something stands before the divider.
        valid = [chunk for chunk in chunks if _bears(chunk, dated=dated)]
        words = chunks[0] if valid == chunks[:1] else ""
    return (words if _bears(words, dated=dated) else None), author


def _bears(words: str, *, dated: bool) -> bool:
    """Tell whether somebody can be called by these words in a head."""
    if not words or len(words) > 45 or is_nameless(words):
        return False
    return looks_like_name(words) or is_nickname(words, several=dated)


def dated_head(line: Line, *, announced: bool) -> Head | None:
    """Read a head with a date in one line ("Sabine Haas am 04.09.2014 um 17:12", "Peter • vor 8 Jahren").

    Args:
        line: the line.
        announced: it stands below "Kommentare": there, also a line with a date and no name parts two comments.
    """
    words = _strip_number(line.words)
    found = list(_WHEN.finditer(words)) if len(words) <= _LONGEST else []
    if not found:
        return None
    match = found[-1] if len(found) == 1 or not announced else found[0]
    before = _SAYS_END.sub("", _BEFORE_WHEN.sub("", words[: match.start()]))
    after = _AFTER_WHEN.sub("", words[match.end() :])
    label = _LABEL.match(before)
    before = _LABEL_ALONE.sub("", before[label.end() :] if label else before).strip()
    after_speaks = _SAYS_START.match(after)
    after = _LABEL.sub("", after[after_speaks.end() :] if after_speaks else after).strip()
    rest = f"{before} {after}".strip()
    if not rest or len(rest.split()) > _MOST_WORDS or re.search(r"[a-zäöüß]{3}[.!?](?:\s|$)", rest):
        return None
    name, author = None, False
    if not before or (not after or _TAIL.match(after)):
        name, author = person(before or re.sub(r"^(?:von|by|schrieb)\s", "", after), dated=announced)
    timed = ":" in match.group() or bool(re.search(r"\d\.\d{2}\sUhr|\sUhr|ago|[Vv]or\s|[ap]m", match.group()))
    if not announced and not (name and (timed or label) and (is_full_name(name) or label or _says(words))):
        return None
    if not name and not timed and not label and len(rest.split()) > 4:
        return None
    return Head(name, read_date(match.group()), dated=True, author=author)


def _says(words: str) -> bool:
    return bool(re.search(rf"\s{_SAYS}\b", words))


def parted(line: Line) -> list[Line]:
    """Part a head from the comment that follows it in the same line ("Jens Tölle am … um 10:12: Das sehe …")."""
    match = _INLINE.match(line.text)
    if not match or line.text.startswith(">"):
        return [line]
    head = Line(line.start, line.start + len(match.group().rstrip()), match.group().rstrip())
    if not dated_head(head, announced=False):
        return [line]
    return [head, Line(line.start + match.end(), line.end, line.text[match.end() :])]


def undated_head(line: Line, *, announced: bool) -> Head | None:
    """Read a head without a date: "Wilfried Schock meint", "Peter says:", "Kommentar von Peter Müller"."""
    words = _strip_number(line.words)
    if len(words) > 100:
        return None
    if announced and _EDITORS.match(words) and len(words) < 60:
        return Head()
    label = _LABEL.match(words)
    match = _UNDATED.fullmatch(words)
    who = words[label.end() :].rstrip(" :") if label else match["who"] if match else ""
    if not who:
        return None
    name, author = person(who, dated=False)
    if name and (label or looks_like_name(name) or announced):
        return Head(name, author=author)
    return Head() if announced and match and match["end"].strip() else None


def name_line(line: Line) -> tuple[str | None, bool]:
    """Read a line that holds a name and nothing else; the second value tells that the page marks the author."""
    words = _strip_number(line.words)
    ended = words[-1:] in ".!?," and not _INITIAL.fullmatch(words)
    if len(words) > 60 or ended or _SAYS_END.search(words) or page.is_control(line) or page.furniture(line):
        return None, False
    return person(words, dated=True)


def stacked_head(lines: list[Line], number: int, *, announced: bool) -> Head | None:
    """Read a head of two to four lines: a name, perhaps "sagt:", "Autor" or "Als Antwort auf …", and a date."""
    first = undated_head(lines[number], announced=announced)
    name, author = (first.name, first.author) if first else name_line(lines[number])
    if not name and not first and not is_nameless(lines[number].words):
        return None
    for offset, line in enumerate(lines[number + 1 : number + 4], start=1):
        if page.is_date(line) or (announced and page.is_age(line)):
            timed = announced or _is_timed(line)
            return Head(name, read_date(line.words), dated=True, author=author, lines=offset + 1) if timed else None
        if _AUTHOR_LINE.fullmatch(line.words):
            author = True
        elif offset == 1 and announced and is_heading(line) and any(map(page.is_age, lines[number + 2 : number + 3])):
            # "Kassenwart im Turnverein", between the name and "8 Jahre".
            continue
        elif offset == 1 and announced and _is_trade_or_name(name or "", lines[number + 1 : number + 3]):
            # "Rosa Lind | Vorstand | date" or "Jens Tölle" under a comment and "rosa" over the next: nobody can know.
            return Head(dated=True, lines=offset + 1)
        elif not (
            re.fullmatch(rf"{_SAYS}\s?:?", line.words)
            or page.is_control(line)
            or (name and line.words.casefold() == name.casefold())
        ):
            return None
    return None


def _is_trade_or_name(name: str, following: list[Line]) -> bool:
    """Tell whether a full name is followed by a single word and a date: the word may be a trade or a name."""
    if len(following) < 2 or not is_full_name(name) or not (page.is_date(following[1]) or page.is_age(following[1])):
        return False
    word = following[0].words
    if page.is_control(following[0]) or re.fullmatch(rf"{_SAYS}:?", word):
        return False
    return len(word.split()) == 1 and bool(person(word, dated=True)[0])


def _is_timed(line: Line) -> bool:
    return bool(re.search(r"\d[:.]\d\d|\d\sUhr|ago|vor\s", line.words))


def editors_note(line: Line) -> bool:
    """Tell whether a line opens with a word of the editors inside somebody's comment."""
    return bool(_EDITORS.match(line.words))


def resolve_replies(heads: dict[int, Head]) -> dict[int, Head]:
    """Take apart two names that the page ran together ("Peter Müller Sabine Haas": one answering the other)."""
    known = {head.name for head in heads.values() if head.name and len(head.name.split()) <= 3}
    resolved = {}
    for number, head in heads.items():
        name = head.name
        tokens = (head.name or "").split()
        if len(tokens) >= 3 and not any(token[:1].islower() or token.endswith(".") for token in tokens):
            cuts = [
                cut
                for cut in range(1, len(tokens))
                if " ".join(tokens[cut:]) in known or " ".join(tokens[:cut]) in known
            ]
            if len(cuts) == 1:
                name = " ".join(tokens[: cuts[0]])
            elif cuts or len(tokens) >= 4:
                name = None
        resolved[number] = replace(head, name=name)
    return resolved
