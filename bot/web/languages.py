"""The page's language, and how it writes dates and numbers. Texts are in `locale/<language>.po`, as the bot's are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from bot.telegram.texts import SOURCE_LANGUAGE, Texts, Voice

# Entries of an Accept-Language header that are looked at; nobody reads more languages.
_MOST = 20


@cache
def texts() -> Texts:
    """Return the texts of the pages in every language there is."""
    return Texts(Path(__file__).parent / "locale")


def reader(header: str) -> Reader:
    """Return who speaks to the sender of an Accept-Language header: the language they like best of those there are."""
    wishes = []
    for position, entry in enumerate(header.split(",")[:_MOST]):
        code, _, weight = entry.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), position, code.strip()))
        except ValueError:
            continue
    known = texts()
    return Reader(known.voice(*[code for weight, _, code in sorted(wishes) if weight < 0]))


class Reader:
    """Says and writes things in one language; its methods are what the templates call.

    Args:
        voice: says the texts.
    """

    def __init__(self, voice: Voice) -> None:
        self.language = voice.language
        self.say = voice.say
        self.count = voice.count
        self._locale = "en_GB" if voice.language == SOURCE_LANGUAGE else voice.language
        self._day = "d. MMM y" if voice.language == "de" else "d MMM y"

    def names(self) -> dict[str, object]:
        """Return the functions for the templates, by name."""
        return {
            "language": self.language,
            "say": self.say,
            "count": self.count,
            "moment": self.moment,
            "day": self.day,
            "number": self.number,
            "percent": self.percent,
        }

    def moment(self, at: float) -> str:
        """Write day and time, in this machine's time zone."""
        return str(format_datetime(_local(at), f"{self._day}, HH:mm", locale=self._locale))

    def day(self, at: float | date) -> str:
        """Write a day."""
        return str(format_date(at if isinstance(at, date) else _local(at), self._day, locale=self._locale))

    def short_day(self, day: date) -> str:
        """Write a day without its year, for the foot of a chart."""
        return str(format_date(day, self._day.removesuffix(" y"), locale=self._locale))

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with so many digits after the point."""
        return str(format_decimal(value, f"#,##0.{'0' * digits}" if digits else "#,##0", locale=self._locale))

    def percent(self, share: float) -> str:
        """Write a share of 1 in per cent."""
        return str(format_percent(share, "#,##0 %" if self._locale == "de" else "#,##0%", locale=self._locale))


def _local(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone()
