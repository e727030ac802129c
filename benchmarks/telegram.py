"""Measures the bot beside a plain echo bot of the same library, on the tests' server, without the rate limiter.

    python benchmarks/telegram.py

Latency is one question at a time in one chat; throughput is 64 chats at once. Exits 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
from telegram_server import TelegramServer  # type: ignore[import-not-found]  # noqa: E402 - found through the line above

CHATS = 64
MESSAGES = 640
ROUNDS = 3
TARGET_LATENCY_MS = 20.0
TARGET_RATIO = 0.7
QUESTIONS = (
    "Sollen wir unsere Kanäle auslagern?",
    "Was sagt Pfeiffer zu Mitarbeitern?",
    "Should we give up control?",
    "Brauchen wir ein eigenes Team für Social Media?",
)
ECHO = """
import os
from telegram.ext import ApplicationBuilder, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text(update.message.text)
app = (ApplicationBuilder().token(os.environ["FUNDSTELLE_TELEGRAM_TOKEN"]).base_url(os.environ["FUNDSTELLE_API_URL"])
       .base_file_url(os.environ["FUNDSTELLE_API_FILE_URL"]).build())
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""
BOT = "if __name__ == '__main__':\n    from bot.telegram.cli import run_bot\n    run_bot()"


@contextmanager
def running(server: TelegramServer, program: str) -> Iterator[None]:
    """Run a bot until the block ends."""
    with tempfile.TemporaryDirectory() as home:
        script = Path(home) / "program.py"
        script.write_text(program)
        environment = {
            **os.environ,
            **server.environment,
            "FUNDSTELLE_HOME": home,
            "FUNDSTELLE_RATE_LIMITER": "false",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        process = subprocess.Popen([sys.executable, str(script)], env=environment, stderr=subprocess.DEVNULL, cwd=home)
        try:
            server.ask(QUESTIONS[0], chat=7)
            yield
        finally:
            process.terminate()
            process.wait(20)


def latency(server: TelegramServer) -> float:
    """Return the median of milliseconds from an update's arrival to its answer, one chat, one question at a time."""
    taken: list[float] = []
    for number in range(100):
        begun = time.monotonic()
        call = server.ask(QUESTIONS[number % len(QUESTIONS)], chat=8)
        taken.append((call["at"] - begun) * 1000)
    return float(statistics.median(taken))


def throughput(server: TelegramServer, text: str) -> float:
    """Return answered messages a second, with many chats writing at once."""
    after = server.mark()
    begun = time.monotonic()
    with server.lock:
        for number in range(MESSAGES):
            server.write(text, chat=100 + number % CHATS)
    calls: list[Any] = server.wait("sendMessage", count=MESSAGES, after=after, timeout=60)
    assert len(calls) == MESSAGES, f"{len(calls)} of {MESSAGES} were answered"
    return float(MESSAGES / (max(call["at"] for call in calls) - begun))


def main() -> int:
    """Print the table; the exit code tells whether the targets were reached."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    server = TelegramServer()
    figures: dict[str, list[float]] = {"echo": [], "bot": []}
    waits: dict[str, list[float]] = {"echo": [], "bot": []}
    # In turns, so that whatever else the machine does falls on both.
    for _ in range(ROUNDS):
        for name, program in (("echo", ECHO), ("bot", BOT)):
            with running(server, program):
                throughput(server, QUESTIONS[0])
                figures[name].append(throughput(server, QUESTIONS[0]))
                waits[name].append(latency(server))
    server.close()
    rates = {name: statistics.median(values) for name, values in figures.items()}
    delays = {name: statistics.median(values) for name, values in waits.items()}
    ratio = rates["bot"] / rates["echo"]
    print(f"{'':22}{'echo bot':>12}{'this bot':>12}{'target':>12}")
    print(f"{'latency, median ms':22}{delays['echo']:12.1f}{delays['bot']:12.1f}{'< ' + str(TARGET_LATENCY_MS):>12}")
    print(f"{'messages a second':22}{rates['echo']:12.0f}{rates['bot']:12.0f}")
    print(f"{'share of the echo bot':22}{'':12}{ratio:12.2f}{'≥ ' + str(TARGET_RATIO):>12}")
    return 0 if ratio >= TARGET_RATIO and delays["bot"] < TARGET_LATENCY_MS else 1


if __name__ == "__main__":
    sys.exit(main())
