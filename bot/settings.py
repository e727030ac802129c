"""Where things live, from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import platformdirs

from knowledge.errors import HomeError

HOME_VARIABLE = "FUNDSTELLE_HOME"
SEEDS_VARIABLE = "FUNDSTELLE_SEEDS"

# The log in the home folder.
DATABASE = "log.sqlite"


@dataclass(frozen=True)
class Places:
    """The folder of articles, and the folder for the program's own state."""

    seeds: Path
    home: Path


def places(seeds: Path | None = None) -> Places:
    """Find the folders: an option goes before the environment, the environment before what comes along.

    Args:
        seeds: the folder of articles as given on the command line.

    Raises:
        HomeError: the home folder is named with something that is no folder.
    """
    named = os.environ.get(SEEDS_VARIABLE, "").strip()
    folder = seeds or (Path(named).expanduser() if named else default_seeds())
    home_named = os.environ.get(HOME_VARIABLE, "").strip()
    home = (
        Path(home_named).expanduser() if home_named else Path(platformdirs.user_data_dir("fundstelle", appauthor=False))
    )
    if home.exists() and not home.is_dir():
        raise HomeError(f"{home}: is a file, not a folder. Set {HOME_VARIABLE} to a folder.")
    return Places(seeds=folder, home=home)


def default_seeds() -> Path:
    """Return the five articles that come along: `seeds/` of a checkout, or the copy inside an installed wheel."""
    package = Path(str(resources.files("knowledge")))
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"
