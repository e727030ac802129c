"""The tables, as numbered steps. Append only: a step that has been released is never changed."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("fundstelle")


@migrations()
def m001_first_tables(db: Database) -> None:
    """Chats with their settings, conversations, messages, answers, quotes, feedback, and the updates on their way."""
    for statement in _FIRST_TABLES.split(";\n"):
        db.execute(statement)


@migrations()
def m002_improvement(db: Database) -> None:
    """What questions mean, decisions with their judgments, wishes, full-text search, and indexes for long logs."""
    for statement in _IMPROVEMENT.split(";\n"):
        db.execute(statement)
    for table in ("messages", "answers"):
        for statement in _SEARCHABLE.format(table=table).split(";\n\n"):
            db.execute(statement)


@migrations()
def m003_confined_and_batches(db: Database) -> None:
    """Which judgments the index in force confines, and which decisions came with one import."""
    for statement in _CONFINED_AND_BATCHES.split(";\n"):
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

# `meaning` is a JSON object of stems with weights, `leans` tells that a question goes on from the ones before it; both
# are NULL where the question is older than these columns. `judge` is a pseudonym or NULL. `turns` is a JSON list that
# ends with the judged question, `persons` one of their authors' pseudonyms; both are NULL once the wording is erased.
# A judgment without a verdict marks the wording of a decision that judges no passage. `chat_id` of a wish is
# Telegram's own number, since an answer has to find its way back; the row goes once it has.
_IMPROVEMENT = """
ALTER TABLE answers ADD COLUMN meaning TEXT;
ALTER TABLE answers ADD COLUMN leans INTEGER;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    judge TEXT,
    origin TEXT NOT NULL,
    at REAL NOT NULL,
    taken_back_at REAL
);
CREATE INDEX decisions_by_judge ON decisions (judge);
CREATE TABLE judgments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    decision INTEGER NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    turns TEXT,
    persons TEXT,
    language TEXT NOT NULL,
    verdict TEXT,
    source TEXT,
    start INTEGER,
    end INTEGER,
    words TEXT,
    published_version TEXT,
    published_at REAL
);
CREATE INDEX judgments_of_decision ON judgments (decision);
CREATE TABLE wishes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    chat_id INTEGER NOT NULL,
    topic INTEGER,
    language TEXT NOT NULL,
    at REAL NOT NULL,
    UNIQUE (answer, person)
);
CREATE INDEX wishes_by_person ON wishes (person);
CREATE INDEX answers_refused ON answers (message) WHERE intent = 'answer' AND answered = 0;
CREATE INDEX answers_unsure ON answers (confidence) WHERE intent = 'answer' AND answered = 1 AND confidence < 0.5;
CREATE INDEX answers_for_counting ON answers (message, intent, answered, language, topic, latency_ms);
DROP INDEX quotes_in_order;
CREATE INDEX quotes_in_order ON quotes (answer, position, opposing, speaker);
CREATE INDEX feedback_by_verdict ON feedback (verdict, answer, at)
"""

# `batch` is the first decision of the import.
_CONFINED_AND_BATCHES = """
ALTER TABLE judgments ADD COLUMN confined INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN batch INTEGER;
CREATE INDEX decisions_by_batch ON decisions (batch) WHERE batch IS NOT NULL
"""

# The words are not kept a second time, only where they occur. What is new comes in from `search.catch_up`; what is
# erased or rewritten before that has left nothing to take out.
_SEARCHABLE = """
CREATE VIRTUAL TABLE {table}_fts USING fts5 (text, content='{table}', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2');

INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');

CREATE TRIGGER {table}_erased AFTER DELETE ON {table}
WHEN EXISTS (SELECT 1 FROM {table}_fts_docsize WHERE id = old.id) BEGIN
    INSERT INTO {table}_fts ({table}_fts, rowid, text) VALUES ('delete', old.id, old.text); END;

CREATE TRIGGER {table}_rewritten AFTER UPDATE OF text ON {table}
WHEN EXISTS (SELECT 1 FROM {table}_fts_docsize WHERE id = old.id) BEGIN
    INSERT INTO {table}_fts ({table}_fts, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO {table}_fts (rowid, text) VALUES (new.id, new.text); END
"""
