"""Articles without a sidecar in the layouts that are met outside, each with what a careful reader knows of it.

In a layout's text, [A1] to [A3] stand for three paragraphs of the article and [C1] to [C4] for four comments; `said`
tells who says each (None: nobody can know), `nobody` what belongs to the page and is never quoted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

PIECES = {
    "A1": "Viele Vereine schreiben ihre Rundbriefe noch immer so, als läse jedes Mitglied jede Zeile. Das war vor "
    "zwanzig Jahren anders, und es wird auch durch bunte Bilder nicht wieder so werden.",
    "A2": "Wer Mitglieder erreichen will, muss ihnen zuerst zuhören und danach kurz antworten. Ein Anruf am Abend "
    "bringt mehr als zehn Seiten Papier, das habe ich in unserem Chor oft genug erlebt und sogar mitgezählt.",
    "A3": "Am Ende entscheidet der Vorstand, wie viel Zeit ihm das Gespräch wert ist. Ich rate zu einer festen Stunde "
    "in jeder Woche, in der jemand ans Telefon geht und nichts anderes tut als zuhören.",
    "C1": "Das sehe ich genauso, in unserem Turnverein liest den Rundbrief nicht einmal der Kassenwart.",
    "C2": "Da möchte ich widersprechen, denn bei uns rufen die Älteren nur an, wenn ein Brief gekommen ist.",
    "C3": "Danke für den Hinweis, an die Älteren hatte ich beim Schreiben tatsächlich zu wenig gedacht.",
    "C4": "Bei den Kleingärtnern hängt alles am Aushang, und der wird wirklich von allen gelesen.",
}


@dataclass(frozen=True)
class Layout:
    """One article: its text, who says each piece, and words that nobody says."""

    name: str
    text: str
    said: dict[str, tuple[str | None, str | None]]
    nobody: tuple[str, ...] = field(default=())
    author: str | None = None
    title: str | None = None

    @property
    def whole(self) -> str:
        """The text with its pieces filled in."""
        text = self.text.lstrip("\n")
        for key, words in PIECES.items():
            text = text.replace(f"[{key}]", words)
        return text


def _by(author: str | None, **comments: tuple[str | None, str | None]) -> dict[str, tuple[str | None, str | None]]:
    return dict.fromkeys(("A1", "A2", "A3"), (author, "author")) | comments


def _commenter(name: str | None) -> tuple[str | None, str | None]:
    return name, "commenter"


LAYOUTS = (
    Layout(
        "wordpress-german",
        """
Startseite
Über mich
Impressum
Wer liest eigentlich noch den Rundbrief
Veröffentlicht am 12. März 2014 von Klara Winter
3 Kommentare

[A1]
[A2]
[A3]

Teilen mit:
Twitter
Facebook
Gefällt mir:
Gefällt mir Wird geladen …
Kategorien: Verein, Kommunikation
Schlagwörter: Rundbrief, Chor
Beitragsnavigation
← Der Aushang im Wandel der Zeiten
Warum Telefonketten funktionieren →
3 Gedanken zu „Wer liest eigentlich noch den Rundbrief“
Jens Tölle
sagt:
13. März 2014 um 10:12 Uhr
[C1]
Antworten
Rosa Lind
sagt:
13. März 2014 um 11:40 Uhr
[C2]
Antworten
Klara Winter
sagt:
14. März 2014 um 08:03 Uhr
[C3]
Antworten
Schreibe einen Kommentar Antwort abbrechen
Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert
Kommentar *
Name *
Meinen Namen, E-Mail-Adresse und Website in diesem Browser speichern, bis ich wieder kommentiere.
Neueste Beiträge
Warum Telefonketten im Verein noch immer funktionieren
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind"), C3=("Klara Winter", "author")),
        ("Teilen mit", "Telefonketten", "Meinen Namen", "Erforderliche Felder", "Der Aushang im Wandel"),
        "Klara Winter",
        "Wer liest eigentlich noch den Rundbrief",
    ),
    Layout(
        "wordpress-english",
        """
Wer liest eigentlich noch den Rundbrief

By Klara Winter on March 12, 2014

[A1]

[A2]

[A3]

Share this:
Click to share on Twitter (Opens in new window)
Related Posts
Warum Telefonketten im Verein noch immer funktionieren
2 Responses to "Wer liest eigentlich noch den Rundbrief"

Jens Tölle says:
March 13, 2014 at 10:12 am
[C1]
Reply

Rosa Lind says:
March 13, 2014 at 11:40 am
[C2]
Reply

Leave a Reply
Your email address will not be published. Required fields are marked *
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        ("Click to share", "Telefonketten", "Your email"),
        "Klara Winter",
    ),
    Layout(
        "wordpress-two-line-heads-with-author-badge",
        """
# Wer liest eigentlich noch den Rundbrief

[A1]

[A2]

[A3]

## Kommentare

**Jens Tölle**
13. März 2014 um 10:12

[C1]

**Klara Winter**
Beitragsautorin
13. März 2014 um 10:40

[C3]

**Rosa Lind**
13. März 2014 um 11:40

[C2]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind"), C3=("Klara Winter", "author")),
        (),
        "Klara Winter",
    ),
    Layout(
        "blogger-glued-dates",
        """
Mittwoch, 12. März 2014
Wer liest eigentlich noch den Rundbrief
[A1]
[A2]
[A3]
Eingestellt von Klara Winter um 09:15
Diesen Post per E-Mail versenden
Labels: Rundbrief, Verein
3 Kommentare:

Jens Tölle13. März 2014 um 10:12
[C1]
Antworten
Löschen
Anonym13. März 2014 um 11:40
[C2]
AntwortenLöschen
Klara Winter14. März 2014 um 08:03
[C3]
AntwortenLöschen
Kommentar hinzufügen
Neuerer Post
Älterer Post
Startseite
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter(None), C3=("Klara Winter", "author")),
        ("Labels", "per E-Mail"),
        "Klara Winter",
    ),
    Layout(
        "blogger-old-with-date-below",
        """
Wer liest eigentlich noch den Rundbrief
[A1]
[A2]
[A3]
Posted by Klara Winter at 9:15 AM
2 comments:
Jens Tölle hat gesagt…
[C1]
13. März 2014 um 10:12
Rosa hat gesagt…
[C2]
13. März 2014 um 11:40
Kommentar veröffentlichen
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa")),
        (),
        "Klara Winter",
    ),
    Layout(
        "drupal",
        """
Wer liest eigentlich noch den Rundbrief
Gespeichert von Klara Winter am Mi, 12.03.2014 - 09:15
[A1]
[A2]
[A3]
Kommentare
Sehr guter Beitrag über unsere Vereine
Gespeichert von Jens Tölle (nicht überprüft) am Do, 13.03.2014 - 10:12
[C1]
Antworten
Stimmt so leider nicht ganz überall
Gespeichert von rosa77 am Do, 13.03.2014 - 11:40
[C2]
Antworten
Neuen Kommentar hinzufügen
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("rosa77")),
        ("Sehr guter Beitrag", "Stimmt so leider"),
        "Klara Winter",
    ),
    Layout(
        "disqus",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter | 12.03.2014
[A1]
[A2]
[A3]
4 Kommentare
Disqus
Jens Tölle • vor 8 Jahren
[C1]
3 • Antworten • Teilen ›
Rosa Lind  Jens Tölle • vor 8 Jahren
[C2]
• Antworten • Teilen ›
Klara Winter Autor → Rosa Lind • vor 8 Jahren
[C3]
1 • Antworten • Teilen ›
Gartenzwerg_12 • vor 7 Jahren
[C4]
• Antworten • Teilen ›
""",
        _by(
            "Klara Winter",
            C1=_commenter("Jens Tölle"),
            C2=_commenter("Rosa Lind"),
            C3=("Klara Winter", "author"),
            C4=_commenter("Gartenzwerg_12"),
        ),
        ("Teilen",),
        "Klara Winter",
    ),
    Layout(
        "news-site",
        """
Wir verwenden Cookies, um Ihnen die Nutzung unserer Seite zu erleichtern. Mehr dazu in der Datenschutzerklärung.
Alle akzeptieren
Vereine
Wer liest eigentlich noch den Rundbrief
Mitglieder wollen lieber telefonieren als lesen, sagen Praktiker. Ein Plädoyer für die feste Stunde in der Woche.
Von Klara Winter
12.03.2014, 09:15 Uhr | Lesezeit: 4 Minuten
Foto: Bodo Krause/dpa
[A1]
Anzeige
[A2]
Lesen Sie auch: Warum Telefonketten im Verein noch immer funktionieren
[A3]
Mehr zum Thema
Der Aushang im Wandel der Zeiten
Kommentare (2)
#1 von Jens Tölle, 13.03.2014, 10:12 Uhr
[C1]
Antworten | Melden
#2 von Rosa Lind aus Köln, 13.03.2014, 11:40 Uhr
[C2]
Antworten | Melden
© Vereinsbote 2014
Impressum | Datenschutz | AGB
""",
        {"A1": ("Klara Winter", "author"), "A3": ("Klara Winter", "author")}
        | {"C1": _commenter("Jens Tölle"), "C2": _commenter("Rosa Lind")},
        ("Cookies", "Bodo Krause", "Telefonketten", "Der Aushang", "Impressum"),
        "Klara Winter",
        "Wer liest eigentlich noch den Rundbrief",
    ),
    Layout(
        "numbered-with-bullets-and-signatures",
        """
Wer liest eigentlich noch den Rundbrief

[A1]

[A2]

[A3]

4 Gedanken zu “Wer liest eigentlich noch den Rundbrief

  1. Pingback: Die Woche im Verein (11/14) | Vereinsbote

  2. Hallo Klara! [C1] Schöne Grüße aus Tirol, Jens.

    • Hallo Jens, [C3]

  3. [C2] LG Rosa Lind

  4. [C4] Liebe Grüße an Rosa
""",
        _by(None, C1=_commenter("Jens"), C2=_commenter("Rosa Lind"), C3=_commenter(None), C4=_commenter(None)),
        ("Pingback",),
    ),
    Layout(
        "dateline-name-twice-biography",
        """
12.03.2014 |   Klara Winter über Vereine und Briefe

"Rundbriefe haben keine große Zukunft"

Klara Winter
Klara Winter

[A1]

[A2]

[A3]

Klara Winter ist gelernte Buchhändlerin und leitet einen Chor in Passau. Sie schreibt seit Jahren über Vereine.

Diesen Beitrag

Bookmarken

Kommentare

Jens Tölle am 12.03.2014 um 17:12

[C1]

Klara Winter am 13.03.2014 um 09:34

[C3]

Diesen Beitrag kommentieren

Spamschutz
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C3=("Klara Winter", "author")),
        ("gelernte Buchhändlerin", "Spamschutz"),
        "Klara Winter",
    ),
    Layout(
        "meint-without-announcement",
        """
[A1]
[A2]
[A3]
Jens Tölle meint
[C1]
Rosa Lind meint
[C2]
""",
        _by(None, C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
    ),
    Layout(
        "wrote-on",
        """
Wer liest eigentlich noch den Rundbrief
Text: Klara Winter
[A1]
[A2]
[A3]
Leserkommentare
Jens Tölle schrieb am 13.03.2014 um 10:12 Uhr:
[C1]
Am 13.03.2014 um 11:40 Uhr schrieb Rosa Lind:
[C2]
Der Besserwisser am 14.03.2014 um 08:03
[C4]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind"), C4=_commenter(None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "heads-below-the-comments",
        """
Wer liest eigentlich noch den Rundbrief
von Klara Winter, 12. März 2014
[A1]
[A2]
[A3]
Kommentare
[C1]
Kommentar von Jens Tölle — 13. März 2014 @ 10:12
[C2]
Kommentar von Rosa Lind — 13. März 2014 @ 11:40
""",
        _by("Klara Winter", C1=_commenter(None), C2=_commenter(None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "names-nobody-can-read",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Kommentare
Jens Tölle
13. März 2014 um 10:12
[C1]
✿ Röschen ✿ & der Kater
13. März 2014 um 11:40
[C2]
Die Woche im Verein | Vereinsbote sagt:
14. März 2014 um 08:03
[…] [C4] […]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter(None), C4=_commenter(None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "names-only-above-with-buttons",
        """
Wer liest eigentlich noch den Rundbrief
Autorin: Klara Winter
[A1]
[A2]
[A3]
Kommentare
Jens Tölle
[C1]
Antworten
Rosa Lind
[C2]
Antworten
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        (),
        "Klara Winter",
    ),
    Layout(
        "signatures-without-heads",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Kommentare
[C1]
Viele Grüße
Jens Tölle
[C2]
Rosa
[C4]
""",
        _by("Klara Winter", C1=_commenter(None), C2=_commenter(None), C4=_commenter(None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "interview-with-labels",
        """
"Der Rundbrief ist tot"
Interview mit Rosa Lind, Chorleiterin in Passau
Von Klara Winter
Vereinsbote: Frau Lind, wer liest heute noch einen Rundbrief?
Lind: [A1]
Vereinsbote: Und was machen Sie stattdessen mit Ihren Mitgliedern?
Lind: [A2]
Vereinsbote: Wer soll sich diese Zeit denn nehmen?
Lind: [A3]
""",
        dict.fromkeys(("A1", "A2", "A3"), ("Rosa Lind", "quoted")),
        (),
        "Klara Winter",
    ),
    Layout(
        "interview-without-labels",
        """
"Der Rundbrief ist tot"
Ein Gespräch mit der Chorleiterin Rosa Lind
Von Klara Winter
Frau Lind, wer liest heute noch einen Rundbrief?
[A1]
Und was machen Sie stattdessen mit Ihren Mitgliedern?
[A2]
Wer soll sich diese Zeit denn nehmen, Frau Lind?
[A3]
""",
        dict.fromkeys(("A1", "A2", "A3"), (None, None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "guest-post",
        """
Wer liest eigentlich noch den Rundbrief
Veröffentlicht am 12. März 2014 von Bodo Krause
Ein Gastbeitrag von Klara Winter
[A1]
[A2]
[A3]
Über die Autorin
Klara Winter leitet einen Chor in Passau. Ihre Texte über Vereine erscheinen seit Jahren in vielen Blättern.
Mein Buch über den Rundbrief ist im letzten Jahr erschienen und überall zu haben.
2 Kommentare
Jens Tölle sagt:
[C1]
Bodo Krause sagt:
[C4]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C4=_commenter("Bodo Krause")),
        ("leitet einen Chor", "Mein Buch"),
        "Klara Winter",
    ),
    Layout(
        "collection-of-statements",
        """
Drei Fachleute über den Rundbrief
Von Klara Winter
[A1]
Jens Tölle, Turnverein Passau
[C1]
Rosa Lind, Gesangverein Hof
[C2]
""",
        {"A1": ("Klara Winter", "author"), "C1": (None, None), "C2": (None, None)},
        (),
        "Klara Winter",
    ),
    Layout(
        "quoted-speech-is-no-comment-head",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
Jens Tölle sagt:
„Bei uns im Turnverein ist der Brief seit Jahren abgeschafft, und niemand hat ihn vermisst.“
[A2]
Rosa Lind meint:
„Ohne den Brief kommt bei uns im Gesangverein überhaupt niemand mehr zur Probe.“
[A3]
""",
        _by("Klara Winter"),
        (),
        "Klara Winter",
    ),
    Layout(
        "two-bylines",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter und Bodo Krause
[A1]
[A2]
[A3]
""",
        _by(None),
    ),
    Layout(
        "title-that-looks-like-a-byline",
        """
Von Daten und Menschen
[A1]
[A2]
[A3]
""",
        _by(None),
    ),
    Layout(
        "place-and-publication-are-no-authors",
        """
Vereinsbote Online | 12.03.2014
Wer liest eigentlich noch den Rundbrief
Bad Homburg, 12. März 2014
[A1]
[A2]
[A3]
""",
        _by(None),
    ),
    Layout(
        "comments-after-tags-without-heads",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Schlagwörter: Verein, Brief
Hallo Klara,
[C1]
[C3]
""",
        _by("Klara Winter", C1=(None, None), C3=(None, None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "comments-glued-to-the-article",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Hallo Frau Winter, [C1]
[C2]
""",
        _by("Klara Winter", C1=(None, None), C2=(None, None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "markdown-with-front-matter",
        """
---
title: "Wer liest eigentlich noch den Rundbrief"
author: Klara Winter
date: 2014-03-12
tags: [verein, brief]
---

# Wer liest eigentlich noch den Rundbrief

![Ein Brief](brief.jpg)

[A1]

> Der Brief ist die Visitenkarte des ganzen Vereins und seines Vorstands.

[A2]

[A3]

## 2 Kommentare

### [Jens Tölle](https://example.org) am 13.03.2014 um 10:12

[C1]

### Rosa Lind am 13.03.2014 um 11:40

> Das sehe ich genauso, in unserem Turnverein

[C2]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        ("tags:", "![Ein Brief]"),
        "Klara Winter",
        "Wer liest eigentlich noch den Rundbrief",
    ),
    Layout(
        "teaser-glued-to-its-date",
        """
Wer liest eigentlich noch den Rundbrief

12. März 2014Viele Vereine schreiben ihre Rundbriefe noch immer so, als läse jedes Mitglied jede …

[A1]
[A2]
[A3]
Dieser Beitrag wurde am 12. März 2014 von Klara Winter in Allgemein veröffentlicht.
""",
        _by("Klara Winter"),
        ("12. März 2014Viele",),
        "Klara Winter",
    ),
    Layout(
        "editors-answer-inside-comments",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Kommentare
Jens Tölle am 13.03.2014 um 10:12
[C1]
Antwort der Redaktion:
[C3]
Rosa Lind am 13.03.2014 um 11:40
[C2]
Rosa Lind schrieb:
[C4]
""",
        _by(
            "Klara Winter",
            C1=_commenter("Jens Tölle"),
            C3=(None, "commenter"),
            C2=_commenter("Rosa Lind"),
            C4=_commenter(None),
        ),
        (),
        "Klara Winter",
    ),
    Layout(
        "joined-rubrics-as-headings-stay-the-authors",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
Diskussion
[A2]
Themen setzen und Gespräche führen
Newsletter haben ausgedient, sagt die Umfrage des Verbands der Chöre aus dem letzten Jahr.
[A3]
""",
        _by("Klara Winter"),
        (),
        "Klara Winter",
    ),
    Layout(
        "share-bar-in-the-middle",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
Facebook Twitter XING
[A2]
[A3]
2 Kommentare
Jens Tölle (13.03.2014 10:12)
[C1]
Rosa Lind | 13.03.2014 11:40
[C2]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        (),
        "Klara Winter",
    ),
    Layout(
        "numbered-heads-and-lists-inside-comments",
        """
Wer liest eigentlich noch den Rundbrief
Klara Winter
12. März 2014

[A1]
[A2]
[A3]

3 Kommentare

1. Jens Tölle schreibt am 13.03.2014 um 10:12 Uhr:
[C1] Drei Gründe:
1. Die Schrift ist zu klein.
2. Die Sätze sind zu lang.
2. rosa lind schreibt am 13.03.2014 um 11:40 Uhr:
[C2] Am 1. Mai treffen wir uns.
3. Klara Winter schreibt am 14.03.2014 um 08:03 Uhr:
[C3]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("rosa lind"), C3=("Klara Winter", "author")),
        (),
        "Klara Winter",
    ),
    Layout(
        "date-first-heads",
        """
Wer liest eigentlich noch den Rundbrief
Von KLARA WINTER
[A1]
[A2]
[A3]
Diskussion
13.03.2014, 10:12 Uhr – Jens Tölle
[C1]
13.03.2014, 11:40 Uhr – R. Lind
[C2]
14.03.2014, 08:03 Uhr – Dr. Anna von der Heide (Passau)
[C4]
""",
        _by(
            "KLARA WINTER",
            C1=_commenter("Jens Tölle"),
            C2=_commenter("R. Lind"),
            C4=_commenter("Dr. Anna von der Heide"),
        ),
        (),
        "KLARA WINTER",
    ),
    Layout(
        "replies-to-somebody",
        """
Wer liest eigentlich noch den Rundbrief
Ein Beitrag von Klara Winter
[A1]
[A2]
[A3]
Kommentare zu diesem Artikel
Jens Tölle am 13. März 2014 um 10:12 Uhr
[C1]
auf diesen Kommentar antworten
Antwort von Rosa Lind an Jens Tölle, 13.03.2014, 11:40 Uhr
[C2]
Klara Winter antwortet Rosa Lind am 14. März 2014 um 08:03 Uhr
[C3]
Gast am 14. März 2014 um 09:00 Uhr
[C4]
Ihr Kommentar
Name *
Mit dem Absenden stimme ich den Nutzungsbedingungen zu.
""",
        _by(
            "Klara Winter",
            C1=_commenter("Jens Tölle"),
            C2=_commenter("Rosa Lind"),
            C3=("Klara Winter", "author"),
            C4=_commenter(None),
        ),
        ("Mit dem Absenden",),
        "Klara Winter",
    ),
    Layout(
        "mail-quotes-inside-comments",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Kommentare
Jens Tölle am 13.03.2014 um 10:12
[C1]
Rosa Lind am 13.03.2014 um 11:40
Am 13.03.2014 um 10:12 schrieb Jens Tölle:
> Der Kassenwart liest den Brief nicht, das weiß ich aus erster Hand.
[C2]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        (),
        "Klara Winter",
    ),
    Layout(
        "dates-and-places-inside-the-article",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
Die nächsten Treffen:
Passau, 12.03.2014, 18:00 Uhr
Hof am 14.03.2014 um 19:00 Uhr
[A2]
Update vom 15.03.2014:
[A3]
""",
        _by("Klara Winter"),
        (),
        "Klara Winter",
    ),
    Layout(
        "wrapped-by-hand",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter

Viele Vereine schreiben ihre Rundbriefe noch immer so, als läse jedes
Mitglied jede Zeile. Das war vor zwanzig Jahren anders, und es wird auch
durch bunte Bilder nicht wieder so werden, wie es einmal gewesen ist.

Wer Mitglieder erreichen will, muss ihnen zuerst zuhören und danach kurz
antworten. Ein Anruf am Abend bringt mehr als zehn Seiten Papier, das
habe ich in unserem Chor oft genug erlebt und dabei sogar mitgezählt.

Kommentare

Jens Tölle am 13.03.2014 um 10:12

Das sehe ich genauso, in unserem Turnverein liest den Rundbrief seit
vielen Jahren nicht einmal mehr der Kassenwart von vorn bis hinten.

""",
        {},
        (),
        "Klara Winter",
    ),
    Layout(
        "form-above-the-comments-and-margin-below",
        """
Wer liest eigentlich noch den Rundbrief
von Klara Winter am 12.03.2014
[A1]
[A2]
Zum Newsletter anmelden und keinen Beitrag mehr verpassen
[A3]
Kommentar schreiben
Name (erforderlich)
E-Mail (wird nicht veröffentlicht)
Bisherige Kommentare
Jens Tölle, 13. März 2014
[C1]
Rosa Lind, 13. März 2014
[C2]
Über dieses Blog
Hier schreibe ich seit zehn Jahren über alles, was in Vereinen gut und was in ihnen schlecht läuft.
Archiv
März 2014
Abonniere meinen Newsletter und verpasse keinen Beitrag mehr.
""",
        # One paragraph behind the box could as well belong to it.
        _by("Klara Winter", A3=(None, None), C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        ("Zum Newsletter", "Hier schreibe ich", "Abonniere"),
        "Klara Winter",
    ),
    Layout(
        "trackbacks-between-comments",
        """
Wer liest eigentlich noch den Rundbrief
Geschrieben von Klara Winter am 12. März 2014
[A1]
[A2]
[A3]
Trackback-URL: http://example.org/rundbrief/trackback
Kommentare (3)
Jens Tölle schrieb am 13. März 2014:
[C1]
Vereinsbote » Die Woche schrieb am 13. März 2014:
[...] [C4] [...]
Rosa Lind schrieb am 14. März 2014:
[C2]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind"), C4=_commenter(None)),
        ("Trackback",),
        "Klara Winter",
    ),
    Layout(
        "biography-and-promotion-behind-the-article",
        """
Wer liest eigentlich noch den Rundbrief
von Klara Winter
[A1]
[A2]
[A3]
Klara Winter leitet einen Chor in Passau und berät Vereine, die mit ihren Mitgliedern reden wollen.
Hat Ihnen der Artikel gefallen? Dann empfehlen Sie ihn weiter!
Jetzt kostenlos unseren Ratgeber für den Vorstand herunterladen und sofort loslegen.
Keine Kommentare
Schreibe den ersten Kommentar
""",
        _by("Klara Winter"),
        ("leitet einen Chor", "Ratgeber", "weiter!"),
        "Klara Winter",
    ),
    Layout(
        "editors-lead-names-the-author",
        """
Wer liest eigentlich noch den Rundbrief
Klara Winter erklärt, warum in den Vereinen niemand mehr den Rundbrief liest und was daran gar nicht schlimm ist.
Von Klara Winter
[A1]
[A2]
[A3]
""",
        _by("Klara Winter"),
        (),
        "Klara Winter",
    ),
    Layout(
        "answer-block-of-the-author-without-byline",
        """
Wer liest eigentlich noch den Rundbrief
[A1]
[A2]
[A3]
2 Kommentare
Jens Tölle
vor 8 Jahren
[C1]
Klara Winter
Autor
vor 8 Jahren
Als Antwort auf Jens Tölle
[C3]
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C3=("Klara Winter", "author")),
        (),
        "Klara Winter",
    ),
    Layout(
        "social-network",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Kommentare
Jens Tölle
[C1]
Gefällt mir · Antworten · 2 Std.
Rosa Lind
[C2]
Gefällt mir · Antworten · 3 Std.
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        (),
        "Klara Winter",
    ),
    Layout(
        "names-over-numbered-dates",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
2 Kommentare
Sortiert nach: Neueste zuerst
Jens Tölle
#1  —  13. März 2014, 10:12 Uhr
[C1]
Melden
Rosa Lind
#2  —  13. März 2014, 11:40 Uhr
[C2]
Melden
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        (),
        "Klara Winter",
    ),
    Layout(
        "subjects-and-nicknames",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Diskutieren Sie mit! Was ist Ihre Meinung?
1. Sehe ich auch so
jenst 13.03.2014
[C1]
2. Nein nein
rosa_l 13.03.2014
[C2]
""",
        _by("Klara Winter", C1=_commenter("jenst"), C2=_commenter("rosa_l")),
        (),
        "Klara Winter",
    ),
    Layout(
        "dated-lines-that-nothing-announces",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
jenst 13.03.2014
[C1]
rosa_l 13.03.2014
[C2]
""",
        _by("Klara Winter", C1=_commenter(None), C2=_commenter(None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "forum-quotes-inside-comments",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
Kommentare
Jens Tölle am 13.03.2014 um 10:12
Rosa Lind hat geschrieben:
[C2]
[C1]
""",
        _by("Klara Winter", C1=_commenter(None), C2=_commenter(None)),
        (),
        "Klara Winter",
    ),
    Layout(
        "heads-below-without-an-announcement",
        """
Wer liest eigentlich noch den Rundbrief
Von Klara Winter
[A1]
[A2]
[A3]
[C1]
Jens Tölle am 13.03.2014 um 10:12
[C2]
Rosa Lind am 13.03.2014 um 11:40
""",
        # Nobody can know where the article ends.
        dict.fromkeys(("A1", "A2", "A3", "C1"), (None, None)) | {"C2": _commenter(None)},
        (),
        "Klara Winter",
    ),
    Layout(
        "statements-with-bold-names",
        """
Drei Fachleute über den Rundbrief
Von Klara Winter
[A1]
**Jens Tölle:** [C1]
**Rosa Lind:** [C2]
""",
        {"A1": ("Klara Winter", "author"), "C1": (None, None), "C2": (None, None)},
        (),
        "Klara Winter",
    ),
    Layout(
        "interview-with-bold-names",
        """
Der Rundbrief ist tot
Von Klara Winter
**Vereinsbote: Wer liest das?**
**Rosa Lind:** [A1]
**Vereinsbote: Und Sie?**
**Rosa Lind:** [A2]
""",
        {"A1": ("Rosa Lind", "quoted"), "A2": ("Rosa Lind", "quoted")},
        (),
        "Klara Winter",
    ),
    Layout(
        "interview-with-question-and-answer",
        """
Der Rundbrief ist tot
Fünf Fragen an Rosa Lind
Frage: Wer liest das heute noch?
Antwort: [A1]
Frage: Und was machen Sie dann?
Antwort: [A2]
""",
        {"A1": ("Rosa Lind", "quoted"), "A2": ("Rosa Lind", "quoted")},
    ),
    Layout(
        "dateline-over-a-text-that-is-hers",
        """
12.03.2014 | Klara Winter über Vereine
Rundbriefe haben ausgedient
[A1]
[A2]
[A3]
""",
        _by("Klara Winter"),
        (),
        "Klara Winter",
    ),
    Layout(
        "dateline-over-a-text-about-somebody",
        """
12.03.2014 | Klara Winter über Vereine
Die Leiterin des Chores hat in Passau gesprochen, und wir haben zugehört.
[A1]
Damit ging Frau Winter dann auch schon wieder, und zwar ohne sich umzudrehen.
[A2]
""",
        {"A1": (None, "author"), "A2": (None, "author")},
    ),
    Layout(
        "business-network",
        """
Wer liest eigentlich noch den Rundbrief
Veröffentlicht am 12. März 2014
Klara Winter
Klara Winter
Chorleiterin in Passau
[A1]
[A2]
[A3]
Gefällt mir Kommentieren Teilen
3 Kommentare
Jens Tölle
Kassenwart bei Turnverein Passau
8 Jahre
[C1]
Gefällt mir Antworten
Rosa Lind
Vorstand
8 Jahre
[C2]
Gefällt mir Antworten
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter(None)),
        ("Kassenwart bei", "Chorleiterin in", "Gefällt mir"),
        "Klara Winter",
    ),
    Layout(
        "reading-platform",
        """
Wer liest eigentlich noch den Rundbrief
Klara Winter
Klara Winter

Follow
5 min read
·
Mar 12, 2014

--

2

Listen
Share
[A1]
[A2]
[A3]
--
2
Written by Klara Winter
123 Followers
Responses (2)
Jens Tölle
Mar 13, 2014
[C1]
--
Reply
Rosa Lind
Mar 13, 2014
[C2]
--
Reply
""",
        _by("Klara Winter", C1=_commenter("Jens Tölle"), C2=_commenter("Rosa Lind")),
        ("Follow", "min read"),
        "Klara Winter",
    ),
)
