"""Takes the pictures of the review page in docs/: python -m tools.screenshots.

Needs Chromium, its driver and selenium. What is asked in them is made up; what answers it is the five articles.
"""

from __future__ import annotations

import base64
import io
import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import uvicorn
from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.by import By

from bot.settings import default_seeds
from bot.store import Store, conversations, feedback, gaps, transcripts
from bot.store.conversations import Asked
from bot.web.articles import Articles
from bot.web.cli import listening
from bot.web.site import Site
from knowledge.answers import Answerer
from knowledge.library import Library
from tools.chromium import chromium, look

_DOCS = Path(__file__).parent.parent / "docs"
_BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC).timestamp()
_DAYS = 150
# How often each is asked; a pair is a question with the one that follows it.
_QUESTIONS: dict[tuple[str, ...], int] = {
    ("Sollen wir unsere Kanäle auslagern?", "Was spricht dagegen?"): 30,
    ("Should we outsource our channels?",): 14,
    ("Was sagt Pfeiffer zu Mitarbeitern?",): 12,
    ("Brauchen wir ein eigenes Team für Social Media?",): 16,
    ("Wie viel Kontrolle müssen wir abgeben?",): 9,
    ("What does Leopold say about silos?",): 7,
    ("Was kostet ein Social-Media-Team?",): 17,
    ("Was kostet ein Team für Social Media?",): 9,
    ("What does a social media team cost?",): 5,
    ("Sollen wir auf TikTok sein?",): 8,
    ("Should we be on TikTok?",): 6,
    ("Wie oft sollen wir posten?",): 7,
    ("Welches Programm plant unsere Beiträge?",): 5,
}


def main() -> None:
    """Make a log, serve it, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library = Library(default_seeds(), home)
        index, _ = library.open()
        gap, shown = _make_log(home, Answerer(index, library.folder, library.analyzer))
        with _served(Site(home, Articles(library))) as address, chromium() as driver:
            look(driver, 1100, 1000)
            driver.get(f"{address}/gaps/{gap}")
            for name, verdict in (("c1", "wrong"), ("c3", "answers")):
                driver.find_element(By.CSS_SELECTOR, f"input[name=verdict-{name}][value={verdict}]").click()
            _save(driver, "web-gap.png", height=1500)
            look(driver, 360, 1000, dark=True)
            driver.get(f"{address}/conversations/{shown}")
            _save(driver, "web-conversation-narrow.png", height=1250)
            look(driver, 1100, 1000)
            driver.get(f"{address}/charts")
            _save(driver, "web-charts.png", height=720)


def _make_log(home: Path, answerer: Answerer) -> tuple[int, int]:
    """Write a log of half a year; returns a gap and a conversation worth a picture."""
    chance = random.Random(7)  # noqa: S311 - the same log in every run
    asked = [turns for turns, times in _QUESTIONS.items() for _ in range(times)]
    chance.shuffle(asked)
    store = Store(home)
    conversation = 0
    for number, turns in enumerate(asked):
        at = _BEGIN + number * _DAYS * 86400 / len(asked) + chance.uniform(0, 6) * 3600
        found = _ask(store, answerer, turns, at, chance)
        conversation = found if len(turns) > 1 else conversation
    found_gaps = store.writer.submit(gaps.gaps).result()
    store.close()
    return next(gap.id for gap in found_gaps if "kostet" in gap.questions[0]), conversation


def _ask(store: Store, answerer: Answerer, turns: Sequence[str], at: float, chance: random.Random) -> int:
    """Log the questions of a conversation with their answers, and now and then a vote; returns the conversation."""
    person, conversation = chance.randrange(1, 30), 0
    pseudonym, key = store.person(person), store.chat_key(person)
    for position, text in enumerate(turns):
        asked = Asked(chat=key, chat_kind="private", person=pseudonym, text=text, at=at + 60 * position)
        answer = answerer.answer(turns[: position + 1])
        recording = partial(
            conversations.record,
            asked=asked,
            conversation=conversation or None,
            answer=answer,
            topic=None,
            latency=chance.uniform(6, 40),
        )
        logged = store.writer.submit(recording).result()
        turn = store.writer.submit(partial(transcripts.turn, answer=logged.id)).result()
        conversation = turn.conversation if turn else 0
        if chance.random() < 0.4:
            verdict: feedback.Verdict = "up" if answer.answered else "down"
            voting = partial(feedback.vote, answer=logged.id, person=pseudonym, verdict=verdict)
            store.writer.submit(voting).result()
    return conversation


@contextmanager
def _served(site: Site) -> Iterator[str]:
    """Serve a site in a thread; yields its address."""
    with listening("127.0.0.1", 0) as opened:
        server = uvicorn.Server(uvicorn.Config(site.app(), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            site.close()


def _save(driver: webdriver.Chrome, name: str, height: int) -> None:
    """Save the top of a page as a small PNG."""
    width = driver.execute_script("return innerWidth")
    whole = driver.execute_script("return document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, whole), "scale": 1}
    parameters = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", parameters)
    with Image.open(io.BytesIO(base64.b64decode(taken["data"]))) as image:
        image.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(_DOCS / name, optimize=True)


if __name__ == "__main__":
    main()
