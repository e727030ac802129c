"""Pinned floors of the figures: read from the file beside the judged questions, and compared with what was measured."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from knowledge.errors import QuestionError

Figures = dict[str, dict[str, float]]
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
        floors: Figures = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise QuestionError(
            f"{path.name}: cannot be read: {error}. Mend it, or write it anew with --raise-floors."
        ) from error
    return floors


def below(floors: Mapping[str, Mapping[str, float]], figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each figure that is below its floor; one that was not measured counts as 0."""
    return [
        f"{split} {name}: {figures.get(split, {}).get(name, 0.0):.3f} is below its floor of {floor:.3f}"
        for split, column in floors.items()
        for name, floor in column.items()
        if figures.get(split, {}).get(name, 0.0) < floor - _ROUNDING
    ]
