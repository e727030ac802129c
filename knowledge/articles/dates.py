"""Reads the dates and times that stand in German and English article pages."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan",
            "februar feber february feb",
            "märz march mar mrz",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?i:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])"
MONTH = re.compile(_MONTH)
_WEEKDAY = (
    r"(?:(?i:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[.,]{0,2}\s(?:(?:den|dem|der)\s)?)?"
)
DATE = (
    rf"(?:{_WEEKDAY}(?:"
    r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[/-]\d{1,2}[/-]\d{4}(?!\d)"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s?{_MONTH}\.?,?\s\d{{4}}(?!\d)"
    rf"|{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}(?!\d)))"
)
TIME = (
    r"(?:(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d)(?:\s?(?:Uhr|[aApP]\.?[mM]\b\.?))?"
    r"|(?<![\w.])\d{1,2}\s?(?:Uhr|[pP][mM])\b)"
)
_BETWEEN = r"(?:\s?(?:,|\||-|–|—|@|/|·|•)?\s?(?:um|at|@|gegen)?\s?|T)"
_SPELT = r"(?:\d+|einer|einem|ein|eine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)"
_AGO = (
    rf"(?:[Vv]or\s(?:etwa\s|ca\.\s|über\s|fast\s|mehr\sals\s)?{_SPELT}\s"
    r"(?:Sekunden?|Minuten?|Min\.?|Stunden?|Std\.?|Tag(?:en)?|Wochen?|Monat(?:en)?|Jahr(?:en)?)\b"
    r"|(?:\d+|an?|one)\s(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\sago\b"
    rf"|(?:[Hh]eute|[Gg]estern|[Vv]orgestern|[Tt]oday|[Yy]esterday){_BETWEEN}{TIME})"
)
DATE_AND_TIME = rf"{DATE}(?:{_BETWEEN}{TIME})?"
# Everything that a comment's head says of its time: "04.09.2014 um 17:12", "17:12 Uhr, 4. September", "vor 8 Jahren".
WHEN = (
    rf"(?:{DATE}{_BETWEEN}{TIME}|{TIME}{_BETWEEN}{DATE}"
    rf"|{_WEEKDAY}\d{{1,2}}\.?\s{_MONTH}\.?{_BETWEEN}{TIME}|{DATE}|{_AGO})"
)
_PARTS = (
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{2,4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s?(?P<month>{_MONTH})\.?,?\s(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})", re.IGNORECASE),
)


def read_date(words: str) -> Date | None:
    """Read the first date in a few words; None where there is none or it is impossible (31.02.).

    A date such as 03/04/2014 stays unread: nobody can tell its day from its month.
    """
    for pattern in _PARTS:
        match = pattern.search(words)
        if match:
            month = match["month"].casefold()
            year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
            try:
                return Date(year, _MONTHS.get(month) or int(month), int(match["day"]))
            except ValueError:
                return None
    return None
