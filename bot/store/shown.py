"""Answers of the conversation log as they were shown, for the buttons under them and for edited questions."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from sqlite_utils import Database

from bot.store.conversations import record_quotes, turns_of
from bot.store.wordings import packed_meaning
from knowledge.models import Answer, Quote


@dataclass(frozen=True)
class Shown:
    """An answer as it was shown. `turns` end with its own question; `used` are the intents pressed under it."""

    id: int
    conversation: int
    answer: Answer
    intent: str
    telegram_id: int | None
    question_telegram_id: int | None
    context_shown: bool
    turns: list[str]
    used: tuple[str, ...] = ()


def shown_answer(db: Database, answer: int, chat: str | None) -> Shown | None:
    """Return an answer of a chat (None: of any) as it was shown; None where the log has it no more."""
    row = db.execute(
        "SELECT a.language, a.lead, a.text, a.suggestions, a.confidence, a.version, a.answered, a.intent, "
        "a.telegram_id, a.context_shown, m.id, m.conversation, m.text, m.telegram_id, a.meaning, a.leans "
        "FROM answers a JOIN messages m ON m.id = a.message JOIN conversations c ON c.id = m.conversation "
        "JOIN chats ON chats.id = c.chat WHERE a.id = ? AND (? IS NULL OR chats.key = ?)",
        (answer, chat, chat),
    ).fetchone()
    if row is None:
        return None
    quotes = db.execute("SELECT quote, opposing FROM quotes WHERE answer = ? ORDER BY position", (answer,)).fetchall()
    used = db.execute("SELECT intent FROM answers WHERE parent = ?", (answer,)).fetchall()
    return Shown(
        id=answer,
        conversation=row[11],
        intent=row[7],
        telegram_id=row[8],
        context_shown=bool(row[9]),
        question_telegram_id=row[13],
        turns=turns_of(db, row[11], last=row[10]),
        used=tuple(intent for (intent,) in used),
        answer=Answer(
            question=row[12],
            language=row[0],
            answered=bool(row[6]),
            text=row[2],
            confidence=row[4],
            elapsed_ms=0.0,
            lead=row[1],
            version=row[5],
            suggestions=tuple(json.loads(row[3])),
            quotes=tuple(Quote.model_validate_json(quote) for quote, _ in quotes),
            meaning=json.loads(row[14] or "{}"),
            leans=bool(row[15]),
            opposing=next((number for number, (_, opposing) in enumerate(quotes) if opposing), None),
        ),
    )


def answer_to(db: Database, chat: str, telegram_id: int) -> Shown | None:
    """Return the answer that a question's message got; None where it got none."""
    row = db.execute(
        "SELECT a.id FROM messages m JOIN answers a ON a.message = m.id JOIN conversations c ON c.id = m.conversation "
        "JOIN chats ON chats.id = c.chat WHERE chats.key = ? AND m.telegram_id = ? AND m.kind = 'question' "
        "ORDER BY m.id DESC",
        (chat, telegram_id),
    ).fetchone()
    return shown_answer(db, row[0], chat) if row else None


def rewrite(db: Database, shown_before: Shown, text: str, answer: Answer, topic: str | None) -> None:
    """Log that a question was edited: its text, its answer and the quotes are replaced, feedback and wishes go."""
    db.execute(
        "UPDATE messages SET text = ?, edited_at = ? WHERE id = (SELECT message FROM answers WHERE id = ?)",
        (text, time.time(), shown_before.id),
    )
    db.execute(
        "UPDATE answers SET answered = ?, language = ?, lead = ?, text = ?, suggestions = ?, topic = ?, "
        "confidence = ?, version = ?, meaning = ?, leans = ?, context_shown = 0 WHERE id = ?",
        (
            answer.answered,
            answer.language,
            answer.lead,
            answer.text,
            json.dumps(answer.suggestions, ensure_ascii=False),
            topic,
            answer.confidence,
            answer.version,
            packed_meaning(answer),
            answer.leans,
            shown_before.id,
        ),
    )
    db.execute("DELETE FROM quotes WHERE answer = ?", (shown_before.id,))
    db.execute("DELETE FROM feedback WHERE answer = ?", (shown_before.id,))
    db.execute("DELETE FROM wishes WHERE answer = ?", (shown_before.id,))
    record_quotes(db, shown_before.id, answer)


def mark_context(db: Database, answer: int) -> None:
    """Log that the sentences around the quotes are shown."""
    db.execute("UPDATE answers SET context_shown = 1 WHERE id = ?", (answer,))
