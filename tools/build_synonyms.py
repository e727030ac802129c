"""Makes `knowledge/data/synonyms.sqlite` from the OpenThesaurus data of LibreOffice (Debian: mythes-de, LGPL).

    python -m tools.build_synonyms --thesaurus /usr/share/mythes/th_de_DE_v2.dat

Two words are synonyms as often as they stand in one synonym set; a set of many words says less of each pair. Broader
and narrower terms, associations and antonyms are left out, and so are phrases.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.language import GERMAN_STOP_WORDS
from knowledge.lexicon import Lexicon

KEPT = 8  # synonyms a stem
LEAST = 20  # per cent of the likeliest; less likely ones are noise
_OTHER_RELATION = re.compile(r"\((?:Antonym|Oberbegriff|Unterbegriff|Assoziation)\)")
_REMARK = re.compile(r"\s*\(.*?\)")
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_OUT = Path(__file__).parent.parent / "knowledge" / "data" / "synonyms.sqlite"


def main() -> None:
    """Read the thesaurus and write the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--thesaurus", type=Path, required=True)
    options.add_argument("--out", type=Path, default=_OUT)
    chosen = options.parse_args()
    if not chosen.thesaurus.is_file():
        sys.exit(
            f"{chosen.thesaurus}: there is no such file. Install the Debian package mythes-de, or name its .dat file."
        )
    rows = list(_rows(_pairs(chosen.thesaurus.read_text(encoding="utf-8"), Lexicon.open())))
    chosen.out.unlink(missing_ok=True)
    with sqlite3.connect(chosen.out) as database:
        database.execute("CREATE TABLE synonym (stem TEXT PRIMARY KEY, others TEXT NOT NULL) WITHOUT ROWID")
        database.executemany("INSERT INTO synonym VALUES (?, ?)", rows)
    database.execute("VACUUM")
    print(f"{len(rows)} stems, {chosen.out.stat().st_size:,} bytes")


def _sets(text: str) -> Iterator[frozenset[str]]:
    """Yield the synonym sets: a line "word|n" is followed by n lines of "(part of speech)|word|word (remark)"."""
    seen: set[frozenset[str]] = set()
    for line in text.split("\n")[1:]:
        first, *members = line.split("|")
        if not members or members[0].isdigit() or not first.startswith(("-", "(")):
            continue
        words = (
            _REMARK.sub("", member).strip().removeprefix("sich ")
            for member in members
            if not _OTHER_RELATION.search(member)
        )
        found = frozenset(word for word in words if _WORD.fullmatch(word) and word.casefold() not in GERMAN_STOP_WORDS)
        if len(found) > 1 and found not in seen:
            seen.add(found)
            yield found


def _pairs(text: str, lexicon: Lexicon) -> Mapping[str, Mapping[str, float]]:
    """Return for each stem how strongly others stand beside it."""
    pairs: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for found in _sets(text):
        stems = {lexicon.stem_de(word) for word in found}
        for stem in stems:
            for other in stems - {stem}:
                pairs[stem][other] += 100 / (len(stems) - 1) ** 0.5
    return pairs


def _rows(pairs: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str]]:
    """Yield a row a stem: its likeliest synonyms, in per cent of the likeliest."""
    for stem in sorted(pairs):
        ranked = sorted(pairs[stem].items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT]
        shares = [(other, round(100 * weight / ranked[0][1])) for other, weight in ranked]
        yield stem, " ".join(f"{other}={share}" for other, share in shares if share >= LEAST)


if __name__ == "__main__":
    main()
