"""What the commands share: the option for another folder of articles, and texts and times that fit into a line."""

from __future__ import annotations

import time
from pathlib import Path

import click

SEEDS = click.option(
    "--seeds", type=click.Path(path_type=Path), metavar="DIR", help="Another folder of articles (.txt, .md)."
)
_LONGEST = 100


def shortened(text: str | None) -> str:
    """Return a text that fits into a line."""
    words = " ".join((text or "").split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def when(at: float) -> str:
    """Return a time, given in seconds since 1970, as people read it."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
