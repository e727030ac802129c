"""The tables, as numbered steps. Append only: a step that has been released is never changed."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("fundstelle")


@migrations()
def m001_first_tables(db: Database) -> None:
    """Chats with their settings, conversations, messages, answers, quotes, feedback, and the updates on their way."""
    for statement in _FIRST_TABLES.split(";\n"):
        db.execute(statement)


# `person` is a pseudonym, and so is `chats.key` of a private chat; `at` and its like are seconds since 1970, UTC.
_FIRST_TABLES = """
CREATE TABLE updates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot INTEGER NOT NULL,
    update_id INTEGER NOT NULL,
    received_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    body TEXT,
    UNIQUE (bot, update_id)
);
CREATE INDEX updates_waiting ON updates (id) WHERE body IS NOT NULL;
CREATE TABLE chats (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    mode TEXT NOT NULL DEFAULT 'mention',
    language TEXT,
    created_at REAL NOT NULL
);
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    topic INTEGER,
    started_at REAL NOT NULL,
    last_at REAL NOT NULL
);
CREATE INDEX conversations_latest ON conversations (chat, last_at);
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    received INTEGER UNIQUE,
    telegram_id INTEGER,
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    at REAL NOT NULL,
    edited_at REAL
);
CREATE INDEX messages_in_order ON messages (conversation, id);
CREATE INDEX messages_by_telegram_id ON messages (telegram_id);
CREATE INDEX messages_by_person ON messages (person);
CREATE INDEX messages_by_time ON messages (at);
CREATE TABLE answers (
    id INTEGER PRIMARY KEY,
    message INTEGER NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE,
    parent INTEGER REFERENCES answers (id) ON DELETE SET NULL,
    intent TEXT NOT NULL,
    answered INTEGER NOT NULL,
    language TEXT NOT NULL,
    lead TEXT NOT NULL,
    text TEXT NOT NULL,
    suggestions TEXT NOT NULL,
    topic TEXT,
    confidence REAL NOT NULL,
    version TEXT NOT NULL,
    latency_ms REAL NOT NULL,
    telegram_id INTEGER,
    sent_at REAL,
    possibly_twice INTEGER NOT NULL DEFAULT 0,
    context_shown INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX answers_by_telegram_id ON answers (telegram_id);
CREATE INDEX answers_by_parent ON answers (parent);
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    opposing INTEGER NOT NULL,
    source TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    speaker TEXT,
    quote TEXT NOT NULL
);
CREATE INDEX quotes_in_order ON quotes (answer, position);
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    at REAL NOT NULL,
    UNIQUE (answer, person)
);
CREATE INDEX feedback_by_person ON feedback (person)
"""
