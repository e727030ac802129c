"""A question, understood: what it is about, and what it asks for beside its words."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from knowledge import wishes
from knowledge.analysis import typed_words, written_out
from knowledge.answer_types import ANSWER_TYPES, asked_type
from knowledge.concepts import QueryWord
from knowledge.frames import without_frames
from knowledge.models import LANGUAGES, Language, Passage, Role, Stance

Intent = Literal["answer", "more", "opposite", "why", "courtesy"]


# So begins a mark that makes another question of one with the same words.
ESSENTIAL = "="


@dataclass(frozen=True)
class Query:
    """A question, understood.

    Attributes:
        text: the last turn as typed.
        language: the language to answer in.
        words: content words with weights; those of the last turn count fully.
        core: the words of the last turn itself.
        intent: an answer, more of the answer before, the other side of it, its reasons, or nothing but a kind word.
        speakers: only these people's words; empty for everybody's.
        role: only the words of authors, or of commenters.
        stranger: the name of a person asked for who does not occur.
        before: what the question leans on, where it does.
        against: the question for the words that other people's are to stand against.
        worded: the language of the words, where the answer is wanted in the other one.
    """

    text: str
    language: Language
    words: tuple[QueryWord, ...] = ()
    core: tuple[str, ...] = ()
    intent: Intent = "answer"
    speakers: frozenset[str] = frozenset()
    role: Role | None = None
    stranger: str | None = None
    before: Query | None = None
    against: Query | None = None
    worded: Language | None = None

    def without(self, unknown: Collection[str]) -> Query:
        """Return the question without words that the articles do not know: the topic of the one before is left."""
        topic = topic_of(self.before) if self.before else self
        words = tuple(word for word in self.words if word.word not in unknown)
        if any(word.weight == 1.0 for word in words):
            return replace(self, words=words)
        return replace(self, words=topic.words, core=topic.core)

    @cached_property
    def for_both_sides(self) -> bool:
        """Tell whether the question asks for both sides in so many words, such as "for and against"."""
        return bool(wishes.BOTH_SIDES.search(self.text))

    @cached_property
    def side(self) -> Stance | None:
        """Return the side that the question asks for, such as "what speaks against it"; None where for none or both."""
        against, favour = wishes.AGAINST.search(self.text), wishes.FOR.search(self.text)
        if self.for_both_sides or bool(against) == bool(favour):
            return None
        return "against" if against else "for"

    @cached_property
    def presumes(self) -> bool:
        """Tell whether the question takes something for granted that may be disputed, such as "why should we …?"."""
        return bool(wishes.PRESUMES.search(self.text))

    @cached_property
    def goes_on(self) -> bool:
        """Tell whether the question names nothing of its own, so that it asks on about the one before."""
        if self.before is None or self.intent != "answer":
            return self.before is not None
        # The words may be carried from a turn in the other language: what is a stop word in either names nothing.
        text = wishes.without_sides(self.text)
        german, english = ({typed for typed, _ in typed_words(text, language)} for language in LANGUAGES)
        return all(word.casefold() in wishes.JUDGES for word in german & english)

    @cached_property
    def said(self) -> str:
        """The question with its short forms in full, and the ones before it as far back as it names nothing itself."""
        full = written_out(self.text, self.words_language)
        return f"{full} {self.before.said}" if self.before and self.goes_on else full

    def typed(self, word: str) -> str:
        """Return a word of the question, or of one before it, as it was typed: a short form, where that is meant."""
        typed = (typed for typed, full in typed_words(self.text, self.words_language) if full == word)
        return next(typed, None) or (self.before.typed(word) if self.before else word)

    @property
    def disputable(self) -> bool:
        """Tell whether the question leaves open what is so: "is it …?", not "why is it …?"."""
        return self.weighs or not wishes.ASKS_ON.search(self.text)

    @cached_property
    def weighs(self) -> bool:
        """Tell whether the question weighs one thing against another, or asks for views."""
        return bool(wishes.WEIGHS.search(self.text))

    @property
    def leans(self) -> bool:
        """Tell whether the question is understood from the ones before it."""
        return self.before is not None and self.stranger is None and self.intent != "courtesy"

    @cached_property
    def marks(self) -> frozenset[str]:
        """Return what the question asks for beside its words, such as a person's view, a side, or a reason."""
        kind = asked_type(self.asked_for, self.words_language)
        kinds = [f"answer type {ANSWER_TYPES.index(kind)}"] if kind else []
        sides = ["both sides"] if self.for_both_sides else []
        sides += [f"{ESSENTIAL}the side {self.side}"] if self.side else []
        sides += ["not"] if wishes.NEGATED.search(self.text) else []
        whose = [f"{ESSENTIAL}{name}" for name in (*self.speakers, self.role, self.stranger) if name]
        return frozenset((*kinds, *sides, *whose, *self._leaning))

    @property
    def _leaning(self) -> list[str]:
        """What makes another question of the words of the one before: a wish, or "what would be the alternative?"."""
        if self.before is None:
            return []
        if self.intent != "answer":
            return [f"{ESSENTIAL}{self.intent}"]
        judges = [word for word in wishes.JUDGES if re.search(rf"\b{word}\b", self.text.casefold())]
        return [f"{ESSENTIAL}further {' '.join(sorted(judges))}"]

    @property
    def words_language(self) -> Language:
        """Return the language that the words are in; the answer may be wanted in the other one."""
        return self.worded or self.language

    def allows(self, passage: Passage) -> bool:
        """Tell whether a passage is said by one of those the question asks for."""
        if self.against and passage.speaker in self.against.speakers:
            return False
        return (not self.speakers or passage.speaker in self.speakers) and self.role in (None, passage.role)

    @cached_property
    def asked_for(self) -> str:
        """Return the words that tell what kind of answer is asked for: the topic's, and a "why" of its own."""
        topic = topic_of(self)
        plain = without_frames(topic.text).strip() or topic.text
        return plain if self.intent in ("answer", "more", "opposite") else f"{self.text} {plain}"


def topic_of(query: Query) -> Query:
    """Return the question that set the topic: "more" and "why?" set none of their own."""
    while (query.intent != "answer" or query.stranger) and query.before:
        query = query.before
    return query
