"""Fits the confidence to the judged questions of the tuning part, and writes `knowledge/data/confidence.toml`.

    python -m tools.calibrate [--seeds DIR]

The held-back part is only printed. Needs scikit-learn and scipy.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from knowledge.answers import Answerer
from knowledge.confidence import Features
from knowledge.evaluation import Answerable, Case, Unanswerable, covers, load_questions
from knowledge.library import Library

# At least this share of the answerable questions of the tuning part is answered, with notes and without; the threshold
# is the highest that leaves it so. The judged questions are harder than what people type: many avoid every word of the
# articles on purpose.
ANSWERED = 0.925
ANSWERED_WITHOUT_NOTES = 0.985
_NAMES = [field.name for field in dataclasses.fields(Features)]
# More evidence never makes an answer less likely, nor a missing thing more likely.
_SIGNS = dict.fromkeys(["sentence", "note", "either", "paragraph", "together", "questions", "score", "lead"], 1)
_SIGNS |= dict.fromkeys(["absent", "strange", "missing_kind"], -1) | dict.fromkeys(["brevity", "noted"], 0)
_OUT = Path(__file__).parent.parent / "knowledge" / "data" / "confidence.toml"


def main() -> None:
    """Gather the features, fit, choose the threshold, write and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=Path, default=Path(__file__).parent.parent / "seeds")
    folder: Path = options.parse_args().seeds
    with tempfile.TemporaryDirectory() as home:
        library = Library(folder, Path(home))
        index, _ = library.open()
        cases = load_questions(folder / "questions.jsonl", folder)
        rows = []
        for without in (frozenset[str](), _EDITORS):
            answerer = Answerer(index, folder, library.analyzer, without)
            rows += [row for case in cases if (row := _row(case, answerer))]
    tune = [row for row in rows if row[0] == "tune"]
    held = [row for row in rows if row[0] == "held"]
    answerable, right = _fit(tune, 1), _fit(tune, 2)
    chances = answerable.probabilities(np.array([row[3] for row in tune]))
    noted = np.array([row[3][_NAMES.index("noted")] for row in tune]) > 0
    positive = np.array([row[1] for row in tune]) > 0
    thresholds = (
        float(np.quantile(chances[positive & noted], 1 - ANSWERED)),
        float(np.quantile(chances[positive & ~noted], 1 - ANSWERED_WITHOUT_NOTES)),
    )
    _write(answerable, right, thresholds)
    for name, part in (("tune", tune), ("held", held)):
        _report(name, part, answerable, right, thresholds)


_EDITORS = frozenset(
    "translation block_translation grams_en note_de note_en asked_de asked_en topic_de topic_en".split()
)
Row = tuple[str, int, int, list[float]]
Vector = NDArray[np.float64]


def _row(case: Case, answerer: Answerer) -> Row | None:
    """Return a case's split, whether it is answerable, whether the first quote is right, and its features."""
    if not isinstance(case, Answerable | Unanswerable):
        return None
    selection = answerer.select(case.turns)
    if selection.features is None:
        return None
    number = next((n for n in selection.ranking.order if answerer.quoter.span(n)), None)
    right = False
    if isinstance(case, Answerable) and number is not None:
        source = answerer.index.passages[number].source
        span = answerer.quoter.span(number)
        right = span is not None and covers(source, span, case.gold)
    return case.split, int(isinstance(case, Answerable)), int(right), list(dataclasses.astuple(selection.features))


@dataclasses.dataclass(frozen=True)
class Fit:
    """A logistic regression whose weights have the sign that reason gives them."""

    intercept: float
    weights: Vector

    def probabilities(self, features: Vector) -> Vector:
        """Return the probability for each row of features."""
        chances: Vector = 1 / (1 + np.exp(-(features @ self.weights + self.intercept)))
        return chances


def _fit(rows: list[Row], label: int) -> Fit:
    """Fit with an L2 penalty of 1; both classes weigh the same where the label is "answerable"."""
    features, truth = np.array([row[3] for row in rows]), np.array([row[label] for row in rows], dtype=float)
    share = truth.mean()
    weights = np.where(truth > 0, 0.5 / share, 0.5 / (1 - share)) if label == 1 else np.ones(len(truth))

    def loss(parameters: Vector) -> float:
        margin = features @ parameters[1:] + parameters[0]
        penalty = 0.5 * parameters[1:] @ parameters[1:]
        return float(np.sum(weights * np.logaddexp(0, np.where(truth > 0, -margin, margin))) + penalty)

    signs = [_SIGNS[name] for name in _NAMES]
    bounds = [(None, None), *((0.0 if sign > 0 else None, 0.0 if sign < 0 else None) for sign in signs)]
    found = minimize(loss, np.zeros(len(_NAMES) + 1), method="L-BFGS-B", bounds=bounds)
    return Fit(float(found.x[0]), found.x[1:])


def _write(answerable: Fit, right: Fit, thresholds: tuple[float, float]) -> None:
    lines = ["# Written by tools/calibrate.py; see there."]
    lines += [f"threshold = {thresholds[0]:.4f}", f"threshold_without_notes = {thresholds[1]:.4f}"]
    for name, model in (("answerable", answerable), ("right", right)):
        lines += ["", f"[{name}]", f"intercept = {model.intercept:.4f}", "", f"[{name}.weights]"]
        lines += [f"{feature} = {weight:.4f}" for feature, weight in zip(_NAMES, model.weights, strict=True)]
    _OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _report(
    name: str,
    rows: list[Row],
    answerable: Fit,
    right: Fit,
    thresholds: tuple[float, float],
) -> None:
    for noted, threshold in zip((1.0, 0.0), thresholds, strict=True):
        part = [row for row in rows if row[3][_NAMES.index("noted")] == noted]
        features = np.array([row[3] for row in part])
        truth, correct = np.array([row[1] for row in part]), np.array([row[2] for row in part])
        chances, sure = answerable.probabilities(features), right.probabilities(features)
        print(
            f"{name:5} notes={noted:.0f}  n={len(part)}  AUC answerable {roc_auc_score(truth, chances):.3f}  "
            f"right {roc_auc_score(correct, sure):.3f}  answered {np.mean(chances[truth == 1] >= threshold):.3f}  "
            f"refused {np.mean(chances[truth == 0] < threshold):.3f}  Brier {np.mean((sure - correct) ** 2):.3f}"
        )


if __name__ == "__main__":
    main()
