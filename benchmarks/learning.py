"""Simulates the improvement loop on the project's own judged questions, and times an improvement.

    python -m benchmarks.learning

A third of the wordings of the needs arrive as feedback, and likewise of the questions that nothing answers. A person
decides on each in a review: says of each of the five candidates whether it answers ("3 -1 -2 -4 -5"), and searches
where none does; what the person knows is the gold that measures, too. All other wordings are only measured. That is
done three times, so that each wording arrives once, in an order that a hash of their ids decides, and the figures are
those of all three together. The row "with one press each" is for a person who presses the first candidate that
answers and says nothing of the others, as in Telegram.

What feedback does to questions for something else is measured too: one half of the needs arrives, the other is
measured, and the other way round; `improve` would find most of what that harms, and confine it. Two rows are about
the judged questions themselves, and say so; otherwise nothing is measured on what it was learned from: the benchmark
stops where the index that is asked has learned from a measured wording.

It is done with the articles as the project has them, and with the bare articles: without notes and translations,
nearly as a team begins.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, product
from pathlib import Path

from bot.__main__ import collect_rarely
from knowledge.answers import Answerer
from knowledge.evaluation import Answerable, Case, Unanswerable, covers, load_questions, need_of, run
from knowledge.improving import try_out
from knowledge.learning import learn
from knowledge.library import Library
from knowledge.models import Judgment, Language, Passage, Quote, Verdict

_SEEDS = Path(__file__).parent.parent / "seeds"
_CANDIDATES = 5
# How somebody decides on one question: the numbers of the judgments begin with the one given.
Decide = Callable[[Answerer, Case, int], list[Judgment]]
_JUDGMENTS = 1000


def main() -> None:
    """Simulate on each part of the judged questions, time an improvement, print."""
    with tempfile.TemporaryDirectory() as home:
        library = Library(_SEEDS, Path(home) / "noted")
        bare = bare_library(_SEEDS, Path(home))
        cases = load_questions(_SEEDS / "questions.jsonl", _SEEDS)
        collect_rarely()
        for split in ("tune", "held"):
            print(f"{split}\n\n{loop_table(library, bare, [case for case in cases if case.split == split])}\n")
        print(f"improve with {_JUDGMENTS:,} judgments: {_time(library, cases):.1f} s")


def bare_library(folder: Path, work: Path) -> Library:
    """Return the articles of a folder without what editors added.

    Args:
        folder: the articles.
        work: a folder for them and their index.
    """
    bare = work / "bare"
    bare.mkdir()
    for file in folder.glob("*.t*"):
        # Who speaks where stays: that is no help in finding an answer.
        if file.suffix == ".txt" or file.with_suffix(".txt").exists():
            shutil.copy(file, bare)
    return Library(bare, work / "bare-index")


def loop_table(library: Library, bare: Library, cases: Sequence[Case]) -> str:
    """Return what the loop brings on one part of the judged questions, with bare articles too, as a Markdown table."""
    columns = [simulate(library, cases), simulate(bare, cases)]
    rows = "\n".join(f"| {name} | {' | '.join(cell for c in columns for cell in c[name])} |" for name in columns[0])
    return f"| what | before | after | bare articles: before | after |\n| --- | --- | --- | --- | --- |\n{rows}"


def simulate(library: Library, cases: Sequence[Case]) -> dict[str, tuple[str, str]]:
    """Learn from a third of the wordings, and measure the others before and after; with each third in turn.

    Args:
        library: the articles with an index in force that has learned nothing.
        cases: the judged questions of one part.

    Returns:
        By what was measured, the figure before and the one after, empty where there is none.
    """
    index, _ = library.open()
    before = Answerer(index, library.folder, library.analyzer)
    was = {case.id: value for case, value in zip(cases, _values(before, cases), strict=True)}
    pairs: dict[str, list[tuple[str, float, float]]] = defaultdict(list)

    def measure(name: str, after: Answerer, part: Sequence[Case]) -> None:
        """Note of each question what it got before, and what it gets now."""
        pairs[name] += [(case.id, was[case.id], now) for case, now in zip(part, _values(after, part), strict=True)]

    for feedback in _thirds(cases):
        after, measured = _taught(before, feedback, cases, decide)
        for name, part in _parts(measured).items():
            measure(name, after, part)
        measure("judged questions as judged", after, feedback)
        after, measured = _taught(before, feedback, cases, press_once)
        measure("Success@1 with one press", after, _parts(measured)["Success@1 of other wordings"])
    for feedback, others in _halves(cases):
        after, measured = _taught(before, feedback, [case for case in others if case.kind == "answerable"], decide)
        measure("Success@1 of other needs", after, measured)
    pressed = pairs.pop("Success@1 with one press")
    worse = sum(old > new for _, old, new in pairs["judged questions as judged"])
    figures = {
        f"{name} ({len({case for case, _, _ in found})})": (f"{_mean(found, 1):.3f}", f"{_mean(found, 2):.3f}")
        for name, found in pairs.items()
    }
    return {
        **figures,
        "share of what was missing": ("", f"{_share(pairs['Success@1 of other wordings']):.2f}"),
        "the same, with one press each": ("", f"{_share(pressed):.2f}"),
        "judged ones worse": ("", f"{worse}"),
    }


def _taught(
    before: Answerer, feedback: Sequence[Case], cases: Sequence[Case], decides: Decide
) -> tuple[Answerer, list[Case]]:
    """Return an answerer that has learned from some questions, and the others without those that have their words.

    Args:
        before: answers from an index that has learned nothing.
        feedback: the questions that are judged.
        cases: those that are to be measured.
        decides: judges a question.
    """
    judged: list[Judgment] = []
    for case in feedback:
        judged += decides(before, case, len(judged) + 1)
    after = before.relearned(learn(before.index, judged, before.folder, before.searcher.analyzer))
    # The same words may have been judged twice, by two people who wrote questions.
    learned = {_plain(judgment.turns) for judgment in judged}
    measured = [case for case in cases if _plain(case.turns) not in learned]
    _check_apart(after, measured)
    return after, measured


def _halves(cases: Sequence[Case]) -> list[tuple[list[Case], list[Case]]]:
    """Return the feedback of each half of the needs, with the questions of the other half."""
    needs = sorted({need_of(case) for case in cases}, key=_hash)
    halves: list[list[Case]] = [
        [case for case in cases if case.kind in ("answerable", "unanswerable") and need_of(case) in half]
        for half in (set(needs[::2]), set(needs[1::2]))
    ]
    return [(halves[0], halves[1]), (halves[1], halves[0])]


def _thirds(cases: Sequence[Case]) -> list[list[Case]]:
    """Return the feedback of each round: every third wording, need after need."""
    by_need: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.kind == "answerable":
            by_need[need_of(case)].append(case)
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


def decide(answerer: Answerer, case: Case, number: int) -> list[Judgment]:
    """Decide on a question as somebody does who knows what answers it: say so of each candidate, or search.

    Args:
        answerer: finds the candidates.
        case: the question with its gold.
        number: the first judgment's number.
    """
    if not isinstance(case, Answerable):
        return [_judgment(case, number, "unanswerable")]
    marks: list[tuple[Quote | Passage, Verdict]] = [
        (quote, "answers" if covers(quote.source, quote, case.gold) else "wrong")
        for quote in answerer.candidates(case.turns, _CANDIDATES)
    ]
    if "answers" not in {verdict for _, verdict in marks}:
        marks.append((_searched(answerer, case), "answers"))
    return [
        _judgment(case, number, verdict, mark, answerer.folder) for number, (mark, verdict) in enumerate(marks, number)
    ]


def press_once(answerer: Answerer, case: Case, number: int) -> list[Judgment]:
    """Decide on a question with one press: the first candidate that answers it, or one that was searched for."""
    first = next(judgment for judgment in decide(answerer, case, number) if judgment.verdict != "wrong")
    return [first.model_copy(update={"id": number})]


def _searched(answerer: Answerer, case: Answerable) -> Passage:
    """Return the passage that somebody finds who searches for what answers a question."""
    return next(passage for passage in answerer.index.passages if covers(passage.source, passage, case.gold))


def _judgment(
    case: Case, number: int, verdict: Verdict, mark: Quote | Passage | None = None, folder: Path | None = None
) -> Judgment:
    slice_ = {}
    if mark and folder:
        text = (folder / mark.source).read_text(encoding="utf-8")
        slice_ = {"source": mark.source, "start": mark.start, "end": mark.end, "words": text[mark.start : mark.end]}
    language: Language = case.language or "de"
    return Judgment(id=number, turns=case.turns, language=language, verdict=verdict, **slice_)


def _shuffled(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: _hash(case.id))


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _check_apart(after: Answerer, measured: Sequence[Case]) -> None:
    """Stop where something would be measured on what it was learned from.

    Raises:
        RuntimeError: the index has learned from a question with the words of a measured one.
    """
    learned = {_plain(judgment.turns) for judgment in (*after.index.judgments, *after.index.orphans)}
    for case in measured:
        if _plain(case.turns) in learned:
            raise RuntimeError(f"{case.id} would be measured on what it was learned from")


def _plain(turns: Sequence[str]) -> str:
    return " ".join("".join(c if c.isalnum() else " " for turn in turns for c in turn.casefold()).split())


def _values(answerer: Answerer, cases: Sequence[Case]) -> list[float]:
    """Return 1 for each question answered or refused as it should be, 0 for each other."""
    names = ("hit1_de", "hit1_en", "refused_near", "refused_far", "both_sides")
    return [max((o.figures[name] for name in names if name in o.figures), default=0.0) for o in run(answerer, cases)]


def _share(found: Sequence[tuple[str, float, float]]) -> float:
    """Return which share of what was missing came; 1 where nothing was."""
    missing = 1 - _mean(found, 1)
    return (missing - (1 - _mean(found, 2))) / missing if missing else 1.0


def _mean(found: Sequence[tuple[str, float, float]], which: int) -> float:
    return sum(float(values[which]) for values in found) / len(found)


def _time(library: Library, cases: Sequence[Case]) -> float:
    """Return the seconds that trying out and publishing many judgments take, each on a wording of its own."""
    answerer = Answerer(library.open()[0], library.folder, library.analyzer)
    words = ("", " bitte", " denn", " eigentlich", " heute", " please", " actually", " today")
    some = [case for case in cases if isinstance(case, Answerable | Unanswerable) and len(case.turns) == 1]
    decided = [press_once(answerer, case, 0)[0] for case in some]
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
