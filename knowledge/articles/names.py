"""Tells whether words are a person's name. In doubt they are not: a wrong name is worse than none."""

from __future__ import annotations

import re

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
_TOKEN = rf"[{_UPPER}][\w'’\-]*\.?"
_PARTICLE = r"(?:von|van|de|der|den|dem|zu|zum|zur|vom|del|di|da|la|le|el|bin|al|ter|ten)\s"
# "Dr. ", "Dipl.-Ing. ", "Dr. h.c. ", "Dr. rer. nat. "
_TITLE = (
    r"(?:(?:Dr|Prof|Mag|Dipl|Ing|PD|Priv)\.(?:-\w+\.)?\s(?:(?:[a-z]{1,5}\.\s?){1,3}(?<=\s))?"
    r"|Professorin\s|Professor\s)"
)
NAME = rf"{_TITLE}*{_TOKEN}(?:\s(?:{_PARTICLE}){{0,2}}{_TOKEN}){{0,3}}"
_NAME = re.compile(NAME)
_HONOURS = re.compile(rf"^{_TITLE}+")
_NICKNAME = re.compile(r"(?=.*[^\W\d_])[\w.@\-+!]{2,30}")
_LOWER_NAME = re.compile(r"[^\W\d_][\w'’\-]+(?:\s[^\W\d_][\w'’\-]*\.?){1,2}")

# Words that open sentences, labels and headings; as the first word of a "name" they show that it is none.
_OPENERS_TEXT = """
er sie es man wir ihr ich du wer was das dies dieser diese dieses der die dem den ein eine einer einem mein meine
sein seine unser unsere dein deine euer eure eines jemand niemand jeder jede jedes alle viele manche einige andere
so da hier dort dazu und oder aber denn wie wo wann warum wieso weshalb wenn weil dass als bei mit ohne für gegen
über unter nach vor zwischen auf aus zu zum zur in im an am um bis seit von vom durch noch nur auch schon sehr gut
gute guter ja nein danke vielen herzlichen liebe lieber hallo hi moin servus grüße gruß grüsse viele beste schöne lg
vg mfg he she it they we you who this that these the a an my our his her their someone everyone nobody what when
where why how if with for thanks thank hello dear best kind regards cheers fazit update nachtrag zitat frage antwort
quelle foto fotos bild bilder stand copyright veröffentlicht erstellt aktualisiert geändert gepostet posted
published updated bearbeitet geschrieben verfasst gespeichert montag dienstag mittwoch donnerstag freitag samstag
sonntag monday tuesday wednesday thursday friday saturday sunday heute gestern today yesterday januar februar märz
april mai juni juli august september oktober november dezember nicht kein keine mehr neu neue neuer neues erste
erster zweite teil kapitel schritt punkt tipp thema p.s ps anm anmerkung hinweis
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())
# Words that no person bears as a name, wherever they stand.
_NEVER_TEXT = """
treffen sitzung seminar workshop webinar konferenz tagung vortrag start beginn ende frist ort party stammtisch barcamp
meetup sommerfest versammlung jahreshauptversammlung probe konzert eröffnung premiere kurs schulung
redaktion team blog news report magazin zeitung agentur gmbh ag kg pr media social online digital digitale digitales
digitaler big data content marketing business corporate public relations kommunikation unternehmen strategie
strategien studie umfrage interview podcast video internet web facebook twitter linkedin xing instagram google
youtube whatsapp tiktok community manager management startseite home kontakt impressum datenschutz kommentar
kommentare comments comment beitrag beiträge artikel antworten reply teilen share newsletter rss menü suche archiv
kategorien kategorie tags schlagwörter allgemein autor autorin author foto bild pingback trackback admin webmaster
seite seiten uhr termin termine veranstaltung service services kunden mitarbeiter produkt produkte marke marken tool
tools story storytelling influencer employer branding change leadership innovation transformation trends
digitalisierung deutschland österreich schweiz europa ihre ihr deine dein unsere unser mein meine und oder für
anonym gast journal welt post presse verlag verband institut universität hochschule stiftung ministerium forum
"""
_NEVER = frozenset(_NEVER_TEXT.split())
# "Häufiger Fehler", "Tolle Idee": no first name is one of these adjectives with its ending.
_ADJECTIVE = re.compile(
    r"(?:häufig|typisch|wichtig|gr[oö]ss|klein|alt|neu|schön|toll|gut|best|schlecht|offen|kurz|lang|eigen|ganz"
    r"|viel|wenig|klar|falsch|richtig|möglich|aktuell|einzig|letzt|nächst|zweit|dritt|viert|weiter|besonder|klassisch"
    r"|einfach|schnell|hoh|frei|interessant|spannend|wahr|klug|schlimm|herzlich)s?t?e[rnsm]?"
)
_NAMELESS_TEXT = """
gast anonym anonymous anonymus unbekannt unbekannter unbekannte guest besucher besucherin leser leserin user nutzer
"""
_NAMELESS = frozenset(_NAMELESS_TEXT.split())
# What a page puts in the place of an account that is gone or has no name.
_ACCOUNT = re.compile(
    r"(?:gelöscht|ehemalig|deaktiviert|gesperrt|unbekannt|anonym|deleted|former|unknown|anonymous|inactive"
    r"|(?:facebook|google|twitter|disqus|wordpress)-?)(?:e[rs]?)?[ -]?"
    r"(?:benutzer|nutzer|user|profil|konto|account|mitglied|verfasser|kommentator|leser|member)(?:in)?",
    re.IGNORECASE,
)
_SMALL_WORDS_TEXT = """
ist sind war waren hat haben hatte wird werden kann muss soll will is are was were has have will can must
"""
_SMALL_WORDS = _OPENERS | frozenset(_SMALL_WORDS_TEXT.split())

_ARTICLES = frozenset(("der", "die", "das"))
_LABELS_TEXT = """
beispiel beispiele vorteil vorteile nachteil nachteile problem lösung ziel ergebnis achtung wichtig konkret kurz also
übrigens nochmal erstens zweitens drittens folgendes sprich ps edit example note
"""
_LABELS = frozenset(_LABELS_TEXT.split())


def is_nameless(words: str) -> bool:
    """Tell whether a name stands for nobody in particular ("Gast", "Anonymous")."""
    bare = words.casefold().strip(".: ")
    return bare in _NAMELESS or bool(_ACCOUNT.fullmatch(bare))


def looks_like_name(words: str) -> bool:
    """Tell whether words have the shape of a person's name and do not begin as a sentence or a label does."""
    tokens = [token.casefold().strip(".") for token in words.split()]
    return (
        bool(tokens)
        and bool(_NAME.fullmatch(words))
        and tokens[0] not in _OPENERS
        and not _ADJECTIVE.fullmatch(tokens[0])
        and not any(part in _NEVER for token in tokens for part in (token, *token.split("-")))
    )


def is_full_name(words: str) -> bool:
    """Tell whether words are a first name and a surname, as a byline gives them."""
    return looks_like_name(words) and len(without_honours(words).split()) >= 2


def is_nickname(words: str, *, several: bool = False) -> bool:
    """Tell whether words can be what a commenter calls himself: "ed77", and with `several` also "peter müller"."""
    tokens = words.casefold().split()
    if any(token.strip(".") in _SMALL_WORDS or token.strip(".") in _NEVER for token in tokens):
        return False
    return bool(_NICKNAME.fullmatch(words)) or (several and bool(_LOWER_NAME.fullmatch(words)))


def opens_speech(words: str) -> bool:
    """Tell whether a short line begins as a sentence or a label does ("Und dann:"), not as what somebody is called."""
    first = words.casefold().split()[0].strip(".:")
    return first in _SMALL_WORDS - _ARTICLES or first in _LABELS or not re.search(r"[^\W\d_]", words)


def without_honours(name: str) -> str:
    """Return a name without "Dr.", "Prof." in front of it."""
    return _HONOURS.sub("", name)
