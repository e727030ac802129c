"""Understands the last question of a conversation: its wish, its language, and what it takes from before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge import wishes
from knowledge.analysis import LONGEST_QUERY, content_words
from knowledge.chatter import is_polite
from knowledge.concepts import QueryWord
from knowledge.frames import without_frames
from knowledge.language import detect_language
from knowledge.lexicon import Lexicon
from knowledge.models import Language
from knowledge.query import Intent, Query, topic_of
from knowledge.speakers import Asked, Speakers

# Words of the question before count so much beside those of the follow-up question.
CARRIED_WEIGHT = 0.5
# Words that ask for a side ("arguments against") may stand in the articles too.
_ASKING_WEIGHT = 0.3
# So many words of its own has a turn that puts something else in the place of what was asked about.
_LONGEST_SCRAP = 2
# More turns than this are not looked back at.
LONGEST_MEMORY = 20
# Turns that name nothing themselves, and wish for something of the answer before.
_AGAIN: dict[Intent, re.Pattern[str]] = {"more": wishes.MORE, "why": wishes.WHY}
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2}")
_SAME_PERSON = re.compile(
    r"\b(?:er|sie|he|she|ihr|his|her)\b|^(?:und|and)\s+(?:zu[mr]?|über|von|vom|about|on|regarding)\b", re.IGNORECASE
)


def understand(
    turns: Sequence[str],
    speakers: Speakers,
    lexicon: Lexicon,
    in_articles: Callable[[str], bool],
    language: Language | None = None,
) -> Query:
    """Understand the last of the questions of one conversation.

    Args:
        turns: the questions in order, the last one to be answered.
        speakers: who speaks in the articles.
        lexicon: the word data.
        in_articles: tells whether a word occurs in the articles.
        language: the language to answer in, where it is settled; else it is detected.
    """
    query: Query | None = None
    for turn in turns[-LONGEST_MEMORY:]:
        query = _understand_one(turn, query, speakers, lexicon, in_articles, language)
    if query is None:
        raise ValueError("a conversation has at least one turn")
    return query


def again(query: Query, intent: Intent) -> Query:
    """Ask a question once more with another intent, as if the wish had been typed after it."""
    return _again(replace(query, text=query.text), query, intent)


def _understand_one(
    turn: str,
    before: Query | None,
    speakers: Speakers,
    lexicon: Lexicon,
    in_articles: Callable[[str], bool],
    settled: Language | None,
) -> Query:
    text = " ".join(turn.split())
    if before and before.intent == "courtesy":
        before = before.before
    # A person may ask in one language and wish to be answered in the other.
    spoken = detect_language(text, lexicon, settled or (before.language if before else "de"), in_articles)
    language = settled or spoken
    if wishes.COURTESY.fullmatch(text.strip(" ?!.…")) or ("?" not in text and is_polite(text)):
        return Query(text=text, language=language, intent="courtesy", before=before)
    switch = wishes.IN_LANGUAGE.fullmatch(text.strip(" ?!.…"))
    if switch and before:
        wanted: Language = "de" if switch["de"] else "en"
        return replace(before, language=wanted, worded=before.words_language)
    if before and wishes.WHO_SAID.fullmatch(text.strip(" ?!.…").casefold()):
        return replace(before, language=language, worded=before.words_language)
    asked = speakers.asked(text, in_articles)
    plain = without_frames(asked.rest)
    words = tuple((content_words(plain, spoken) or content_words(asked.rest, spoken))[:LONGEST_QUERY])
    topical = set(content_words(wishes.without_asking(plain), spoken))
    # "And what speaks for it?" names no topic of its own: it is the one before.
    if not topical and not before:
        topical = set(words)
    words = words if topical else ()
    query = Query(
        text=text,
        language=language,
        words=tuple(QueryWord(word, 1.0 if word in topical else _ASKING_WEIGHT) for word in words),
        core=tuple(word for word in words if word in topical),
        speakers=asked.speakers,
        role=asked.role,
        stranger=asked.stranger,
        worded=spoken,
    )
    if len(query.speakers) == 1 and wishes.OPPOSITE.search(text) and wishes.CONTRADICTS.search(text):
        return _contradict(query, asked.rest, before)
    if before is None:
        return query
    return _follow(query, before, asked)


def _contradict(query: Query, rest: str, before: Query | None) -> Query:
    """Ask for other people's words against one person's, on the topic that the rest names or else the one before."""
    words = tuple(content_words(wishes.SOMEBODY.sub(" ", wishes.OPPOSITE.sub(" ", rest)), query.words_language))
    topic = topic_of(before) if before and not words else None
    theirs = replace(
        query,
        words=topic.words if topic else tuple(QueryWord(word) for word in words),
        core=topic.core if topic else words,
        worded=(topic or query).words_language,
    )
    return replace(theirs, intent="opposite", speakers=frozenset(), against=theirs, before=before)


def _follow(query: Query, before: Query, asked: Asked) -> Query:
    """Take over from the question before what the new one leaves out."""
    bare = query.text.strip(" ?!.…").casefold()
    for intent, wish in _AGAIN.items():
        # "Why only PR?" names something of its own.
        if wish.fullmatch(bare) and not _ACRONYM.search(query.text):
            return _again(query, before, intent)
    if asked.stranger:
        return replace(query, before=before)
    # "What speaks against it?" asks for a side of the topic, "who disagrees?" for one against what was answered.
    of_a_side = query.side is not None and not query.core
    if wishes.OPPOSITE.search(query.text) and len(query.core) <= 3 and not of_a_side:
        return _again(query, before, "opposite", keep=False)
    return _carry_on(query, before) if _depends(query) else query


def _carry_on(query: Query, before: Query) -> Query:
    """Add to a question that cannot be understood alone the words of the one before."""
    topic = topic_of(before)
    left = {word.casefold() for word in (*query.core, *_replaced(query, topic))}
    judging = all(word.casefold() in wishes.JUDGES for word in query.core)
    if topic.words_language != query.words_language and not judging:
        return query  # words of two languages are no one question
    carried = tuple(
        QueryWord(word.word, word.weight * CARRIED_WEIGHT) for word in topic.words if word.word.casefold() not in left
    )
    # "And what does Pfeiffer say?" asks the same of somebody else, "is that wise?" the same again: the topic counts
    # fully.
    if judging:
        query, carried = replace(query, words=(), core=topic.core, worded=topic.words_language), topic.words
    if wishes.is_aspect(query.core):
        # "For example?" asks for one of what was asked before, not for any that is called so.
        query = replace(query, words=tuple(QueryWord(word.word, _ASKING_WEIGHT) for word in query.words))
        carried = topic.words
    return replace(
        query, words=query.words + carried, before=before, speakers=query.speakers or _kept_speakers(query, topic)
    )


def _replaced(query: Query, topic: Query) -> list[str]:
    """Return the words that a scrap puts others in the place of: "and on Twitter?" those of "on Facebook"."""
    scrap = wishes.IN_PLACE_OF.match(query.text)
    if not scrap or len(query.core) > _LONGEST_SCRAP:
        return []
    words = re.findall(rf"\b{re.escape(scrap['preposition'])}\s+([\w-]+)", topic.text, re.IGNORECASE)
    return words if len(words) == 1 else []


def _kept_speakers(query: Query, topic: Query) -> frozenset[str]:
    """Keep to the person asked for before where a pronoun points at one ("and what does he say about reach?").

    So does a question that only names another matter: "What does Henne think about PR?" – "And about Facebook?"
    """
    return topic.speakers if _SAME_PERSON.search(query.text) else frozenset()


def _again(query: Query, before: Query, intent: Intent, *, keep: bool = True) -> Query:
    """Ask the question before once more, with another intent."""
    topic = topic_of(before)
    return replace(
        query,
        words=topic.words,
        core=topic.core,
        intent=intent,
        before=before,
        worded=topic.words_language,
        speakers=query.speakers or (topic.speakers if keep else frozenset()),
    )


def _depends(query: Query) -> bool:
    """Tell whether a question cannot be understood without the one before it."""
    words = [word for word in query.core if word.casefold() not in wishes.JUDGES]
    count = len(words)
    if query.speakers and wishes.WHO_IS.match(query.text):
        return False
    if count == 0 or wishes.is_aspect(words):
        return True
    if wishes.LINKED.match(query.text):
        return count <= 4
    if wishes.SCRAP.match(query.text):
        return count <= 3 and not wishes.QUESTION_WORD.search(query.text) and len(query.text.split()) <= 5
    if wishes.POINTING.search(query.text):
        return count <= 3
    return count <= 1 and not wishes.CLAUSE.match(query.text)
