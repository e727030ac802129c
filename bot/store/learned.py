"""What the index is to learn from decisions, and what the one in force has learned."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from sqlite_utils import Database

from bot.store.contradictions import Said
from bot.store.wordings import Key, key_of
from knowledge.models import Judgment


def standing(db: Database, *, published: bool = False) -> list[Judgment]:
    """Return what the index is to learn, by id; or only what the one in force has learned, confined as it is there.

    Of decisions on the same question that contradict one another the latest holds; what two of them say alike is
    said once. What was taken back since holds in the index in force until the next one.
    """
    rows = db.query(
        "SELECT j.id, j.turns, j.language, j.verdict, j.source, j.start, j.end, j.words, d.kind, d.id AS decision, "
        "j.confined AND :published AS confined FROM judgments j JOIN decisions d ON d.id = j.decision "
        "WHERE j.turns IS NOT NULL AND d.kind != 'finding' "
        "AND CASE WHEN :published THEN j.published_version IS NOT NULL ELSE d.taken_back_at IS NULL END "
        "ORDER BY d.id DESC, j.id",
        {"published": published},
    )
    said: dict[Key, Said] = {}
    found = []
    for row in rows:
        turns = tuple(json.loads(row["turns"]))
        kind, by = row.pop("kind"), row.pop("decision")
        if said.setdefault(key_of(turns), Said()).takes(row, kind, by):
            found.append(Judgment.model_validate({**row, "turns": turns}))
    return sorted(found, key=lambda judgment: judgment.id)


def questions(db: Database) -> dict[int, tuple[str, ...]]:
    """Return the question of each judgment by its number, () where its wording was erased."""
    rows = db.execute("SELECT id, turns FROM judgments")
    return {number: tuple(json.loads(turns)) if turns else () for number, turns in rows}


def mark_published(db: Database, version: str, known: Mapping[int, bool]) -> None:
    """Note which judgments the index in force knows of, orphaned ones too; of all others, that it does not.

    Args:
        db: the database.
        version: the index that was put in force.
        known: its judgments, and whether it confines them; of those known before, the version and the time stay.
    """
    before = {row[0] for row in db.execute("SELECT id FROM judgments WHERE published_at IS NOT NULL")}
    now = time.time()
    new: list[tuple[str | None, float | None, int]] = [(version, now, judgment) for judgment in known.keys() - before]
    gone: list[tuple[str | None, float | None, int]] = [(None, None, judgment) for judgment in before - known.keys()]
    db.conn.executemany("UPDATE judgments SET published_version = ?, published_at = ? WHERE id = ?", new + gone)
    db.conn.executemany(
        "UPDATE judgments SET confined = ? WHERE id = ?", [(confined, number) for number, confined in known.items()]
    )
