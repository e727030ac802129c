"""Judgments as files that others can use: TREC qrels, and the questions that their ids stand for.

`judgments.qrels` holds lines `qid 0 docid rel`: rel 1, the passage answers the question; 0, it does not. A docid is
`source:start-end`, the source percent-encoded, the offsets in characters. `questions.jsonl` holds an object a line:
`id`, `turns` (what the question leans on, itself last), `language`, `unanswerable` where no article answers it, and
`passages`, the words of each docid, by which it is found where the file has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from bot.store.judgments import Slice
from bot.store.learned import standing
from bot.store.wordings import Key, key_of
from knowledge.models import Judgment

FILES = ("judgments.qrels", "questions.jsonl")
# Finds where a slice stands now, by its place and its words; the words are empty where nobody tells them.
Find = Callable[[Slice], Slice | None]


@dataclass(frozen=True)
class Exported:
    """The texts of the two files, and how many judgments are not in them, as their words stand in no article."""

    qrels: str
    questions: str
    orphans: int


def export(db: Database, find: Find) -> Exported:
    """Return the judgments that stand, by question and passage; the same ones always give the same files.

    Args:
        db: the database.
        find: finds where a slice stands now.
    """
    by_question: defaultdict[Key, list[Judgment]] = defaultdict(list)
    judged = standing(db)
    for judgment in judged:
        if found := _found(judgment, find):
            by_question[key_of(judgment.turns)].append(found)
    orphans = len(judged) - sum(map(len, by_question.values()))
    qrels, questions = [], []
    for qid, judgments in sorted((_qid(key), judgments) for key, judgments in by_question.items()):
        latest = judgments[-1]
        # Where two slices of different words stood at the same place, the later one is meant.
        placed = {docid(_slice(judgment)): judgment for judgment in judgments if judgment.words is not None}
        entry: dict[str, Any] = {"id": qid, "turns": latest.turns, "language": latest.language}
        if any(judgment.verdict == "unanswerable" for judgment in judgments):
            entry["unanswerable"] = True
        entry["passages"] = {name: placed[name].words for name in sorted(placed)}
        questions.append(json.dumps(entry, ensure_ascii=False) + "\n")
        qrels += [f"{qid} 0 {name} {int(placed[name].verdict == 'answers')}\n" for name in sorted(placed)]
    return Exported("".join(qrels), "".join(questions), orphans)


def _found(judgment: Judgment, find: Find) -> Judgment | None:
    """Return a judgment with the place where its words stand now; None where they stand nowhere."""
    if judgment.words is None:
        return judgment
    place = find(_slice(judgment))
    at = {"source": place.source, "start": place.start, "end": place.end} if place else {}
    return judgment.model_copy(update=at) if place else None


def docid(place: Slice) -> str:
    """Return the name of a slice, without white space."""
    return f"{quote(place.source)}:{place.start}-{place.end}"


def _qid(key: Key) -> str:
    """Return a question's id, made of nothing but its words: the same in every log."""
    return "q" + hashlib.blake2b("\n".join(key).encode(), digest_size=8).hexdigest()


def _slice(judgment: Judgment) -> Slice:
    return Slice(judgment.source or "", judgment.start or 0, judgment.end or 0, judgment.words or "")
