"""Prints how fast answers are in process, and how long the commands take as whole processes.

python -m benchmarks
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.__main__ import collect_rarely
from knowledge.answers import Answerer
from knowledge.library import Library

_ROOT = Path(__file__).parent.parent
_SEEDS = _ROOT / "seeds"
_RUNS = 7


def main() -> None:
    """Measure and print."""
    collect_rarely()
    print("| what | p50 | p99 or worst |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as home:
        for language, times in _in_process(Path(home)).items():
            times.sort()
            print(f"| answer in process, {language}, ms | {_at(times, 0.5):.2f} | {_at(times, 0.99):.2f} |")
        print(f"| reindex in process, s | {_reindex(Path(home)):.3f} | |")
        question = "Should we outsource our channels?"
        for name, arguments in (("ask", ["ask", question]), ("reindex", ["reindex"]), ("articles", ["articles"])):
            times = [_process(arguments, home) for _ in range(_RUNS + 1)][1:]
            print(f"| `fundstelle {name}` as a process, s | {statistics.median(times):.3f} | {max(times):.3f} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"| largest process, MiB | | {peak:.0f} |")


def _in_process(home: Path) -> dict[str, list[float]]:
    """Return the times in milliseconds of all judged single questions, after one warm-up each language."""
    library = Library(_SEEDS, home)
    index, _ = library.open()
    answerer = Answerer(index, _SEEDS, library.analyzer)
    times: dict[str, list[float]] = {"de": [], "en": []}
    lines = (_SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    for case in map(json.loads, lines):
        if case.get("language") in times and len(case["turns"]) == 1:
            times[case["language"]].append(answerer.answer(case["turns"]).elapsed_ms)
    return {language: measured[1:] for language, measured in times.items()}


def _reindex(home: Path) -> float:
    """Return how long reading, indexing and publishing take without the start of a process, in seconds."""
    library = Library(_SEEDS, home)
    started = time.perf_counter()
    library.publish(library.build())
    return time.perf_counter() - started


def _process(arguments: list[str], home: str) -> float:
    """Return how long a command takes as a whole process, in seconds."""
    started = time.perf_counter()
    environment = os.environ | {"FUNDSTELLE_HOME": home}
    subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=_ROOT, env=environment, capture_output=True, check=False
    )
    return time.perf_counter() - started


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
