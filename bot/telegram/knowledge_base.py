"""The knowledge base as the chats use it: answers are found in other processes, a new index is swapped in whole."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bot.settings import Places
from bot.telegram.workers import Worker, WorkerGoneError
from knowledge.answers import Answerer
from knowledge.building import Progress
from knowledge.conversation import Intent
from knowledge.errors import QuestionError
from knowledge.index import Index
from knowledge.library import Change, Library, compare
from knowledge.models import Answer, Language, Quote

# Beside this many examples a person no longer chooses.
_EXAMPLES = 3


class KnowledgeBase:
    """The articles, and the workers that find answers in them.

    Args:
        places: the folder of articles and the home folder.
        workers: how many processes find answers; 0: a thread of this one.
    """

    def __init__(self, places: Places, workers: int) -> None:
        self.places = places
        self.library = Library(places.seeds, places.home)
        self._size = workers
        self._given = (places.seeds, places.home)
        self._workers: list[Worker] = []
        self._thread: ThreadPoolExecutor | None = None
        self._reindexing = asyncio.Lock()
        self.index, self.error = self.library.open()
        self._take(self.index)

    def _take(self, index: Index) -> None:
        self.index = index
        speakers = Counter(passage.speaker for passage in index.passages if passage.speaker)
        self.names = [name for name, _ in speakers.most_common()]

    async def start(self) -> None:
        """Start the workers, so that the first question does not wait for them."""
        if not self._size:
            self._thread = ThreadPoolExecutor(1, "answers", initializer=_open, initargs=self._given)
        self._workers = [Worker(_open, self._given) for _ in range(self._size)]
        await asyncio.gather(*(worker.run(_warm, self.index.version) for worker in self._workers))

    def stop(self) -> None:
        """Let the workers go."""
        for worker in self._workers:
            worker.stop()
        if self._thread:
            self._thread.shutdown()

    async def _run(self, job: Any, *arguments: object) -> Any:  # noqa: ANN401 - whatever the job returns
        """Run a job in the worker with the least to do; one that was killed is replaced, and its job done once more."""
        if self._thread:
            return await asyncio.get_running_loop().run_in_executor(self._thread, job, *arguments)
        worker = min(self._workers, key=lambda worker: worker.load)
        try:
            return await worker.run(job, *arguments)
        except WorkerGoneError:
            self._workers = [w if w.alive else Worker(_open, self._given) for w in self._workers]
            return await self._workers[0].run(job, *arguments)

    async def answer(self, turns: Sequence[str], language: str | None = None, intent: Intent | None = None) -> Answer:
        """Answer the last of the questions of a conversation; `language` None: in the question's."""
        known = language if language in ("de", "en") else None
        answer: Answer = await self._run(_answer, self.index.version, list(turns), known, intent)
        return answer

    async def contexts(self, quotes: Sequence[Quote]) -> list[str]:
        """Return each quote with the sentences around it."""
        contexts: list[str] = await self._run(_contexts, self.index.version, list(quotes))
        return contexts

    def topic_of(self, answer: Answer) -> str | None:
        """Return the id of the topic that the first quote is on, where the editors have noted one."""
        if not answer.quotes:
            return None
        first = answer.quotes[0]
        return next((note.topic for note in self.index.notes.get(first.source, ()) if note.span.overlaps(first)), None)

    def question_on(self, topic: str, language: str) -> str:
        """Return the question that a topic stands for."""
        entry = self.index.topics.get(topic)
        return (entry.de if language == "de" else entry.en) if entry else topic

    def examples(self) -> list[str]:
        """Return the ids of the topics with the most to say on them."""
        counts = Counter(note.topic for notes in self.index.notes.values() for note in notes)
        return [topic for topic, _ in counts.most_common(_EXAMPLES)]

    @property
    def busy(self) -> bool:
        """Tell whether the articles are being read."""
        return self._reindexing.locked()

    async def reindex(self, progress: Progress | None = None) -> Change:
        """Read the articles and put their new index in force; until then the old one answers.

        Raises:
            FundstelleError: the articles cannot be used; the old index stays in force.
        """
        async with self._reindexing:
            old = self.index
            index = await asyncio.to_thread(self.library.build, progress)
            await asyncio.to_thread(self.library.publish, index)
            self._take(index)
            return compare(old, index)

    async def follow(self) -> bool:
        """Take up an index that another process has put in force; tell whether there was one."""
        version = await asyncio.to_thread(self.library.stored_version)
        if version in (None, self.index.version) or self.busy:
            return False
        index = await asyncio.to_thread(self.library.stored)
        if index is None:
            return False
        self._take(index)
        return True


# One answerer a worker, opened once and again when another index is in force.
_library: Library
_answerer: Answerer


def _open(folder: Path, home: Path) -> None:
    global _library, _answerer  # noqa: PLW0603 - a worker has nowhere else to keep it
    _library = Library(folder, home)
    index, _ = _library.open()
    _answerer = Answerer(index, _library.folder, _library.analyzer)


def _current(version: str) -> Answerer:
    global _answerer  # noqa: PLW0603
    if _answerer.index.version != version:
        index = _library.stored()
        if index and index.version != _answerer.index.version:
            _answerer = Answerer(index, _library.folder, _library.analyzer)
    return _answerer


def _warm(version: str) -> None:
    _current(version)


def _answer(version: str, turns: list[str], language: Language | None, intent: Intent | None) -> Answer:
    answerer = _current(version)
    try:
        return answerer.answer(turns, language, intent)
    except QuestionError:
        return answerer.unclear(turns)


def _contexts(version: str, quotes: list[Quote]) -> list[str]:
    return [_current(version).context(quote) for quote in quotes]
