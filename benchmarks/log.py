"""Prints how fast the log is read when it holds 100,000 questions, in a temporary folder.

python -m benchmarks.log
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.web import measured_pages
from bot.settings import DATABASE
from bot.store import Store, conversations, feedback, gaps, judgments, learned, privacy, reports
from bot.store.conversations import Asked
from bot.store.store import reading
from knowledge.models import Answer, Language, Quote

_ROOT = Path(__file__).parent.parent
QUESTIONS = 100_000
_WORDINGS = 8_000
_WORDS = 4_000
_PEOPLE = 400
_DAYS = 365
_RUNS = 5
# Shares of the questions, by what becomes of them.
_REFUSED, _DOUBTFUL, _LEANING, _VOTED = 0.2, 0.06, 0.15, 0.05
_SYLLABLES = "an auf bau den er fol gen hal in ka la ma nen on pro qua ra sen ti um ver wei zu ler mit nach".split()
_QUOTE = "Es ist nichts dabei, wenn jemand das so macht, aber gerade bei {} sollte man sich das zweimal überlegen."


@dataclass(frozen=True)
class _Wording:
    """A question that people ask, with what becomes of it."""

    text: str
    language: Language
    meaning: dict[str, float]
    answered: bool
    confidence: float
    leans: bool


def main() -> None:
    """Make the log, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="how many questions the log holds")
    number = parser.parse_args().questions
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        started = time.perf_counter()
        make_log(home, number)
        made = time.perf_counter() - started
        size = (home / DATABASE).stat().st_size / 2**20
        print(f"{number:,} questions, {size:.0f} MiB, written in {made:.0f} s ({made / number * 1e6:.0f} µs each)\n")
        print("| what | p50 | worst |\n| --- | --- | --- |")
        for name, times in (measured_pages(home, _RUNS) | measured(home)).items():
            print(f"| {name}, s | {statistics.median(times):.3f} | {max(times):.3f} |")


def make_log(home: Path, number: int) -> None:
    """Write a log of so many questions: few wordings are asked often, most of them seldom, over a year."""
    chance = random.Random(1)  # the same log in every run
    wordings = _wordings(chance)
    weights = list(accumulate(1 / rank for rank in range(1, len(wordings) + 1)))
    store = Store(home)
    now, step = time.time(), _DAYS * 86400 / number
    begun = [
        store.writer.submit(_asking(chance, wording, now - step * (number - place)))
        for place, wording in enumerate(chance.choices(wordings, cum_weights=weights, k=number))
    ]
    for future in begun:
        future.result()
    store.close()


def measured(home: Path) -> dict[str, list[float]]:
    """Return how long the ways to read a log take, in seconds."""
    with reading(home) as db:
        some = gaps.gaps(db)[3].id
        readings: dict[str, Callable[[], Any]] = {
            "gaps, the first 20": lambda: gaps.gaps(db),
            "gaps, one": lambda: gaps.gap(db, some),
            "gaps, how many": lambda: gaps.count(db),
            "statistics of 30 days": lambda: reports.statistics(db),
            "statistics of a year": lambda: reports.statistics(db, 365),
            "latest 10 conversations": lambda: reports.latest(db, 10),
            "export, the first row": lambda: next(reports.export(db)),
            "judgments in force": lambda: learned.standing(db),
        }
        times = {name: [_timed(job) for _ in range(_RUNS)] for name, job in readings.items()}
    times["`fundstelle log` as a process"] = [_timed(lambda: _process(["log"], home)) for _ in range(_RUNS + 1)][1:]
    store = Store(home)
    person = _person(1)
    wide = store.writer.submit(lambda db: gaps.gaps(db, _RUNS)).result()
    times["decide about a gap"] = [_timed(partial(_decide, store, gap.id)) for gap in wide]
    times["erase a person"] = [_timed(lambda: store.writer.submit(lambda db: privacy.forget(db, person)).result())]
    times["rewrite the file without them"] = [_timed(lambda: store.writer.scrub().result())]
    times["erase the first month"] = [
        _timed(lambda: store.writer.submit(lambda db: privacy.enforce_retention(db, _DAYS - 30)).result())
    ]
    store.close()
    return times


def _decide(store: Store, gap: int) -> None:
    store.writer.submit(lambda db: judgments.decide(db, gap, "unanswerable", [], None, "benchmark")).result()


def _wordings(chance: random.Random) -> list[_Wording]:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_WORDS)]
    weights = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))
    lengths = [chance.randint(1, 6) for _ in range(_WORDINGS)]
    return [_wording(chance, chance.choices(words, cum_weights=weights, k=length)) for length in lengths]


def _wording(chance: random.Random, words: Sequence[str]) -> _Wording:
    answered = chance.random() >= _REFUSED
    doubtful = answered and chance.random() < _DOUBTFUL
    meaning = {word[:6]: 1.0 for word in words} | {f"{word[:5]}s": 0.5 for word in words[::2]}
    return _Wording(
        text=f"Was ist bei {' und '.join(words)} zu beachten?",
        language=chance.choice(("de", "de", "en")),
        meaning=meaning,
        answered=answered,
        confidence=chance.uniform(0.1, 0.39) if doubtful else chance.uniform(0.4, 0.9),
        leans=chance.random() < _LEANING,
    )


def _asking(chance: random.Random, wording: _Wording, at: float) -> Callable[[Any], None]:
    """Return a job that logs a question with its answer, and now and then a vote on it."""
    person = _person(chance.randrange(_PEOPLE))
    asked = Asked(chat=person, chat_kind="private", person=person, text=wording.text, at=at)
    vote = chance.choice(("up", "down")) if chance.random() < _VOTED else None

    def job(db: Any) -> None:  # noqa: ANN401 - the type is the store's own affair
        conversation = conversations.thread(db, asked).conversation
        logged = conversations.record(db, asked, conversation, _answer(wording), None, 12.0)
        if vote:
            feedback.vote(db, logged.id, person, "up" if vote == "up" else "down")

    return job


def _person(number: int) -> str:
    return f"{number:032x}"


def _answer(wording: _Wording) -> Answer:
    text = _QUOTE.format(wording.text)
    quotes = [
        Quote(start=n, end=n + len(text), text=text, speaker=f"Person {n}", role="author", source=f"{n}.txt")
        for n in range(2 if wording.answered else 0)
    ]
    return Answer(
        question=wording.text,
        language=wording.language,
        answered=wording.answered,
        text="\n".join(quote.text for quote in quotes) or "Dazu steht nichts in den Artikeln.",
        confidence=wording.confidence,
        elapsed_ms=1.0,
        quotes=tuple(quotes),
        version="0" * 20,
        meaning=wording.meaning,
        leans=wording.leans,
    )


def _timed(job: Callable[[], Any]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def _process(arguments: list[str], home: Path) -> None:
    environment = os.environ | {"FUNDSTELLE_HOME": str(home)}
    command = [sys.executable, "-m", "bot", *arguments]
    subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=True)


if __name__ == "__main__":
    main()
