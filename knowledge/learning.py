"""Turns judgments into evidence: where their words stand now, and the terms of their questions."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from knowledge.analysis import Analyzer, unique
from knowledge.articles.sidecar import find_words
from knowledge.articles.text import read_text
from knowledge.concepts import Concept
from knowledge.conversation import understand
from knowledge.errors import ArticleError, SidecarError
from knowledge.finds import found_by
from knowledge.index import Index
from knowledge.models import Judgment, Span
from knowledge.search import Searcher
from knowledge.speakers import Speakers

_VERSION_BYTES = 10
# So many German stems stand for a word of a judged question, each at least so likely.
_MOST_STEMS = 16
_LEAST_LIKELY = 0.2


class _Row(NamedTuple):
    """What is kept of a judged question: terms, how much they tell, what it asks for beside them, what it finds."""

    german: list[str]
    english: list[str]
    weight: float
    marks: list[str]
    finds: dict[int, float]


def learn(index: Index, judgments: Iterable[Judgment], folder: Path, analyzer: Analyzer) -> Index:
    """Return an index that has learned from judgments, in place of those it had learned from before.

    Args:
        index: the index of the articles as they are in the folder.
        judgments: questions with the slices that answer them, or do not; one whose words stand nowhere is orphaned.
        folder: the articles.
        analyzer: the text analysis that the index was made with.
    """
    placed, orphans = _placed(index, judgments, folder)
    # What was learned before is kept; the rest is looked up as if nothing had been.
    searcher = Searcher(index.model_copy(update={"judgments": []}), analyzer)
    speakers = Speakers(index.passages, analyzer.lexicon)
    learned = {
        (judgment.turns, judgment.language): row for judgment, row in zip(index.judgments, _rows(index), strict=True)
    }
    rows = []
    for judgment in placed:
        question = (judgment.turns, judgment.language)
        if question not in learned:
            query = understand(judgment.turns, speakers, analyzer.lexicon, searcher.occurs, judgment.language)
            ranking = searcher.rank(query.words, query.words_language, question=query.asked_for, marks=query.marks)
            concepts = ranking.concepts
            searcher.widen(concepts, query.words_language)
            learned[question] = _Row(
                german=_german_terms(concepts),
                english=unique(t for c in concepts for term in c.terms.get("english", ()) for t in term.alternatives),
                weight=round(sum(concept.idf * concept.weight for concept in concepts), 3),
                marks=sorted(query.marks),
                finds=found_by(ranking.scores),
            )
        rows.append(learned[question])
    fields = index.fields.model_copy(
        update={"learned_de": [row.german for row in rows], "learned_en": [row.english for row in rows]}
    )
    return index.model_copy(
        update={
            "version": _version(index.fingerprint, placed, orphans),
            "fields": fields,
            "judgments": placed,
            "orphans": orphans,
            "learned_weights": [row.weight for row in rows],
            "learned_marks": [row.marks for row in rows],
            "learned_finds": [row.finds for row in rows],
        }
    )


def _rows(index: Index) -> list[_Row]:
    """Return what an index has kept of its judged questions."""
    stored = (index.fields.learned_de, index.fields.learned_en)
    return list(map(_Row, *stored, index.learned_weights, index.learned_marks, index.learned_finds))


def confine(index: Index, questions: Collection[tuple[str, ...]]) -> Index:
    """Return an index in which the judgments on some questions, given by their turns, tell of nothing else."""
    # An orphan is confined as well: its words may come back.
    judgments, orphans = (
        [
            judgment.model_copy(update={"confined": True}) if judgment.turns in questions else judgment
            for judgment in part
        ]
        for part in (index.judgments, index.orphans)
    )
    version = _version(index.fingerprint, judgments, orphans)
    return index.model_copy(update={"judgments": judgments, "orphans": orphans, "version": version})


def _german_terms(concepts: Sequence[Concept]) -> list[str]:
    """Return the German terms a judged question is found by: the likely stems of its words, and parts of compounds."""
    return unique(
        stem
        for concept in concepts
        for term in concept.terms.get("judged", ())
        for stem, share in sorted(term.alternatives.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_STEMS]
        if share >= _LEAST_LIKELY
    )


def _version(fingerprint: str, placed: Sequence[Judgment], orphans: Sequence[Judgment]) -> str:
    """Name an index by its files and judgments; without any it is named as its files are."""
    if not placed and not orphans:
        return fingerprint
    digest = hashlib.blake2b(fingerprint.encode(), digest_size=_VERSION_BYTES)
    for judgment in [*placed, *orphans]:
        digest.update(judgment.model_dump_json().encode())
    return digest.hexdigest()


class WordFinder:
    """Finds where judged words stand now.

    Args:
        index: the index of the articles as they are in the folder.
        folder: the articles.
    """

    def __init__(self, index: Index, folder: Path) -> None:
        self._passages = index.passages
        self._texts: dict[str, str] = {}
        for article in index.articles:
            with contextlib.suppress(ArticleError):
                self._texts[article.source] = read_text(folder / article.source)

    def find(self, source: str, start: int, end: int, words: str | None) -> tuple[str, Span] | None:
        """Find words: where they stood, else once in their article, else once in one other article.

        Args:
            source: the file they stood in.
            start: where they began, in characters.
            end: where they ended.
            words: the words; None: not known, so that the place alone must be that of whole passages.

        Returns:
            The file and the slice; None where the words stand in no passage.
        """
        there = Span(start=max(start, 0), end=max(end, 0))
        if words is None:
            edges = [edge for p in self._passages if p.source == source for edge in (p.start, p.end)]
            return (source, there) if start in edges and end in edges and start < end else None
        if self._texts.get(source, "")[there.start : there.end] == words and words:
            found = [(source, there)]
        elif source in self._texts and (span := _once(self._texts[source], words)):
            found = [(source, span)]
        else:
            found = [(other, span) for other, text in self._texts.items() if (span := _once(text, words))]
        if len(found) != 1:
            return None
        # Less than the greater part of a sentence is no statement.
        source, span = found[0]
        return found[0] if any(p.lies_in(source, span.start, span.end) for p in self._passages) else None

    def words(self, source: str, span: Span) -> str:
        """Return the words of a slice."""
        return self._texts.get(source, "")[span.start : span.end]


def _placed(index: Index, judgments: Iterable[Judgment], folder: Path) -> tuple[list[Judgment], list[Judgment]]:
    """Find where the words of each judgment stand now; return those found, and the orphans as they were."""
    finder = WordFinder(index, folder)
    placed: list[Judgment] = []
    orphans: list[Judgment] = []
    for judgment in judgments:
        if judgment.words is None:
            placed.append(judgment)
        elif found := finder.find(judgment.source or "", judgment.start or 0, judgment.end or 0, judgment.words):
            source, span = found
            placed.append(judgment.model_copy(update={"source": source, "start": span.start, "end": span.end}))
        else:
            orphans.append(judgment)
    return placed, orphans


def _once(text: str, words: str) -> Span | None:
    """Return where words stand, if they stand there exactly once."""
    try:
        return find_words(text, words, "")
    except SidecarError:
        return None
