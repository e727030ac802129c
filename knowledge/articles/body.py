"""Goes through an article's own text: what its author says, what only the page says, and where nobody can know."""

from __future__ import annotations

import re

from knowledge.articles import furniture as page
from knowledge.articles.authors import Facts, byline
from knowledge.articles.biographies import is_biography, speaks_of_author
from knowledge.articles.dialogue import ABOUT_LINES, read_dialogue
from knowledge.articles.interviews import first_expert, is_interview
from knowledge.articles.lines import Line, is_heading, is_prose
from knowledge.articles.names import without_honours
from knowledge.articles.speech import Speech
from knowledge.models import Stretch

# So many whole paragraphs behind an advertisement or share buttons show that the article goes on.
_GOES_ON = 2
_LONG = 140
_OWN_WORDS = re.compile(r"\b(?:ich|mich|mir|mein\w*|I|me|my|ick)\b", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:Hallo|Hi|Hey|Moin|Servus|Dear|Liebe[rs]?)\s(?:Frau\s|Herr\s)?[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?\s?[,!]"
)
_PLURAL_GREETING = re.compile(r"Liebe\s\w+(?:en|innen|er|e|n)\b")


def read_body(lines: list[Line], facts: Facts, end: int, teasers: set[int], *, blurred: bool = False) -> list[Stretch]:
    """Return the stretches of an article's text.

    Args:
        lines: all lines of the file.
        facts: what the page tells about the article.
        end: the number of the first line that belongs to the comments.
        teasers: lines that are cut-off teasers.
        blurred: nobody can know where the article ends and the comments begin.
    """
    speech = Speech()
    for line in facts.leads:
        speech.alone(line)
    inside = lines[facts.body : end]
    if is_interview([*lines[: facts.body]], inside):
        read_dialogue(speech, lines[: facts.body], inside)
    else:
        walk = _Body(speech, lines, facts, end, teasers)
        if blurred:
            walk.experts = facts.body
        walk.run()
    return speech.done()


class _Body:
    """The walk through an article that one person wrote."""

    def __init__(self, speech: Speech, lines: list[Line], facts: Facts, end: int, teasers: set[int]) -> None:
        self.speech = speech
        self.lines = lines
        self.facts = facts
        self.end = end
        self.teasers = teasers
        # Once over, the author's name is used no more.
        self.over = False
        self.skipping = 0
        self.doubtful = 0
        experts = first_expert(lines[facts.body : end])
        self.experts = end if experts is None else facts.body + experts

    def run(self) -> None:
        number = self.facts.body
        while number < self.end:
            line = self.lines[number]
            self._line(number, line)
            number += 1

    def _line(self, number: int, line: Line) -> None:
        if not line.text.strip("> \t"):
            # A blank line inside a block quote.
            return
        above = self.lines[number - 1] if number else None
        if number in self.teasers or page.is_caption(line, above):
            self.speech.close()
            return
        kind = page.furniture(line)
        if page.opens_about(line) or (self.speech.spoken and is_biography(line, self.facts.author)):
            self._end(ABOUT_LINES if page.opens_about(line) and len(line.words) < 60 else 0)
        elif page.opens_form(line) or page.opens_related(line) or page.denies_comments(line):
            self._end(self.end)
        elif kind == "end" or (byline(line) and len(line.words) < 160):
            self._end(0)
        elif kind == "break" or page.is_date(line) or (page.announces_comments(line) and not page.may_announce(line)):
            self._break(number)
        elif self.skipping:
            self.skipping -= 1
        else:
            self._say(number, line)

    def _end(self, skipping: int) -> None:
        """Nothing below is surely the author's."""
        if self.speech.spoken:
            self.over = True
            self.skipping = max(self.skipping, skipping)
        self.speech.close()

    def _break(self, number: int) -> None:
        """Something of the page's stands here; the author goes on where enough of the article follows."""
        self.speech.close()
        if self.speech.spoken and not self._goes_on(number):
            self.over = True
        elif self.speech.spoken and self.lines[number].words.casefold().startswith(
            ("anzeige", "werbung", "advert", "spons")
        ):
            self.doubtful = 1

    def _goes_on(self, number: int) -> bool:
        """Tell whether whole paragraphs of the article follow, before anything that ends it."""
        if self.end == len(self.lines):
            # Where no comments are announced, comments without heads may follow the article's end.
            return False
        long = 0
        for line in self.lines[number + 1 : self.end]:
            if (
                page.furniture(line) == "end"
                or page.opens_related(line)
                or page.opens_about(line)
                or page.opens_form(line)
            ):
                break
            long += len(line.words) >= _LONG and not is_biography(line, self.facts.author)
        return long >= (1 if page.is_inset(self.lines[number]) else _GOES_ON)

    def _say(self, number: int, line: Line) -> None:
        author = self.facts.author
        if self.over or number >= self.experts:
            # Behind the article's end, only what sounds like somebody's own words is kept, as nobody's for sure.
            if number >= self.experts or _OWN_WORDS.search(line.words):
                self.speech.alone(line)
            return
        if number > self.facts.body and _GREETING.match(line.words) and not _PLURAL_GREETING.match(line.words):
            self.over = True
            self.speech.alone(line)
        elif page.is_editors(line) or speaks_of_author(line, author):
            self.speech.alone(line)
        elif self.doubtful or (author and without_honours(author) in line.words):
            # The first words behind an advertisement may be its own; a text that names its author is the editors'.
            self.speech.alone(line)
            self.doubtful -= bool(self.doubtful) and (is_prose(line) or not is_heading(line))
        else:
            self.speech.say(line, author, "author")
