"""The canned queries: SQL with a title, each also as JSON and CSV under its name.

Each has to answer within a second on a log of 100,000 questions; `benchmarks/log.py` measures it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.telegram.texts import N_

# Answers to buttons such as "more" are no questions.
_QUESTIONS = "FROM messages m JOIN answers a ON a.message = m.id WHERE a.intent = 'answer'"
# The Monday of a message's week, in UTC.
_WEEK = "date(m.at, 'unixepoch', '-6 days', 'weekday 1')"


@dataclass(frozen=True)
class Query:
    """A canned query."""

    title: str
    description: str
    sql: str


QUERIES: dict[str, Query] = {
    "gaps": Query(
        N_("Gaps, word for word"),
        N_("Questions without an answer, voted down, or met with “none of these”; the same words count as one."),
        "WITH short AS (\n"
        "  SELECT id FROM answers WHERE intent = 'answer' AND answered = 0\n"
        "  UNION SELECT answer FROM feedback WHERE verdict IN ('down', 'none'))\n"
        "SELECT m.text AS question, count(*) AS times, sum(NOT a.answered) AS unanswered,\n"
        "  max(date(m.at, 'unixepoch')) AS latest, max(m.conversation) AS conversation\n"
        "FROM short JOIN answers a ON a.id = short.id JOIN messages m ON m.id = a.message\n"
        "GROUP BY lower(trim(m.text)) ORDER BY times DESC, latest DESC LIMIT 100",
    ),
    "voted_down": Query(
        N_("Voted down"),
        N_("Answers that somebody voted down, the latest first, with the reason where one was given."),
        "SELECT date(f.at, 'unixepoch') AS day, m.text AS question, f.reason, a.lead AS answer, a.confidence,\n"
        "  m.conversation\n"
        "FROM feedback f JOIN answers a ON a.id = f.answer JOIN messages m ON m.id = a.message\n"
        "WHERE f.verdict = 'down' ORDER BY f.at DESC LIMIT 100",
    ),
    "speakers": Query(
        N_("Most quoted speakers"),
        N_("Who was quoted how often, and how often as the opposing voice; “–” is whoever is not named."),
        "SELECT coalesce(speaker, '–') AS speaker, count(*) AS quotes, sum(opposing) AS opposing\n"
        "FROM quotes GROUP BY speaker ORDER BY quotes DESC LIMIT 50",
    ),
    "slowest": Query(
        N_("Slowest answers"),
        N_("Milliseconds from the question’s arrival until its answer was ready."),
        "SELECT round(a.latency_ms) AS milliseconds, date(m.at, 'unixepoch') AS day, m.text AS question,\n"
        "  m.conversation\n"
        "FROM answers a JOIN messages m ON m.id = a.message ORDER BY a.latency_ms DESC LIMIT 50",
    ),
    "weeks": Query(
        N_("Questions a week"),
        N_("By the Monday of the week and by language, with the share that was answered."),
        f"SELECT {_WEEK} AS week, a.language, count(*) AS questions, sum(a.answered) AS answered,\n"
        "  round(avg(a.answered), 2) AS share\n"
        f"{_QUESTIONS} GROUP BY week, a.language ORDER BY week DESC, a.language LIMIT 500",
    ),
    "votes": Query(
        N_("Votes a week"),
        N_("By the Monday of the week: voted up, voted down, “none of these”."),
        "SELECT date(at, 'unixepoch', '-6 days', 'weekday 1') AS week, sum(verdict = 'up') AS up,\n"
        "  sum(verdict = 'down') AS down, sum(verdict = 'none') AS none\n"
        "FROM feedback GROUP BY week ORDER BY week DESC LIMIT 200",
    ),
}

# What the columns are called on the page; the files keep the names of the queries.
COLUMNS: dict[str, str] = {
    "question": N_("Question"),
    "times": N_("Times"),
    "unanswered": N_("Unanswered"),
    "latest": N_("Latest"),
    "conversation": N_("Conversation"),
    "day": N_("Day"),
    "reason": N_("Reason"),
    "answer": N_("Answer"),
    "confidence": N_("Confidence"),
    "speaker": N_("Speaker"),
    "quotes": N_("Quotes"),
    "opposing": N_("Opposing"),
    "milliseconds": N_("Milliseconds"),
    "week": N_("Week"),
    "language": N_("Language"),
    "questions": N_("Questions"),
    "answered": N_("Answered"),
    "share": N_("Share"),
    "up": N_("Voted up"),
    "down": N_("Voted down"),
    "none": N_("None of these"),
}
