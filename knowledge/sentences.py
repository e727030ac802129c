"""Cuts text into sentences, and tells which of them cannot stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import get_sentence_boundaries

from knowledge.models import Language, Span

# "Im 19. | Jahrhundert", "am 3. | Mai": an ordinal number is no end of a sentence.
_ORDINAL_END = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[IVX]{1,5})\.$")
_SMILEY = re.compile(r"[;:]-?[)(DP]|[)\]*»“”\"’']+")
_SMILEY_AHEAD = re.compile(r"\s*[;:]-?[)(DP](?:\s|$)")
_LETTER = re.compile(r"[^\W\d_]")
# Words that open a sentence and never follow an ordinal or stand behind "etc." in mid-sentence.
_OPENER = re.compile(
    r"(?:Der|Die|Das|Den|Dem|Ein|Eine|Er|Sie|Es|Wir|Ich|Man|Wenn|Dies\w*|Hier|Dort|Doch|Aber|Und|Dann|Damit"
    r"|Auch|In|Im|Am"
    r"|Bei|Mit|Nach|Seit|Für|Zum|Zur|Da|Dabei|Ob|Weil|Als|Wer|Wie|Was|Warum|Nicht|Nur|So|Seine?|Ihre?|The"
    r"|This|It|He|She|We)\b"
)
# Ends of sentences that the library overlooks: behind "etc." and "usw.", behind ". ;)", and where the next sentence
# begins with a number ("… in Besitz zu nehmen. 1564 gründete …"): not behind what may be cut short ("gegr. 1875").
_OVERLOOKED = re.compile(
    rf"(?:\b(?:etc|usw|u\.\s?a|o\.\s?ä|u\.\s?v\.\s?m)\.)\s+(?={_OPENER.pattern})"
    rf"|[.!?]\s*[;:]-?[)(DP]\s+(?=[A-ZÄÖÜ„“\"])"
    r"|(?:\b(?=[^\W\d_]{5})[^\W\d_]*[aeiouyäöü][^\W\d_]{0,2}|[“”\"»)])[.!?]\s+(?=\d)"
)
# The library looks for the mark that belongs to the opening one, and takes all up to it for one sentence.
_MIXED_MARKS = re.compile('(„[^„“”"]*)"')

# Openings that point back at what was said before; without it the reader does not know what is meant.
_BACK_DE = """
dabei dadurch dafür dagegen daher dahin dahinter damit danach daneben daran darauf daraufhin daraus darin darüber darum
darunter davon dazu dazwischen demnach dort deshalb deswegen dennoch trotzdem außerdem zudem überdies obendrein ferner
folglich somit hierzu hierbei hierfür hiermit zuvor wobei weshalb weswegen womit wodurch woraufhin andererseits
allerdings jedoch aber und oder denn sondern also ja nein er sie letztere letzterer letzteres erstere ersterer ersteres
beide solche solcher solches jene jener jenes derlei dessen deren stattdessen insofern erstens zweitens drittens
viertens dies diese dieser dieses diesem diesen so nur dann doch egal entsprechend übersetzt wegen hier ebenso schon
wofür gerne
"""
_BACK_EN = """
this that these those it they he she but and or so however therefore thus also then there here such moreover
furthermore secondly thirdly instead yes no besides
"""
_POINTS_BACK = {
    "de": frozenset(word.casefold() for word in _BACK_DE.split()),
    "en": frozenset(_BACK_EN.split()),
}
_PHRASES_BACK = re.compile(
    r"(?:zum (?:einen|anderen|zweiten|dritten)|im gegen(?:teil|zug)|alles andere|noch eine?|mit sicherheit"
    r"|genau (?:darauf|das|dies|deshalb)|unabhängig davon|abgesehen davon|darüber hinaus|hinzu kommt"
    r"|wenn aber|was ist mit|(?:ist|sind|muss|kann|soll|wird|geschieht) (?:dies|diese[rs]?|das)"
    r"|on the other hand|for this reason)\b",
    re.IGNORECASE,
)
# "Da wird gespart" points back, "Da die Kosten steigen" gives a reason.
_THERE = re.compile(
    r"Da\s(?!(?:der|die|das|dem|den|des|ein\w*|kein\w*|es|er|sie|ich|wir|ihr|man|du|manche|viele|einige"
    r"|alle|beide|sich"
    r"|dies\w*|jede\w*|solche|sowohl|mein\w*|sein\w*|ihre\w*|unser\w*|dein\w*|nur|auch|nicht|sehr|immer"
    r"|oft)\b)[a-zäöü]"
)
# "Das passt nicht" points back, "Das soziale Netz" does not: there adjectives and a noun follow.
_VERBS_IN_E = (
    r"(?:wäre|hätte|hatte|würde|wurde|könnte|konnte|sollte|wollte|müsste|musste|möchte|dürfte|durfte|machte"
    r"|brachte|heiße"
    r"|gäbe|ginge|sagte|zeigte|führte|passte|meinte|dachte|stimmte|reichte|gilt|heute|gerne)"
)
_DEMONSTRATIVE = re.compile(
    r"(?:[Dd]as|[Dd]ie|[Dd]er|[Dd]en|[Dd]em)\s(?=[a-zäöüß])"
    r"(?!(?:\w+(?:e|en|er|es|em),?\s){1,2}(?:\w+\s)?[A-ZÄÖÜ(])"
    rf"(?!(?!{_VERBS_IN_E}\b)\w+(?:[^aeiou\s]e|te|er|es),?\s(?!ich|er|sie|es|wir|man|ihr|mir|mich)\w)"
    r"(?!(?:im|in|von|vom|am|auf|bei|aus|durch|für|mit|zu|zum|zur|unter|über|etwa|rund)\s"
    r"(?:\w+\s){1,3}\w*(?:te|ten|nen|ne|de|den)\s)"
)
_OPENING = re.compile(r"^[^\w(]+")


def split_sentences(text: str, language: Language = "de") -> list[Span]:
    """Cut a paragraph into sentences.

    Args:
        text: the paragraph.
        language: the language of the text.

    Returns:
        The sentences in order, without the white space around them, as offsets into `text`. Ordinals ("19.
        Jahrhundert") and trailing marks (";)") do not end up as sentences of their own.
    """
    sentences: list[Span] = []
    for start, end in _pieces(text, language):
        before = sentences[-1] if sentences else None
        if before and _belongs_to(before, start, end, text):
            sentences[-1] = Span(start=before.start, end=end)
        else:
            sentences.append(Span(start=start, end=end))
    return sentences


def _pieces(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield what the library takes for sentences, and cut where it overlooks an end, without white space around."""
    marked = _MIXED_MARKS.sub(r"\1“", text)
    ends = {boundary["end_index"] for boundary in get_sentence_boundaries(language, marked)} | {len(text)}
    ends = {end for end in ends if not _SMILEY_AHEAD.match(text, end)}
    cuts = sorted({0, *ends, *(match.end() for match in _OVERLOOKED.finditer(text))})
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _belongs_to(before: Span, start: int, end: int, text: str) -> bool:
    """Tell whether a piece goes on with the sentence before it."""
    piece = text[start:end]
    ordinal = _ORDINAL_END.search(text[before.start : before.end]) and not _OPENER.match(piece)
    return bool(
        ordinal
        or _SMILEY.fullmatch(piece)
        or not _LETTER.search(piece)
        or piece[0] in ":,;–)"
        or (text[before.end - 1] in '!?)“”«"' and piece[0].islower())
    )


# "Man findet solche Ziele …", "Dass diese Mitarbeiter …", and "Viele haben …", where the noun is left out.
_POINTS_INSIDE = re.compile(
    r"(?:[\w-]+\W+){0,3}(?:solche[nrms]?|derlei|diese[nrms]?)\s[A-ZÄÖÜ]|(?:Viele|Manche|Einige"
    r"|Wenige)\s[a-zäöüß]+n\s"
)


# Before a verb: in "Das Thema …" and "Das größte Problem …" it is no pronoun.
_SAYS_OF_IT = re.compile(r"(?:Das|Dies|Dadurch|Deshalb|Deswegen|Daher|Darum)\s+(?=[a-zäöüß])(?!\w+e\s+[A-ZÄÖÜ])")
# "Letztere lassen sich …" names nothing: not even what kind of thing is spoken of. "Stiegl zum Beispiel." is an example
# of nothing, and "Hallo Ed, …" speaks to somebody else.
_NAMES_NOTHING = re.compile(r"(?:letztere|erstere|beide[sr]?|the (?:latter|former)|both)\b", re.IGNORECASE)
_MERE_EXAMPLE = re.compile(r"(?:[\w-]+\s){1,3}(?:zum Beispiel|etwa|for (?:example|instance))\W*", re.IGNORECASE)
_GREETS = re.compile(
    r"(?:hallo|hi|hey|liebe[r]?|servus|guten (?:tag|morgen|abend)|hello|dear)\s(?:\w+\s){0,3}?\w+\s?[,!]", re.IGNORECASE
)
_BESIDE = re.compile(r"(?:abgesehen davon|unabhängig davon|davon abgesehen|apart from (?:that|this))\b", re.IGNORECASE)


def names_nothing(sentence: str) -> bool:
    """Tell whether only the sentence before it tells what a sentence speaks of ("Letztere …", "X zum Beispiel.")."""
    words = _OPENING.sub("", sentence)
    return bool(_NAMES_NOTHING.match(words) or _MERE_EXAMPLE.fullmatch(words))


def means_what_was_said(sentence: str) -> bool:
    """Tell whether a sentence says something of the one before, also across a paragraph ("Das passt nicht zu …")."""
    return bool(_SAYS_OF_IT.match(_OPENING.sub("", sentence)))


def is_fragment(first: str, last: str) -> bool:
    """Tell whether what begins with one sentence and ends with another is a fragment or speaks to somebody else."""
    words = _OPENING.sub("", first)
    return names_nothing(first) or trails_off(last) or bool(_GREETS.match(words) or _BESIDE.match(words))


def leans(sentence: str, language: Language = "de") -> bool:
    """Tell whether a sentence opens with words that point back ("Das passt …", "Zum zweiten …"), or in its middle."""
    words = _OPENING.sub("", sentence)
    first = re.split(r"[\s,:;.]", words, maxsplit=1)[0].casefold()
    return (
        first in _POINTS_BACK[language]
        or bool(_PHRASES_BACK.match(words))
        or bool(_THERE.match(words))
        or (language == "de" and bool(_DEMONSTRATIVE.match(words) or _POINTS_INSIDE.match(words)))
        or bool(_MERE_EXAMPLE.fullmatch(words))
        or words[:1].islower()
    )


def trails_off(sentence: str) -> bool:
    """Tell whether a sentence ends before it is finished, in a comma or a colon."""
    return sentence.rstrip().endswith((",", ":"))
