"""Collects stretches of speech line by line."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812

from knowledge.articles.lines import Line
from knowledge.models import Role, Stretch


class Speech:
    """The stretches found so far; lines of one voice without a break become one stretch."""

    def __init__(self) -> None:
        self._stretches: list[Stretch] = []
        self._open: Stretch | None = None

    @property
    def spoken(self) -> bool:
        """Tell whether anything was said so far."""
        return bool(self._stretches or self._open)

    @property
    def open(self) -> bool:
        """Tell whether somebody is in the middle of speaking."""
        return self._open is not None

    def say(self, line: Line, name: str | None, role: Role | None, date: Date | None = None) -> None:
        """Add a line to what the same person was saying, or begin a new stretch."""
        voice = (name, role, date)
        if self._open and (self._open.speaker, self._open.role, self._open.date) == voice:
            self._open = self._open.model_copy(update={"end": line.end})
            return
        self.close()
        self._open = Stretch(start=line.start, end=line.end, speaker=name, role=role, date=date)

    def alone(self, line: Line, name: str | None = None, role: Role | None = None, date: Date | None = None) -> None:
        """Add a line as a stretch of its own: nobody can know whether the same person speaks before and after it."""
        self.close()
        self._stretches.append(Stretch(start=line.start, end=line.end, speaker=name, role=role, date=date))

    def close(self) -> None:
        """End the stretch that is open."""
        if self._open:
            self._stretches.append(self._open)
            self._open = None

    def done(self) -> list[Stretch]:
        """Return all stretches in order."""
        self.close()
        return self._stretches
