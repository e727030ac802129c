"""Tries other weights of judged questions on simulated loops, over the tuning questions of the project and the writers.

    python -m tools.learning_weights [NAME=VALUE,VALUE … …]

Prints what `benchmarks.learning` measures for the weights in force, and for every combination of the ones given, with
our articles and with bare ones. The weights in `knowledge.fields.LEARNED` were chosen so, one or two at a time: the
largest share of what was missing on both sets of questions, no judged question worse and no fewer refusals than before
anything was judged, with an eye on both sides and on other needs.

    python -m tools.learning_weights gain=20,30,45 power=1.5,2
"""

from __future__ import annotations

import dataclasses
import itertools
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest.mock import patch

import knowledge.learned
from benchmarks.learning import bare_library, loop_table
from knowledge.evaluation import load_questions
from knowledge.fields import LEARNED
from knowledge.library import Library

_SEEDS = Path(__file__).parent.parent / "seeds"
_QUESTIONS = {"ours": _SEEDS / "questions.jsonl", "writers'": _SEEDS / "writers" / "questions.jsonl"}


def main() -> None:
    """Read the weights to try, and print what they bring."""
    known = {field.name for field in dataclasses.fields(LEARNED)}
    grid: dict[str, list[float]] = {}
    for argument in sys.argv[1:]:
        name, _, values = argument.partition("=")
        if name not in known:
            raise SystemExit(f"{name}: no weight of judged questions. There are: {', '.join(sorted(known))}.")
        try:
            grid[name] = [float(value) for value in values.split(",")]
        except ValueError:
            raise SystemExit(f"{argument}: write numbers behind the name, as in {name}=0.5,1.5.") from None
    tried = [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())] if grid else []
    with ProcessPoolExecutor() as workers:
        for weights, tables in zip([{}, *tried], workers.map(_tables, [{}, *tried]), strict=True):
            print(f"\n{weights or 'in force'}\n\n{tables}", flush=True)


def _tables(weights: dict[str, float]) -> str:
    """Return what some weights bring, as Markdown tables; run it in a process of its own."""
    tables = []
    others = patch.object(knowledge.learned, "LEARNED", dataclasses.replace(LEARNED, **weights))
    with others, tempfile.TemporaryDirectory() as home:
        library, bare = Library(_SEEDS, Path(home) / "noted"), bare_library(_SEEDS, Path(home))
        for whose, file in _QUESTIONS.items():
            tuning = [case for case in load_questions(file, _SEEDS) if case.split == "tune"]
            tables.append(f"{whose}\n\n{loop_table(library, bare, tuning)}")
    return "\n\n".join(tables)


if __name__ == "__main__":
    main()
