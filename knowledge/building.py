"""Reads a folder of articles and makes its index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from knowledge.analysis import Analyzer, unique
from knowledge.articles.editors import load_notes, load_topics, load_translations
from knowledge.articles.reader import read_article
from knowledge.chunking import passages_of
from knowledge.errors import ArticleError, FundstelleError
from knowledge.folder import article_files, fingerprint, not_files, printable
from knowledge.index import Fields, Index
from knowledge.models import Article, Finding, Note, Passage, Topic, Translation
from knowledge.shades import shades_of

_COMPANIONS = (".notes", ".en")

Progress = Callable[[str, int, int], None]


class Reading:
    """The articles of a folder as read: what the index is made of, and every error met on the way."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.passages: list[Passage] = []
        self.notes: dict[str, list[Note]] = {}
        self.translations: dict[str, list[Translation]] = {}
        self.topics: dict[str, Topic] = {}
        self.blocks: list[tuple[int, str]] = []
        self.findings: list[Finding] = []
        self.errors: list[FundstelleError] = []


def read_folder(folder: Path, progress: Progress | None = None) -> Reading:
    """Read all articles of a folder with what stands beside them; errors are collected, not raised.

    Raises:
        FolderError: the folder itself cannot be used.
    """
    reading = Reading()
    files = article_files(folder)
    try:
        reading.topics = load_topics(folder)
    except FundstelleError as error:
        reading.errors.append(error)
    for number, path in enumerate(files):
        if progress:
            progress("reading", number, len(files))
        try:
            _read_one(path, reading)
        except FundstelleError as error:
            reading.errors.append(error)
    reading.findings += list(_strays(folder, files))
    return reading


def _read_one(path: Path, reading: Reading) -> None:
    if printable(path) != str(path):
        raise ArticleError(f"{printable(path)}: the file's name is not UTF-8. Rename it.")
    if any(Path(article.source).stem == path.stem for article in reading.articles):
        raise ArticleError(
            f"{path.name}: another article has the same name and so the same sidecar. Rename one of them."
        )
    article, text = read_article(path)
    notes = load_notes(path, article, text, reading.topics)
    translations = load_translations(path, article, text)
    first = len(reading.blocks)
    passages = passages_of(article, text, first)
    heading = ""
    for block in article.blocks:
        words = text[block.start : block.end]
        heading = words if block.kind == "heading" else heading
        reading.blocks.append((len(reading.articles), f"{heading}\n{words}" if block.kind == "paragraph" else words))
    reading.articles.append(article)
    reading.passages += passages
    reading.notes[path.name] = list(notes)
    reading.translations[path.name] = list(translations)
    reading.findings += article.findings
    reading.findings += _unattached(article, text, passages, [*notes, *translations])


def _unattached(
    article: Article, text: str, passages: list[Passage], entries: list[Note | Translation]
) -> list[Finding]:
    """Find notes and translations that no passage takes up."""
    return [
        Finding(
            source=article.source,
            line=text.count("\n", 0, entry.span.start) + 1,
            message=f"no sentence is found by the {'note' if isinstance(entry, Note) else 'translation'} for "
            f"“{text[entry.span.start : entry.span.end][:40]}”",
        )
        for entry in entries
        if isinstance(entry, Note) and not any(passage.overlaps(entry.span) for passage in passages)
    ]


def _strays(folder: Path, files: list[Path]) -> Iterable[Finding]:
    """Find TOML files that belong to no article, and what is named as an article but is no file."""
    for path in not_files(folder):
        yield Finding(
            source=printable(Path(path.name)),
            message="is a folder or a broken link, not an article; rename it or take it out",
        )
    stems = {path.stem for path in files}
    for path in sorted(folder.glob("*.toml")):
        stem = path.stem
        for companion in _COMPANIONS:
            stem = stem.removesuffix(companion)
        if stem not in stems and stem not in ("topics", "floors"):
            yield Finding(
                source=printable(Path(path.name)),
                message="belongs to no article of this folder; rename it or take it out",
            )


def build_index(folder: Path, analyzer: Analyzer, progress: Progress | None = None) -> Index:
    """Read a folder and make its index.

    Raises:
        FundstelleError: an article or a file beside it cannot be used; the message names the first and counts the rest.
    """
    version = fingerprint(folder)
    reading = read_folder(folder, progress)
    if reading.errors:
        more = f" (and {len(reading.errors) - 1} more)" if len(reading.errors) > 1 else ""
        raise type(reading.errors[0])(f"{reading.errors[0]}{more}")
    return Index(
        version=version,
        fingerprint=version,
        articles=reading.articles,
        passages=reading.passages,
        notes=reading.notes,
        translations=reading.translations,
        topics=reading.topics,
        fields=_fields(reading, analyzer, progress),
        findings=reading.findings,
    )


def _fields(reading: Reading, analyzer: Analyzer, progress: Progress | None) -> Fields:
    """Make the terms of all fields."""
    fields = Fields()
    quotations = {article.source: article.quotations for article in reading.articles}
    for number, passage in enumerate(reading.passages):
        if progress and number % 100 == 0:
            progress("indexing", number, len(reading.passages))
        english = reading.articles and next(a for a in reading.articles if a.source == passage.source).language == "en"
        notes = [note for note in reading.notes[passage.source] if note.is_on(passage, quotations[passage.source])]
        translated = [t.text for t in reading.translations[passage.source] if t.span.overlaps(passage)]
        fields.stems.append(analyzer.stems(passage.text))
        fields.parts.append(analyzer.parts(passage.text))
        fields.grams.append(analyzer.grams(passage.text))
        fields.names.append(analyzer.names(passage.text))
        fields.translation.append(analyzer.english(passage.text if english else " ".join(translated)))
        fields.note_de.append(analyzer.parts(" ".join(note.de for note in notes)))
        fields.note_en.append(analyzer.english(" ".join(note.en for note in notes)))
        fields.grams_en.append(analyzer.grams(" ".join([*translated, *(note.en for note in notes)])))
    for notes in reading.notes.values():
        for note in notes:
            asked_de = [analyzer.parts(question) for question in note.asked_de]
            asked_en = [analyzer.english(question) for question in note.asked_en]
            fields.meant_de.append(unique(chain(analyzer.parts(note.de), *asked_de)))
            fields.meant_en.append(unique(chain(analyzer.english(note.en), *asked_en)))
            fields.asked_de += asked_de
            fields.asked_en += asked_en
            fields.question_de += [
                unique([*terms, *shades_of(q, "de")]) for q, terms in zip(note.asked_de, asked_de, strict=True)
            ]
            fields.question_en += [
                unique([*terms, *shades_of(q, "en")]) for q, terms in zip(note.asked_en, asked_en, strict=True)
            ]
    for topic in reading.topics.values():
        fields.topic_de.append(analyzer.parts(" ".join([topic.de, *topic.terms_de])))
        fields.topic_en.append(analyzer.english(" ".join([topic.en, *topic.terms_en])))
    for topic in reading.topics.values():
        fields.question_de.append(unique([*analyzer.parts(topic.de), *shades_of(topic.de, "de")]))
        fields.question_en.append(unique([*analyzer.english(topic.en), *shades_of(topic.en, "en")]))
    translations = _block_translations(reading)
    for number, (article, words) in enumerate(reading.blocks):
        title = reading.articles[article].title or ""
        fields.block_stems.append(analyzer.stems(f"{title}\n{words}"))
        fields.block_parts.append(analyzer.parts(f"{title}\n{words}"))
        fields.block_grams.append(analyzer.grams(f"{title}\n{words}"))
        fields.block_translation.append(analyzer.english(translations.get(number, "")))
    return fields


def _block_translations(reading: Reading) -> dict[int, str]:
    """Gather the translations of each paragraph's sentences."""
    gathered: dict[int, list[str]] = {}
    for passage in reading.passages:
        for translation in reading.translations[passage.source]:
            if translation.span.overlaps(passage):
                gathered.setdefault(passage.block, []).append(translation.text)
    return {block: " ".join(dict.fromkeys(texts)) for block, texts in gathered.items()}
