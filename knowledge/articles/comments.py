"""Goes through the comments under an article: who speaks in which, as far as heads, numbers and signatures tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812

from knowledge.articles import furniture as page
from knowledge.articles.heads import Head, editors_note
from knowledge.articles.lines import Line, bulleted, is_heading, numbered
from knowledge.articles.names import without_honours
from knowledge.articles.signatures import signature
from knowledge.articles.speech import Speech
from knowledge.models import Role, Stretch

# "(Rosa Lind, 7. Mai 2015)": a signature, not a head.
_PASSES_ON = re.compile(r"\b(?:schrieb|hat geschrieben|wrote)\b", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:[-=]?>|→|»|↳)\s?(?:antwort|reply|edit)\b[^:\n]{0,40}:", re.IGNORECASE)
_GREETS = re.compile(r"\b(?:grüße|gruß|grüsse|gruss|lg|vg|mfg|regards|cheers)\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"[(\[].*[)\]]")
_CALLED = re.compile(r"@\s?(?P<name>[\w.-]*\w)")
_EXCERPT = re.compile(r"[\[(]?(?:…|\.\.\.)[\])]?\s")


@dataclass
class _Voice:
    """Who is speaking while the lines go by."""

    name: str | None = None
    role: Role | None = "commenter"
    date: Date | None = None
    # Without certainty every line is a stretch of its own, so that no quote can run across two people.
    sure: bool = False


def read_comments(
    text: str, lines: list[Line], heads: dict[int, Head], begin: int, author: str | None
) -> list[Stretch]:
    """Return the stretches of the comments.

    Args:
        text: the whole file.
        lines: all lines of the file.
        heads: the heads of comments by line number.
        begin: the first line of the comments.
        author: who wrote the article.
    """
    walk = _Comments(lines, heads, begin, author)
    walk.run()
    return [_signed(stretch, text) if stretch.start in walk.bounded else stretch for stretch in walk.speech.done()]


def _signed(stretch: Stretch, text: str) -> Stretch:
    """Name the speaker of a comment whose bounds are sure after its signature."""
    name = signature(text[stretch.start : stretch.end]) if stretch.speaker is None else None
    return stretch.model_copy(update={"speaker": name}) if name else stretch


class _Comments:
    """The walk through the comments."""

    def __init__(self, lines: list[Line], heads: dict[int, Head], begin: int, author: str | None) -> None:
        self.lines = lines
        self.heads = heads
        self.begin = begin
        self.author = author
        self.speech = Speech()
        self.voice = _Voice()
        # Below the form for comments, or a list of other articles.
        self.over = False
        # Numbers divide the comments where no head stands outside a numbered line.
        self.numbers = all(numbered(lines[number]) for number, head in heads.items() if not head.doubtful)
        # Where comments begin whose end is sure too.
        self.bounded: set[int] = set()
        # The line right below a head: what stands there is said by the person named above it.
        self.first = -1
        signatures = [number for number in heads if _SIGNATURE.fullmatch(lines[number].words)]
        # Above "(Rosa Lind, 7. Mai)" nobody can know whose words end there and where they begin.
        self.signed = {line for number in signatures for line in self._said_above(number)}

    def _said_above(self, number: int) -> range:
        """Return the lines above a signature that may be the signer's: all since the last head but the first."""
        above = [(other, head) for other, head in self.heads.items() if other < number]
        last = max((other + head.lines for other, head in above), default=self.begin)
        return range(min(last + 1, number - 1), number)

    def run(self) -> None:
        number = self.begin
        while number < len(self.lines):
            head = self.heads.get(number)
            if head:
                self._turn_to(number, head)
                number += head.lines
                continue
            self._line(number, self.lines[number])
            number += 1

    def _turn_to(self, number: int, head: Head) -> None:
        """Give the floor to the person that a comment's head names."""
        self.speech.close()
        self.over = False
        # Right below a head, "Rosa Lind schrieb am 31.08.2012:" heads words that the commenter passes on, and nobody
        # can know where they end.
        passed_on = number == self.first and bool(_PASSES_ON.search(self.lines[number].words))
        self.first = number + head.lines
        own = head.author or (head.name is not None and self.author is not None and _same(head.name, self.author))
        name = head.name or (self.author if head.author else None)
        following = self.lines[number + head.lines : number + head.lines + 1]
        if passed_on or (following and _EXCERPT.match(following[0].words)):
            # An excerpt from another site: its head names the site or its article.
            name, own = None, False
        # A head whose name is in doubt still ends whatever was said before it.
        self.voice = _Voice(name, "author" if own else "commenter", head.date, sure=bool(name))

    def _line(self, number: int, line: Line) -> None:
        if page.opens_form(line) or page.opens_related(line):
            self.over = True
            self._pause()
        elif page.announces_comments(line) and not page.is_control(line):
            self._pause()
            self.over = False
        elif self.over or self._is_subject(number, line):
            return
        elif editors_note(line) or self._is_authors_reply(line):
            self._pause()
            self.speech.alone(line)
        elif self._is_pages(number, line):
            if self.speech.open:
                self._pause()
        elif number in self.signed or self._is_called(line):
            self._pause()
            self.speech.alone(line, role="commenter")
        elif not page.is_caption(line) or (number == self.first and page.is_sentence(line.words)):
            self._say(line)
        elif page.is_sentence(line.words):
            # A caption, or somebody's words: "Bild: das sagt doch mehr als jeder Text."
            self.speech.alone(line, role="commenter")

    def _is_pages(self, number: int, line: Line) -> bool:
        """Tell whether a line is the page's rather than anybody's; right below a head, a sentence is somebody's."""
        if number == self.first and page.promotes(line) and page.is_sentence(line.words):
            return False
        return page.is_control(line) or page.is_date(line) or bool(page.furniture(line))

    def _is_called(self, line: Line) -> bool:
        """Tell whether a line calls on the person who seems to be speaking ("@Rosa Lind"): then another one is."""
        called = _CALLED.match(line.words)
        name = self.voice.name
        return bool(called and name and called["name"].casefold() == name.split()[0].casefold())

    def _is_authors_reply(self, line: Line) -> bool:
        """Tell whether the author answers inside somebody's comment: "-> Antwort Sven: …", or signed with the name."""
        if self.author is None or (self.voice.name and _same(self.voice.name, self.author)):
            return False
        signed = line.words.rstrip(" .!").endswith(self.author) and bool(_GREETS.search(line.words))
        return signed or bool(_ANSWERS.match(line.words))

    def _is_subject(self, number: int, line: Line) -> bool:
        """Tell whether a line is the subject above a head rather than the end of the comment before."""
        return number + 1 in self.heads and is_heading(line) and not (numbered(line) or bulleted(line))

    def _pause(self) -> None:
        """After a button or a date that follows speech, nobody can know who goes on speaking."""
        self.speech.close()
        self.voice = _Voice()

    def _say(self, line: Line) -> None:
        voice = self.voice
        if self.numbers:
            entry = numbered(line)
            spoken = entry[1] if entry else bulleted(line)
            if spoken is not None:
                self.speech.close()
                self.voice = voice = _Voice(sure=True)
                if not spoken.text or page.furniture(spoken):
                    voice.sure = False
                    return
                line = spoken
                self.bounded.add(line.start)
        if voice.sure or (self.speech.open and voice.name):
            self.speech.say(line, voice.name, voice.role, voice.date)
        else:
            self.speech.alone(line, voice.name, voice.role, voice.date)


def _same(name: str, author: str) -> bool:
    return without_honours(name).casefold() == without_honours(author).casefold()
