"""Simulates the improvement loop on the project's own judged questions, and times an improvement.

    python -m benchmarks.learning

A third of the wordings of the needs arrive as feedback, and likewise of the questions that nothing answers; a person
decides on each as in a review: the first of the five candidates that answers, or else a passage that was searched for.
All others are only measured. That is done three times, so that each wording arrives once, in an order that a hash of
their ids decides, and the figures are those of all three together. Nothing is measured on what it was learned from:
the benchmark stops where a measured wording is among the judged ones.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, product
from pathlib import Path

from bot.__main__ import collect_rarely
from knowledge.answers import Answerer
from knowledge.evaluation import Answerable, Case, Unanswerable, covers, load_questions, run
from knowledge.improving import try_out
from knowledge.learning import learn
from knowledge.library import Library
from knowledge.models import Judgment, Language

_SEEDS = Path(__file__).parent.parent / "seeds"
_CANDIDATES = 5
_JUDGMENTS = 1000
# Questions worded plainly for a need that is there carry this before its name.
_PLAIN = "r-"


def main() -> None:
    """Simulate on each part of the judged questions, time an improvement, print."""
    with tempfile.TemporaryDirectory() as home:
        library = Library(_SEEDS, Path(home))
        library.open()
        cases = load_questions(_SEEDS / "questions.jsonl", _SEEDS)
        collect_rarely()
        for split in ("tune", "held"):
            print(f"{split}\n\n{loop_table(library, [case for case in cases if case.split == split])}\n")
        print(f"improve with {_JUDGMENTS:,} judgments: {_time(library, cases):.1f} s")


def loop_table(library: Library, cases: Sequence[Case]) -> str:
    """Return what the loop brings on one part of the judged questions, as a Markdown table."""
    rows = "\n".join(f"| {row} |" for row in simulate(library, cases))
    return f"| what | before | after |\n| --- | --- | --- |\n{rows}"


def simulate(library: Library, cases: Sequence[Case]) -> list[str]:
    """Learn from a third of the wordings, and measure the others before and after; with each third in turn.

    Args:
        library: the articles with an index in force that has learned nothing.
        cases: the judged questions of one part.

    Returns:
        Rows of a table: what was measured, before, after.
    """
    index, _ = library.open()
    before = Answerer(index, library.folder, library.analyzer)
    was = {case.id: value for case, value in zip(cases, _values(before, cases), strict=True)}
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for feedback in _thirds(cases):
        judged = [decide(before, case, number) for number, case in enumerate(feedback, start=1)]
        after = Answerer(learn(index, judged, library.folder, library.analyzer), library.folder, library.analyzer)
        # The same words may have been judged twice, by two people who wrote questions.
        learned = {_plain(judgment.turns) for judgment in judged}
        measured = [case for case in cases if _plain(case.turns) not in learned]
        _check_apart(judged, measured)
        for name, part in [*_parts(measured).items(), ("judged questions as judged", feedback)]:
            pairs[name] += [(was[c.id], now) for c, now in zip(part, _values(after, part), strict=True)]
    rows = [f"{name} ({len(found)}) | {_mean(found, 0):.3f} | {_mean(found, 1):.3f}" for name, found in pairs.items()]
    others = pairs["Success@1 of other wordings"]
    share = (_mean(others, 1) - _mean(others, 0)) / (1 - _mean(others, 0))
    worse = sum(old > new for old, new in pairs["judged questions as judged"])
    return [*rows, f"share of what was missing | | {share:.2f}", f"judged ones worse | | {worse}"]


def _thirds(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the feedback of each round: every third wording, need after need."""
    by_need: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.kind == "answerable":
            by_need[case.need.removeprefix(_PLAIN)].append(case)
    # No question without an answer has another of its need.
    groups: list[Sequence[Case]] = [*by_need.values(), [case for case in cases if isinstance(case, Unanswerable)]]
    in_order = [case for group in groups for case in _shuffled(group)]
    return [in_order[first::3] for first in range(3)]


def _parts(cases: Sequence[Case]) -> dict[str, list[Case]]:
    """Return the measured questions by what is measured on them; kinds that none is of are left out."""
    parts: dict[str, list[Case]] = {
        "Success@1 of other wordings": [c for c in cases if isinstance(c, Answerable) and c.kind == "answerable"],
        "refused of others that nothing answers": [c for c in cases if isinstance(c, Unanswerable)],
        "both sides": [c for c in cases if c.kind == "contested"],
    }
    return {name: part for name, part in parts.items() if part}


def decide(answerer: Answerer, case: Case, number: int) -> Judgment:
    """Decide on a question as somebody does who knows what answers it: one press, or a search.

    Args:
        answerer: finds the candidates.
        case: the question with its gold.
        number: the judgment's number.
    """
    language: Language = case.language or "de"
    if not isinstance(case, Answerable):
        return Judgment(id=number, turns=case.turns, language=language, verdict="unanswerable")
    quotes = answerer.candidates(case.turns, _CANDIDATES)
    found = next((quote for quote in quotes if covers(quote.source, quote, case.gold)), None)
    gold = case.gold[0]
    source, span = (found.source, found) if found else (gold.source, gold.span)
    text = (answerer.folder / source).read_text(encoding="utf-8")
    return Judgment(
        id=number,
        turns=case.turns,
        language=language,
        verdict="answers",
        source=source,
        start=span.start,
        end=span.end,
        words=text[span.start : span.end],
    )


def _shuffled(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: hashlib.sha256(case.id.encode()).hexdigest())


def _check_apart(judged: Sequence[Judgment], measured: Sequence[Case]) -> None:
    """Stop where something would be measured on what it was learned from.

    Raises:
        RuntimeError: a measured question has the words of a judged one.
    """
    learned = {_plain(judgment.turns) for judgment in judged}
    for case in measured:
        if _plain(case.turns) in learned:
            raise RuntimeError(f"{case.id} would be measured on what it was learned from")


def _plain(turns: Sequence[str]) -> str:
    return " ".join("".join(c if c.isalnum() else " " for turn in turns for c in turn.casefold()).split())


def _values(answerer: Answerer, cases: Sequence[Case]) -> list[float]:
    """Return 1 for each question answered or refused as it should be, 0 for each other."""
    names = ("hit1_de", "hit1_en", "refused_near", "refused_far", "both_sides")
    return [max((o.figures[name] for name in names if name in o.figures), default=0.0) for o in run(answerer, cases)]


def _mean(pairs: Sequence[tuple[float, float]], which: int) -> float:
    return sum(pair[which] for pair in pairs) / len(pairs)


def _time(library: Library, cases: Sequence[Case]) -> float:
    """Return the seconds that trying out and publishing many judgments take, each on a wording of its own."""
    answerer = Answerer(library.open()[0], library.folder, library.analyzer)
    words = ("", " bitte", " denn", " eigentlich", " heute", " please", " actually", " today")
    some = [case for case in cases if isinstance(case, Answerable | Unanswerable) and len(case.turns) == 1]
    decided = [decide(answerer, case, 0) for case in some]
    wordings = {
        (case.turns[0] + word,): judgment for word, (case, judgment) in product(words, zip(some, decided, strict=True))
    }
    judgments = [
        judgment.model_copy(update={"id": number, "turns": turns})
        for number, (turns, judgment) in enumerate(islice(wordings.items(), _JUDGMENTS))
    ]
    started = time.perf_counter()
    library.publish(try_out(library, judgments).index)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
