"""Pinned floors of the figures: read from the file beside the judged questions, and compared with what was measured."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from knowledge.articles.sidecar import explain
from knowledge.errors import QuestionError

Figures = dict[str, dict[str, float]]
_FIGURES = TypeAdapter(Figures)
# Figures are rounded to three places.
_ROUNDING = 0.0005


def read_floors(path: Path) -> Figures:
    """Return the floors by split and figure; none where there is no file.

    Raises:
        QuestionError: the file cannot be read.
    """
    if not path.exists():
        return {}
    try:
        return _FIGURES.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise QuestionError(f"{path.name}: {explain(error)}") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuestionError(
            f"{path.name}: cannot be read: {error}. Mend it, or write it anew with --raise-floors."
        ) from error


@dataclass(frozen=True)
class Breach:
    """A figure of a part of the questions that is below its floor."""

    split: str
    name: str
    value: float
    floor: float

    def __str__(self) -> str:
        return f"{self.split} {self.name}: {self.value:.3f} is below its floor of {self.floor:.3f}"


def below(floors: Mapping[str, Mapping[str, float]], figures: Mapping[str, Mapping[str, float]]) -> list[Breach]:
    """Return the figures that are below their floors; one that was not measured counts as 0."""
    breaches = (
        Breach(split, name, figures.get(split, {}).get(name, 0.0), floor)
        for split, column in floors.items()
        for name, floor in column.items()
    )
    return [breach for breach in breaches if breach.value < breach.floor - _ROUNDING]
