"""How fast the pages of the review site come, over a log that `benchmarks.log` has made."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from bot.settings import default_seeds
from bot.store import gaps
from bot.store.store import reading
from bot.web.articles import Articles
from bot.web.queries import QUERIES
from bot.web.site import Site
from knowledge.library import Library

PAGES = (
    "/",
    "/gaps",
    "/gaps?page=5",
    "/decisions",
    "/conversations",
    "/conversations?page=500",
    "/search?q=laer",
    "/search?q=was+zu",
    "/charts",
    "/charts/questions.svg",
    "/charts/speakers.svg",
    "/log",
    *(f"/log/{name}" for name in QUERIES),
    "/log/messages",
    "/log/answers?_sort=latency_ms",
)


def measured_pages(home: Path, runs: int) -> dict[str, list[float]]:
    """Return how long each page takes, in seconds, after one warm-up.

    Args:
        home: the folder with the log.
        runs: how often to measure.

    Raises:
        RuntimeError: a page did not come.
    """
    library = Library(default_seeds(), home)
    library.open()
    with reading(home) as db:
        gap = gaps.gaps(db)[3].id
    site = Site(home, Articles(library))
    try:
        return asyncio.run(_measured(site, (*PAGES, f"/gaps/{gap}", f"/gaps/{gap}?find=Unternehmen"), runs))
    finally:
        site.close()


async def _measured(site: Site, pages: tuple[str, ...], runs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for page in pages:
        for _ in range(runs + 1):
            started = time.perf_counter()
            response = await site.client.get(page)
            times.setdefault(f"page {page}", []).append(time.perf_counter() - started)
            if response.status_code != 200:
                raise RuntimeError(f"{page}: {response.status_code}")
    return {page: taken[1:] for page, taken in times.items()}
