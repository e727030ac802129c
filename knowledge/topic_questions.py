"""Compares a question with those of the topics: how alike they are, and whether their sides are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from knowledge import wishes
from knowledge.analysis import LIGHT, Analyzer
from knowledge.concepts import Concept
from knowledge.index import Index, Terms
from knowledge.models import LANGUAGES, Language, Stance, Topic
from knowledge.search import Ranking

TermsOf = Mapping[tuple[str, Language], frozenset[str]]

# A word rarer than this tells what a question is about: it stands in fewer than every seventh sentence.
_TELLING = 2.0
_ALIKE = 5
# So large a share of a question's telling words must be a topic's question's own.
_SAME_QUESTION = 0.4
# And so large a one where the question does not ask for a side.
_PRESUMED_OF = 0.5
# What a topic's question names behind these words is the other side of it.
_COMPARES = re.compile(r"\b(?:als|statt|anstatt|anstelle|gegenüber|than|instead|rather|over)\b", re.IGNORECASE)
_SIDES: tuple[Stance, Stance] = ("for", "against")
_TURNED: dict[Stance, Stance] = {"for": "against", "against": "for"}
_NEGATES = re.compile(
    r"\b(?:weniger|wenig|nicht|kein\w*|ohne|fehlt|less|fewer|little|not|no|without|lack)\b", re.IGNORECASE
)
# What turns the side that "why should we …?" takes for granted; twice turned is not turned.
_DENIES = re.compile(
    r"\b(?:weniger|nicht|kein\w*|nie|niemals|verzichten|vermeiden|aufhören|falsch|schlecht\w*"
    r"|less|fewer|not?|never|stop|avoid|wrong|bad|worse)\b|n['’]t\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r",|\b(?:wenn|obwohl|weil|falls|ohne|if|when|because|although|while|without)\b")
_INSERTED = re.compile(r",\s(?:as|als|wie|given|with|mit|bei|in)\b[^,]*,", re.IGNORECASE)
# Doing it oneself is the other side of having it done.
_ONESELF = re.compile(
    r"\b(?:selbst(?! (?:bei|für|in|wenn|dann|die|der|das|ein)\b)|selber|intern|inhouse|in-house|(?:our|your|them)selves"
    r"|(?:your|it)self|eigene[nrs]? leute)\b",
    re.IGNORECASE,
)
# What is done so is part of it: "selbst betreuen".
_DONE_ONESELF = re.compile(r"\b(?:selbst|selber|intern|inhouse)\s+(\w+)", re.IGNORECASE)


class TopicQuestions:
    """The questions of an index's topics."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        # What topics ask is looked at for every question that wishes for one side.
        self._terms_of = lru_cache(maxsize=1_000)(self._analyzed)
        self._topics = index.topics
        self._own = _own_terms(index)
        self._meant = _meant_terms(index, self._own)
        listed = {
            (name, language): _sides(entry, language) for name, entry in index.topics.items() for language in LANGUAGES
        }
        self._named = {
            key: {side: self._terms_of(" ".join(words), key[1]) for side, words in sides.items()}
            for key, sides in listed.items()
        }
        # Topics one side of which is doing it oneself, in the editors' words.
        self._oneself = {
            key: side
            for key, sides in listed.items()
            for side, words in sides.items()
            if any(map(_ONESELF.search, words))
        }

    def share(self, topic: str, ranking: Ranking, language: Language) -> float:
        """Return the share of a question's weight that a topic's own question and words cover, 0 to 1."""
        return ranking.share(self._own[topic, language])

    def asked_side(self, topic: str, text: str, side: Stance, ranking: Ranking, language: Language) -> Stance | None:
        """Return the side of a topic that a question asks for; None where it is not about that topic, or not clear.

        Who asks what speaks for doing it oneself asks for what speaks against outsourcing.

        Args:
            topic: the topic.
            text: the question as typed, with the one before where it leans on it.
            side: the side it asks for by its words.
            ranking: the ranking for it.
            language: the language of its words.
        """
        question = self._question(topic, language)
        return None if _NEGATES.search(question) else self._side(topic, question, text, side, ranking, language)

    def presumed_side(self, topic: str, text: str, ranking: Ranking, language: Language) -> Stance | None:
        """Return the side of a topic that a question takes for granted; None where it is not about it, or not clear.

        "Why should we outsource?" takes one, "why not?" the other; see `asked_side` for what comes in.
        """
        question = self._question(topic, language)
        # What stands before "why" only leads up to it, and an insertion takes nothing for granted.
        asked = wishes.PRESUMES.search(text)
        text = _INSERTED.sub(" ", text[asked.start() :] if asked else text)
        main = _SUBORDINATE.split(_COMPARES.split(text)[0])[0]
        same = len(_DENIES.findall(question)) % 2 == len(_DENIES.findall(main)) % 2
        return self._side(topic, question, text, "for" if same else "against", ranking, language, _PRESUMED_OF)

    def is_of_oneself(self, topic: str, text: str, language: Language) -> bool:
        """Tell whether a text speaks of doing something oneself, and that is a side of a topic."""
        return (topic, language) in self._oneself and bool(_ONESELF.search(text))

    def _question(self, topic: str, language: Language) -> str:
        """Return what a topic asks, without what it compares that with."""
        entry = self._topics[topic]
        return _COMPARES.split(entry.en if language == "en" else entry.de)[0]

    def _side(
        self,
        topic: str,
        question: str,
        text: str,
        side: Stance,
        ranking: Ranking,
        language: Language,
        least: float = _SAME_QUESTION,
    ) -> Stance | None:
        """Return which side of a topic's question is meant by a side of the question as typed."""
        about = _COMPARES.split(text)[0]
        listed = any(self._named[topic, language].values())
        done_oneself = self._oneself.get((topic, language)) if self.is_of_oneself(topic, about, language) else None
        weights = self._spoken_of((topic, language), question, about, ranking)
        # Where editors list it, doing it oneself is one telling word, whatever is done.
        opposite = weights["opposite"] + _TELLING * (done_oneself == "against")
        named = weights["named"] + _TELLING * (done_oneself == "for")
        within = named + weights["own"]
        # What a topic's question shares with both sides speaks for neither where the editors list words for its own.
        undecided = opposite and (named if self._named[topic, language]["for"] else within)
        if undecided or not (within or opposite):
            return None
        if not done_oneself and max(within, opposite) < least * (max(within, opposite) + weights["meant"]):
            return None
        turned = not listed and bool(_ONESELF.search(about)) != bool(_ONESELF.search(question))
        return _TURNED[side] if turned or opposite else side

    def _spoken_of(self, key: tuple[str, Language], question: str, about: str, ranking: Ranking) -> dict[str, float]:
        """Return how much a question's telling words say of what.

        Args:
            key: a topic and the language of the words.
            question: what the topic asks.
            about: the part of the question as typed that counts.
            ranking: the ranking for it.

        Returns:
            Sums of idf: of words listed for the side "named" in the topic's question or for the "opposite" one, of the
            topic's "own" words, and of those "meant" in what else is said on it.
        """
        named, opposite = (self._named[key][side] for side in _SIDES)
        own, meant = self._terms_of(question, key[1]), self._meant[key]
        listed = self.is_of_oneself(key[0], about, key[1])
        done = {verb.casefold() for verb in _DONE_ONESELF.findall(about)}
        weights = dict.fromkeys(("opposite", "named", "own", "meant"), 0.0)
        for concept in _asked_about(about, ranking):
            word = concept.word.casefold()
            oneself = word in done or bool(_ONESELF.fullmatch(word))
            if _DENIES.fullmatch(word) or (listed and oneself):
                continue
            if concept.covered(opposite):
                weights["opposite"] += concept.idf
            elif concept.covered(named):
                weights["named"] += concept.idf
            elif concept.covered(own) or _begins_alike(concept.word, question) or oneself:
                weights["own"] += concept.idf
            elif concept.covered(meant):
                weights["meant"] += concept.idf
        return weights

    def _analyzed(self, text: str, language: Language) -> frozenset[str]:
        return frozenset(self._analyzer.english(text) if language == "en" else self._analyzer.parts(text))


def _sides(entry: Topic, language: Language) -> dict[Stance, tuple[str, ...]]:
    """Return the words that the editors list for either side of a topic."""
    if language == "en":
        return {"for": entry.for_en, "against": entry.against_en}
    return {"for": entry.for_de, "against": entry.against_de}


def _asked_about(about: str, ranking: Ranking) -> list[Concept]:
    """Return the telling words of a question's part."""
    words = about.casefold()
    return [c for c in ranking.concepts if c.weight >= LIGHT and c.idf >= _TELLING and c.word.casefold() in words]


def _own_terms(index: Index) -> TermsOf:
    """Return the terms of each topic's own question and words."""
    stored: tuple[tuple[Language, Terms], ...] = ("de", index.fields.topic_de), ("en", index.fields.topic_en)
    return {
        (topic, language): frozenset(terms)
        for language, of_topics in stored
        for topic, terms in zip(index.topics, of_topics, strict=True)
    }


def _meant_terms(index: Index, own: TermsOf) -> TermsOf:
    """Return each topic's own terms with those of all notes on it and of their questions."""
    notes = [note.topic for of_article in index.notes.values() for note in of_article]
    stored: tuple[tuple[Language, Terms], ...] = ("de", index.fields.meant_de), ("en", index.fields.meant_en)
    gathered: dict[tuple[str, Language], set[str]] = {key: set(terms) for key, terms in own.items()}
    for language, of_notes in stored:
        for topic, terms in zip(notes, of_notes, strict=True):
            gathered[topic, language].update(terms)
    return {key: frozenset(terms) for key, terms in gathered.items()}


def _begins_alike(word: str, text: str) -> bool:
    """Tell whether a text holds a word of the same family, such as "outsource" for "outsourcing"."""
    start = word.casefold()[:_ALIKE]
    return len(start) == _ALIKE and any(other.startswith(start) for other in text.casefold().split())
