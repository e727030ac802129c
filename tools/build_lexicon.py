"""Builds the lexicon: German stems, compound parts and English-German translations from the Ding dictionary.

    python -m tools.build_lexicon --ding /usr/share/trans/de-en --out knowledge/data/lexicon.sqlite

Ding is TU Chemnitz's dictionary (Debian: `apt-get install trans-de-en`); the forms of words come from simplemma. The
same input gives the same file. It takes about two minutes. Only the tools need simplemma.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.lexicon import COMMON_FROM, Lexicon
from tools.compounds import Compounds
from tools.ding import Segment, english_forms, german_forms, segments, words
from tools.translations import Model1, aligned, packed, phrases

SCHEMA = """
CREATE TABLE form_de (form TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE form_en (form TEXT PRIMARY KEY, lemma TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE modifier (form TEXT PRIMARY KEY, stem TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE word_de (stem TEXT PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE translation (lemma TEXT PRIMARY KEY, stems TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE common (language TEXT, stem TEXT, count INTEGER NOT NULL, PRIMARY KEY (language, stem)) WITHOUT ROWID;
"""


def common_rows(entries: Iterable[Segment], lexicon: Lexicon) -> Iterator[tuple[str, str, int]]:
    """Return the stems that the dictionary's text holds most often, by language, with how often it does."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        counts.update(("de", lexicon.stem_de(word)) for word in words(entry.german))
        counts.update(("en", lexicon.stem_en(word)) for word in words(entry.english))
    return ((language, stem, count) for (language, stem), count in sorted(counts.items()) if count > COMMON_FROM)


def build(entries: list[Segment], out: Path) -> None:
    """Write the lexicon to a file, the German tables first: the translations are made with them."""
    out.unlink(missing_ok=True)
    database = sqlite3.connect(out)
    database.executescript(SCHEMA)
    forms, lemmas = german_forms(entries), english_forms(entries)
    compounds = Compounds(entries, forms, lemmas)
    compounds.learn()
    database.executemany("INSERT INTO form_de VALUES (?, ?)", forms.items())
    database.executemany("INSERT INTO form_en VALUES (?, ?)", lemmas.items())
    database.executemany("INSERT INTO modifier VALUES (?, ?, ?)", compounds.modifier_rows())
    database.executemany("INSERT INTO word_de VALUES (?, ?)", compounds.word_rows())
    database.commit()
    database.executemany("INSERT INTO common VALUES (?, ?, ?)", common_rows(entries, Lexicon.open(out)))
    database.commit()
    parts: dict[str, set[str]] = defaultdict(set)
    model = Model1(aligned(entries, Lexicon.open(out), parts))
    rows = ((lemma, packed(stems)) for lemma, stems in model.translations(parts))
    database.executemany("INSERT INTO translation VALUES (?, ?)", rows)
    database.commit()
    pairs = [(lemmas, packed(stems)) for lemmas, stems in phrases(entries, Lexicon.open(out))]
    database.executemany("INSERT INTO translation VALUES (?, ?)", pairs)
    database.commit()
    database.execute("VACUUM")
    database.close()


def main() -> None:
    """Read the command line and build; the old file stays until the new one is complete."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--ding", type=Path, default=Path("/usr/share/trans/de-en"))
    cli.add_argument("--out", type=Path, default=Path("knowledge/data/lexicon.sqlite"))
    args = cli.parse_args()
    if not args.ding.is_file():
        cli.error(f"no dictionary at {args.ding}: install it (apt-get install trans-de-en) or name it with --ding")
    if len(entries := list(segments(args.ding))) < 1000:
        cli.error(f"{args.ding} is not the Ding dictionary: only {len(entries)} entries of the form `Haus :: house`")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = args.out.with_suffix(".unfinished")
    build(entries, unfinished)
    unfinished.replace(args.out)
    sys.stdout.write(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
