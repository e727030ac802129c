"""Runs judged questions through the program and measures the answers.

A questions file holds a JSON object a line; `questions.jsonl` beside the articles is the project's own:

    {"id": "outsourcing-de-1", "need": "outsourcing", "split": "tune", "kind": "answerable", "language": "de",
     "turns": ["Sollen wir unsere Kanäle auslagern?"],
     "gold": [{"source": "ed-2011-kanaele-selbst-betreuen.txt", "words": "Meine Meinung hierzu ist bloß …"}]}

`kind` is answerable, contested (`sides`: two lists of gold), by_speaker (`speaker`), follow_up or unanswerable
(`distance`: near or far). All lines of a `need` stand in the same `split`: "tune" may be tuned on, "held" is only
reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from knowledge.answers import Answerer
from knowledge.articles.sidecar import explain, find_words
from knowledge.articles.text import read_text
from knowledge.errors import QuestionError, SidecarError
from knowledge.models import Answer, Language, Span

# A quote answers when it covers at least this share of a judged stretch of words.
_COVERED = 0.5
_DEPTH = 10


class Gold(BaseModel):
    """Words of an article that answer a question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    words: str
    span: Span = Span(start=0, end=0)


class _Case(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    need: str
    split: Literal["tune", "held"]
    language: Language | None = None
    turns: tuple[str, ...] = Field(min_length=1)

    @field_validator("turns")
    @classmethod
    def _in_words(cls, turns: tuple[str, ...]) -> tuple[str, ...]:
        if not any(character.isalnum() for character in turns[-1]):
            raise ValueError("the question holds no words")
        return turns


class Answerable(_Case):
    """A question that the gold answers."""

    kind: Literal["answerable", "follow_up"]
    gold: tuple[Gold, ...] = Field(min_length=1)


class Contested(_Case):
    """A question on which the articles hold two sides."""

    kind: Literal["contested"]
    sides: tuple[tuple[Gold, ...], tuple[Gold, ...]]


class BySpeaker(_Case):
    """A question for one person's words."""

    kind: Literal["by_speaker"]
    speaker: str
    gold: tuple[Gold, ...] = ()


class Unanswerable(_Case):
    """A question that the articles do not answer."""

    kind: Literal["unanswerable"]
    distance: Literal["near", "far"]


Case = Annotated[Answerable | Contested | BySpeaker | Unanswerable, Field(discriminator="kind")]
_CASE: TypeAdapter[Case] = TypeAdapter(Case)


def load_questions(path: Path, folder: Path, *, skip_missing: bool = False) -> list[Case]:
    """Read judged questions and place their gold in the articles.

    Args:
        path: the file.
        folder: the articles.
        skip_missing: leave out questions whose gold stands in an article that is not there.

    Raises:
        QuestionError: a line that is not of the form, or gold that is not there; file and line are named.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror}). Name a file of judged questions.") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path.name}: is not UTF-8. Save it as UTF-8.") from error
    texts: dict[str, str] = {}
    cases: list[Case] = []
    splits: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path.name}, line {number}"
        try:
            case = _CASE.validate_json(line)
        except ValidationError as error:
            raise QuestionError(f"{place}: {explain(error)}") from error
        if splits.setdefault(case.need, case.split) != case.split:
            raise QuestionError(f"{place}: the need “{case.need}” stands in both splits. Keep it in one.")
        if skip_missing and not all((folder / gold.source).is_file() for gold in _golds(case)):
            continue
        cases.append(_placed(case, folder, texts, place))
    if not cases and not skip_missing:
        raise QuestionError(f"{path.name}: holds no questions.")
    return cases


def _golds(case: Case) -> Sequence[Gold]:
    """Return all gold of a case."""
    if isinstance(case, Contested):
        return [*case.sides[0], *case.sides[1]]
    return () if isinstance(case, Unanswerable) else case.gold


def _placed(case: Case, folder: Path, texts: dict[str, str], place: str) -> Case:
    def place_all(golds: Iterable[Gold]) -> tuple[Gold, ...]:
        return tuple(gold.model_copy(update={"span": _find(gold, folder, texts, place)}) for gold in golds)

    if isinstance(case, Contested):
        return case.model_copy(update={"sides": (place_all(case.sides[0]), place_all(case.sides[1]))})
    if isinstance(case, Unanswerable):
        return case
    return case.model_copy(update={"gold": place_all(case.gold)})


def _find(gold: Gold, folder: Path, texts: dict[str, str], place: str) -> Span:
    if gold.source not in texts:
        if not (folder / gold.source).is_file():
            raise QuestionError(f"{place}: there is no article {gold.source} in {folder}. Correct its name.")
        texts[gold.source] = read_text(folder / gold.source)
    try:
        return find_words(texts[gold.source], gold.words, place)
    except SidecarError as error:
        raise QuestionError(str(error)) from error


def need_of(case: Case) -> str:
    """Return what a question asks for; plain wordings of a need that is there have a name of their own (`r-…`)."""
    return case.need.removeprefix("r-")


def is_plain(case: Case) -> bool:
    """Tell whether an answerable question is worded as people word theirs.

    The last wording of a need (`…-3`, of the needs `w-…` the second one) avoids the words of the articles on purpose.
    """
    last = "-2" if case.need.startswith("w-") else "-3"
    return isinstance(case, Answerable) and case.kind == "answerable" and not case.id.endswith(last)


class Outcome(BaseModel):
    """What became of one question."""

    case: Case
    answer: Answer
    figures: dict[str, float]


def run(answerer: Answerer, cases: Sequence[Case]) -> list[Outcome]:
    """Answer all questions and judge each answer."""
    outcomes = []
    for case in cases:
        answer = answerer.answer(case.turns)
        outcomes.append(Outcome(case=case, answer=answer, figures=judge(case, answer)))
    return outcomes


def covers(source: str, span: Span, golds: Iterable[Gold]) -> bool:
    """Tell whether a slice of a file covers at least half of the words of any gold."""
    return any(
        source == gold.source
        and min(span.end, gold.span.end) - max(span.start, gold.span.start)
        >= _COVERED * (gold.span.end - gold.span.start)
        for gold in golds
    )


def judge(case: Case, answer: Answer) -> dict[str, float]:
    """Return the figures that one answer counts for, each 0 or 1 (precision: a share)."""
    quotes = answer.quotes if answer.answered else ()
    if isinstance(case, Unanswerable):
        return {f"refused_{case.distance}": float(not answer.answered)}
    figures = {"answered": float(answer.answered)}
    if case.language:
        figures["language"] = float(answer.language == case.language)
    if isinstance(case, Contested):
        one, other = ([n for n, quote in enumerate(quotes) if covers(quote.source, quote, side)] for side in case.sides)
        return figures | {"both_sides": float(any(i != j for i in one for j in other))}
    found = [covers(quote.source, quote, case.gold) for quote in quotes]
    if isinstance(case, BySpeaker):
        only = bool(quotes) and all(case.speaker.casefold() in (quote.speaker or "").casefold() for quote in quotes)
        return figures | {"by_speaker": float(only and (any(found) or not case.gold))}
    if case.kind == "follow_up":
        return figures | {"follow_up": float(any(found))}
    figures |= {f"hit1_{case.language}": float(bool(found and found[0])), f"hit_{case.language}": float(any(found))}
    if found:
        figures["quote_precision"] = sum(found) / len(found)
    return figures


def means(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Return the mean of every figure over what became of some questions, rounded to three places."""
    return mean_figures(outcome.figures for outcome in outcomes)


def mean_figures(figures: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the mean of every figure, rounded to three places; each counts where it was measured."""
    gathered: dict[str, list[float]] = defaultdict(list)
    for one in figures:
        for name, value in one.items():
            gathered[name].append(value)
    return {name: round(sum(values) / len(values), 3) for name, values in sorted(gathered.items())}


def risk_coverage(outcomes: Sequence[Outcome], steps: int = 10) -> list[tuple[float, float]]:
    """Return how wrong the surest answers are.

    After El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification (2010).

    Args:
        outcomes: what became of the questions; those without a judged first quote do not count.
        steps: the number of points.

    Returns:
        For each share of the answers, the surest first, the share of them whose first quote is wrong.
    """
    judged = sorted(confidences(outcomes), reverse=True)
    if not judged:
        return []
    points = []
    for step in range(1, steps + 1):
        part = judged[: max(1, round(len(judged) * step / steps))]
        points.append((step / steps, 1 - sum(right for _, right in part) / len(part)))
    return points


def confidences(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    """Return the confidence of each answer, and 1 where its first quote is right, 0 where not."""
    pairs = []
    for outcome in outcomes:
        if not outcome.answer.answered:
            continue
        if isinstance(outcome.case, Unanswerable):
            pairs.append((outcome.answer.confidence, 0.0))
        elif outcome.case.kind == "answerable":
            pairs.append((outcome.answer.confidence, outcome.figures[f"hit1_{outcome.case.language}"]))
    return pairs


def ranking_measures(answerer: Answerer, cases: Sequence[Case]) -> dict[str, float]:
    """Measure the ranking of passages alone, with ir_measures, over the answerable questions.

    Raises:
        ModuleNotFoundError: ir_measures is not installed.
    """
    import ir_measures  # noqa: PLC0415 - an extra
    from ir_measures import RR, Success, nDCG  # noqa: PLC0415

    qrels: dict[str, dict[str, int]] = {}
    ranking: dict[str, dict[str, float]] = {}
    for case in cases:
        if not isinstance(case, Answerable) or case.kind != "answerable":
            continue
        selection = answerer.select(case.turns)
        passages = answerer.index.passages
        qrels[case.id] = {p.id: 1 for p in passages if covers(p.source, p, case.gold)}
        order = selection.ranking.order[:_DEPTH]
        ranking[case.id] = {passages[n].id: float(selection.ranking.scores[n]) for n in order}
    if not ranking:
        return {}
    measured = ir_measures.calc_aggregate([nDCG @ 10, RR @ 10, Success @ 1, Success @ 3], qrels, ranking)
    return {str(measure): round(float(value), 3) for measure, value in measured.items()}
