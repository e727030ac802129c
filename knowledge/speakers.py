"""Finds out whether a question asks for one person's words, and whose."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from knowledge.language import STOP_WORDS
from knowledge.lexicon import Lexicon, fold
from knowledge.models import Passage, Role

_TITLE = r"(?:(?:frau|herrn?|mrs?|ms|dr|prof|doktor|professor|mister|miss)\.?\s+)"
_WHO = r"(?P<who>(?:[^\W\d_][\w'’.\-]*\s+){0,3}?[^\W\d_][\w'’\-]*\.?)"
_SAYS = (
    r"(?:sagt|sagte|sagen|meint|meinte|denkt|dachte|findet|fand|schreibt|schrieb|hält|rät|empfiehlt|glaubt|fordert"
    r"|kritisiert|will)"
)
_ABOUT = (
    r"(?:zu[mr]?|über|von|vom|zum\s+thema|bezüglich|dazu|darüber|davon|darauf|zu\s+dem|zur\s+frage|beim|bei"
    r"|in\s+sachen|dass|wenn|ob"
    r"|wie|warum|wieso|wann|gegen|für)"
)
_ABOUT_EN = r"(?:about|on|of|regarding|concerning|to|when|if|whether|that|how|why|before|after|with|in|should)"
# "was sagt Pfeiffer zu …", "what does Sabine Haas think about …", "zitiere Carmen Hillebrand", "laut Philipp"
_ASKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:was|wie)\s+{_SAYS}\s+(?:denn\s+|eigentlich\s+)?{_TITLE}?{_WHO}(?=\s+{_ABOUT}\b|\s*[?.!,]|\s*$)",
        rf"\bwie\s+(?:steht|sieht|bewertet|beurteilt|denkt)\s+{_TITLE}?{_WHO}(?=\s+(?:zu[mr]?|das|die|den"
        rf"|der|über)\b|\s*[?.!,]|\s*$)",
        rf"\bwhat\s+(?:does|did|would|is|has|do)\s+{_TITLE}?{_WHO}(?=\s+(?:say|think|write|wrote|mean"
        rf"|believe|recommend|advise|suggest"
        r"|said|saying|argue|claim|want|see|feel)\b)",
        rf"\bwhat\s+(?:is|are|was)\s+{_TITLE}?{_WHO}(?:'s|’s|'|’|s)\s+(?:view|views|opinion|position|stance"
        rf"|take|advice|argument|point)\b",
        rf"\b(?:zitiere?n?|quote|cite)\s+(?:mal\s+|bitte\s+|me\s+)?(?:something\s+(?:by|from)\s+"
        rf"|etwas\s+von\s+)?{_TITLE}?{_WHO}"
        rf"(?=\s+(?:{_ABOUT}|{_ABOUT_EN})\b|\s*[?.!,]|\s*$)",
        rf"\b(?:laut|according\s+to)\s+{_TITLE}?{_WHO}(?=\s|[?.!,]|$)",
        rf"\b(?:zitate?|aussagen?|meinung|ansicht|standpunkt|position|kommentare?|quotes?|words?|opinion"
        rf"|statement|comments?)"
        rf"\s+(?:von|vom|by|from|of)\s+{_TITLE}?{_WHO}(?=\s+(?:{_ABOUT}|{_ABOUT_EN})\b|\s*[?.!,]|\s*$)",
        rf"\b{_TITLE}{_WHO}(?=\s|[?.!,]|$)",
    )
)
_ASKING_WORDS = frozenset(
    "zitiere zitier zitieren zitat zitate aussage aussagen ansicht standpunkt position quote quotes cite "
    "according statement "
    "view views opinion opinions wrote write writes believe believes say says said think thinks thought "
    "frau herr herrn mr mrs ms "
    "dr prof steht bewertet beurteilt schreibt schrieb glaubt empfiehlt rät laut kommentar kommentiert "
    "recommend recommends advice "
    "widersprechen widerspricht streiten uneinig einig disagree disagrees agree agrees".split()
)
_NO_PERSON = frozenset(
    "der die das dem den ein eine einer man jemand niemand du ihr sie er wir ich es dies diese dieser mein "
    "meine unser unsere "
    "the a an this that these those you they he she we i it one someone anyone anybody people author "
    "authors autor autorin autoren "
    "autorinnen artikel text texte articles article kommentatoren commenters experten experts leute alle "
    "text chef boss".split()
)
# What may stand before a name without being part of it.
_BESIDE_NAMES = _NO_PERSON | frozenset(
    "frau herr herrn mr mrs ms dr prof doktor professor professorin kollege kollegin blogger bloggerin leser leserin "
    "kommentator kommentatorin experte expertin berater beraterin redakteur redakteurin sprecher sprecherin colleague "
    "blogger reader commenter expert consultant editor".split()
)
_ROLES: dict[Role, re.Pattern[str]] = {
    "commenter": re.compile(
        r"\b(?:(?:sagen|meinen|schreiben|denken|finden)\s+die\s+(?:kommentator(?:en|innen)|kommentierenden|kommentare"
        r"|leser(?:innen)?)|(?:do|did)\s+(?:the\s+)?(?:commenters?|readers?|comments))\b"
        r"(?:\s+(?:say|think|write)\b)?|\bin (?:den kommentaren|the comments)\b",
        re.IGNORECASE,
    ),
    "author": re.compile(
        r"\b(?:(?:sagen|meinen|schreiben|denken|finden)\s+die\s+(?:autor(?:en|innen)|verfasser)"
        r"|(?:do|did)\s+(?:the\s+)?authors?)\b"
        r"(?:\s+(?:say|think|write)\b)?",
        re.IGNORECASE,
    ),
}
_FUNCTION_WORDS = STOP_WORDS["de"] | STOP_WORDS["en"]
_TOKEN = re.compile(r"[^\W\d_][\w’'\-]*")


@dataclass(frozen=True)
class Asked:
    """Whose words a question asks for.

    `speakers` are known by their full names; `role` is set where commenters or authors are asked for;
    `stranger` is a name that speaks nowhere in the articles; `rest` is the
    question without the names and the words that ask for a person.
    """

    speakers: frozenset[str] = frozenset()
    role: Role | None = None
    stranger: str | None = None
    rest: str = ""


class Speakers:
    """Everybody who speaks in the articles."""

    def __init__(self, passages: Sequence[Passage], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._passages = passages
        self._count: dict[str, int] = {}
        for passage in passages:
            if passage.speaker:
                self._count[passage.speaker] = self._count.get(passage.speaker, 0) + 1
        self._by_token: dict[str, set[str]] = {}
        for name in self._count:
            for token in _tokens(name):
                self._by_token.setdefault(token, set()).add(name)
        self._by_initial: dict[str, list[str]] = {}
        for token in self._by_token:
            if len(token) > 3:
                self._by_initial.setdefault(token[0], []).append(token)

    @property
    def names(self) -> list[str]:
        """All speakers, who says most first."""
        return sorted(self._count, key=lambda name: (-self._count[name], name))

    def asked(self, question: str, in_articles: Callable[[str], bool]) -> Asked:
        """Find out whom a question asks for.

        Args:
            question: the question as typed.
            in_articles: tells whether a word occurs in the articles at all.
        """
        found = self._named(question, in_articles, asking=False)
        spoken_of = next((match for pattern in _ASKS if (match := pattern.search(question))), None)
        if spoken_of:
            meant = self._named(spoken_of["who"], in_articles, asking=True)
            found = meant if _tokens_used(meant) > _tokens_used(found) else found
            if self._is_somebody_else(spoken_of["who"], found):
                return Asked(rest=question)
            if self._is_stranger(spoken_of["who"], found, in_articles):
                return Asked(stranger=spoken_of["who"].strip(), rest=question)
        if not found:
            role = next((role for role, words in _ROLES.items() if words.search(question)), None)
            return Asked(role=role, rest=_ROLES[role].sub(" ", question) if role else question)
        used = {token for tokens in found.values() for token in tokens}
        words = [
            word
            for word in question.split()
            if not (
                set(_tokens(word)) & used or _possessive(word) in used or fold(word.strip("?.!,:;")) in _ASKING_WORDS
            )
        ]
        return Asked(speakers=frozenset(found), rest=" ".join(words))

    def _named(self, text: str, in_articles: Callable[[str], bool], *, asking: bool) -> dict[str, set[str]]:
        """Return the speakers that a text names, with the tokens that name them.

        Args:
            text: the text.
            in_articles: tells whether a word occurs in the articles: then it is no misspelt name.
            asking: the text is known to be somebody's name. In a whole question ordinary words are no names: "lang" is
                not Mr Lang, nor is a word of the dictionary a misspelt name.
        """
        # What is left of a word without its s is no slip of a name where the word itself is one ("Christmas").
        written = {token: word for word in _TOKEN.findall(text) for token in (_possessive(word), *_tokens(word))}
        matches: dict[str, set[str]] = {}
        for token, word in written.items():
            known: str | None = None
            if token in self._by_token:
                known = token if asking or self._may_name(word) else None
            elif near := self._nearest(token, asking=asking):
                slip = asking or not (self._is_word(token) or self._is_word(fold(word)))
                known = near if slip and not in_articles(token) else None
            for name in self._by_token.get(known or "", ()):
                matches.setdefault(name, set()).add(token)
        # A full name beats half of another's; a surname that two people bear means the one who says more.
        ranked = sorted(matches, key=lambda name: (-len(matches[name]), -self._count[name], name))
        chosen: dict[str, set[str]] = {}
        for name in ranked:
            if not any(matches[name] <= used for used in chosen.values()):
                # Beside a first name the surname is one, however it is typed.
                chosen[name] = matches[name] | (written.keys() & set(_tokens(name)))
        return chosen

    def _may_name(self, word: str) -> bool:
        """Tell whether a word of a question that is part of a name may be meant as one: no ordinary word as typed."""
        return word[0].isupper() and fold(word) not in _FUNCTION_WORDS if self._is_word(fold(word)) else True

    def _nearest(self, token: str, *, asking: bool) -> str | None:
        """Return the name that a misspelt one means: the same first letter, one slip, two in a long name."""
        if len(token) < (4 if asking else 6):
            return None
        allowed = 1 if len(token) < (6 if asking else 8) else 2
        near = [
            (distance, name)
            for name in self._by_initial.get(token[0], ())
            if (distance := DamerauLevenshtein.distance(token, name, score_cutoff=allowed)) <= allowed
        ]
        return min(near)[1] if near else None

    def _is_word(self, token: str) -> bool:
        return self._lexicon.is_word(token, "de") or self._lexicon.is_word(token, "en")

    def _is_somebody_else(self, who: str, found: dict[str, set[str]]) -> bool:
        """Tell whether a name stands in the articles, but is not that of the speaker who bears half of it.

        Kai Brandt, who is spoken of, is not Holger Brandt, who speaks.
        """
        used = {token for matched in found.values() for token in matched}
        return any(
            fold(name) in used
            and not {fold(first), _possessive(first)} & used
            and fold(first) not in _BESIDE_NAMES
            and self._stands(first, name)
            for first, name in pairwise(_TOKEN.findall(who))
        )

    def _stands(self, first: str, name: str) -> bool:
        """Tell whether two words stand in the articles side by side, each with a capital."""
        both = re.compile(rf"\b{re.escape(first.title())}\s+{re.escape(name.title())}\b")
        return any(both.search(passage.text) for passage in self._passages)

    def _is_stranger(self, who: str, found: dict[str, set[str]], in_articles: Callable[[str], bool]) -> bool:
        """Tell whether a phrase is the name of somebody who does not occur.

        "Sabine Müller" is not Sabine Haas: a name that is left over beside a known one makes it a stranger's.
        """
        tokens = _TOKEN.findall(who)
        if not tokens or fold(tokens[0]) in _NO_PERSON:
            return False
        used = {token for matched in found.values() for token in matched}
        left = [
            token
            for token in tokens
            if len(token) > 1
            and not {*_tokens(token), _possessive(token)} & used
            and fold(token) not in _FUNCTION_WORDS | _BESIDE_NAMES
        ]
        odd = [token for token in left if not in_articles(token) and not self._is_word(token)]
        if found:
            return any(not in_articles(token) for token in left)
        unknown = [token for token in left if not in_articles(token)]
        return bool(odd) or (len(tokens) == 2 and len(unknown) == 2 and all(token[0].isupper() for token in tokens))


def _tokens(name: str) -> Sequence[str]:
    """Return the parts of a name in lower case without accents; initials are too short to name anybody."""
    return [fold(token) for token in _TOKEN.findall(name) if len(token) > 1]


def _tokens_used(found: dict[str, set[str]]) -> int:
    return len(set().union(*found.values()))


def _possessive(word: str) -> str:
    """Return "Henne" for "Hennes" and "Henne's"."""
    folded = fold(re.sub(r"['’]s?$", "", word.strip("?.!,:;")))
    return folded[:-1] if folded.endswith("s") and len(folded) > 3 else folded
