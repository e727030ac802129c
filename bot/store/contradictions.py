"""What holds where decisions on one question contradict one another."""

from __future__ import annotations

from typing import Any


class Said:
    """What the decisions on one question say, the latest first."""

    def __init__(self) -> None:
        self._slices: set[tuple[str, str]] = set()
        self._answered: int | None = None
        self._denied: int | None = None
        self._over: int | None = None

    def takes(self, row: dict[str, Any], kind: str, decision: int) -> bool:
        """Take one more judgment; False where a later decision says otherwise, or the same."""
        if self._over not in (None, decision):
            return False
        if kind == "no_question":
            self._over = decision
            return False
        if row["verdict"] == "unanswerable":
            new = self._answered is None and self._denied is None
            self._denied = self._denied or decision
            return new
        place = (row["source"], row["words"])
        new = place not in self._slices and (row["verdict"] == "wrong" or self._denied is None)
        self._slices.add(place)
        if new and row["verdict"] == "answers":
            self._answered = decision
        return new
