"""The knowledge base as the chats use it: answers are found in other processes, a new index is swapped in whole."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

from bot import improving
from bot.improving import Improvement
from bot.opening import open_library
from bot.settings import Places
from bot.telegram import jobs
from bot.telegram.workers import Worker, WorkerGoneError
from knowledge.building import Progress
from knowledge.index import Index
from knowledge.library import Change, compare
from knowledge.models import Answer, Language, Quote
from knowledge.query import Intent

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
        self.library = open_library(places.seeds, places.home)
        self._size = workers
        self._given = (places.seeds, places.home)
        self._workers: list[Worker] = []
        self._thread: ThreadPoolExecutor | None = None
        self._making = asyncio.Lock()
        self.index, self.error = self.library.open()
        self._take(self.index)

    def _take(self, index: Index) -> None:
        self.index = index
        speakers = Counter(passage.speaker for passage in index.passages if passage.speaker)
        self.names = [name for name, _ in speakers.most_common()]

    async def start(self) -> None:
        """Start the workers, so that the first question does not wait for them."""
        if not self._size:
            self._thread = ThreadPoolExecutor(1, "answers", initializer=jobs.open_articles, initargs=self._given)
        self._workers = [Worker(jobs.open_articles, self._given) for _ in range(self._size)]
        await asyncio.gather(*(worker.run(jobs.warm, self.index.version) for worker in self._workers))

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
            self._workers = [w if w.alive else Worker(jobs.open_articles, self._given) for w in self._workers]
            return await self._workers[0].run(job, *arguments)

    async def answer(self, turns: Sequence[str], language: str | None = None, intent: Intent | None = None) -> Answer:
        """Answer the last of the questions of a conversation; `language` None: in the question's."""
        known = language if language in ("de", "en") else None
        answer: Answer = await self._run(jobs.answer, self.index.version, list(turns), known, intent)
        return answer

    async def contexts(self, quotes: Sequence[Quote]) -> list[str]:
        """Return each quote with the sentences around it."""
        contexts: list[str] = await self._run(jobs.contexts, self.index.version, list(quotes))
        return contexts

    async def candidates(self, turns: Sequence[str], limit: int, language: Language | None = None) -> list[Quote]:
        """Return the quotes that come first for the last of some questions, whether they answer it or not.

        There are none for a turn without words. `language` None: the question's.
        """
        found: list[Quote] = await self._run(jobs.candidates, self.index.version, list(turns), limit, language)
        return found

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
        """Tell whether the next index is being made."""
        return self._making.locked()

    async def reindex(self, progress: Progress) -> Change:
        """Read the articles and put their new index in force; until then the old one answers.

        Raises:
            FundstelleError: the articles cannot be used; the old index stays in force.
        """
        async with self._making:
            old = self.index
            await self._make(jobs.reindex, progress)
            await self._take_stored()
            return compare(old, self.index)

    async def improve(self, progress: Progress) -> Improvement:
        """Make the next index from what was decided, and put it in force where nothing gets worse by it.

        Raises:
            FundstelleError: the articles cannot be used; the old index stays in force.
        """
        async with self._making:
            done: Improvement = await self._make(jobs.improve, progress)
            if done.published:
                await self._take_stored()
            return done

    async def _make(self, job: Any, progress: Progress) -> Any:  # noqa: ANN401 - whatever the job returns
        """Run a job that takes seconds in a process of its own; without workers in a thread."""
        if not self._size:
            return await asyncio.to_thread(partial(job, *self._given, progress))
        worker = Worker()
        try:
            return await worker.run(job, *self._given, progress=progress)
        finally:
            worker.kill()

    async def follow(self) -> bool:
        """Take up an index that another process has put in force; tell whether there was one."""
        version = await asyncio.to_thread(self.library.stored_version)
        if version in (None, self.index.version) or self.busy:
            return False
        return await self._take_stored()

    async def _take_stored(self) -> bool:
        index = await asyncio.to_thread(self.library.stored)
        if index is None:
            return False
        self._take(index)
        return True

    async def settle(self) -> None:
        """Note in the log what the index in force has learned from."""
        await asyncio.to_thread(improving.settle, self.library, self.places.home, self.index)

    async def forget(self, judgments: Collection[int]) -> None:
        """Take judgments out of all indexes, stored or at work.

        Raises:
            HomeError: an index cannot be written.
        """
        await asyncio.to_thread(self.library.forget, judgments)
        await self._take_stored()
        if self._thread:
            await asyncio.get_running_loop().run_in_executor(self._thread, jobs.reopen)
        for worker in self._workers:
            # One that was killed is replaced, and opens what is stored then.
            with suppress(WorkerGoneError):
                await worker.run(jobs.reopen)
