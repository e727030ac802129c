"""Reads what editors add to an article, in files of their own beside it.

`name.en.toml`, English translations:

    [[sentence]]
    words = "Das passt nicht zu den Zielen …"      as in the article
    text = "That does not fit the goals …"

`name.notes.toml`, the position a sentence takes, as a predicate after the speaker's name:

    [[note]]
    words = "Meine Meinung hierzu ist bloß, dass dies nicht die optimale Lösung ist."
    topic = "outsourcing"
    stance = "against"                             or "for", "conditional"; left out: takes no side
    claim = "worth-it"                             which of the topic's claims it is for or against; may be left out
    de = "hält das Auslagern nicht für die beste Lösung"
    en = "does not consider outsourcing the best solution"
    asked_de = ["Ist es klug, das wegzugeben?"]    questions that the sentence answers, as people put them
    asked_en = ["is handing it over a good idea"]

`topics.toml`, one for the folder, the questions that the notes' topics stand for:

    [outsourcing]
    de = "Sollen Unternehmen ihre Kanäle auslagern?"
    en = "Should companies outsource their channels?"
    terms_de = ["auslagern", "outsourcen"]         words that people use for it
    terms_en = ["outsource", "agency"]
    for_de = ["Agentur", "Dienstleister"]          words for what one is for who says yes: who asks what speaks for an
    for_en = ["agency", "contractor"]              agency is shown somebody who says yes to the question
    against_de = ["inhouse", "eigene Leute"]       words for the opposite
    against_en = ["in-house", "own people"]
    claims = { worth-it = "Auslagern kann sich lohnen." }

A voice stands against another when both name the same claim, in whatever article, and take different sides on it. Word
a claim so that whoever is for it says yes to the topic's question. Where a topic has no claims, any two sides on the
topic stand against each other; where it has some, a note without a claim opposes nobody.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, RootModel

from knowledge.articles.sidecar import Words, find_words, load_toml
from knowledge.errors import SidecarError
from knowledge.models import Article, Note, Span, Stance, Topic, Translation

TOPICS_FILE = "topics.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Sentence(_Entry):
    words: Words
    text: Words


class _Translations(_Entry):
    sentence: tuple[_Sentence, ...] = ()


class _Note(_Entry):
    words: Words
    topic: Words
    stance: Stance | None = None
    claim: Words | None = None
    de: Words
    en: Words
    asked_de: tuple[str, ...] = ()
    asked_en: tuple[str, ...] = ()


class _Notes(_Entry):
    note: tuple[_Note, ...] = ()


class _Topic(_Entry):
    de: Words
    en: Words
    claims: dict[str, Words] = Field(default={})
    terms_de: tuple[str, ...] = Field(default=())
    terms_en: tuple[str, ...] = Field(default=())
    for_de: tuple[str, ...] = Field(default=())
    for_en: tuple[str, ...] = Field(default=())
    against_de: tuple[str, ...] = Field(default=())
    against_en: tuple[str, ...] = Field(default=())


class _Topics(RootModel[dict[str, _Topic]]):
    pass


def load_topics(folder: Path) -> dict[str, Topic]:
    """Read the topics of a folder; none where there is no such file.

    Raises:
        SidecarError: the file is wrong.
    """
    path = folder / TOPICS_FILE
    if not path.exists():
        return {}
    return {name: Topic(id=name, **topic.model_dump()) for name, topic in load_toml(path, _Topics).root.items()}


def load_translations(path: Path, article: Article, text: str) -> tuple[Translation, ...]:
    """Read the translations beside an article; none where there is no such file.

    Raises:
        SidecarError: words that are not there, not in one person's speech, or translated twice.
    """
    side = path.with_suffix(".en.toml")
    if not side.exists():
        return ()
    translations: list[Translation] = []
    for sentence in load_toml(side, _Translations).sentence:
        span = _place(sentence.words, article, text, side.name)
        translations.append(Translation(span=span, text=sentence.text))
    translations.sort(key=lambda entry: entry.span.start)
    for before, after in pairwise(translations):
        if before.span.overlaps(after.span):
            words = text[after.span.start : after.span.end][:40]
            raise SidecarError(f"{side.name}: “{words}” is translated twice. Keep one of the entries.")
    return tuple(translations)


def load_notes(path: Path, article: Article, text: str, topics: dict[str, Topic]) -> tuple[Note, ...]:
    """Read the notes beside an article; none where there is no such file.

    Raises:
        SidecarError: words that are not there or not in one person's speech, a topic or claim that topics.toml lacks,
            a claim without a stance or with two.
    """
    side = path.with_suffix(".notes.toml")
    if not side.exists():
        return ()
    notes: list[Note] = []
    for note in load_toml(side, _Notes).note:
        if note.topic not in topics:
            raise SidecarError(
                f"{side.name}: the topic “{note.topic}” is not in {TOPICS_FILE}. Add it there or correct the note."
            )
        _check_claim(note, topics[note.topic], side.name)
        span = _place(note.words, article, text, side.name)
        notes.append(
            Note(
                span=span,
                topic=note.topic,
                stance=note.stance,
                claim=note.claim,
                de=note.de,
                en=note.en,
                asked_de=note.asked_de,
                asked_en=note.asked_en,
            )
        )
    _check_sides(notes, text, side.name)
    return tuple(notes)


def _check_claim(note: _Note, topic: Topic, file: str) -> None:
    """Refuse a claim that the topic does not have, or that the note takes no side on."""
    if note.claim is None:
        return
    short = " ".join(note.words.split())[:60]
    if note.claim not in topic.claims:
        raise SidecarError(
            f"{file}: the claim “{note.claim}” of “{short}” is not in the topic “{topic.id}” of {TOPICS_FILE}. "
            "Add it there or correct the note."
        )
    if note.stance is None:
        raise SidecarError(f"{file}: “{short}” names a claim but no stance. Say which side it takes or drop the claim.")


def _check_sides(notes: list[Note], text: str, file: str) -> None:
    """Refuse words that stand against themselves."""
    sides: dict[tuple[int, int, str, str], Stance | None] = {}
    for note in notes:
        key = (note.span.start, note.span.end, note.topic, note.claim or "")
        if note.claim and sides.setdefault(key, note.stance) != note.stance:
            short = " ".join(text[note.span.start : note.span.end].split())[:60]
            raise SidecarError(f"{file}: “{short}” is on two sides of the claim “{note.claim}”. Keep one of the notes.")


def _place(words: str, article: Article, text: str, file: str) -> Span:
    """Find the words in somebody's speech; the same words in the page's furniture do not disturb."""
    spans = []
    error: SidecarError | None = None
    start = 0
    while True:
        try:
            span = find_words(text, words, file, start, first=True)
        except SidecarError as missing:
            error = missing
            break
        if any(stretch.contains(span) for stretch in article.stretches):
            spans.append(span)
        start = span.start + 1
    if len(spans) == 1:
        return spans[0]
    short = " ".join(words.split())[:60]
    if spans:
        raise SidecarError(f"{file}: “{short}” is said {len(spans)} times. Add words until it is unique.")
    if start == 0 and error:
        raise error
    raise SidecarError(f"{file}: “{short}” does not lie inside one person's speech. Correct its words.")
