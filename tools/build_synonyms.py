"""Makes `knowledge/data/synonyms.sqlite` from the OpenThesaurus data of LibreOffice (Debian: mythes-de, LGPL).

    python -m tools.build_synonyms --thesaurus /usr/share/mythes/th_de_DE_v2.dat

Two words are synonyms as often as they stand in one synonym set; a set of many words says less of each pair. Broader
and narrower terms, associations and antonyms are left out, and so are phrases. A stem may be that of several words
("Lust", "Lüster"): the shortest is the one that is meant, the others count little. A synonym is kept where each of the
two is among the likelier ones of the other, which words of another sense are not.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from knowledge.language import GERMAN_STOP_WORDS
from knowledge.lexicon import Lexicon

KEPT = 8  # synonyms a stem
LEAST = 0.4  # of the likeliest, from either side; less likely ones are noise or of another sense
OTHER_WORD = 0.2  # what a word counts that only shares its stem with the one that is meant
LONGER = 2  # letters; a longer spelling is another word
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
    sets = list(_sets(text))
    words: defaultdict[str, set[str]] = defaultdict(set)
    for word in {word for found in sets for word in found}:
        words[lexicon.stem_de(word)].add(word)
    meant = {word for spellings in words.values() for word in _meant(spellings)}
    pairs: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for found in sets:
        counts: dict[str, float] = {}
        for word in found:
            stem = lexicon.stem_de(word)
            counts[stem] = max(counts.get(stem, 0.0), 1.0 if word in meant else OTHER_WORD)
        for stem, count in counts.items():
            for other in counts.keys() - {stem}:
                pairs[stem][other] += count * counts[other] / (len(counts) - 1) ** 0.5
    return pairs


def _meant(spellings: Collection[str]) -> Iterator[str]:
    """Yield those words of one stem that it most likely stands for: the shortest, and endings added to them."""
    length = min(len(word) for word in spellings)
    shortest = min(word.casefold() for word in spellings if len(word) == length)
    for word in spellings:
        if len(word) == length or (len(word) <= length + LONGER and word.casefold().startswith(shortest)):
            yield word


def _rows(pairs: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str]]:
    """Yield a row a stem: its likeliest synonyms, in per cent of the likeliest; stems without any are left out."""
    likeliest = {stem: max(others.values()) for stem, others in pairs.items()}
    for stem in sorted(pairs):
        ranked = sorted(pairs[stem].items(), key=lambda pair: (-pair[1], pair[0]))
        kept = [
            f"{other}={round(100 * weight / likeliest[stem])}"
            for other, weight in ranked
            if weight >= LEAST * max(likeliest[stem], likeliest[other])
        ][:KEPT]
        if kept:
            yield stem, " ".join(kept)


if __name__ == "__main__":
    main()
