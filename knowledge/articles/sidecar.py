"""Reads the sidecar of an article: a TOML file for what the text cannot say.

    title = "…"                     all keys are optional
    author = "Christian Henne"
    publication = "PR Report"
    date = 2014-09-04
    url = "https://…"
    language = "de"
    about_author = "…"

    [[speech]]                      from these words on …
    from = "Eine aktuelle Umfrage"
    after = "…"                     only where the words of `from` occur twice: look behind these
    until = "abhängig macht."       … to the end of these; left out: to the next speech
    speaker = "Christian Henne"     left out: nobody knows
    role = "author"                 or "commenter"
    date = 2014-09-05

    [[quotation]]                   a person quoted inside a speech, without the marks
    words = "Der Social-Media-Redakteur ist eine Brückentechnologie"
    speaker = "Juliane Leopold"

What no speech covers is nobody's: never indexed, never quoted. Without any speech, the reader looks for itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from knowledge.errors import SidecarError
from knowledge.models import Language, Span, Stretch


def _plain_date(value: Any) -> Any:  # noqa: ANN401
    """Take a TOML date as it is, and refuse a date with a time, which says more than an article does."""
    if isinstance(value, Date) and type(value) is not Date:
        raise ValueError("write a date without a time, such as 2014-09-04")
    return value


PlainDate = Annotated[Date, BeforeValidator(_plain_date)]
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Speech(_Entry):
    """Somebody's words, from the first to the last."""

    from_: Words = Field(alias="from")
    after: Words | None = None
    until: Words | None = None
    speaker: Words | None = None
    role: Literal["author", "commenter"]
    date: PlainDate | None = None


class Quotation(_Entry):
    """The words of a person who is quoted inside somebody's speech."""

    words: Words
    after: Words | None = None
    speaker: Words | None = None


class Sidecar(_Entry):
    """A sidecar file, as written."""

    title: Words | None = None
    author: Words | None = None
    publication: Words | None = None
    date: PlainDate | None = None
    url: Words | None = None
    language: Language = "de"
    about_author: Words | None = None
    speech: tuple[Speech, ...] = ()
    quotation: tuple[Quotation, ...] = ()


Model = TypeVar("Model", bound=BaseModel)


def load_toml(path: Path, model: type[Model]) -> Model:
    """Read a TOML file into a model.

    Raises:
        SidecarError: not readable, not UTF-8, not TOML, or with a key or value that does not belong there.
    """
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SidecarError(f"{path.name}: cannot be read ({error.strerror}). Check the file's permissions.") from error
    except UnicodeDecodeError as error:
        raise SidecarError(f"{path.name}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SidecarError(f"{path.name}: is not valid TOML: {error}. Mend that place.") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise SidecarError(f"{path.name}: {explain(error)}") from error


def explain(error: ValidationError) -> str:
    """Put the first thing wrong with a TOML file in one sentence: where, what, and what to do."""
    first = error.errors()[0]
    place = ".".join(str(p + 1) if isinstance(p, int) else str(p) for p in first["loc"]) or "the file"
    if first["type"] == "extra_forbidden":
        return f"unknown key {place}. Correct its spelling or take it out."
    if first["type"] == "missing":
        return f"{place} is missing. Add it."
    return f"{place}: {first['msg'][0].lower()}{first['msg'][1:]}. Correct that value."


@lru_cache(maxsize=8)
def _collapsed(text: str) -> tuple[str, list[int]]:
    """Return a text with each run of white space as one space, and where each of its characters stands."""
    plain: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"\s+|\S+", text):
        words = match.group()
        plain.append(" " if words.isspace() else words)
        offsets.extend([match.start()] if words.isspace() else range(match.start(), match.end()))
    return "".join(plain), offsets


def _places(plain: str, words: str) -> Iterator[int]:
    """Yield where words stand in a collapsed text."""
    at = plain.find(words)
    while at >= 0:
        yield at
        at = plain.find(words, at + 1)


def find_words(text: str, words: str, file: str, start: int = 0, *, first: bool = False) -> Span:
    """Find words that occur exactly once in an article; runs of white space count as equal.

    Args:
        text: the article.
        words: the words to find.
        file: the name of the file that asks, for the error.
        start: look only from this character on.
        first: take the first place, also where there are more.

    Raises:
        SidecarError: the words do not occur, or occur more than once.
    """
    plain, offsets = _collapsed(text)
    short = " ".join(words.split())
    found = [(offsets[at], offsets[at + len(short) - 1] + 1) for at in _places(plain, short) if offsets[at] >= start]
    short = short if len(short) <= 60 else short[:57] + "…"
    if not found:
        raise SidecarError(f"{file}: “{short}” does not occur in the article. Copy the words exactly from it.")
    if len(found) > 1 and not first:
        lines = ", ".join(str(text.count("\n", 0, start) + 1) for start, _ in found[:5])
        raise SidecarError(
            f"{file}: “{short}” occurs {len(found)} times (lines {lines}). Add words until it is unique."
        )
    return Span(start=found[0][0], end=found[0][1])


def _find_after(text: str, words: str, after: str | None, file: str) -> Span:
    """Find words that occur once, or the first of them behind other words that occur once."""
    if after is None:
        return find_words(text, words, file)
    return find_words(text, words, file, find_words(text, after, file).end, first=True)


def stretches_of(sidecar: Sidecar, text: str, file: str) -> tuple[Stretch, ...]:
    """Place the speeches of a sidecar in the article's text.

    Raises:
        SidecarError: words that do not occur or occur twice, speeches that overlap.
    """
    starts = sorted(
        ((_find_after(text, s.from_, s.after, file), s) for s in sidecar.speech), key=lambda pair: pair[0].start
    )
    stretches: list[Stretch] = []
    for number, (opening, speech) in enumerate(starts):
        following = starts[number + 1][0].start if number + 1 < len(starts) else len(text)
        end = following
        if speech.until is not None:
            end = find_words(text, speech.until, file, opening.start).end
        if end > following:
            raise SidecarError(
                f"{file}: the speech from “{speech.from_[:40]}” runs into the one from "
                f"“{starts[number + 1][1].from_[:40]}”. Let it end earlier with `until`."
            )
        if end < opening.end:
            raise SidecarError(f"{file}: the speech from “{speech.from_[:40]}” ends before it begins. Correct `until`.")
        end = opening.start + len(text[opening.start : end].rstrip())
        stretches.append(
            Stretch(start=opening.start, end=end, speaker=speech.speaker, role=speech.role, date=speech.date)
        )
    return tuple(stretches)


def quotations_of(sidecar: Sidecar, stretches: tuple[Stretch, ...], text: str, file: str) -> tuple[Stretch, ...]:
    """Place the people quoted inside a speech.

    Raises:
        SidecarError: words that do not occur or occur twice, or that do not lie inside one speech.
    """
    placed: list[Stretch] = []
    for quotation in sidecar.quotation:
        span = _find_after(text, quotation.words, quotation.after, file)
        outer = next((stretch for stretch in stretches if stretch.contains(span)), None)
        if outer is None:
            raise SidecarError(
                f"{file}: the quotation “{quotation.words[:40]}” does not lie inside one speech. "
                "Correct its words or the speech around it."
            )
        clash = next((other for other in placed if other.overlaps(span)), None)
        if clash:
            raise SidecarError(f"{file}: the quotation “{quotation.words[:40]}” overlaps another. Correct one of them.")
        placed.append(
            Stretch(
                start=span.start,
                end=span.end,
                speaker=quotation.speaker,
                role="quoted",
                quoted_by=outer.speaker,
                date=outer.date,
            )
        )
    return tuple(sorted(placed, key=lambda stretch: stretch.start))
