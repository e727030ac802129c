"""Answers the last question of a conversation with quotes, or says that the articles do not answer it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from knowledge import wishes, wording
from knowledge.analysis import Analyzer
from knowledge.articles.text import read_text
from knowledge.collecting import Selection
from knowledge.conversation import again, understand
from knowledge.errors import ArticleError, QuestionError
from knowledge.index import Index
from knowledge.language import detect_language
from knowledge.meaning import meaning_of
from knowledge.models import LANGUAGES, Answer, Language, Quote
from knowledge.query import Intent
from knowledge.quoting import passage_numbers
from knowledge.search import Searcher
from knowledge.selection import Selector
from knowledge.speakers import Speakers

_SUGGESTIONS = 3
# A no names the kind of answer that is missing where the best passages leave so much of the demand open.
_LARGELY_OPEN = 0.5
# What no text gives is the reason for a no, whatever else is missing.
_NEVER_GIVEN = frozenset({"private", "task"})
# A topic is near a question where it covers this share of the question's weight.
_NEAR = 0.25
# Characters; a longer text is no question.
LONGEST_QUESTION = 2000


class Answerer:
    """Answers questions from one index.

    Args:
        index: the index.
        folder: the articles; every quote is checked against its file before it is shown.
        analyzer: the text analysis that the index was made with.
        without: fields to leave out, for measuring what they give.
        searcher: ranks the passages of the index, where there is one already.
    """

    def __init__(
        self,
        index: Index,
        folder: Path,
        analyzer: Analyzer,
        without: frozenset[str] = frozenset(),
        searcher: Searcher | None = None,
    ) -> None:
        self.index = index
        self.folder = folder
        self._analyzer = analyzer
        self.lexicon = analyzer.lexicon
        self.searcher = searcher or Searcher(index, analyzer, without)
        self.speakers = Speakers(index.passages, analyzer.lexicon)
        self._selector = Selector(index, folder, self.searcher)
        self.quoter = self._selector.quoter
        self.positions = self._selector.positions
        self._prepared: set[Language] = set()

    def answer(self, turns: Sequence[str], language: Language | None = None, intent: Intent | None = None) -> Answer:
        """Answer the last of the questions of one conversation.

        Args:
            turns: the questions in order.
            language: the language to answer in; where it is not given, the question's.
            intent: "more" or "opposite" for the next quotes on the last question or the voices against its answer,
                as if that had been asked for in words.

        Raises:
            QuestionError: there is no question, or the last one holds no words or is too long.
        """
        if not turns or not any(character.isalnum() for character in turns[-1]):
            raise QuestionError("the question holds no words. Ask it in a few words.")
        if len(turns[-1]) > LONGEST_QUESTION:
            raise QuestionError(
                f"the question has {len(turns[-1]):,} characters. Ask it in at most {LONGEST_QUESTION:,}."
            )
        self._prepare(turns[-1], language)
        started = time.perf_counter()
        answer = self.compose(self.select(turns, language, intent))
        elapsed = (time.perf_counter() - started) * 1000
        return answer.model_copy(update={"question": " ".join(turns[-1].split()), "elapsed_ms": round(elapsed, 3)})

    def _prepare(self, question: str, language: Language | None) -> None:
        """Make the fields that the first question in a language needs; that is no part of its time."""
        if len(self._prepared) < len(LANGUAGES):
            wanted = language or detect_language(question, self.lexicon, borrowed=self.searcher.occurs)
            self._selector.prepare(wanted)
            wording.phrases(wanted)
            self._prepared.add(wanted)

    def without(self, fields: frozenset[str]) -> Answerer:
        """Return an answerer of the same index that leaves out some kinds of evidence."""
        return Answerer(self.index, self.folder, self._analyzer, fields)

    def relearned(self, index: Index) -> Answerer:
        """Return an answerer of an index of the same articles that has learned from other judgments.

        What the two have in common is made once, and what a question finds without judgments is looked up once.
        """
        searcher = self.searcher.relearned(index)
        return Answerer(index, self.folder, self._analyzer, searcher.without, searcher)

    def unclear(self, turns: Sequence[str]) -> Answer:
        """Return the answer to a turn without words: that nothing was understood."""
        words = " ".join(turn for turn in turns if any(character.isalnum() for character in turn))
        language = detect_language(words, self.lexicon)
        return Answer(
            question=turns[-1] if turns else "",
            language=language,
            answered=False,
            text=wording.say(language, "unclear"),
            confidence=0.0,
            elapsed_ms=0.0,
            version=self.index.version,
        )

    def context(self, quote: Quote, sentences: int = 2) -> str:
        """Return a quote with the sentences around it, from the same person's speech, as they stand in the file now.

        Args:
            quote: a quote of this index.
            sentences: how many sentences to go back and forth.

        Returns:
            The slice; the quote alone where its file has changed since.
        """
        inside = passage_numbers(self.index.passages, quote)
        try:
            text = read_text(self.folder / quote.source)
        except ArticleError:
            text = ""
        if not inside or text[quote.start : quote.end] != quote.text:
            return quote.text
        first, last = inside[0], inside[-1]
        for _ in range(sentences):
            before, after = self.quoter.neighbours(first)[0], self.quoter.neighbours(last)[1]
            first = first if before is None else before
            last = last if after is None else after
        return text[min(quote.start, self.index.passages[first].start) : max(quote.end, self.index.passages[last].end)]

    def select(self, turns: Sequence[str], language: Language | None = None, intent: Intent | None = None) -> Selection:
        """Choose the quotes for the last of the questions of one conversation."""
        usable = [turn for turn in turns if any(character.isalnum() for character in turn)]
        query = understand(usable, self.speakers, self.lexicon, self.searcher.occurs, language)
        return self._selector.select(again(query, intent) if intent else query)

    def candidates(self, turns: Sequence[str], limit: int = 5, language: Language | None = None) -> list[Quote]:
        """Return the best quotes for the last of the questions of one conversation, for a person to choose from.

        Args:
            turns: the questions in order.
            limit: how many quotes.
            language: the question's language; detected where it is not given.

        Returns:
            Different quotes, best first, also where they do not count as an answer; none for a turn without words.
        """
        usable = [turn for turn in turns if any(character.isalnum() for character in turn)]
        if not usable or usable[-1] != turns[-1]:
            return []
        query = understand(usable, self.speakers, self.lexicon, self.searcher.occurs, language)
        return self._selector.candidates(query, limit)

    def compose(self, selection: Selection) -> Answer:
        """Word the answer to what was selected."""
        query = selection.query
        if not selection.quotes:
            return self._refuse(selection)
        return Answer(
            question=query.text,
            language=query.language,
            answered=True,
            text=selection.text(),
            confidence=round(selection.confidence, 3),
            elapsed_ms=0.0,
            quotes=tuple(selection.quotes),
            lead=selection.opening(),
            opposing=selection.opposing,
            version=self.index.version,
            meaning=self._meaning(selection),
            leans=query.leans,
        )

    def _meaning(self, selection: Selection) -> dict[str, float]:
        """Return what a question is about, and whose words it asks for."""
        query = selection.query
        asked_for = [
            *query.speakers,
            *([query.role] if query.role else []),
            *([query.stranger] if query.stranger else []),
        ]
        found = meaning_of(selection.ranking.concepts, self._analyzer.synonyms, self.searcher.highest_idf)
        return found | {f"@{name}": 1.0 for name in asked_for}

    def _refuse(self, selection: Selection) -> Answer:
        query, language = selection.query, selection.query.language
        suggestions = () if selection.withheld or query.intent == "courtesy" else self._suggestions(selection)
        text = wording.refusal(self._reason(selection), suggestions, language)
        return Answer(
            question=query.text,
            language=language,
            answered=False,
            text=text,
            confidence=round(selection.confidence, 3),
            elapsed_ms=0.0,
            suggestions=suggestions,
            version=self.index.version,
            meaning=self._meaning(selection),
            leans=query.leans,
        )

    def _reason(self, selection: Selection) -> str:
        """Say why there is no answer."""
        query, language = selection.query, selection.query.language
        missing = _names(selection)
        quoted = wording.joined([wording.say(language, "quote", text=word) for word in missing[:3]], language)
        unmet = next((demand.name for demand, open_ in selection.unmet if open_ >= _LARGELY_OPEN), "")
        names = wording.joined(sorted(query.speakers), language)
        reasons: list[tuple[bool, str, dict[str, str]]] = [
            (query.intent == "courtesy", _kind_word(query.text), {}),
            (bool(selection.withheld), "changed", {}),
            (unmet in _NEVER_GIVEN, f"no_{unmet}", {}),
            (query.stranger is not None, "no_answer_stranger", {"name": query.stranger or ""}),
            (len(query.speakers) == 1, "no_answer_speaker", {"names": names}),
            (len(query.speakers) > 1, "no_answer_speakers", {"names": names}),
            (query.role is not None, "no_answer_role", {}),
            (query.intent == "opposite", "no_opposite", {}),
            (query.intent in ("more", "why"), "no_more", {}),
            (len(missing) == 1, "no_answer_word", {"word": "".join(missing)}),
            (len(missing) > 1, "no_answer_words", {"words": quoted}),
            (bool(unmet), f"no_{unmet}", {}),
            (True, "no_answer", {}),
        ]
        key, values = next((key, values) for applies, key, values in reasons if applies)
        return wording.say(language, key, **values)

    def offers(self) -> dict[Language, list[str]]:
        """Ask the question of every topic, and return the topics whose question is answered, by language."""
        return {
            language: [
                topic for topic in self.index.topics if self.select([self._question(topic, language)], language).quotes
            ]
            for language in LANGUAGES
        }

    def _question(self, topic: str, language: Language) -> str:
        entry = self.index.topics[topic]
        return entry.en if language == "en" else entry.de

    def _suggestions(self, selection: Selection) -> tuple[str, ...]:
        """Return the near questions that the articles answer, if any: each was asked when the index was made."""
        language = selection.query.language
        topics = sorted(
            self.index.offers.get(language, ()),
            key=lambda topic: (
                -self.positions.relevance(topic, selection.ranking),
                -len(self.positions.passages(topic)),
                topic,
            ),
        )
        # What is far down by relevance shares no more than a chance word.
        near = (topic for topic in topics[: 3 * _SUGGESTIONS] if self._is_near(topic, selection))
        return tuple(self._question(topic, language) for topic in islice(near, _SUGGESTIONS))

    def _is_near(self, topic: str, selection: Selection) -> bool:
        """Tell whether the words of a topic, or of the questions it answers, cover enough of a question."""
        return self.positions.share(topic, selection.ranking, selection.query.words_language) >= _NEAR


def _names(selection: Selection) -> list[str]:
    """Return the words of a question that look like names and do not occur; numbers and single letters tell nothing."""
    return list(
        dict.fromkeys(
            selection.query.typed(concept.word)
            for concept in selection.missing
            if (not concept.known or concept.named)
            and not concept.corrected
            and len(concept.word) > 1
            and concept.word[0].isalpha()
        )
    )


def _kind_word(text: str) -> str:
    """Return the phrase for a turn that asks nothing of the articles: a greeting, thanks, or who the program is."""
    if wishes.ABOUT_ITSELF.search(text):
        return "introduction"
    if wishes.FAREWELL.search(text):
        return "farewell"
    return "greeting" if wishes.GREETING.search(text) else "courtesy"
