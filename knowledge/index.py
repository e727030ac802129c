"""The index: all passages of a folder with the terms they are found by."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import IndexDamagedError
from knowledge.models import Article, Finding, Language, Note, Passage, Topic, Translation

# Raised whenever the reading of articles or the shape of the stored index changes: an older index is built anew.
FORMAT = 2
Terms = list[list[str]]


class Fields(BaseModel):
    """The terms of every passage, paragraph (`block_…`), topic (`topic_…`) and question of a note (`asked_…`)."""

    model_config = ConfigDict(extra="forbid")

    stems: Terms = []
    parts: Terms = []
    grams: Terms = []
    names: Terms = []
    translation: Terms = []
    note_de: Terms = []
    note_en: Terms = []
    asked_de: Terms = []
    asked_en: Terms = []
    grams_en: Terms = []
    topic_de: Terms = []
    topic_en: Terms = []
    block_stems: Terms = []
    block_parts: Terms = []
    block_grams: Terms = []
    block_translation: Terms = []


class Index(BaseModel):
    """Everything an answer needs, as it is stored.

    `version` names the content: the same articles, editors' files and format give the same version.
    """

    model_config = ConfigDict(extra="forbid")

    format: int = FORMAT
    version: str
    articles: list[Article]
    passages: list[Passage]
    notes: dict[str, list[Note]]
    translations: dict[str, list[Translation]]
    topics: dict[str, Topic]
    fields: Fields
    findings: list[Finding]
    # Topics whose own question the index answers, by language: these can be offered where there is no answer.
    offers: dict[Language, list[str]] = {}

    def notes_on(self, passage: Passage) -> list[Note]:
        """Return the notes on a passage."""
        quotations = self.article(passage.source).quotations
        return [note for note in self.notes.get(passage.source, ()) if note.is_on(passage, quotations)]

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
