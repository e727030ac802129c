"""The log as a file: CSV or JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, Literal

Format = Literal["csv", "jsonl"]
_LISTS = ("quotes", "feedback")


def lines(rows: Iterable[dict[str, Any]], form: Format) -> Iterator[str]:
    """Yield rows of the log as the lines of a file, each with its line end.

    In CSV a cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    if form == "jsonl":
        for row in rows:
            unpacked = {**row, **{name: json.loads(row[name]) for name in _LISTS}}
            yield json.dumps(unpacked, ensure_ascii=False) + "\n"
        return
    for number, row in enumerate(rows):
        if number == 0:
            yield _csv_line(list(row))
        yield _csv_line([_harmless(value) for value in row.values()])


def _csv_line(cells: list[Any]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _harmless(value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
