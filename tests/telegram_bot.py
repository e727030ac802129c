"""Runs the real application in a thread of the tests, against `telegram_server`."""

import asyncio
import threading
from pathlib import Path

from bot.configuration import Configuration
from bot.settings import Places, default_seeds
from bot.telegram.application import build_application, build_desk, serve


class RunningBot:
    """A bot that polls the server until it is stopped."""

    def __init__(self, server, home: Path, seeds: Path | None = None, **settings):
        lowered = {name.removeprefix("FUNDSTELLE_").lower(): value for name, value in server.environment.items()}
        self.configuration = Configuration(**{**lowered, "workers": 0, "rate_limiter": False, **settings})
        self.places = Places(seeds=seeds or default_seeds(), home=home)
        self.error = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(30), "the bot did not start"
        if self.error:
            raise self.error

    def _run(self):
        try:
            asyncio.run(self._serve())
        except Exception as error:  # noqa: BLE001 - handed to the test
            self.error = error
        finally:
            self._ready.set()

    async def _serve(self):
        self.loop, self.stop_event = asyncio.get_running_loop(), asyncio.Event()
        self.desk = build_desk(self.configuration, self.places)
        try:
            await serve(build_application(self.desk), self.desk, self.stop_event, self._ready.set)
        finally:
            self.desk.knowledge.stop()
            self.desk.store.close()

    def log(self, query, *args):
        """Read from the log."""
        return self.desk.store.writer.submit(lambda db: db.execute(query, args).fetchall()).result(5)

    def join(self, timeout=15):
        """Wait until the bot has stopped of itself; returns the error that stopped it."""
        self._thread.join(timeout)
        assert not self._thread.is_alive()
        return self.error

    def stop(self):
        """Stop the bot as SIGTERM does."""
        self.loop.call_soon_threadsafe(self.stop_event.set)
        assert self.join() is None, self.error
