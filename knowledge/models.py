"""The shapes that travel from file to answer: Article → Passage → Quote → Answer.

All offsets count characters (Unicode code points) of the decoded UTF-8 file from 0; `end` is exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")
Role = Literal["author", "commenter", "quoted"]
Stance = Literal["for", "against", "conditional"]
Verdict = Literal["answers", "wrong", "unanswerable"]


class Frozen(BaseModel):
    """Base of all models here: immutable, and no key that nobody asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A slice of a file, in characters."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """Tell whether the other slice lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two slices share a character."""
        return self.start < other.end and other.start < self.end


class Stretch(Span):
    """A stretch of speech: somebody's words without a break. `speaker` None: not known who."""

    speaker: str | None = None
    role: Role | None = None
    quoted_by: str | None = None
    date: Date | None = None


class Block(Span):
    """A paragraph, list item or heading inside one stretch, without the white space around it."""

    kind: Literal["heading", "paragraph"]
    stretch: int


class Finding(Frozen):
    """Something about a file that a person should look at; it does not keep the file from being used."""

    source: str
    line: int | None = None
    message: str

    def __str__(self) -> str:
        place = f"{self.source}, line {self.line}" if self.line else self.source
        return f"{place}: {self.message}"


class Article(Frozen):
    """One file: what it is called, and who says what where."""

    source: str
    digest: str
    title: str | None = None
    author: str | None = None
    publication: str | None = None
    date: Date | None = None
    url: str | None = None
    language: Language = "de"
    stretches: tuple[Stretch, ...] = ()
    quotations: tuple[Stretch, ...] = ()
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()


class Note(Frozen):
    """The editors' summary of the position that a slice takes; never shown as a quote.

    `de` and `en` are predicates that follow the speaker's name: "hält Auslagern für riskant". `asked_de` and
    `asked_en` are questions that the slice answers, in the words people use. `claim` names the statement, one of the
    topic's, that the stance is for or against.
    """

    span: Span
    topic: str
    stance: Stance | None = None
    claim: str | None = None
    de: str
    en: str
    asked_de: tuple[str, ...] = ()
    asked_en: tuple[str, ...] = ()

    def is_on(self, passage: Passage, quotations: Iterable[Stretch]) -> bool:
        """Tell whether the note is on a passage: a note on a quoted person's words is not on the sentence around them.

        Args:
            passage: the passage.
            quotations: who is quoted in its article.
        """
        if not self.span.overlaps(passage):
            return False
        inside = next(
            (quotation for quotation in quotations if quotation.speaker and quotation.contains(self.span)), None
        )
        return inside is None or inside.contains(passage)


class Translation(Frozen):
    """The editors' English translation of a slice."""

    span: Span
    text: str


class Topic(Frozen):
    """A question the articles answer, with words that people use for it, and the statements that are disputed in it.

    `for_…` are words for what one is for who says yes to the question, `against_…` words for its opposite.
    """

    id: str
    de: str
    en: str
    claims: dict[str, str] = {}
    terms_de: tuple[str, ...] = ()
    terms_en: tuple[str, ...] = ()
    for_de: tuple[str, ...] = ()
    for_en: tuple[str, ...] = ()
    against_de: tuple[str, ...] = ()
    against_en: tuple[str, ...] = ()


class Passage(Span):
    """What is retrieved: one sentence, with who says it and the paragraph it stands in.

    `block` numbers the paragraph within the whole index; `leans` tells that the sentence cannot be understood
    without the one before it.
    """

    source: str
    text: str
    block: int
    stretch: int
    speaker: str | None = None
    role: Role | None = None
    quoted_by: str | None = None
    date: Date | None = None
    leans: bool = False
    context: str = ""

    def lies_in(self, source: str | None, start: int, end: int) -> bool:
        """Tell whether the greater part of the passage lies in a slice of a file."""
        return source == self.source and 2 * (min(self.end, end) - max(self.start, start)) > self.end - self.start

    @property
    def id(self) -> str:
        """Name the passage: file and offsets."""
        return f"{self.source}:{self.start}-{self.end}"


class Judgment(Frozen):
    """What somebody decided about a question: that a slice answers it, does not, or that no article answers it.

    `turns` end with the question. The slice is named by file, offsets and words; by its words it is found again where
    the file has changed. It is None throughout where no article answers. One that is `confined` tells of its own
    question alone: what it told of others made them worse.
    """

    id: int
    turns: tuple[str, ...]
    language: Language
    verdict: Verdict
    confined: bool = False
    source: str | None = None
    start: int | None = None
    end: int | None = None
    words: str | None = None


class Quote(Span):
    """What is shown: a slice of a file, with who said it and where it was published.

    `article` is the article's title, or else its first heading; `in_comments` tells that an author answers
    below it, and is not in the JSON form.
    """

    text: str
    speaker: str | None = None
    role: Role | None = None
    quoted_by: str | None = None
    article: str | None = None
    publication: str | None = None
    date: Date | None = None
    url: str | None = None
    source: str
    translation: str | None = None
    in_comments: bool = Field(default=False, exclude=True)

    def whole(self) -> str:
        """Return the quote as JSON to be kept, with what the form for programs leaves out."""
        return json.dumps(self.model_dump(mode="json") | {"in_comments": self.in_comments}, ensure_ascii=False)


class Answer(Frozen):
    """What a person gets. `text` is the plain-text message; `confidence` is a probability from 0 to 1.

    The fields after `quotes` are for programs that show or keep an answer in their own way; they are not in its JSON
    form. `meaning` holds the German stems that the question's words stand for, with weights from 0 to 1, made in both
    languages; `leans` tells that the question was understood from the ones before it.
    """

    question: str
    language: Language
    answered: bool
    text: str
    confidence: float
    elapsed_ms: float
    quotes: tuple[Quote, ...] = ()
    lead: str = Field(default="", exclude=True)
    opposing: int | None = Field(default=None, exclude=True)
    suggestions: tuple[str, ...] = Field(default=(), exclude=True)
    version: str = Field(default="", exclude=True)
    meaning: dict[str, float] = Field(default={}, exclude=True)
    leans: bool = Field(default=False, exclude=True)
