#!/usr/bin/env python3
"""Builds the lexicon: German stems, compound parts and English-German translations from the Ding dictionary.

    python tools/build_lexicon.py --ding /usr/share/trans/de-en --out knowledge/data/lexicon.sqlite

Ding is TU Chemnitz's dictionary (Debian: `apt-get install trans-de-en`); the forms of words come from simplemma. The
same input gives the same file. It takes about two minutes. Only this script needs simplemma.
"""

from __future__ import annotations

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
from numpy.typing import NDArray
from simplemma.strategies import DefaultDictionaryFactory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from knowledge.lexicon import COMMON_FROM, SHORTEST_COMPOUND, SHORTEST_PART, Lexicon, fold, singular, snowball

SCHEMA = """
CREATE TABLE form_de (form TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE form_en (form TEXT PRIMARY KEY, lemma TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE modifier (form TEXT PRIMARY KEY, stem TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE word_de (stem TEXT PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE translation (lemma TEXT PRIMARY KEY, stems TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE common (language TEXT, stem TEXT, count INTEGER NOT NULL, PRIMARY KEY (language, stem)) WITHOUT ROWID;
"""
ROUNDS = 6  # of expectation maximisation
SURE, LEAST_COUNT = 1.3, 0.99  # expected occurrences of a pair: enough to trust it, too few to keep it
BEST, BEST_RARE = 12, 3  # translations kept of an English lemma: trusted ones; others fill it up to so many
LEAST_SHARE = 0.03  # of the best weight
COMPOUND_SHARE = 0.1  # of the best weight, for a compound one of whose parts is kept
COMMON, KNOWN = 40, 0.2  # phrases: segments each word is seen in; the weight from which a word's translation is its own
BEST_PHRASE, PHRASE_SHARE = 4, 0.5  # translations kept of a phrase, and their least share of the most frequent one
OFTEN = 6  # compounds: a part seen in so many needs no further proof
LEAST_SEEN = {3: 12, 4: 3}  # parts of so few letters must be seen in that many compounds

LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
ALWAYS_S = re.compile(r"(?:ung|heit|keit|ion|tat|schaft|ling|tum)$")
# Prefixes and particles: as modifiers they would split "Partei", "Unternehmen", "Vertrieb".
NO_MODIFIER = frozenset(
    """ab abs all als alt am an anti auf aus be bei betr bis da dar das dass de dem den der des die dis du durch ein
    eine einer eines en ent er es ex fest fort frei fur ge gegen hart her hin hinter ihr im in ins inter kon los
    mein miss mit nach nah neben ob ober ohne per pro re sei sein seit so sub uber um un und unter ur ver voll vom
    von vor was weg weit wer wider wie wieder wo zer zu zum zur zuruck zusammen zwischen""".split()
)
# Endings and stems of short words that look like endings.
NO_HEAD = frozenset(
    """alg amm anz at bar bes chen eim eld ell eln els elt ent enz erin erl ern est haft heit ich ier ing inn int ion
    isch ism ismus ist keit lein lich ling los ment min nd nis ois ose ott sam schaft st ster tat tum ung""".split()
)
STOP_DE = frozenset(
    """aber als am an auch auf aus b bei beim bis bzw da das dass dem den der des dich die dies diese dieser dieses dir
    dort du durch ein einander eine einem einen einer eines er es etc etw euch fur haben hat hatte hier ich ihm ihn
    ihnen ihr im in ist jd jdm jdn jds jmd jmdm jmdn kein keine keinen man mehr mich mir mit nach nicht noch nur ob
    oder schon sehr sein seine seinem seinen seiner sich sie sind so uber um und uns unter usw vom von vor war waren
    was wenn wer werden wie wir wird wo wurde z zu zum zur""".split()
)
STOP_EN = frozenset(
    """a am an and are as at be been being but by did do does e etc for from g had has have he her hers herself him
    himself his i if in into is it its itself me my no not of off on one oneself onto or our out s sb she so sth
    than that the their them then there these they this those to up us was we were with you your""".split()
)
RARE_FORM = re.compile(r"[a-zäöüß]+(?:[^s]st|te?st|tet|et|er(?:e[rnms]?)|st(?:e[rnms]?))")
NOISE = re.compile(r"\{[^}]*\}|\[[^]]*\]|\([^)]*\)|<[^>]*>|(?<!\S)/[^/]*/(?!\S)")
ACRONYM = re.compile(r"/([A-Z]{2,6})s?/")
SPECIES = re.compile(r"\[(?:ornith|zool|bot|min|mycol)\.\]|\((?:zoologische|botanische) ")
VERB = re.compile(r"[^|]*\{v[itr]?\} \| ")
VOWEL = re.compile("[aeiouy]")
WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")


@dataclass(frozen=True)
class Segment:
    """One aligned piece of a dictionary line: the synonyms of each language."""

    german: tuple[str, ...]
    english: tuple[str, ...]
    participles: tuple[tuple[str, str], ...]  # ("aufgegeben", "aufgeben") of aufgeben | aufgebend | aufgegeben


def synonyms(text: str) -> tuple[str, ...]:
    """Return the alternatives of a segment, acronyms among them, without domains, explanations and grammar."""
    plain = NOISE.sub(" ", ACRONYM.sub(r"; \1 ;", text))
    alternatives = (WORD.findall(one) for one in plain.replace("/", ";").split(";"))
    return tuple(" ".join(words) for words in alternatives if words)


def words(phrases: Iterable[str]) -> Iterator[str]:
    """Return the words of phrases, one after the other."""
    return (word for phrase in phrases for word in phrase.split())


def segments(ding: Path) -> Iterator[Segment]:
    """Read the dictionary's aligned segments; its lines read `Haus {n} | Häuser {pl} :: house | houses`.

    The thousands of species and minerals whose English name has several words are left out.
    """
    for line in ding.read_text(encoding="utf-8").splitlines():
        german, found, english = line.partition(" :: ")
        if line.startswith("#") or not found:
            continue
        pieces = [synonyms(piece) for piece in german.split(" | ")]
        verbs = [phrase.split()[-1] for phrase in pieces[0]] if VERB.match(german) else []
        for place, (phrases, piece) in enumerate(zip(pieces, english.split(" | "), strict=False)):
            meanings = synonyms(piece)
            if SPECIES.search(line) and all(" " in meaning for meaning in meanings):
                continue
            forms = [phrase.split()[-1] for phrase in phrases]
            pairs = zip(forms, verbs, strict=True) if place in (1, 2) and len(forms) == len(verbs) else ()
            yield Segment(phrases, meanings, tuple(pair for pair in pairs if is_participle(*pair)))


def is_participle(form: str, verb: str) -> bool:
    """Tell whether a form is one of the verb beside it, and not of another verb of a phrase."""
    if form.endswith("nd"):
        return form == verb + "d"
    return form.endswith(("t", "en")) and form.startswith((verb[:2], "ge" + verb[0]))


def german_forms(entries: list[Segment]) -> dict[str, str]:
    """Return folded form → stem of its lemma, where Snowball gives another: "gab" → "geb", "themen" → "thema".

    Where a form has several lemmas ("waren": sein, Ware), the reading more frequent in the dictionary's text wins.
    Kept are lemmas that the dictionary has. A feminine takes the stem of its masculine (Kundin → kund), a verb in
    -ern, -eln or -ieren that of its noun in -ung, which Snowball cuts less (auslagern → auslager, as Auslagerung).
    """
    seen = Counter(word for entry in entries for word in words(entry.german))
    of_noun = {verb: snowball(fold(noun)) for noun in sorted(seen) for verb in verbs_of(noun) if verb in seen}
    readings: dict[str, dict[str, float]] = defaultdict(dict)
    for form, lemma in sorted(DefaultDictionaryFactory().get_dictionary("de").items()):
        plain = form.isalpha() and lemma.isalpha() and seen[lemma] and fold(form) not in STOP_DE
        if plain and (seen[form] or not RARE_FORM.fullmatch(form)):
            stem = of_noun.get(lemma) or snowball(fold(lemma))
            weight = seen[form] + log(1 + seen[lemma]) / 10 + (form == lemma)
            readings[fold(form)][stem] = max(readings[fold(form)].get(stem, 0.0), weight)
    for form, verb in (pair for entry in entries for pair in entry.participles):
        # Where simplemma takes a participle for an adjective of its own, the dictionary's verb is better.
        if form + "d" not in seen and readings[fold(form)].keys() <= {snowball(fold(form))}:
            readings[fold(form)] = {of_noun.get(verb) or snowball(fold(verb)): 1.0}
    forms = {form: max(sorted(options), key=options.__getitem__) for form, options in readings.items()}
    capitalised = {fold(word) for word in seen if word[0].isupper()}
    for woman in sorted(word for word in capitalised if word.endswith("in") and word + "nen" in capitalised):
        if man := next((one for one in (woman[:-2], woman[:-2] + "e") if one in capitalised), None):
            forms[woman] = forms[woman + "nen"] = forms.get(man) or snowball(man)
    return {form: stem for form, stem in sorted(forms.items()) if snowball(form) != stem}


def verbs_of(noun: str) -> tuple[str, ...]:
    """Return the verbs a noun in -rung or -lung may come from: "Entwicklung" → entwicklen, entwickln, entwickeln."""
    trunk = noun[:1].lower() + noun[1:].removesuffix("ung")
    if not noun[:1].isupper() or not noun.endswith(("rung", "lung")) or snowball(fold(noun)).endswith("ung"):
        return ()
    return trunk + "en", trunk + "n", trunk[:-1] + "e" + trunk[-1] + "n"


def english_forms(entries: list[Segment]) -> dict[str, str]:
    """Return folded form → lemma for the dictionary's English words, where cutting the plural's s gives another."""
    seen = {fold(word) for entry in entries for word in words(entry.english)}
    forms: dict[str, str] = {}
    for form, lemma in sorted(DefaultDictionaryFactory().get_dictionary("en").items()):
        if form.isalpha() and fold(lemma) in seen and (form.islower() or fold(form) not in forms):
            forms[fold(form)] = fold(lemma)
    return {form: lemma for form, lemma in sorted(forms.items()) if lemma != singular(form)}


def english_words(phrases: Iterable[str]) -> Iterator[str]:
    """Return the content words of English phrases, folded."""
    folded = (fold(word.replace("’", "'").removesuffix("'s")) for word in words(phrases))
    return (word for word in folded if word.isalpha() and len(word) > 1 and word not in STOP_EN)


def german_words(phrases: Iterable[str]) -> Iterator[str]:
    """Return the content words of German phrases."""
    return (word for word in words(phrases) if len(word) > 1 and fold(word) not in STOP_DE)


Reading = tuple[str, str, str, int]  # a modifier's form and stem, the head's stem, how much English speaks for it


class Compounds:
    """Modifiers and heads learned from the dictionary's own compounds, checked against their translations.

    A compound of the dictionary is split where the English side agrees: a translation of a part occurs in the
    translation of the whole (Koehn and Knight 2003, section 5). "Kundendienst" (customer service) teaches kunden- and
    -dienst; "Spargel" (asparagus) is not spar- and -gel and is remembered as whole.
    """

    def __init__(self, entries: list[Segment], forms: Mapping[str, str], lemmas: Mapping[str, str]) -> None:
        self.forms = forms
        self.english: dict[str, set[str]] = defaultdict(set)  # German stem → its English lemmas
        self.whole: dict[str, set[str]] = defaultdict(set)  # folded word → the English lemmas beside it
        self.nouns = {fold(word) for entry in entries for word in entry.german if word.isalpha() and word[0].isupper()}
        for entry in entries:
            beside = {lemmas.get(word) or singular(word) for word in english_words(entry.english)}
            for word in (fold(phrase) for phrase in entry.german if phrase.isalpha()):
                self.english[self.stem(word)] |= beside
                self.whole[word] |= beside
        others = self.whole.keys() - self.nouns
        self.noun_heads = self._possible_heads(self.nouns)
        self.other_heads = self._possible_heads(word for word in others if len(word) > 3 and not word.endswith("en"))
        small = {word for entry in entries for word in words(entry.german) if word[0].islower()}
        self.known = {self.stem(fold(word)) for word in small}
        self.modifiers = self._possible_modifiers(others)
        self.first, self.last = Counter[tuple[str, str]](), Counter[str]()
        self.split: set[str] = set()

    def stem(self, folded: str) -> str:
        """Return the stem of a folded word, as `Lexicon.stem_de` will."""
        return self.forms.get(folded) or snowball(folded)

    def _possible_heads(self, folded: Iterable[str]) -> set[str]:
        stems = {self.stem(word) for word in folded if len(word) >= SHORTEST_PART}
        return {stem for stem in stems - NO_HEAD if VOWEL.search(stem)}

    def _possible_modifiers(self, others: Iterable[str]) -> dict[str, set[str]]:
        """Return form → stems: nouns with a linking element or without their last e, adjectives, stems of verbs."""
        possible: dict[str, set[str]] = defaultdict(set)
        for noun in (noun for noun in self.nouns if len(noun) >= SHORTEST_PART):
            for link in ("s",) if ALWAYS_S.search(noun) else LINKS:
                possible[noun + link].add(self.stem(noun))
            if noun.endswith("e"):
                possible[noun[:-1]].add(self.stem(noun))
        for word in others:
            possible[word.removesuffix("en") if len(word) > 5 else word].add(self.stem(word))
        usable = {form for form in possible if len(form) >= SHORTEST_PART and VOWEL.search(form)} - NO_MODIFIER
        return {form: possible[form] for form in usable}

    def readings(self, word: str) -> Iterator[Reading]:
        """Return the ways to read a word as modifier and head."""
        beside = self.whole[word]
        heads = self.noun_heads if word in self.nouns else set() if word.endswith("n") else self.other_heads
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            form, head = word[:cut], self.stem(word[cut:])
            if form in self.modifiers and head in heads and word[cut:] != "end":
                for stem in self.modifiers[form]:
                    yield form, stem, head, 2 * bool(self.english[head] & beside) + bool(self.english[stem] & beside)

    def learn(self) -> None:
        """Count the parts of all compounds, three times: later, a word is read the way its parts usually are."""
        for _ in range(3):
            first, last, split = Counter[tuple[str, str]](), Counter[str](), set()
            for word in sorted(self.whole):
                found = list(self.readings(word)) if len(word) >= SHORTEST_COMPOUND - 1 else []
                if found and self._holds(word, reading := max(found, key=self._likelihood)):
                    first[reading[:2]] += 1
                    last[reading[2]] += 1
                    split.add(word)
            self.first, self.last, self.split = first, last, split

    def _holds(self, word: str, reading: Reading) -> bool:
        """Tell whether each part either agrees with the English or is well known; the head alone may do for both."""
        form, stem, head, agree = reading
        known = (self.first[form, stem] >= OFTEN and len(form) > 3) + 2 * (self.last[head] >= OFTEN and len(head) > 3)
        usual = word in self.nouns and not word.endswith("en")
        head_alone = agree == 2 and len(form) > 3 and self.first[form, stem] > 1
        return agree == 3 or head_alone or (known | agree == 3 and bool(agree or usual))

    def _likelihood(self, reading: Reading) -> tuple[float, Reading]:
        form, stem, head, agree = reading
        return 2 * agree + log(1 + self.first[form, stem]) + log(1 + self.last[head]), reading

    def modifier_rows(self) -> list[tuple[str, str, int]]:
        """Return form, stem and count of the modifiers that are no compounds themselves."""
        totals = Counter[str]()
        for (_, stem), count in self.first.items():
            totals[stem] += count
        best: dict[str, tuple[int, str]] = {}
        for (form, stem), count in self.first.items():
            compound = any(form.removesuffix(link) in self.split for link in LINKS if form.endswith(link))
            if count >= LEAST_SEEN.get(len(form), 1) and not compound:
                best[form] = max(best.get(form, (0, "")), (round((count * totals[stem]) ** 0.5), stem))
        return [(form, stem, count) for form, (count, stem) in sorted(best.items())]

    def word_rows(self) -> list[tuple[str, int]]:
        """Return the stem of each word that is no compound, and how often it is a head."""
        compounds = {self.stem(word) for word in self.split}
        simple = {self.stem(word) for word in self.whole if word not in self.split and len(word) > 1} - compounds
        simple |= self.known - {self.stem(word) for word in self.split - self.nouns}
        nouns = {self.stem(noun) for noun in self.nouns - self.split if len(noun) > 4} - NO_HEAD
        heads = {stem: count for stem, count in self.last.items() if count >= LEAST_SEEN.get(len(stem), 1)}
        return [(stem, heads.get(stem, int(stem in nouns and len(stem) > 3))) for stem in sorted(simple)]


class Model1:
    """IBM Model 1 (Brown et al. 1993, section 4.1): how often a German term is expected to stand for a lemma."""

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

    def expected(self, rounds: int) -> NDArray[np.float64]:
        """Return the expected count of each pair after so many rounds of expectation maximisation."""
        counts = probability = np.ones(len(self.pairs))
        for _ in range(rounds):
            share = probability[self.pair_of]
            share /= np.bincount(self.events, weights=share)[self.events]
            counts = np.bincount(self.pair_of, weights=share, minlength=len(self.pairs)).astype(np.float64)
            probability = counts / np.bincount(self.lemma_of, weights=counts)[self.lemma_of]
        return counts

    def translations(self, parts: Mapping[str, set[str]]) -> Iterator[tuple[str, dict[str, float]]]:
        """Return each lemma with its best terms, by the geometric mean of two weights of the expected counts.

        These are the probability of the term given the lemma, which alone favours frequent terms, and the Dice
        coefficient 2 c / (c_lemma + c_term), which alone favours rare ones. A compound that stands behind one of its
        `parts` is left out unless it weighs enough: where it occurs, the index has the part as well.
        """
        counts = self.expected(ROUNDS)
        of_lemma = np.bincount(self.lemma_of, counts)[self.lemma_of]
        of_term = np.bincount(self.term_of, counts)[self.term_of]
        weights = np.sqrt(counts / of_lemma * 2 * counts / (of_lemma + of_term))
        found: dict[str, list[tuple[bool, float, str]]] = defaultdict(list)
        for pair in np.flatnonzero(counts >= LEAST_COUNT):
            lemma, term = self.lemmas[self.lemma_of[pair]], self.terms[self.term_of[pair]]
            found[lemma].append((bool(counts[pair] < SURE), -float(weights[pair]), term))
        for lemma, ranked in sorted(found.items()):
            enough = -COMPOUND_SHARE * min(weight for _, weight, _ in ranked)
            best: dict[str, float] = {}
            for rare, weight, term in sorted(ranked):
                if len(best) < (BEST_RARE if rare else BEST) and (-weight > enough or not parts[term] & best.keys()):
                    best[term] = -weight
            yield lemma, best


def aligned(
    entries: Iterable[Segment], lexicon: Lexicon, parts: dict[str, set[str]]
) -> Iterator[tuple[list[str], list[str]]]:
    """Return the English lemmas and German terms of each segment, made by the very functions that make the index.

    Args:
        entries: the dictionary.
        lexicon: the German part of what is being built.
        parts: filled with the parts of each German stem.
    """
    for entry in entries:
        left = {lexicon.stem_en(word) for word in english_words(entry.english)}
        right: set[str] = set()
        for word in german_words(entry.german):
            stem = lexicon.stem_de(word)
            parts[stem].update(lexicon.compound_parts(word))
            right |= {stem, *lexicon.compound_parts(word)}
        if left and right:
            yield sorted(left), sorted(right)


def phrases(entries: Iterable[Segment], lexicon: Lexicon) -> Iterator[tuple[str, dict[str, float]]]:
    """Return what the dictionary says of pairs of words, and of rare words that the model has no translation of.

    "word of mouth" is Mundpropaganda, which neither word is; "customer service" is Kundendienst, of whose parts each
    word has one: it is left out.

    Args:
        entries: the dictionary.
        lexicon: what is being built, with the translations that the model has found.
    """
    seen = Counter[str]()
    found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    parts: dict[str, set[str]] = {}
    for entry in entries:
        seen.update({lexicon.stem_en(word) for word in english_words(entry.english)})
        single = {one[0] for phrase in entry.german if len(one := list(german_words([phrase]))) == 1}
        parts |= {lexicon.stem_de(word): set(lexicon.compound_parts(word)) for word in single}
        for phrase in entry.english:
            lemmas = tuple(lexicon.stem_en(word) for word in english_words([phrase]))
            if single and len(lemmas) in (1, 2):
                found[lemmas].update({lexicon.stem_de(word) for word in single})
    for lemmas, counts in sorted(found.items()):
        own = {stem for lemma in lemmas for stem, weight in lexicon.dictionary(lemma).items() if weight >= KNOWN}
        if (len(lemmas) == 1 and own) or (len(lemmas) == 2 and min(seen[lemma] for lemma in lemmas) < COMMON):
            continue
        most = max(counts.values())
        new = {stem: n / most for stem, n in counts.items() if n >= PHRASE_SHARE * most and not meant(stem, parts, own)}
        if new:
            yield " ".join(lemmas), dict(sorted(new.items(), key=lambda item: (-item[1], item[0]))[:BEST_PHRASE])


def meant(stem: str, parts: Mapping[str, set[str]], own: set[str]) -> bool:
    """Tell whether a German stem, or each of its parts, is among the translations of single words."""
    return stem in own or (bool(parts[stem]) and parts[stem] <= own)


def common_rows(entries: Iterable[Segment], lexicon: Lexicon) -> Iterator[tuple[str, str, int]]:
    """Return the stems that the dictionary's text holds most often, by language, with how often it does."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        counts.update(("de", lexicon.stem_de(word)) for word in words(entry.german))
        counts.update(("en", lexicon.stem_en(word)) for word in words(entry.english))
    return ((language, stem, count) for (language, stem), count in sorted(counts.items()) if count > COMMON_FROM)


def packed(stems: Mapping[str, float]) -> str:
    """Return "kund klient=12": the best stem, and the others with their weights in hundredths of its own."""
    (best, most), *others = sorted(stems.items(), key=lambda item: (-item[1], item[0]))
    kept = [f"{stem}={round(100 * weight / most)}" for stem, weight in others if weight >= LEAST_SHARE * most]
    return " ".join([best, *kept])


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
