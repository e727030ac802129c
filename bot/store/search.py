"""Full-text search in the log: what it knows, and how it forgets."""

from __future__ import annotations

from sqlite_utils import Database

_TABLES = ("messages", "answers")
# So many rows are taken in at once; more would make an answer wait.
_MOST = 1000


def catch_up(db: Database) -> bool:
    """Let search know of what was logged since; tell whether that is all of it.

    That is no trigger's work: one by one it takes longer than all else that is written about a question.
    """
    taken_in = [
        db.execute(
            f"INSERT INTO {table}_fts (rowid, text) SELECT id, text FROM {table} "  # noqa: S608 - a name from above
            f"WHERE id > (SELECT coalesce(max(id), 0) FROM {table}_fts_docsize) ORDER BY id LIMIT {_MOST}"
        ).rowcount
        for table in _TABLES
    ]
    return max(taken_in) < _MOST


def forget_erased(db: Database) -> None:
    """Rewrite what search knows: what was erased is merely crossed out in it until then."""
    for table in _TABLES:
        db.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")  # noqa: S608 - a name from above
