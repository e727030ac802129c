#!/usr/bin/env python3
"""Builds the lexicon: German stems, compound parts and English-German translations from the Ding dictionary.

    python tools/build_lexicon.py --ding /usr/share/trans/de-en --out knowledge/data/lexicon.sqlite

Ding is TU Chemnitz's dictionary (Debian: `apt-get install trans-de-en`); the forms of words come from simplemma.
The same input gives the same file. Takes about two minutes and 2 GB; only this script needs simplemma and numpy.
"""

import argparse
import re
import sqlite3
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from knowledge.lexicon import SHORTEST_COMPOUND, SHORTEST_PART, SURE_COUNT, Lexicon, fold, singular, snowball  # noqa: E402

SCHEMA = """
CREATE TABLE form_de (form TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE form_en (form TEXT PRIMARY KEY, lemma TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE modifier (form TEXT PRIMARY KEY, stem TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE word_de (stem TEXT PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE translation (lemma TEXT PRIMARY KEY, stems TEXT NOT NULL) WITHOUT ROWID;
"""
ROUNDS = 6  # of expectation maximisation
SURE, LEAST_COUNT = 1.3, 0.99  # expected occurrences of a pair: enough to trust it, too few to keep it
BEST, BEST_RARE = 12, 3  # translations kept of an English lemma: trusted ones; others fill it up to so many
LEAST_SHARE = 3  # per cent of the best translation
WORTHWHILE = 0.1  # of the best weight, for a compound one of whose parts is kept
LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
ALWAYS_S = re.compile(r"(?:ung|heit|keit|ion|tat|schaft|ling|tum|itat)$")
OFTEN = 6  # parts seen that often need no further proof
LEAST_SEEN = {3: SURE_COUNT, 4: 3}  # short parts must be seen in that many compounds
NO_MODIFIER = frozenset(
    "ab abs all betr als alt am an anti auf aus be bei bis da dar das dass de dem den der des die dis du "
    "durch ein einer"
    " eine eines en ent er es ex fest fort frei fur ge gegen hart her hin hinter im in ins ihr inter kon "
    "los mein mit"
    " miss nach nah neben ob ober ohne per pro re sei sein seit so sub uber um un und unter ur ver voll von vor vom"
    " was weg weit wer wie wider wieder wo zer zu zum zur zurec zuruck zusammen zwischen".split()
)
NO_HEAD = frozenset(
    "ung lich heit keit schaft ling nis tum est ern ing ion ster inn isch los bar sam haft tat ent ier ell ois erin"
    " eln elt ose ott ich eim bes int amm erl alg min els eld chen lein ment anz enz ist ismus nd st".split()
)
STOP_DE = frozenset(
    "der die das des dem den ein eine einen einem einer eines und oder aber auch nicht kein keine keinen in "
    "im an am"
    " auf aus bei beim mit nach von vom vor zu zum zur fur durch uber unter um als wie so es er sie ich du wir ihr"
    " ihm ihn ihnen mich mir dich dir sich uns euch ist sind war waren sein seine seiner seinem seinen hat "
    "haben hatte"
    " werden wird wurde etw jd jdn jdm jds jmd jmdm jmdn usw bzw etc z b dass da wenn man sehr noch nur schon mehr"
    " dies diese dieser dieses dieem einander ob was wer wo bis hier dort".split()
)
STOP_EN = frozenset(
    "a an the of to in on at by for with from and or but not no be is are was were am been being have has "
    "had do does"
    " did it its he she they we you i him her them us me his hers their our your my sb sth sb's one one's oneself"
    " himself herself itself as that this these those there so if than then into onto etc e g i e up out "
    "off s".split()
)
RARE_FORM = re.compile(r"^[a-zäöüß]+(?:[^s]st|te?st|tet|et|er(?:e[rnms]?)|st(?:e[rnms]?))$")
NOISE = re.compile(r"\[[^]]*\]|\([^)]*\)|<[^>]*>|(?<!\S)/[^/]*/(?!\S)")
SPECIES = re.compile(r"\[(?:ornith|zool|bot|min|mycol)\.\]|\((?:zoologische|botanische) ")
TAG = re.compile(r"\{([^}]*)\}")
VOWEL = re.compile("[aeiouy]")
VERB = re.compile(r"^[^|]*\{v[itr]?\} \| ")
WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")


@dataclass(frozen=True)
class Segment:
    """One aligned piece of a dictionary line: the synonyms of each language and the German part of speech."""

    german: tuple[str, ...]
    english: tuple[str, ...]
    nouns: tuple[str, ...]
    participles: tuple[tuple[str, str], ...]  # ("aufgegeben", "aufgeben") of aufgeben | aufgebend | aufgegeben


def words(text: str) -> list[str]:
    return WORD.findall(text)


def synonyms(text: str) -> tuple[str, ...]:
    """The alternatives of a segment, without domains, explanations, abbreviations and grammar."""
    plain = NOISE.sub(" ", TAG.sub(" ", text))
    return tuple(" ".join(words(one)) for one in plain.replace("/", ";").split(";") if words(one))


def segments(ding: Path) -> Iterator[Segment]:
    """The aligned segments of the dictionary, whose lines read `Haus {n} | Häuser {pl} :: house | houses`.

    The thousands of species and minerals whose English name has several words are left out.
    """
    for line in ding.read_text(encoding="utf-8").splitlines():
        german, found, english = line.partition(" :: ")
        if line.startswith("#") or not found:
            continue
        verbs = [phrase.split()[-1] for phrase in synonyms(german.split(" | ")[0])] if VERB.search(german) else []
        for place, (left, right) in enumerate(zip(german.split(" | "), english.split(" | "), strict=False)):
            phrases = synonyms(left)
            nouns = tuple(phrase for phrase in phrases if phrase.isalpha() and phrase[0].isupper())
            meanings = synonyms(right)
            if SPECIES.search(line) and all(" " in meaning for meaning in meanings):
                continue
            forms = [phrase.split()[-1] for phrase in phrases]
            aligned_forms = zip(forms, verbs, strict=True) if place in (1, 2) and len(forms) == len(verbs) else ()
            participles = tuple((form, verb) for form, verb in aligned_forms if is_participle(form, verb))
            yield Segment(phrases, meanings, nouns, participles)


def is_participle(form: str, verb: str) -> bool:
    """Whether a form is one of the verb beside it, and not of another verb of a phrase."""
    if form.endswith("nd"):
        return form == verb + "d"
    return form.endswith(("t", "en")) and form.startswith((verb[:2], "ge" + verb[0]))


def german_forms(entries: list[Segment]) -> dict[str, str]:
    """Folded form -> stem of its lemma, where Snowball alone gives another: "gab" -> "geb", "themen" -> "thema".

    Where a form has several lemmas ("waren": sein, Ware), the reading more frequent in the dictionary's text wins.
    Kept are lemmas that the dictionary has. A feminine takes the stem of its masculine (Kundin -> kund),
    a verb in -ern, -eln or -ieren that of its noun in -ung, which Snowball cuts less (auslagern -> auslager).
    """
    from simplemma.strategies import DefaultDictionaryFactory

    seen = Counter(word for entry in entries for phrase in entry.german for word in words(phrase))
    nouns = {verb: snowball(fold(noun)) for noun in sorted(seen) for verb in verbs_of(noun) if verb in seen}
    readings: dict[str, dict[str, float]] = defaultdict(dict)
    for form, lemma in DefaultDictionaryFactory().get_dictionary("de").items():
        if not form.isalpha() or not lemma.isalpha() or not seen[lemma] or fold(form) in STOP_DE:
            continue
        if not seen[form] and RARE_FORM.search(form):
            continue
        weight = seen[form] + log(1 + seen[lemma]) / 10 + (form == lemma)
        options = readings[fold(form)]
        stem = nouns.get(lemma) or snowball(fold(lemma))
        options[stem] = max(options.get(stem, 0.0), weight)
    for entry in entries:
        for form, verb in entry.participles:
            if form + "d" not in seen and readings[fold(form)].keys() <= {snowball(fold(form))}:
                readings[fold(form)] = {nouns.get(verb) or snowball(fold(verb)): 1.0}
    forms = {form: max(sorted(options), key=options.__getitem__) for form, options in readings.items()}
    folded = {fold(word) for word in seen if word[0].isupper()}
    for woman in sorted(word for word in folded if word.endswith("in") and word + "nen" in folded):
        if man := next((one for one in (woman[:-2], woman[:-2] + "e") if one in folded), None):
            forms[woman] = forms[woman + "nen"] = forms.get(man) or snowball(man)
    return {form: stem for form, stem in sorted(forms.items()) if snowball(form) != stem}



def verbs_of(noun: str) -> tuple[str, ...]:
    """The verbs a noun in -rung or -lung may come from: "Entwicklung" -> entwicklen, entwickln, entwickeln."""
    trunk = noun[:1].lower() + noun[1:].removesuffix("ung")
    if not noun[:1].isupper() or not noun.endswith(("rung", "lung")) or snowball(fold(noun)).endswith("ung"):
        return ()
    return trunk + "en", trunk + "n", trunk[:-1] + "e" + trunk[-1] + "n"


def english_forms(entries: list[Segment]) -> dict[str, str]:
    """Folded form -> lemma for the dictionary's English words, where cutting the plural's s gives another."""
    from simplemma.strategies import DefaultDictionaryFactory

    seen = {fold(word) for entry in entries for phrase in entry.english for word in words(phrase)}
    forms: dict[str, str] = {}
    for form, lemma in sorted(DefaultDictionaryFactory().get_dictionary("en").items()):
        if form.isalpha() and fold(lemma) in seen and (form.islower() or fold(form) not in forms):
            forms[fold(form)] = fold(lemma)
    return {form: lemma for form, lemma in sorted(forms.items()) if lemma != singular(form)}


class Compounds:
    """Modifiers and heads learned from the dictionary's own compounds, checked against their translations.

    A compound of the dictionary counts as split only where the English side agrees: a translation of one part occurs
    in the translation of the whole (Koehn and Knight 2003, section 5). "Kundendienst" (customer service) teaches
    kunden- and -dienst; "Spargel" (asparagus) is not spar- and -gel and is remembered as whole.
    """

    def __init__(self, entries: list[Segment], forms: Mapping[str, str], lemmas: Mapping[str, str]) -> None:
        self.forms = forms
        self.english: dict[str, set[str]] = defaultdict(set)  # German stem -> its English lemmas
        self.whole_words: dict[str, set[str]] = defaultdict(set)  # folded word -> the English lemmas beside it
        self.nouns = {fold(noun) for entry in entries for noun in entry.nouns if noun.isalpha()}
        for entry in entries:
            beside = {lemmas.get(w) or singular(w) for phrase in entry.english for w in english_words(phrase)}
            for word in (fold(phrase) for phrase in entry.german if phrase.isalpha()):
                self.english[self.stem(word)] |= beside
                self.whole_words[word] |= beside
        others = self.whole_words.keys() - self.nouns
        self.noun_heads = self._possible_heads(self.nouns)
        self.other_heads = self._possible_heads(word for word in others if len(word) > 3 and not word.endswith("en"))
        self.known = {self.stem(fold(w)) for e in entries for phrase in e.german for w in words(phrase) if w[0].islower()}
        self.modifiers = self._possible_modifiers(others)
        self.first, self.last = Counter[tuple[str, str]](), Counter[str]()
        self.split: set[str] = set()

    def stem(self, folded: str) -> str:
        return self.forms.get(folded) or snowball(folded)

    def _possible_heads(self, folded: Iterable[str]) -> set[str]:
        stems = {self.stem(word) for word in folded if len(word) >= SHORTEST_PART}
        return {stem for stem in stems - NO_HEAD if VOWEL.search(stem)}

    def _possible_modifiers(self, others: Iterable[str]) -> dict[str, set[str]]:
        """Form -> stems: nouns with a linking element or without their last e, adjectives, the stems of verbs."""
        possible: dict[str, set[str]] = defaultdict(set)
        for noun in (noun for noun in self.nouns if len(noun) >= SHORTEST_PART):
            for link in ("s",) if ALWAYS_S.search(noun) else LINKS:
                possible[noun + link].add(self.stem(noun))
            if noun.endswith("e"):
                possible[noun[:-1]].add(self.stem(noun))
        for word in others:
            possible[word.removesuffix("en") if len(word) > 5 else word].add(self.stem(word))
        return {f: stems for f, stems in possible.items() if len(f) >= SHORTEST_PART and f not in NO_MODIFIER and VOWEL.search(f)}

    def readings(self, word: str) -> Iterator[tuple[str, str, str, int]]:
        """The ways to read a word as modifier and head: (form, its stem, head, how much English speaks for it)."""
        beside = self.whole_words[word]
        heads = self.noun_heads if word in self.nouns else set() if word.endswith("n") else self.other_heads
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            form, head = word[:cut], self.stem(word[cut:])
            if form in self.modifiers and head in heads and word[cut:] != "end":
                for stem in self.modifiers[form]:
                    agree = 2 * bool(self.english[head] & beside) + bool(self.english[stem] & beside)
                    yield form, stem, head, agree

    def learn(self) -> None:
        """Count the parts, twice: the second time a word is read in the way its parts are usually read."""
        for _ in range(3):
            first, last, split = Counter[tuple[str, str]](), Counter[str](), set()
            for word in sorted(self.whole_words):
                found = list(self.readings(word)) if len(word) >= SHORTEST_COMPOUND - 1 else []
                if found and self._holds(word, reading := max(found, key=self._likelihood)):
                    first[reading[:2]] += 1
                    last[reading[2]] += 1
                    split.add(word)
            self.first, self.last, self.split = first, last, split

    def _holds(self, word: str, reading: tuple[str, str, str, int]) -> bool:
        """Both parts agree with the English; or one does, or none, and the parts are well known from other words."""
        form, stem, head, agree = reading
        usual = word in self.nouns and not word.endswith("en")
        known = (self.first[form, stem] >= OFTEN and len(form) > 3) + 2 * (self.last[head] >= OFTEN and len(head) > 3)
        return agree == 3 or (known | agree == 3 and bool(agree or usual)) or (agree == 2 and self.first[form, stem] > 1 < len(form) - 2)

    def _likelihood(self, reading: tuple[str, str, str, int]) -> tuple[float, tuple[str, str, str, int]]:
        form, stem, head, agree = reading
        return 2 * agree + log(1 + self.first[form, stem]) + log(1 + self.last[head]), reading

    def rows(self) -> tuple[list[tuple[str, str, int]], list[tuple[str, int]]]:
        """The rows of `modifier` and `word_de`; a word that is itself split is neither."""
        totals = Counter[str]()
        for (_, stem), count in self.first.items():
            totals[stem] += count
        best: dict[str, tuple[int, str]] = {}
        for (form, stem), count in self.first.items():
            if count >= LEAST_SEEN.get(len(form), 1) and self._unsplit(form):
                best[form] = max(best.get(form, (0, "")), (round((count * totals[stem]) ** 0.5), stem))
        split = {self.stem(word) for word in self.split}
        simple = {self.stem(word) for word in self.whole_words if word not in self.split and len(word) > 1} - split
        simple |= self.known - {self.stem(word) for word in self.split - self.nouns}
        nouns = {self.stem(noun) for noun in self.nouns - self.split if len(noun) > 4 and len(self.stem(noun)) > 3}
        seen = {stem: n for stem, n in self.last.items() if n >= LEAST_SEEN.get(len(stem), 1)}
        heads = [(stem, max(seen.get(stem, 0), int(stem in nouns and stem not in NO_HEAD))) for stem in sorted(simple)]
        return [(form, stem, count) for form, (count, stem) in sorted(best.items())], heads

    def _unsplit(self, form: str) -> bool:
        """Whether the modifier is not itself a compound, with or without its linking element."""
        return not any(form.removesuffix(link) in self.split for link in LINKS if form.endswith(link))


def english_words(phrase: str) -> list[str]:
    """The content words of an English phrase, folded."""
    return [word for word in map(fold, words(phrase.replace("'s", ""))) if word.isalpha() and word not in STOP_EN and len(word) > 1]


class Model1:
    """IBM Model 1 (Brown et al. 1993, section 4.1): how often each German term is expected to stand for each English lemma."""

    def __init__(self, pairs: Iterable[tuple[list[str], list[str]]]) -> None:
        lemma_number: dict[str, int] = {}
        term_number: dict[str, int] = {}
        lemmas, terms, events, event = array("q"), array("q"), array("q"), 0
        for left, right in pairs:
            numbers = [lemma_number.setdefault(lemma, len(lemma_number)) for lemma in left]
            for term in right:
                lemmas.extend(numbers)
                terms.extend([term_number.setdefault(term, len(term_number))] * len(numbers))
                events.extend([event] * len(numbers))
                event += 1
        self.lemmas, self.terms = list(lemma_number), list(term_number)
        self.events = np.asarray(events)
        keys = np.asarray(lemmas) * len(self.terms) + np.asarray(terms)
        self.pairs, self.pair_of = np.unique(keys, return_inverse=True)
        self.lemma_of, self.term_of = self.pairs // len(self.terms), self.pairs % len(self.terms)

    def expected(self, rounds: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        """The expected count of each pair after so many rounds of expectation maximisation."""
        probability = np.ones(len(self.pairs))
        for _ in range(rounds):
            share = probability[self.pair_of]
            share /= np.bincount(self.events, share)[self.events]
            counts = np.bincount(self.pair_of, share, len(self.pairs))
            probability = counts / np.bincount(self.lemma_of, counts)[self.lemma_of]
        return counts

    def translations(self, parts: Mapping[str, set[str]]) -> Iterator[tuple[str, list[tuple[str, float]]]]:
        """Each lemma with its best terms, by the geometric mean of two weights of the expected counts.

        The weights are the probability of the term given the lemma (which alone favours frequent terms) and the Dice
        coefficient, 2 c / (c_lemma + c_term) (which alone favours rare ones). Left out are compounds one of whose
        `parts` is listed before them: where they stand, the index has the part as well.
        """
        counts = self.expected(ROUNDS)
        of_lemma, of_term = np.bincount(self.lemma_of, counts)[self.lemma_of], np.bincount(self.term_of, counts)
        weights = np.sqrt(counts / of_lemma * 2 * counts / (of_lemma + of_term[self.term_of]))
        found: dict[str, list[tuple[bool, float, str]]] = defaultdict(list)
        for pair in np.flatnonzero(counts >= LEAST_COUNT):
            rank = bool(counts[pair] < SURE), -float(weights[pair]), self.terms[self.term_of[pair]]
            found[self.lemmas[self.lemma_of[pair]]].append(rank)
        for lemma, ranked in sorted(found.items()):
            best: dict[str, float] = {}
            ranked_best = -min(weight for _, weight, _ in ranked)
            for rare, weight, term in sorted(ranked):
                if len(best) < (BEST_RARE if rare else BEST) and (
                    weight < -WORTHWHILE * ranked_best or not parts[term] & best.keys()
                ):
                    best[term] = -weight
            yield lemma, sorted(best.items(), key=lambda item: (-item[1], item[0]))


def aligned(
    entries: Iterable[Segment], lexicon: Lexicon, parts: dict[str, set[str]]
) -> Iterator[tuple[list[str], list[str]]]:
    """The English lemmas and German terms of each segment, made by the very functions that make the index.

    Fills `parts` with the parts of each German stem.
    """
    for entry in entries:
        left = {lexicon.stem_en(word) for phrase in entry.english for word in english_words(phrase)}
        right: set[str] = set()
        for word in (word for phrase in entry.german for word in words(phrase)):
            if word.lower() not in STOP_DE and len(word) > 1:
                stem = lexicon.stem_de(word)
                parts[stem].update(lexicon.compound_parts(word))
                right |= {stem, *lexicon.compound_parts(word)}
        if left and right:
            yield sorted(left), sorted(right)


def packed(stems: list[tuple[str, float]]) -> str:
    """"kund klient=12": the best stem and the others with their weights in hundredths of its own."""
    shares = [(stem, round(100 * weight / stems[0][1])) for stem, weight in stems]
    return " ".join([stems[0][0], *(f"{stem}={share}" for stem, share in shares[1:] if share >= LEAST_SHARE)])


def build(ding: Path, out: Path) -> None:
    entries = list(segments(ding))
    if len(entries) < 1000:
        sys.exit(f"{ding} does not look like the Ding dictionary: only {len(entries)} entries")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    database = sqlite3.connect(out)
    database.executescript(SCHEMA)
    forms, lemmas = german_forms(entries), english_forms(entries)
    database.executemany("INSERT INTO form_de VALUES (?, ?)", forms.items())
    database.executemany("INSERT INTO form_en VALUES (?, ?)", lemmas.items())
    compounds = Compounds(entries, forms, lemmas)
    compounds.learn()
    modifiers, german = compounds.rows()
    database.executemany("INSERT INTO modifier VALUES (?, ?, ?)", modifiers)
    database.executemany("INSERT INTO word_de VALUES (?, ?)", german)
    database.commit()
    parts: dict[str, set[str]] = defaultdict(set)
    model = Model1(aligned(entries, Lexicon.open(out), parts))
    database.executemany(
        "INSERT INTO translation VALUES (?, ?)", ((lemma, packed(stems)) for lemma, stems in model.translations(parts))
    )
    database.commit()
    database.execute("VACUUM")
    for table in ("form_de", "form_en", "modifier", "word_de", "translation"):
        print(table, database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    database.close()
    print(out, out.stat().st_size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ding", type=Path, default=Path("/usr/share/trans/de-en"))
    parser.add_argument("--out", type=Path, default=Path("knowledge/data/lexicon.sqlite"))
    args = parser.parse_args()
    if not args.ding.is_file():
        parser.error(f"no dictionary at {args.ding}: install it (apt-get install trans-de-en) or name it with --ding")
    build(args.ding, args.out)


if __name__ == "__main__":
    main()
