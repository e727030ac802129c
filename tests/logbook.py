"""Asks, answers and decides in a log, as the bot does; the words are visible where they are used."""

from __future__ import annotations

import time

from bot.store import conversations
from bot.store.judgments import Slice
from knowledge.models import Answer, Quote

QUOTE = Quote(start=3, end=9, text="Nein!x", speaker="Ed", role="author", source="ed.txt")
NO = Slice("ed.txt", 3, 9, "Nein!x")
YES = Slice("ed.txt", 20, 23, "Ja!")
WEATHER = {"wett": 1.0}


def do(store, job, *args, **named):
    """Run a job and wait for it."""
    return store.writer.submit(lambda db: job(db, *args, **named)).result(20)


def asked(text="Auslagern?", **named):
    defaults = {"chat": "p1", "chat_kind": "private", "person": "p1", "at": time.time()}
    return conversations.Asked(**{**defaults, "text": text, **named})


def answer(question="Auslagern?", answered=True, **named):
    defaults = {
        "language": "de",
        "text": "„Nein!x“",
        "confidence": 0.9,
        "elapsed_ms": 1.0,
        "quotes": (QUOTE,) if answered else (),
        "lead": "Ed sagt:",
        "version": "v1",
        "suggestions": () if answered else ("A?", "B?"),
        "meaning": {word.casefold().strip("?!."): 1.0 for word in question.split()},
    }
    return Answer(**{**defaults, "question": question, "answered": answered, **named})


def ask(store, text="Auslagern?", answered=True, *, given=None, **named):
    """Log a question with its answer; `given` are fields of the answer, the rest those of the question."""
    question = asked(text, **named)
    thread = do(store, conversations.thread, question)
    made = answer(text, answered, **(given or {}))
    return do(store, conversations.record, question, thread.conversation, made, "outsourcing", 4.2)


def files(store):
    """Return the bytes of all files that the store has, upper and lower case alike."""
    return b"".join(path.read_bytes() for path in sorted(store.writer.path.parent.iterdir())).lower()
