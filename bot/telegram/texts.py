"""What the bot says, in every language that has a catalogue: `locale/<language>.po`, or English from the code.

The catalogues are read as they are, so that a further language is one more file and nothing has to be compiled.
"""

from __future__ import annotations

import gettext
import html
import re
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
_FOLDER = Path(__file__).parent / "locale"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a text for the catalogue where it is not said at once."""
    return text


class Voice:
    """Says texts in one language.

    Args:
        language: its code, "de" or "en".
        translations: its catalogue.
    """

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def say(self, text: str, /, **values: object) -> str:
        """Return a text with its values filled in, for buttons, notices and file names."""
        return self._translations.gettext(text).format(**values)

    def html(self, text: str, /, **values: object) -> str:
        """Return a text that holds HTML; what its values hold is shown as it is."""
        return self._translations.gettext(text).format(**{name: _escaped(value) for name, value in values.items()})

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form of a text that fits a number, which it may name as {number}."""
        return self._translations.ngettext(one, many, number).format(number=number, **values)


class Texts:
    """All languages that there are catalogues for.

    Args:
        folder: the catalogues.
    """

    def __init__(self, folder: Path = _FOLDER) -> None:
        self.voices = {SOURCE_LANGUAGE: Voice(SOURCE_LANGUAGE, gettext.NullTranslations())}
        for path in sorted(folder.glob("*.po")):
            self.voices[path.stem] = Voice(path.stem, _load(path))

    def voice(self, *languages: str | None) -> Voice:
        """Return the voice of the first language there is; "de-AT" is German."""
        for language in languages:
            code = (language or "").partition("-")[0].lower()
            if code in self.voices:
                return self.voices[code]
        return self.voices[SOURCE_LANGUAGE]


def _load(path: Path) -> gettext.GNUTranslations:
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


def _escaped(value: object) -> object:
    return html.escape(readable(value), quote=False) if isinstance(value, str) else value


def readable(text: str) -> str:
    """Return text that Telegram takes: lone surrogates are replaced, control characters go, line breaks stay."""
    whole = text if not _SURROGATE.search(text) else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("", whole.replace("\t", " "))
