"""The conversation in the terminal, and lists for reading."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from knowledge.conversation import LONGEST_MEMORY
from knowledge.errors import QuestionError

if TYPE_CHECKING:
    from knowledge.answers import Answerer
    from knowledge.index import Index

_WELCOME = (
    "Frag etwas, auf Deutsch oder auf Englisch. / Ask anything, in German or English. (Leere Zeile / empty line: Ende)"
)


def converse(answerer: Answerer) -> None:
    """Answer questions until an empty line or the end of the input."""
    interactive = sys.stdin.isatty()
    if interactive:
        # Importing readline gives the prompt its history and its editing keys.
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415
        click.secho(_WELCOME, fg="cyan")
    turns: list[str] = []
    while True:
        question = _read(interactive)
        if question is None or (interactive and not question.strip()):
            break
        if not question.strip():
            continue
        try:
            answer = answerer.answer([*turns, question])
        except QuestionError:
            answer = answerer.unclear([*turns, question])
        else:
            turns = [*turns, question][-LONGEST_MEMORY:]
        _show(answer.text, answer.answered)


def _read(interactive: bool) -> str | None:
    """Read a line; None at the end of the input."""
    try:
        if interactive:
            return input("\n> ")
        line = sys.stdin.buffer.readline()
        return line.decode("utf-8", "replace").rstrip("\n") if line else None
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return None


def _show(text: str, answered: bool) -> None:
    """Print an answer: quotes stand out where the terminal has colours; click leaves the codes out of a pipe."""
    for line in text.split("\n"):
        if line.startswith(("„", "“")):
            click.secho(line, bold=True)
        elif line.startswith("— "):
            click.secho(line, fg="green")
        elif line.startswith(("Translation:", "Übersetzung:")):
            click.secho(line, italic=True)
        else:
            click.secho(line, fg=None if answered else "yellow")
    if not sys.stdin.isatty():
        click.echo()


def list_articles(index: Index) -> str:
    """Return the articles with their facts, and everybody who speaks in them with the number of passages."""
    lines = []
    for article in index.articles:
        facts = [article.author or "author unknown", article.publication, str(article.date or "date unknown")]
        lines.append(f"{article.title or article.source}")
        lines.append(f"  {', '.join(fact for fact in facts if fact)} · {article.source}")
        speakers = Counter(
            (p.speaker or "unknown", p.role or "unclear") for p in index.passages if p.source == article.source
        )
        lines += [f"  {count:4} {name} ({role})" for (name, role), count in speakers.most_common()]
        lines.append("")
    lines.append(f"{len(index.articles)} articles, {len(index.passages)} passages, index {index.version}")
    return "\n".join(lines)
