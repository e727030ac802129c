"""The progress bar of commands that may take longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from knowledge.building import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar on standard error once the work has taken a second, where somebody is looking."""
    import time  # noqa: PLC0415

    begun = time.monotonic()
    bars: list[Any] = []
    state = {"task": ""}

    def step(task: str, done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - begun < 1:
            return
        if state["task"] != task:
            state["task"] = task
            bars.append(click.progressbar(length=total, label=task, file=sys.stderr))
            bars[-1].__enter__()
        bars[-1].update(done - bars[-1].pos)

    progress: Callable[[str, int, int], None] = step
    try:
        yield progress
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)
