"""Fits the confidence to the judged questions of the tuning part, and writes `knowledge/data/confidence.toml`.

    python -m tools.calibrate [--seeds DIR]

The editors' own questions count as well, each asked of an index that does not know its note's questions: they are
answerable, and nobody had them in mind when the kinds of evidence were chosen. Prints what cross-validation on the
tuning part gives, all wordings of a need in one fold; the held-back part is only printed. Needs scikit-learn and scipy.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from knowledge.answers import Answerer
from knowledge.confidence import Features
from knowledge.evaluation import (
    Answerable,
    BySpeaker,
    Case,
    Gold,
    Unanswerable,
    covers,
    is_plain,
    load_questions,
    need_of,
)
from knowledge.fields import ABLATIONS
from knowledge.index import Fields, Index
from knowledge.library import Library
from knowledge.models import Language
from tools.logistic import Fit, Vector, fit

# Such shares of the tuning part are wanted: of the answerable questions answered, of the near ones refused. With notes
# each language has the threshold that comes as near to the one as to the other in cross-validation.
ANSWERED, REFUSED = 0.97, 0.85
# Without notes the threshold is the highest that leaves so many answered.
ANSWERED_WITHOUT_NOTES = 0.987
# For one person's words: there are few questions, and the name alone says that something is there.
ANSWERED_OF_ONE = 0.93
_FOLDS = 10
# The editors' questions are asked in so many rounds, a part of the notes left out in each.
_PARTS = 5
_NAMES = [field.name for field in dataclasses.fields(Features)]
# More evidence never makes an answer less likely, nor a missing thing more likely.
_SPEAKS_FOR = ["sentence", "paragraph", "questions", "likeness", "home", "score", "lead"]
_SPEAKS_AGAINST = ["gap", "gap_with_questions", "absent", "unknown", "strange", "missing_kind", "no_kind"]
_SIGNS = [(name in _SPEAKS_FOR) - (name in _SPEAKS_AGAINST) for name in _NAMES]
_OUT = Path(__file__).parent.parent / "knowledge" / "data" / "confidence.toml"
_EDITORS = ABLATIONS["translations and notes"]


@dataclasses.dataclass(frozen=True)
class Row:
    """One question as it is fitted to.

    Attributes:
        case: the question.
        of_one: it asks for one person's words.
        right: the first quote is a judged one.
        features: the evidence, in the order of `Features`.
    """

    case: Case
    of_one: bool
    right: bool
    features: tuple[float, ...]

    @property
    def answerable(self) -> bool:
        """Whether the articles answer it."""
        return not isinstance(self.case, Unanswerable)

    @property
    def noted(self) -> bool:
        """Whether the articles had editors' notes when it was asked."""
        return bool(self.features[_NAMES.index("noted")])

    @property
    def fold(self) -> int:
        """The part of cross-validation in which it is left out; all wordings of a need are left out together."""
        return int(hashlib.md5(need_of(self.case).encode(), usedforsecurity=False).hexdigest()[:8], 16) % _FOLDS


def main() -> None:
    """Gather the features, fit, choose the thresholds, write and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=Path, default=Path(__file__).parent.parent / "seeds")
    folder: Path = options.parse_args().seeds
    rows, asked = _gather(folder), _gather_asked(folder)
    tune = [row for row in rows if row.case.split == "tune"]
    everybody = [row for row in tune if not row.of_one]
    answerable, right = _fit_answerable(everybody, asked), _fit_right(everybody)
    crossed = _crossed(everybody, asked)
    thresholds = {
        "threshold_de": _balanced(everybody, crossed, "de"),
        "threshold_en": _balanced(everybody, crossed, "en"),
        "threshold_without_notes": _threshold(everybody, crossed),
        "threshold_of_one": _threshold_of_one(tune, answerable),
    }
    _write(answerable, right, thresholds)
    _report("tune, crossed", everybody, crossed, thresholds)
    for name in ("tune", "held"):
        part = [row for row in rows if row.case.split == name and not row.of_one]
        _report(name, part, answerable.probabilities(_features(part)), thresholds)
        _report_right(name, part, right)
        _report_of_one(name, [row for row in rows if row.case.split == name and row.of_one], answerable, thresholds)


def _gather(folder: Path) -> list[Row]:
    """Ask all questions, once with the editors' notes and translations and once without."""
    with tempfile.TemporaryDirectory() as home:
        library = Library(folder, Path(home))
        index, _ = library.open()
        files = [folder / "questions.jsonl", folder / "writers" / "questions.jsonl"]
        cases = [case for file in files if file.exists() for case in load_questions(file, folder)]
        answerers = [Answerer(index, folder, library.analyzer, without) for without in (frozenset[str](), _EDITORS)]
        return [row for answerer in answerers for case in cases if (row := _row(case, answerer))]


def _gather_asked(folder: Path) -> list[Row]:
    """Ask the first two questions of each note, of indexes that do not know the questions of the note."""
    rows = []
    with tempfile.TemporaryDirectory() as home:
        library = Library(folder, Path(home))
        index, _ = library.open()
        for part in range(_PARTS):
            fields, cases = _without_part(index, part)
            answerer = Answerer(index.model_copy(update={"fields": fields}), folder, library.analyzer)
            rows += [row for case in cases if (row := _row(case, answerer)) and not row.of_one]
    return rows


def _without_part(index: Index, part: int) -> tuple[Fields, list[Case]]:
    """Return the fields without the questions of every so many notes, and these questions."""
    kept: dict[str, list[list[str]]] = {}
    cases: list[Case] = []
    languages: tuple[Language, ...] = ("de", "en")
    notes = [(source, note) for source, of_source in index.notes.items() for note in of_source]
    for language in languages:
        # The same questions in two fields, as words and as wholes; the topics' own stand behind them in the second.
        fields = {name: list(getattr(index.fields, name)) for name in (f"asked_{language}", f"question_{language}")}
        first = 0
        for number, (source, note) in enumerate(notes):
            asked = note.asked_en if language == "en" else note.asked_de
            if number % _PARTS == part:
                for stored in fields.values():
                    stored[first : first + len(asked)] = [[] for _ in asked]
                gold = (Gold(source=source, words="", span=note.span),)
                cases += [
                    Answerable(
                        id=f"{source}-{number}-{language}-{place}",
                        need=f"note-{number}",
                        split="tune",
                        kind="answerable",
                        language=language,
                        turns=(question,),
                        gold=gold,
                    )
                    for place, question in enumerate(asked[:2], start=1)
                ]
            first += len(asked)
        kept |= fields
    return index.fields.model_copy(update=kept), cases


def _row(case: Case, answerer: Answerer) -> Row | None:
    """Ask one question; None where it is of no use here."""
    selection = answerer.select(case.turns)
    of_one = bool(selection.query.speakers)
    if selection.features is None or not isinstance(case, Answerable | Unanswerable | BySpeaker):
        return None
    if isinstance(case, BySpeaker) and not of_one:
        return None
    # What is refused has no quotes: there the best passage that could be one counts.
    first = next(iter(selection.quotes or answerer.candidates(case.turns, 1)), None)
    right = first is not None and not isinstance(case, Unanswerable) and covers(first.source, first, case.gold)
    return Row(case, of_one, right, dataclasses.astuple(selection.features))


def _fit_answerable(rows: Sequence[Row], asked: Sequence[Row]) -> Fit:
    """Fit to whether the articles answer; both classes weigh the same, and the judged as much as the editors'."""
    together = [*rows, *asked]
    truth = np.array([row.answerable for row in together])
    judged = np.arange(len(together)) < len(rows)
    weights = np.zeros(len(together))
    for group, share in ((judged & truth, 0.25), (~judged, 0.25), (~truth, 0.5)):
        weights[group] = share * len(rows) / max(1, group.sum())
    return fit(_features(together), list(truth), _SIGNS, weights)


def _fit_right(rows: Sequence[Row]) -> Fit:
    """Fit to whether the first quote is right."""
    return fit(_features(rows), [row.right for row in rows], _SIGNS)


def _features(rows: Sequence[Row]) -> list[tuple[float, ...]]:
    return [row.features for row in rows]


def _crossed(rows: Sequence[Row], asked: Sequence[Row]) -> Vector:
    """Return the probability of each row by a model that has not seen its need."""
    chances = np.zeros(len(rows))
    folds = np.array([row.fold for row in rows])
    for fold in range(_FOLDS):
        left_out = np.flatnonzero(folds == fold)
        model = _fit_answerable([row for row in rows if row.fold != fold], asked)
        chances[left_out] = model.probabilities([rows[int(n)].features for n in left_out])
    return chances


def _balanced(rows: Sequence[Row], chances: Vector, language: Language) -> float:
    """Return the threshold with notes at which the worse of the two shares, beside what is wanted, is best.

    Args:
        rows: the questions.
        chances: their probabilities.
        language: the language whose questions count.
    """
    part = [(r, c) for r, c in zip(rows, chances, strict=True) if r.noted and r.case.language == language]
    answerable = np.array([chance for row, chance in part if row.answerable])
    near = np.array([chance for row, chance in part if getattr(row.case, "distance", None) == "near"])

    def worse(threshold: float) -> float:
        return float(min(np.mean(answerable >= threshold) / ANSWERED, np.mean(near < threshold) / REFUSED))

    return max(sorted(float(chance) for _, chance in part), key=worse)


def _threshold(rows: Sequence[Row], chances: Vector) -> float:
    """Return the highest threshold without notes at which enough of the answerable questions are answered."""
    part = [chance for row, chance in zip(rows, chances, strict=True) if row.answerable and not row.noted]
    return float(np.quantile(part, 1 - ANSWERED_WITHOUT_NOTES, method="lower"))


def _threshold_of_one(rows: Sequence[Row], answerable: Fit) -> float:
    part = [row for row in rows if row.of_one and row.answerable and row.noted]
    return float(np.quantile(answerable.probabilities(_features(part)), 1 - ANSWERED_OF_ONE, method="lower"))


def _write(answerable: Fit, right: Fit, thresholds: dict[str, float]) -> None:
    lines = ["# Written by tools/calibrate.py; see there."]
    lines += [f"{name} = {threshold:.4f}" for name, threshold in thresholds.items()]
    for name, model in (("answerable", answerable), ("right", right)):
        lines += ["", f"[{name}]", f"intercept = {model.intercept:.4f}", "", f"[{name}.weights]"]
        lines += [f"{feature} = {weight:.4f}" for feature, weight in zip(_NAMES, model.weights, strict=True)]
    _OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _report(name: str, rows: Sequence[Row], chances: Vector, thresholds: dict[str, float]) -> None:
    """Print how well the answerable are told from the others."""
    for noted, language in ((True, "de"), (True, "en"), (False, "de"), (False, "en")):
        threshold = thresholds[f"threshold_{language}" if noted else "threshold_without_notes"]
        together = zip(rows, chances, strict=True)
        part = [(row, c) for row, c in together if row.noted == noted and row.case.language == language]
        area = roc_auc_score([row.answerable for row, _ in part], [chance for _, chance in part])
        groups = {
            "answered, plain": [c >= threshold for row, c in part if is_plain(row.case)],
            "answered, all": [c >= threshold for row, c in part if row.answerable],
        } | {
            f"refused, {far}": [c < threshold for row, c in part if getattr(row.case, "distance", None) == far]
            for far in ("near", "far")
        }
        shares = "  ".join(f"{group} {np.mean(found):.3f}" for group, found in groups.items())
        print(f"{name:13} notes={noted:d}  {language}  AUC {area:.3f}  {shares}")


def _report_right(name: str, rows: Sequence[Row], right: Fit) -> None:
    """Print how well the shown confidence tells right first quotes from others."""
    for noted in (True, False):
        part = [row for row in rows if row.noted == noted]
        truth, sure = np.array([row.right for row in part]), right.probabilities(_features(part))
        print(
            f"{name:13} notes={noted:d}  right: AUC {roc_auc_score(truth, sure):.3f}  "
            f"Brier {np.mean((sure - truth) ** 2):.3f}"
        )


def _report_of_one(name: str, rows: Sequence[Row], answerable: Fit, thresholds: dict[str, float]) -> None:
    """Print what becomes of the questions for one person's words."""
    part = [row for row in rows if row.noted]
    passed = answerable.probabilities(_features(part)) >= thresholds["threshold_of_one"]
    truth = np.array([row.answerable for row in part])
    print(f"{name:13} of one person: answered {np.mean(passed[truth]):.3f}  refused {np.mean(~passed[~truth]):.3f}")


if __name__ == "__main__":
    main()
