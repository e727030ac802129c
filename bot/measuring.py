"""Prints what the judged questions say about the answers, and guards the pinned floors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from knowledge.answers import Answerer
from knowledge.errors import QuestionError
from knowledge.evaluation import (
    Outcome,
    load_questions,
    means,
    ranking_measures,
    risk_coverage,
    run,
)
from knowledge.fields import ABLATIONS
from knowledge.floors import Figures, below, read_floors
from knowledge.folder import FLOORS_FILE


def report(
    answerer: Answerer, questions: Path, *, misses: bool, ablations: bool, check: bool, pin: bool, lower: bool
) -> int:
    """Print all measures for a file of judged questions.

    Args:
        answerer: what answers.
        questions: the judged questions; floors stand beside them.
        misses: also print each question that falls short.
        ablations: also measure without each kind of evidence.
        check: compare with the floors.
        pin: write the figures as floors, where they are higher.
        lower: with `pin`, also where they are lower.

    Returns:
        1 where a figure is below its floor and `check` is set, else 0.
    """
    cases = load_questions(questions, answerer.folder)
    outcomes = run(answerer, cases)
    figures = _figures(outcomes)
    click.echo(table(figures))
    click.echo(f"\n{_ranking(answerer, outcomes)}\n\n{_risk(outcomes)}")
    if misses:
        click.echo(_misses(outcomes))
    if ablations:
        click.echo(f"\n{table(ablation_figures(answerer, outcomes))}")
    floors = questions.parent / FLOORS_FILE
    if pin:
        _pin(floors, figures, lower=lower)
    return _compare(floors, figures) if check else 0


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    return {split: means(o for o in outcomes if o.case.split == split) for split in ("tune", "held")}


def ablation_figures(answerer: Answerer, outcomes: Sequence[Outcome]) -> Figures:
    """Measure the held-back part without each kind of evidence."""
    held = [outcome.case for outcome in outcomes if outcome.case.split == "held"]
    figures = {"held": means(o for o in outcomes if o.case.split == "held")}
    for name, without in ABLATIONS.items():
        figures[f"without {name}"] = means(run(answerer.without(without), held))
    return figures


def table(figures: Figures) -> str:
    """Return figures as a Markdown table: a row a figure, a column a run."""
    names = sorted({name for column in figures.values() for name in column})
    columns = list(figures)
    rows = [["figure", *columns], ["---", *["---"] * len(columns)]]
    rows += [[name, *(f"{figures[c][name]:.3f}" if name in figures[c] else "" for c in columns)] for name in names]
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    )


def _ranking(answerer: Answerer, outcomes: Sequence[Outcome]) -> str:
    """Return the measures of the ranking alone, by the library of the field."""
    try:
        return table(
            {
                split: ranking_measures(answerer, [o.case for o in outcomes if o.case.split == split])
                for split in ("tune", "held")
            }
        )
    except ModuleNotFoundError:
        return "nDCG@10, RR and Success@k of the ranking alone: pip install 'fundstelle[eval]'"


def _risk(outcomes: Sequence[Outcome]) -> str:
    """Return the risk-coverage curve of the held-back part in a line a step."""
    held = [outcome for outcome in outcomes if outcome.case.split == "held"]
    lines = ["risk-coverage (held): the surest share of the answers, and how many of their first quotes are wrong"]
    lines += [f"  {share:4.0%}  {risk:.3f}" for share, risk in risk_coverage(held)]
    return "\n".join(lines)


def _misses(outcomes: Sequence[Outcome]) -> str:
    lines = []
    for outcome in outcomes:
        short = [name for name, value in outcome.figures.items() if value == 0]
        if short:
            shown = " | ".join(f"{quote.speaker}: {quote.text[:70]}" for quote in outcome.answer.quotes)
            lines.append(f"{outcome.case.id}: {', '.join(short)}  {list(outcome.case.turns)}  {shown}")
    return "\n".join(lines)


def _pin(path: Path, figures: Figures, *, lower: bool) -> None:
    """Write the figures as floors; one that is there is lowered only when asked for."""
    floors = read_floors(path)
    lines = ["# Floors of the figures of `fundstelle eval`; written by `fundstelle eval --raise-floors`."]
    for split, column in figures.items():
        pinned = floors.get(split, {})
        kept = {name: value if lower else max(value, pinned.get(name, 0.0)) for name, value in column.items()}
        # A figure that could not be measured this time keeps its floor.
        lines += ["", f"[{split}]", *(f"{name} = {value}" for name, value in sorted((pinned | kept).items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo(f"floors written to {path}")


def _compare(path: Path, figures: Figures) -> int:
    """Print each figure below its floor; tell whether there is any."""
    floors = read_floors(path)
    if not floors:
        raise QuestionError(f"{path}: there are no floors yet. Write them with `fundstelle eval --raise-floors`.")
    short = below(floors, figures)
    for line in short:
        click.echo(line, err=True)
    click.echo("all figures at or above their floors" if not short else f"{len(short)} figures below their floors")
    return 1 if short else 0
