"""Finds what stands between quotation marks: there, the outer speaker passes on somebody else's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.models import Span

# A mark of two characters (,,so'') is one that old keyboards gave.
_CLOSERS = {
    "„": ("“", "”", '"', "‟"),
    "“": ("”", "“"),
    "”": ("”", "“"),
    "»": ("«",),
    "«": ("»",),
    '"': ('"', "“", "”"),
    "‚": ("‘", "’"),
    "›": ("‹",),
    "‹": ("›",),
    ",,": ("''", "“", "”", '"'),
    "‟": ("”", "“"),
}
_MARKS = re.compile(r",,(?=\w)|(?<=[\w.,!?…])''|[„“”‟»«\"‚‘’›‹]")
# These open in one way only; single ones and guillemets can also be apostrophes, arrows and list marks.
_ALWAYS_OPEN = frozenset(("„", ",,", "‚", "‟"))
# A mark left open longer than this has lost its partner; what lies between is nobody's for sure.
_LONGEST = 3000
# "Er schreibt dazu:" at the end of a line, and no mark behind it: the next paragraph may be his.
_SAID = r"[*_]{0,2}[ \t\xa0]*\r?\n\s*(?P<said>[^\n„“\"»«‚]\S[^\n]*)"
_LEADS = re.compile(
    r"(?:sagt|sagte|schreibt|schrieb|meint|meinte|erklärt|erklärte|formuliert|formulierte|antwortet|antwortete|berichtet"
    r"|betont|betonte|erzählt|erzählte|erinnert sich|ergänzt|ergänzte|urteilt|warnt|warnte|klagt|klagte|steht dazu"
    rf"|zitiert|zitat|wörtlich|says|said|writes|wrote|explains|explained)\b[^.:!?\n]{{0,40}}:{_SAID}",
    re.IGNORECASE,
)
# A paragraph of its own: "Und weiter heißt es bei Haas:"
_HEARD = re.compile(rf"^[^.:!?\n]{{0,60}}\bhei(?:ß|ss)t es\b[^.:!?\n]{{0,60}}:{_SAID}", re.IGNORECASE | re.MULTILINE)
# A word of the editors inside somebody's text: "[Anm. d. Red.: Der Verweis wurde entfernt.]"
_EDITORS = re.compile(r"[\[(]\s*(?:Anm\.|Anmerkung|Red\.|Redaktion|Editor's note|Ed\. note|d\. Red)[^\])\n]*[\])]")
_BLOCK_QUOTE = re.compile(r"^[ \t]*>[ \t>]*(?P<said>\S.*?)[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True)
class Quotations:
    """Slices between quotation marks (marks not included), and slices where a mark has no partner."""

    closed: tuple[Span, ...]
    unsure: tuple[Span, ...]


def _opens(text: str, position: int, length: int = 1) -> bool:
    """Tell whether a straight or curly mark can open: white space or a bracket before it, a character after it."""
    before = text[position - 1] if position else " "
    after = text[position + length] if position + length < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([{–—-/:*_>‚„»›,\ufeff")


def _paragraph(text: str, position: int, span: Span) -> Span:
    """Return the line a position stands in, within `span`."""
    start = max(text.rfind("\n", 0, position) + 1, span.start)
    end = text.find("\n", position)
    return Span(start=start, end=span.end if end < 0 else min(end, span.end))


def _inward(text: str, span: Span, outer: str, inner: str) -> bool:
    """Tell whether the slice uses »this« rather than «this»."""
    first = re.search(rf"(?:^|[\s(]){outer}(?=\S)|(?:^|[\s(]){inner}(?=\S)", text[span.start : span.end])
    return bool(first) and outer in (first.group() if first else "")


class _Pairing:
    """Pairs the marks of one slice, outermost only."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self.inward = {"»": _inward(text, span, "»", "«"), "›": _inward(text, span, "›", "‹")}
        self.closed: list[Span] = []
        self.unsure: list[Span] = []
        self.opened: tuple[int, str] | None = None

    def run(self) -> None:
        for match in _MARKS.finditer(self.text, self.span.start, self.span.end):
            self._mark(match.start(), match.group())
        if self.opened:
            self._give_up(*self.opened)

    def _mark(self, at: int, mark: str) -> None:
        if self.opened and at - self.opened[0] > _LONGEST:
            self._give_up(*self.opened)
        opener = self._is_opener(at, mark)
        if self.opened is None:
            if opener:
                self.opened = (at, mark)
            elif mark in '”“"«»':
                self._lonely(at)
            return
        start, first = self.opened
        if mark == "’" and self.text[at + 1 : at + 2].isalnum():
            # An apostrophe: ‚Das kann’s nicht sein‘.
            return
        if mark == first == "“" and opener:
            self._give_up(start, first)
            self.opened = (at, mark)
        elif mark in _CLOSERS[first] and not (mark in '"“' and opener and mark != "“"):
            self._close(start, first, at)
        elif opener and mark == first:
            # A second opening mark before any closing one: the first has lost its partner.
            self._give_up(start, first)
            self.opened = (at, mark)

    def _close(self, start: int, first: str, at: int) -> None:
        inside = Span(start=start + len(first), end=at)
        if inside.end > inside.start:
            self.closed.append(inside)
        self.opened = None

    def _lonely(self, at: int) -> None:
        """A closing mark without an opening one: from the line's beginning on nobody's words are sure."""
        if at > 0 and self.text[at - 1].isdigit() and self.text[at] == '"':
            # 7" is a length.
            return
        start = max([_paragraph(self.text, at, self.span).start, *(span.end + 1 for span in self.closed[-1:])])
        if start < at:
            self.unsure.append(Span(start=start, end=at))

    def _give_up(self, start: int, first: str) -> None:
        """An opening mark without a closing one: up to the line's end nobody's words are sure."""
        end = _paragraph(self.text, start, self.span).end
        if first not in "‚›‹" and start + len(first) < end:
            self.unsure.append(Span(start=start + len(first), end=end))
        self.opened = None

    def _is_opener(self, at: int, mark: str) -> bool:
        """Tell whether a mark can open a quotation where it stands."""
        if mark in _ALWAYS_OPEN:
            return _opens(self.text, at, len(mark)) or mark == "„"
        if mark in "»«":
            return mark == ("»" if self.inward["»"] else "«")
        if mark in "›‹":
            return mark == ("›" if self.inward["›"] else "‹") and _opens(self.text, at)
        return mark in '“”"' and _opens(self.text, at)


def find_quotations(text: str, span: Span) -> Quotations:
    """Pair the quotation marks in a slice of a file.

    Args:
        text: the whole file.
        span: the slice to look at, in characters; a quotation never runs out of it.

    Returns:
        The insides of the pairs, outermost only, and for each mark without a partner the rest of its line
        (for an opening mark) or the line up to it (for a closing one).
    """
    pairing = _Pairing(text, span)
    pairing.run()
    return Quotations(closed=tuple(pairing.closed), unsure=tuple(pairing.unsure))


def find_unmarked(text: str, span: Span) -> Quotations:
    """Find words that are somebody else's without quotation marks.

    Args:
        text: the whole file.
        span: the slice to look at.

    Returns:
        As quotations, lines set off with ">"; as unsure, a paragraph that "Er schreibt:" leads to and a bracket of the
        editors.
    """
    quoted = [
        Span(start=match.start("said"), end=match.end("said"))
        for match in _BLOCK_QUOTE.finditer(text, span.start, span.end)
    ]
    unsure = [
        Span(start=match.start("said"), end=match.end("said"))
        for lead in (_LEADS, _HEARD)
        for match in lead.finditer(text, span.start, span.end)
    ]
    unsure += [Span(start=match.start(), end=match.end()) for match in _EDITORS.finditer(text, span.start, span.end)]
    return Quotations(
        closed=tuple(quoted), unsure=tuple(u for u in unsure if not any(u.overlaps(other) for other in quoted))
    )
