"""Makes judgments for tests; what was judged is visible where it is used."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from knowledge.models import Judgment, Language, Verdict

_ids = count(1)


def judgment(
    question: str,
    verdict: Verdict = "answers",
    words: str | None = None,
    source: str = "a.txt",
    folder: Path | None = None,
    language: Language = "de",
) -> Judgment:
    """Judge a question; where the words stand is looked up in the folder, where one is given."""
    start = (folder / source).read_text(encoding="utf-8").index(words) if folder and words else None
    return Judgment(
        id=next(_ids),
        turns=(question,),
        language=language,
        verdict=verdict,
        source=source if words else None,
        start=start,
        end=start + len(words) if start is not None and words else None,
        words=words,
    )
