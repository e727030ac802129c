"""The index: all passages of a folder with the terms they are found by."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import IndexDamagedError
from knowledge.models import Article, Finding, Judgment, Language, Note, Passage, Topic, Translation

# Raised whenever the reading of articles or the shape of the stored index changes: an older index is built anew.
FORMAT = 4
Terms = list[list[str]]


class Fields(BaseModel):
    """The terms of every passage, paragraph (`block_…`), note (`meant_…`), note's question, topic, judged question.

    `question_…` are the notes' questions, then the topics', each with its shades; see `knowledge.shades`.
    """

    model_config = ConfigDict(extra="forbid")

    stems: Terms = []
    parts: Terms = []
    grams: Terms = []
    names: Terms = []
    translation: Terms = []
    note_de: Terms = []
    note_en: Terms = []
    meant_de: Terms = []
    meant_en: Terms = []
    asked_de: Terms = []
    asked_en: Terms = []
    question_de: Terms = []
    question_en: Terms = []
    grams_en: Terms = []
    topic_de: Terms = []
    topic_en: Terms = []
    block_stems: Terms = []
    block_parts: Terms = []
    block_grams: Terms = []
    block_translation: Terms = []
    learned_de: Terms = []
    learned_en: Terms = []


class Index(BaseModel):
    """Everything an answer needs, as it is stored.

    `version` names the content: the same articles, editors' files, program and judgments give the same version.
    `fingerprint` names the files and the program alone; `built_at` is when it was put in force first, in seconds since
    1970. `judgments` are those in force, where their words stand now; `orphans` are those whose words stand nowhere:
    they are kept, since the words may come back.
    """

    model_config = ConfigDict(extra="forbid")

    format: int = FORMAT
    version: str
    fingerprint: str = ""
    built_at: float = 0.0
    articles: list[Article]
    passages: list[Passage]
    notes: dict[str, list[Note]]
    translations: dict[str, list[Translation]]
    topics: dict[str, Topic]
    fields: Fields
    findings: list[Finding]
    # Topics whose own question the index answers, by language: these can be offered where there is no answer.
    offers: dict[Language, list[str]] = {}
    judgments: list[Judgment] = []
    orphans: list[Judgment] = []
    # How much the words of each judged question tell, in sums of idf, what it asks for beside them, and the passages
    # that it finds, by their number.
    learned_weights: list[float] = []
    learned_marks: list[list[str]] = []
    learned_finds: list[dict[int, float]] = []

    @cached_property
    def touching(self) -> list[list[Note]]:
        """For each passage the notes whose words it shares a character with; an index is never changed."""
        spans = {
            source: [(note.span.start, note.span.end, note) for note in notes] for source, notes in self.notes.items()
        }
        return [
            [note for start, end, note in spans.get(p.source, ()) if start < p.end and p.start < end]
            for p in self.passages
        ]

    def notes_on(self, number: int) -> list[Note]:
        """Return the notes on a passage."""
        passage, touching = self.passages[number], self.touching[number]
        quotations = self.article(passage.source).quotations if touching else ()
        return [note for note in touching if note.is_on(passage, quotations)]

    def article(self, source: str) -> Article:
        """Return the article of a file."""
        return next(article for article in self.articles if article.source == source)


def dump_index(index: Index) -> bytes:
    """Return an index as it is stored."""
    return index.model_dump_json().encode()


def load_index(path: Path) -> Index:
    """Read a stored index.

    Raises:
        IndexDamagedError: it is missing, damaged, or of another format.
    """
    try:
        index = Index.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexDamagedError(f"{path}: the stored index cannot be read. Run `fundstelle reindex`.") from error
    if index.format != FORMAT:
        raise IndexDamagedError(f"{path}: the stored index is of another format. Run `fundstelle reindex`.")
    return index


def judgments_in(path: Path) -> list[Judgment] | None:
    """Read the judgments of a stored index, orphans too, also of another format; None where it is damaged."""
    try:
        stored = json.loads(path.read_bytes())
        return [Judgment.model_validate(entry) for entry in [*stored["judgments"], *stored["orphans"]]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def without_judgments(index: Index, judgments: Collection[int]) -> Index:
    """Return an index without some judgments; the same object where it has none of them."""
    gone = set(judgments)
    kept = [number for number, judgment in enumerate(index.judgments) if judgment.id not in gone]
    orphans = [judgment for judgment in index.orphans if judgment.id not in gone]
    if len(kept) == len(index.judgments) and len(orphans) == len(index.orphans):
        return index
    fields = index.fields
    learned = {name: [getattr(fields, name)[n] for n in kept] for name in ("learned_de", "learned_en")}
    return index.model_copy(
        update={
            "judgments": [index.judgments[n] for n in kept],
            "orphans": orphans,
            "learned_weights": [index.learned_weights[n] for n in kept],
            "learned_marks": [index.learned_marks[n] for n in kept],
            "learned_finds": [index.learned_finds[n] for n in kept],
            "fields": fields.model_copy(update=learned),
        }
    )
