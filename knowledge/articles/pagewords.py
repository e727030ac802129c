"""What pages say by themselves, in German and English: buttons, lists, forms, captions, announcements.

Data for `furniture.py`, which decides what each kind means.
"""

from __future__ import annotations

import re

from knowledge.articles.dates import DATE, DATE_AND_TIME, TIME, WHEN
from knowledge.articles.names import NAME


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + ")", re.IGNORECASE)


_NETWORK = (
    r"(?:teilen|share|drucken|print|tweet|tweeten|twittern?|xing|linkedin|facebook|whatsapp|telegram|threema"
    r"|reddit|pinterest"
    r"|e-?mail|mailen|pin(?: it)?|flattr|mastodon|bluesky|pocket|merken|bookmarken|bookmark|empfehlen|weiterempfehlen"
    r"|google\+|\+1|instagram|youtube|rss|rss-feed|feed|kopieren|link kopieren|copy link|speichern|instapaper"
    r"|buffer|x)"
)
_MENU = (
    r"(?:startseite|home|über (?:mich|uns)|about(?: me| us)?|kontakt|contact|impressum|datenschutz(?:erklärung)?"
    r"|privacy"
    r"(?: policy)?|agb|blog|archiv|suche|search|menü|menu|login|anmelden|registrieren|newsletter|leistungen|themen"
    r"|podcast"
    r"|rss|sitemap|mediadaten|presse|jobs|karriere|ressorts?|abo|shop|termine|referenzen|portfolio|team|services?"
    r"|faq)"
)
BREAK = _any(
    r"(?:gefällt mir|kommentieren|teilen|antworten|senden|like|comment|share|repost|reposten)"
    r"(?:\s?[|·•,/]?\s?(?:gefällt mir|kommentieren|teilen|antworten|senden|like|comment|share|repost|reposten))+",
    rf"{_NETWORK}(?:\s?[,|/•·:&-]?\s?(?:(?:auf|bei|per|via|on|mit|with)\s)?{_NETWORK}|\s?\(?\d+\)?)*",
    rf"(?:auf|bei|per|via|on)\s{_NETWORK}(?:\s?{_NETWORK})?",
    r"(?:diesen |den |dieses? )?(?:beitrag|artikel|posting|post)(?: auf .{0,20})?(?: teilen| drucken| empfehlen"
    r"| bewerten| merken)?:?",
    r"share this.{0,20}",
    r"teilen (?:mit|auf|via|über)\s?:?.{0,20}",
    r"(?:klick|click),? (?:um|to) .{0,90}",
    r"\d+ (?:shares?|mal geteilt|aufrufe|views)",
    r"(?:anzeige|werbung|advertisement|sponsored|gesponsert|promoted)\s?:?",
    r"lesezeit:?.{0,12}\d.{0,20}",
    r"\d+ min(?:uten?|s)?\.?,? ?(?:lesezeit|read|to read)?",
    r"reading time.*\d.{0,10}",
    r"(?:lesen sie|lies|siehe|lesetipp|mehr dazu|read|see)(?: hier)?(?: auch| dazu| mehr| weiter| also"
    r"| more)?(?: hier)?\s?(?::|→|»|>).{0,150}",
    r"lesen sie auch.{0,100}",
    r"(?:inhaltsverzeichnis|inhalt|table of contents)\s?:?",
    r"\[?(?:bild|grafik|video|image|embed|tweet|galerie)\]?",
    r"(?:inhalt|video|beitrag|tweet|karte) (?:laden|anzeigen|entsperren)",
    r"wird geladen.{0,5}|loading.{0,5}",
    r"[-–—_*=•.·~#+|\s]{2,}",
    r"(?:diesen post )?per e-mail (?:versenden|senden|teilen)|blogthis!|(?:in|auf) .{3,15} (?:freigeben"
    r"|teilen).{0,60}",
    r"(?:gefällt mir|like)(?:\s?\(\d+\)| wird geladen.*)?",
    r"\d+ likes?",
    r"gefällt \d+ .{0,40}",
    r"(?:von|by|autor|kommentieren|folgen|follow|zurück|weiter|nach oben|top|up|schließen|close|x|mehr|ok)",
    r"(?:\d+|keine|no|ein|one) (?:kommentare?|comments?|antworten|replies)",
    r"kommentare? (?:lesen|anzeigen|\(\d+\))",
    r"(?:schlagzeile|dossier|rubrik|ressort)\s?:.{0,40}",
    r"(?:stand|aktualisiert|zuletzt (?:aktualisiert|geändert|bearbeitet)"
    rf"|last updated|updated|geändert|bearbeitet)(?: am| on| von .{{0,30}})?:?\s{DATE_AND_TIME}.{{0,40}}",
    r"alle (?:cookies )?akzeptieren|(?:cookie-?)?einstellungen|accept all|nur notwendige(?: cookies)?|ablehnen"
    r"|zustimmen|verstanden",
)
# What stands in the middle of articles, not at their end.
INSET = _any(
    r"(?:anzeige|werbung|advertisement|lesen sie|lies|siehe|lesetipp|inhalt|video|bild|grafik|tweet|karte"
    r"|[-–—_*=•.·~#+\s]{2,}).*"
)
END = _any(
    r"(?:tags?|schlag(?:wort|wörter|worte)|stichw(?:ort|orte|örter)|kategorien?|categor(?:y|ies)|labels?|themen"
    r"|rubrik(?:en)?)\s?:.*",
    r"tags|schlagw(?:ort|örter)|stichwörter|kategorien|labels",
    r"(?:filed under|abgelegt (?:unter|in)|einsortiert unter|verschlagwortet mit|posted in"
    r"|tagged(?: with)?)\s?:?\s[^.]{0,100}",
    rf"(?:veröffentlicht|erschienen|posted|published|gepostet|geschrieben|eingestellt|erstellt|verfasst) (?:(?:am"
    rf"|on)\s?{DATE}"
    rf"|(?:von|by) {NAME}\b).{{0,80}}",
    r"(?:veröffentlicht|erschienen|posted|published|abgelegt) (?:in|unter|under):? [^.]{0,60}",
    r"(?:trackback|pingback)s?(?:[- ]url)?\b[^.]{0,200}.*",
    r"(?:\d+ )?(?:trackbacks?|pingbacks?)(?:\s?/\s?(?:trackbacks?|pingbacks?))?",
    r"vorheriger (?:beitrag|artikel|post).*",
    r"nächster (?:beitrag|artikel|post).*",
    r"(?:previous|next|older|newer) (?:post|article|entry)s?.*",
    r"(?:[←‹]|[«<]\s)[^»]{2,80}",
    r"[^«]{2,80}\s[»→›]",
    r"(?:neuerer|älterer) post",
    r"(?:©|copyright|\(c\))\s.*",
    r"(?:alle rechte vorbehalten|all rights reserved).*",
    rf"(?:{_MENU})(?:\s?[|•·/–-]?\s?{_MENU})+",
    r"impressum|datenschutz(?:erklärung)?|startseite|agb|sitemap|mediadaten|privacy policy",
    r"(?:beitrags-?|artikel)navigation|post navigation",
    r"kommentar-?navigation|comment navigation|(?:ältere|neuere) kommentare",
    r"abonnieren|subscribe|follow me.{0,40}|folge? (?:mir|uns)\b.{0,60}",
    r"(?:eingestellt|posted|gepostet) (?:von|by) .{2,60}",
    r"(?:die )?kommentare? (?:sind|ist) (?:derzeit |hier )?geschlossen\.?|comments are closed\.?"
    r"|die kommentarfunktion .{0,60}",
    rf"[-–•*·]?\s*.{{3,140}}\s[-–—|]\s{DATE}",
)
# Whole sentences that pages say by themselves.
SENTENCES = _any(
    r"(?:an dieser stelle|hier) finden sie (?:einen )?(?:externen|externe) (?:redaktionelle[nr]? )?inhalte?\b.*",
    r"sie können (?:ihn|sie|es) (?:sich )?mit einem klick (?:anzeigen|ausblenden)\b.*",
    r"(?:\*\s?)?wenn (?:sie|du|ihr) (?:über|auf) .{0,60}links?\b.{0,80}\bprovision\b.*",
    r"(?:sie haben|du hast) (?:diesen monat )?noch \w+ (?:kostenlose|freie) (?:artikel|texte)\b.*",
    r"ansicht der kommentare.*|you can follow this conversation.*|(?:rss|feed|kommentar-?feed|comment feed)\b.{0,60}"
    r"(?:kommentare?|beitrag|post|comments?)\b.{0,30}",
    r"(?:diese (?:web)?s(?:e)?ite|unsere (?:web)?seite|wir|this (?:web)?site|our (?:web)?site|we|um (?:ihnen|dir"
    r"|unsere|die)\b).{0,120}"
    r"\bcookies?\b.{0,300}",
    r"(?:durch|mit) (?:die|der) (?:weitere[nr]? )?nutzung .{0,200}(?:cookies|zu)\b.{0,80}",
    r"diese s(?:e)?ite verwendet akismet.*",
    r"this site uses akismet.*",
    r"(?:erfahre|learn),? (?:mehr darüber, )?(?:wie|how) .{0,40}(?:kommentardaten|comment data).*",
    r"(?:deine|ihre) e-mail-?(?:adresse)? wird nicht .*",
    r"your email address will not .*",
    r"erforderliche felder sind .*",
    r"required fields are .*",
    r"(?:meinen|mein) namen?, (?:meine )?e-mail.{0,80}speichern.*",
    r"save my name, email.*",
    r"benachrichtig.{0,40}(?:kommentare|beiträge|e-mail).*",
    r"notify me of .*",
    r"du kannst (?:folgende|diese) html.*",
    r"you (?:may|can) use these html.*",
    r"die beiträge werden von der redaktion geprüft.*",
    r"um zu verhindern, dass hier roboter.*",
    r"bitten wir sie, die folgende frage.*",
    r"wir bitten um ihr verständnis\.?",
    r"regelmäßig informiert bleiben\??",
    r"(?:zum|unser(?:en?)?|mein(?:en?)?|der|den|ein(?:en)?)?\s?newsletter(?:-anmeldung| abonnieren| anmeldung"
    r"| bestellen| erhalten)?\s?[:!]?",
    r"(?:hat (?:dir|ihnen|euch) (?:der|dieser) (?:artikel|beitrag) gefallen|gefällt (?:dir|ihnen) (?:der"
    r"|dieser) (?:artikel|beitrag))\b.{0,160}",
    r"(?:sie müssen|du musst) (?:angemeldet|eingeloggt|registriert) sein.{0,80}",
    r"you must be logged in.*",
    r"(?:bitte )?javascript .{0,80}",
    r"(?:bitte )?(?:loggen sie sich|melden sie sich|log(?:ge)? dich|log in|sign in)\b.{0,100}(?:kommentier"
    r"|kommentar|comment|antwort|repl)\w*.{0,40}",
    r"(?:die mit|felder mit|mit) \*? ?(?:markierten |gekennzeichneten )?(?:felder|sind) .{0,60}(?:pflicht"
    r"|erforderlich)\w*.{0,30}",
    r"fortfahren",
    r"(?:bitte )?beachten sie (?:unsere|die) (?:netiquette|kommentarregeln|nutzungsbedingungen).{0,120}",
)
# How pages advertise; people say such sentences too.
PROMOTION = _any(
    r"(?:jetzt|hier|bitte|einfach|kostenlos|gratis)[^.!?]{0,60}\b(?:abonnieren|anmelden|kaufen|bestellen|sichern"
    r"|herunterladen|downloaden|eintragen)\b.{0,100}",
    r"abonnier(?:e|en|t)\b.{0,40}\b(?:newsletter|blog|feed|kanal|podcast|updates?|kostenlos|e-mail"
    r"|informiert)\b.{0,120}",
    r"subscribe (?:to|now|for)\b.{0,120}",
    r"(?:melde?n?|trage?n?) (?:dich|sie sich|euch) .{0,80}(?:newsletter|verteiler|liste)\b.{0,80}",
    r".{0,40}\bnewsletter\b.{0,60}\b(?:abonnier|anmeld|bestell|eintrag|kostenlos|postfach|verpasse?n?)\w*\b.{0,80}",
    r".{0,60}\b(?:keinen? (?:beitrag|artikel|neuigkeiten?)(?: mehr)?|nichts) (?:mehr )?verpassen\b.{0,60}",
    r"(?:weiterlesen|continue reading|read more|mehr lesen|mehr erfahren|weiter lesen)\b.{0,80}",
)
# Whoever says this is not advertising: "Newsletter bestelle ich alle ab.", unless it goes on to address the reader.
OPINION = re.compile(r"\b(?:[Ii]ch|[Mm]an|[Nn]iemand|[Kk]einer|I|nobody)\b")
ADDRESS = re.compile(
    r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Ee]uch|[Ee]ure?\w?|Sie|Ihnen|Ihre?[nmrs]?|[Yy]ou|[Yy]our|[Jj]etzt|[Kk]ostenlos\w*"
    r"|[Mm]ein\w*|[Uu]nser\w*)\b"
)
CAPTION = _any(
    r"[(\[]?(?:foto|fotos|bild|bilder|titelbild|beitragsbild|artikelbild|symbolbild|symbolfoto|abbildung|abb\."
    r"|(?:bild|foto)(?:unterschrift|unterzeile|legende|text|zeile|beschreibung|rechte)"
    r"|(?:archiv|presse|agentur|aufmacher|titel)(?:foto|bild)|fotograf(?:in|ie)?|fotomontage|collage|caption"
    r"|grafik|photo|image|picture|figure"
    r"|quelle|quellen|bildquelle|bildnachweis|fotocredit|fotonachweis|credits?|video|screenshot|illustration"
    r"|infografik|source)s?\s?(?:\d+)?\s?(?::|©|\|).*",
    r".{0,160}[(\[](?:foto|bild|photo|grafik)\s?:[^)\]]{0,80}[)\]]",
    r"!\[.*",
)
# A credit without a colon, or a source behind words: captions unless they tell something.
PICTURE_CREDIT = _any(
    r"[(\[]?(?:foto|photo|bild|image|picture)s? (?:von|by|via|copyright|©) .{0,80}",
    r"[(\[](?:foto|bild|photo|quelle)\b[^)\]]{0,80}[)\]]",
    r".{0,160}[(\[]quelle\s?:[^)\]]{0,80}[)\]]",
)
ADVICE = re.compile(r"[:|]\s(?!Sehen|Schauen|Lesen|Klicken|Hören)[A-ZÄÖÜ][a-zäöüß]+n Sie\b")
SOURCE = re.compile(r"\s?[(\[]quelle\s?:[^)\]]*[)\]]$", re.IGNORECASE)
# A word in small letters that no credit holds: a verb, as a rule.
TELLING = re.compile(
    r"(?<![\w./@-])(?!(?:von|vom|by|via|auf|on|aus|from|bei|at|in|im|und|and|für|mit|der|die|das|dem|den|des|the|zur"
    r"|zum|privat)\b)[a-zäöüß]{3,}(?!\w|[./@]\w)"
)
# What editors say about the text and the person they print it from.
EDITORS = _any(
    r"\b(?:geben?|gibt|spiegel[nt]*)\b.{0,30}\bnicht\b.{0,40}\b(?:meinung|ansicht|haltung|auffassung|position)\b"
    r".{0,40}\b(?:redaktion|herausgeber\w*|verlag\w*)\b",
    r"^in (?:unserer|dieser) (?:reihe|serie|rubrik|kolumne)\b.{0,80}"
    r"\b(?:gäste?n?|gast\w+|expert\w+|autor\w*|leser\w*)\b",
    r"^(?:korrektur|richtigstellung|transparenzhinweis|offenlegung|disclosure|correction)\s?:",
    r"^(?:dieser|der) (?:text|beitrag|artikel)\b.{0,30}\b(?:zuerst|ursprünglich|erstmals)\b.{0,60}"
    r"\b(?:erschienen|veröffentlicht|erschien)\b|^zuerst (?:erschienen|veröffentlicht)\b",
    r"\b(?:views|opinions)\b.{0,60}\b(?:not|those of the author)\b.{0,60}\b(?:editors?|publisher|author|magazine)\b",
)
# Said in a line set in italics as a whole, these show that it is the editors'.
EDITORS_ASIDE = _any(
    r"\b(?:redaktion\w*|gast(?:beitr|autor|kommentar|artikel)\w*|gäste?n?|gast|autor(?:in)?|(?:unserer?|dieser?|der)"
    r" (?:reihe|serie|rubrik|kolumne)|zuerst (?:erschienen|veröffentlicht)|erschien zuerst|editors?|guest|series)\b"
)
FORM = _any(
    r"(?:diesen |den )?(?:beitrag|artikel) kommentieren|(?:einen |ihren |deinen |neuen )?kommentar (?:verfassen"
    r"|schreiben|hinterlassen|abgeben"
    r"|absenden|abschicken|hinzufügen|posten|eintragen)",
    r"(?:hinterlassen? sie|hinterlasse|schreiben? sie|schreibe?|verfassen? sie|verfasse)\b.{0,30}\b(?:kommentar"
    r"|antwort|reply)\b.{0,100}",
    r"leave a (?:reply|comment)\b.{0,100}",
    r"spamschutz",
    r"antwort(?:en)? abbrechen|cancel reply",
    r"neuen kommentar .{0,40}",
    r"(?:post|add|write|submit) (?:a |your )?(?:comment|reply)\b.{0,40}",
    r"(?:ihr|dein) kommentar\s?\*?:?",
    r"(?:name|e-?mail(?:-adresse)?|website|kommentar|nachricht|webseite|url)\s?(?:\*|\(.{0,40}(?:erforderlich"
    r"|pflicht|required|veröffentlicht).{0,20}\)\s?\*?)\s?:?",
)
RELATED = _any(
    r"(?:das könnte|dies könnte) (?:sie|dich|euch|ihnen|dir) (?:auch |ebenfalls )?(?:interessieren|gefallen)",
    r"you (?:might|may) also (?:like|be interested in)",
    r"(?:ähnliche|verwandte|weitere|neueste|letzte|aktuelle|beliebte|neue|meistgelesene|passende) (?:beiträge"
    r"|artikel|posts|texte|themen|meldungen|nachrichten)(?: (?:auf|von|aus|zum|im|in|dieser) [^.]{0,50})?",
    r"(?:related|recent|popular|latest|more|similar) (?:posts|articles|stories|reading|from .{0,40})",
    r"mehr (?:zum thema|von|aus|artikel|beiträge)\b[^.]{0,50}",
    r"lesen sie auch|read next|lesetipps?|zum weiterlesen|weiterlesen|meistgelesen|auch interessant|top[- ]themen"
    r"|aus dem archiv",
    r"(?:neueste|letzte|aktuelle) kommentare|recent comments",
    r"archive?|archives|blogroll|meta|seiten|suche nach.{0,20}|search for.{0,20}",
    r"über (?:diese[sn]?|das|den|mein|unser) (?:blog|magazin|portal)|about this blog|über mich|über uns"
    r"|wer hier schreibt|folge? (?:mir|uns)(?: auf .{0,30})?",
    r"linktipps?|newsletter-archiv",
)
RELATED_END = re.compile(r"\s?[:!]?\s?$")
ABOUT = _any(
    r"(?:über|zu[rm]?|about) (?:den |die |der |dem |the )?(?:gast)?(?:autor(?:in)?|verfasser(?:in)?|person|author"
    r"|blogger(?:in)?)\s?(?::.{0,400})?",
    r"(?:der |die |unsere? )?(?:gast)?(?:autor(?:in)?)\s?:?",
    r"(?:der |die )(?:gast)?autor(?:in)?(?: dieses .{0,30})?\s?:.{0,300}",
    r"(?:autoren|author)(?:info|profil|box| bio|biografie)?",
    r"(?:autor(?:in)?|author):? .{0,40} (?:ist|is|arbeitet|works)\b.*",
)
ABOUT_NAME = re.compile(
    rf"(?:Über|About|Zu|Zur Person:?|Kurzvita:?|Über den Autor:?|Über die Autorin:?)\s(?P<name>{NAME})\s?:?"
)
_COUNT = r"(?:\d+|ein|eine|one|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|two|three|four|five|keine?|no|alle)"
_THING = (
    r"(?:(?:leser)?kommentare?|(?:user)?comments?|antworten?|repl(?:y|ies)|responses?|gedanken?|thoughts?"
    r"|reaktion(?:en)?|reactions?"
    r"|diskussion(?:en)?|meinung(?:en)?|rückmeldung(?:en)?|leserbriefe?|leserstimmen|wortmeldung(?:en)?|forum)"
)
COMMENTS = _any(
    r"(?:mit)?diskutieren sie mit.{0,60}|diskutiere mit.{0,60}",
    rf"{_COUNT}\s{_THING}(?:\s?:|\s(?:zu|auf|on|to|über|zum|bisher|so far)\b.*)?",
    rf"(?:{_THING})\s?(?:\(\d+\)|\[\d+\]|:\s?\d+)?\s?:?",
    r"(?:die |alle |bisherige )?(?:leser)?kommentare(?: (?:zu|auf|der|unserer|von) .{0,100})?\s?:?",
    r"comments? (?:on|to|for) .{3,120}",
    r"(?:diskussion|reaktionen|kommentar) (?:zu|zum|auf) .{3,120}",
    r"disqus|was (?:meinen|denken|sagen) sie\?",
    r"join the (?:conversation|discussion).{0,20}",
    r"\d+ (?:kommentare?|comments?)\s?[|•·].{0,60}",
    r"ein(?:e)? (?:gedanke|antwort|kommentar|reaktion) (?:zu|auf) .{3,}",
)
# Announcements that are also ordinary headings of an article: they count only with comments right behind them.
MAYBE_COMMENTS = _any(
    r"(?:diskussion|meinungen|reaktionen|gedanken|antworten?|reply|forum|thoughts|reactions|responses?|replies"
    r"|kommentar|comment|meinung|reaktion)\s?:?"
)
NO_COMMENTS = _any(
    r"(?:0|keine?|no)\s(?:kommentare?|comments?|antworten)\s?:?|kommentare?\s?\(0\)",
    r"(?:noch )?keine kommentare.{0,40}",
)
CONTROL_DIVIDER = re.compile(r"\s*[·•|/,]\s*")
CONTROLS = _any(
    r"(?:vor )?\d+ ?(?:std|min|sek|h|d|w|m|y|j|tg|tage?n?|wo|wochen?|stunden?|minuten?|jahren?|monaten?)\.?"
    r"|gerade eben|just now",
    r"(?:sortier(?:t|en|ung)|sort(?:ed)?)(?: nach| by)?\s?:?.{0,40}"
    r"|(?:neueste|älteste|beste|beliebteste)(?: zuerst)?|newest first|oldest first",
    r"(?:antworten?|reply|zitieren|melden|report|permalink|link|löschen|delete|bearbeiten|edit|teilen(?: ›)?"
    r"|share(?: ›)?|kommentar melden|antwort schreiben"
    r"|hilfreich|nicht hilfreich|gefällt mir(?: \(\d+\))?|like|likes?|\d+ likes?|ausblenden|einblenden|anzeigen"
    r"|view|hide|\d+|[△▽▲▼|•·∧∨^+\-–/,\s]+|auf diesen kommentar antworten"
    r"|missbrauch melden|flag|upvote|downvote|nach oben|ansehen|(?:alle )?\d* ?antworten (?:anzeigen|ausblenden)"
    r"|moderator|mod|gast|loading.*|wird geladen.*|gefällt \d+ .{0,30})"
    r"(?:\s*[|•·/,∙(]?\s*(?:antworten?|reply|zitieren|melden|report|permalink|link|löschen|bearbeiten|edit"
    r"|teilen(?: ›)?|share(?: ›)?|\d+\)?|like|[△▽▲▼∧∨^]+))*",
    r"(?:als )?antwort (?:auf|an) .{2,60}|in reply to .{2,60}|@\S{2,40}",
    r"dein kommentar wartet.*|your comment is awaiting.*",
    r"dieser kommentar wurde (?:gelöscht|entfernt|von).{0,100}",
    r"this comment (?:was|has been) (?:deleted|removed).{0,60}",
    rf"(?:zuletzt )?(?:bearbeitet|geändert|edited)(?: am| on| von .{{0,30}})?:?\s{DATE_AND_TIME}.{{0,40}}",
)
# "8 Jahre", "3 Std.": how networks say when a comment was written.
AGE = re.compile(
    r"(?:vor )?\d+\s?(?:jahre?n?|monate?n?|wochen?|tage?n?|stunden?|std\.?|min\.?|yrs?|mo|[jwdhy])", re.IGNORECASE
)
ONLY_WHEN = re.compile(
    r"(?:#?\d{1,4}\.?\s*[—–|·-]\s*)?"
    rf"(?:(?:geschrieben|verfasst|gepostet|veröffentlicht|erstellt|posted|written|kommentar|published|datum"
    rf"|date)?\s?(?:am|on|vom|:)?\s?)?"
    rf"[(\[]?{WHEN}(?:\sUhr)?[)\]]?\s?:?(?:\s?[|•·#(–-]?\s?(?:antworten|reply|permalink|link|#?\d*|zitieren|melden"
    rf"|bearbeiten|edit|\(edit\))?\)?)*",
    re.IGNORECASE,
)
ONLY_TIME = re.compile(rf"(?:um\s|at\s)?{TIME}", re.IGNORECASE)
