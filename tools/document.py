"""Writes docs/evaluation.md, its pictures, and the figures in the README: `make docs`.

Needs ir_measures and matplotlib.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from string import Template

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from benchmarks.learning import bare_library, loop_table
from bot.measuring import ablation_figures, table
from knowledge.answers import Answerer
from knowledge.evaluation import (
    Outcome,
    confidences,
    is_plain,
    load_questions,
    means,
    ranking_measures,
    risk_coverage,
    run,
)
from knowledge.library import Library

_ROOT = Path(__file__).parent.parent
_SEEDS = _ROOT / "seeds"
_DOCS = _ROOT / "docs"
# The page with a place for each table.
_PAGE = Path(__file__).parent / "evaluation.md"
_BINS = 5
_KINDS = ("answerable", "contested", "by_speaker", "follow_up", "unanswerable")


def main() -> None:
    """Measure everything and write it down."""
    with tempfile.TemporaryDirectory() as home:
        library = Library(_SEEDS, Path(home) / "noted")
        index, _ = library.open()
        answerer = Answerer(index, _SEEDS, library.analyzer)
        outcomes = run(answerer, load_questions(_SEEDS / "questions.jsonl", _SEEDS))
        others = run(answerer, load_questions(_SEEDS / "writers" / "questions.jsonl", _SEEDS))
        held = [outcome for outcome in outcomes if outcome.case.split == "held"]
        _DOCS.mkdir(exist_ok=True)
        _reliability(held)
        _risk(held)
        loop = loop_table(library, bare_library(_SEEDS, Path(home)), [outcome.case for outcome in held])
        (_DOCS / "evaluation.md").write_text(_page(answerer, outcomes, others, held, loop), encoding="utf-8")
    _readme("figures", table({"held": means(held)}))
    _readme("loop", loop)


def _page(
    answerer: Answerer, outcomes: Sequence[Outcome], others: Sequence[Outcome], held: Sequence[Outcome], loop: str
) -> str:
    splits = {split: [o for o in outcomes if o.case.split == split] for split in ("tune", "held")}
    ranking = {split: ranking_measures(answerer, [o.case for o in part]) for split, part in splits.items()}
    languages = {
        language + mark: means(o for o in part if o.case.language == language)
        for mark, part in (("", held), (", plain", _plain(held)))
        for language in ("de", "en")
    }
    kinds = {kind: means(o for o in held if o.case.kind == kind) for kind in _KINDS}
    values = {
        "splits": table({split: means(part) for split, part in splits.items()}),
        "ranking": table(ranking),
        "languages": table(languages),
        "kinds": table(kinds),
        "ablations": table(ablation_figures(answerer, outcomes)),
        "writers": table(
            {
                split + mark: means(o for o in part if o.case.split == split)
                for mark, part in (("", others), (", plain", _plain(others)))
                for split in ("tune", "held")
            }
        ),
        "loop": loop,
    }
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(values)


def _plain(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if is_plain(outcome.case)]


def _reliability(outcomes: Sequence[Outcome]) -> None:
    """Draw how often answers of a given confidence were right, in bins of equal size."""
    pairs = sorted(confidences(outcomes))
    size = max(1, len(pairs) // _BINS)
    bins = [pairs[start : start + size] for start in range(0, size * _BINS, size)]
    figure, axes = plt.subplots(figsize=(4.5, 4.5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot(
        [sum(sure for sure, _ in part) / len(part) for part in bins],
        [sum(right for _, right in part) / len(part) for part in bins],
        marker="o",
    )
    axes.set(xlabel="confidence", ylabel="share of first quotes that are right", xlim=(0, 1), ylim=(0, 1))
    _save(figure, "reliability.png")


def _risk(outcomes: Sequence[Outcome]) -> None:
    """Draw the risk-coverage curve."""
    points = risk_coverage(outcomes, 20)
    figure, axes = plt.subplots(figsize=(4.5, 3.2))
    axes.plot([share for share, _ in points], [risk for _, risk in points])
    axes.set(xlabel="share of the answers, the surest first", ylabel="share that is wrong", xlim=(0, 1), ylim=(0, None))
    _save(figure, "risk-coverage.png")


def _save(figure: Figure, name: str) -> None:
    figure.tight_layout()
    figure.savefig(_DOCS / name, dpi=110, metadata={"Software": None})
    plt.close(figure)


def _readme(mark: str, figures: str) -> None:
    """Put figures between two marks of the README."""
    path = _ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    marked = f"<!-- {mark} -->\n{figures}\n<!-- /{mark} -->"
    path.write_text(
        re.sub(f"<!-- {mark} -->.*<!-- /{mark} -->", lambda _: marked, text, flags=re.DOTALL), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
