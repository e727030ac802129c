"""Tells which lines belong to the page rather than to anybody's speech."""

from __future__ import annotations

import re
from typing import Literal

from knowledge.articles import pagewords as words_of
from knowledge.articles.lines import Line, is_prose
from knowledge.articles.names import is_full_name

# "break": the article may go on after it (an advertisement, share buttons). "end": what precedes is over.
Kind = Literal["break", "end"]
_ITEM = re.compile(r"(?:[-*+–•]|\d{1,2}[.)])\s")
_LONGEST_ASIDE = 400
_IMAGE = re.compile(r"\[?!\[")
# A line between marks of emphasis, with none in it but those inside a word (Leser*innen).
_EMPHASISED = re.compile(r"([*_]{1,3})(?=\S)(?:[^*_]|(?<=\w)[*_](?=\w))+(?<=\S)\1")


def is_sentence(words: str) -> bool:
    """Tell whether words read as a sentence, which no label of a page does."""
    return len(words.split()) > 6 and words[-1:] in ".!?" and not words.endswith("...")


def is_date(line: Line) -> bool:
    """Tell whether a line holds a date, or a date and a time, and nothing else."""
    return len(line.words) < 80 and bool(
        words_of.ONLY_WHEN.fullmatch(line.words) or words_of.ONLY_TIME.fullmatch(line.words)
    )


def is_age(line: Line) -> bool:
    """Tell whether a line says how long ago a comment was written, as networks do ("8 Jahre")."""
    return bool(words_of.AGE.fullmatch(line.words))


def is_caption(line: Line, above: Line | None = None) -> bool:
    """Tell whether a line is a picture's caption or a source line: by its words, or set in italics under a picture."""
    if len(line.words) >= 200:
        return False
    if words_of.CAPTION.fullmatch(line.words) or words_of.CAPTION.fullmatch(line.text):
        # "- Foto: Ein Bild pro Brief reicht …" is an item of a list, "Foto: Achten Sie auf …" advice.
        listed = _ITEM.match(line.text) or words_of.ADVICE.search(line.words)
        return not (listed and is_sentence(line.words))
    if words_of.PICTURE_CREDIT.fullmatch(line.words):
        return not _tells(words_of.SOURCE.sub("", line.words).strip("()[]"))
    return bool(above and _IMAGE.match(above.text) and _EMPHASISED.fullmatch(line.text))


def _tells(words: str) -> bool:
    """Tell whether words that open as a picture's credit do say something ("Fotos von Gästen drucken wir nicht.")."""
    return words[-1:] in ".!?" and bool(words_of.TELLING.search(words))


def is_editors(line: Line) -> bool:
    """Tell whether editors speak in a line, of the series it stands in or of the guest who wrote the text."""
    if len(line.words) < _LONGEST_ASIDE and words_of.EDITORS.search(line.words):
        return True
    return bool(is_prose(line) and _EMPHASISED.fullmatch(line.text) and words_of.EDITORS_ASIDE.search(line.words))


def promotes(line: Line) -> bool:
    """Tell whether a line reads as an advertisement of the page's, which a sentence about advertising may do too."""
    return bool(words_of.PROMOTION.fullmatch(line.words))


def _is_opinion(words: str) -> bool:
    return is_sentence(words) and bool(words_of.OPINION.search(words)) and not words_of.ADDRESS.search(words)


def furniture(line: Line) -> Kind | None:
    """Tell whether a line is the page's, and whether the article can go on after it."""
    words = line.words
    if not words:
        return "break"
    if words_of.SENTENCES.fullmatch(words) or (promotes(line) and not _is_opinion(words)):
        return "break"
    if is_sentence(words):
        return None
    if words_of.BREAK.fullmatch(words):
        return "break"
    return "end" if len(words) < 200 and words_of.END.fullmatch(words) else None


def is_inset(line: Line) -> bool:
    """Tell whether a line is of those that interrupt articles, not end them ("Anzeige", "Lesen Sie auch: …")."""
    return furniture(line) == "break" and bool(words_of.INSET.fullmatch(line.words))


def is_control(line: Line) -> bool:
    """Tell whether a line is one of the buttons around a comment ("Antworten", "Like", "Als Antwort auf …")."""
    parts = [part for part in words_of.CONTROL_DIVIDER.split(line.words) if part]
    if all(words_of.CONTROLS.fullmatch(part) for part in parts):
        return True
    return not is_sentence(line.words) and bool(words_of.CONTROLS.fullmatch(line.words))


def opens_form(line: Line) -> bool:
    """Tell whether a line opens the form for a comment: what follows is furniture up to the next comment."""
    return len(line.words) < 160 and not is_sentence(line.words) and bool(words_of.FORM.fullmatch(line.words))


def opens_related(line: Line) -> bool:
    """Tell whether a line opens a list of other articles or a box of the page's margin."""
    words = words_of.RELATED_END.sub("", line.words)
    return len(words) < 90 and not is_sentence(line.words) and bool(words_of.RELATED.fullmatch(words))


def opens_about(line: Line) -> bool:
    """Tell whether a line opens words about the author."""
    about = words_of.ABOUT_NAME.fullmatch(line.words)
    return bool(words_of.ABOUT.fullmatch(line.words)) or bool(about and is_full_name(about["name"]))


def announces_comments(line: Line) -> bool:
    """Tell whether a line announces the comments ("Kommentare", "8 Gedanken zu …")."""
    words = line.words
    if len(words) >= 200 or words_of.NO_COMMENTS.fullmatch(words):
        return False
    # A title at its end may make it a sentence, but then it counts: "4 Antworten zu „So geht es.“".
    return bool(words_of.COMMENTS.fullmatch(words)) and (
        not is_sentence(words) or words[0].isdigit() or "iskutier" in words[:20]
    )


def may_announce(line: Line) -> bool:
    """Tell whether an announcement could as well be a heading of the article or a button."""
    return bool(words_of.MAYBE_COMMENTS.fullmatch(line.words)) or words_of.BREAK.fullmatch(line.words) is not None


def denies_comments(line: Line) -> bool:
    """Tell whether a line says that there are no comments."""
    return bool(words_of.NO_COMMENTS.fullmatch(line.words))
