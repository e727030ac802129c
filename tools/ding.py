"""Reads the Ding dictionary: its aligned segments, and the forms of their words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path

from simplemma.strategies import DefaultDictionaryFactory

from knowledge.lexicon import fold, singular, snowball

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
