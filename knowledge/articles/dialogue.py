"""Goes through an interview: whose words stand behind which label, and where nobody can know."""

from __future__ import annotations

import re
from collections import Counter

from knowledge.articles import furniture as page
from knowledge.articles.authors import byline
from knowledge.articles.interviews import full_names, label
from knowledge.articles.lines import Line, is_heading
from knowledge.articles.names import without_honours
from knowledge.articles.speech import Speech

# So many lines behind "Über den Autor" are about him.
ABOUT_LINES = 3
_FAREWELL = re.compile(
    r"\b(?:dank\w*|thanks?|thank you)\b.{0,40}\b(?:gespräch|interview|zeit|antworten|time|talking)\b", re.IGNORECASE
)
_BEHIND_LABEL = re.compile(r"[\s*_]+")


def read_dialogue(speech: Speech, head: list[Line], body: list[Line]) -> None:
    """Read an interview: a label that names somebody says who speaks, everything else is nobody's for sure."""
    walk = _Dialogue(speech, head, body)
    for number, line in enumerate(body):
        if page.opens_related(line) or page.opens_form(line):
            return
        walk.read(line, body[number - 1] if number else None)


class _Dialogue:
    """The walk through an interview."""

    def __init__(self, speech: Speech, head: list[Line], body: list[Line]) -> None:
        self.speech = speech
        self.names = full_names(head, body)
        self.people = {without_honours(name) for name in self.names.values()}
        # Only where both have labels do lines without one go on with the words above them.
        labels = Counter(found for line in body if (found := label(line)))
        self.turns = sum(count >= 2 for count in labels.values()) >= 2
        self.current: str | None = None
        self.about = 0

    def read(self, line: Line, above: Line | None) -> None:
        """Take one line in."""
        if page.opens_about(line):
            self.current, self.about = None, ABOUT_LINES
        elif self.about:
            self.about -= 1
        elif page.furniture(line) or page.is_caption(line, above) or page.is_date(line) or byline(line):
            self.current = None
        elif found := label(line):
            self._labelled(line, self.names.get(found))
        else:
            self._unlabelled(line)

    def _labelled(self, line: Line, name: str | None) -> None:
        said = line.words.partition(":")[2].strip()
        start = line.end - len(line.text) + line.text.find(":") + 1
        if not said:
            self.current = name
            return
        behind = Line(start, line.end, line.text[start - line.start :]).after(_BEHIND_LABEL)
        self.speech.alone(behind, name, "quoted" if name else None)
        self.current = name if self.turns and not self._is_last(line) else None

    def _unlabelled(self, line: Line) -> None:
        # Without a label the next question may stand here too, a heading, or what the editors say of the two.
        if line.words.endswith("?") or is_heading(line) or any(person in line.words for person in self.people):
            self.current = None
        self.speech.alone(line, self.current, "quoted" if self.current else None)
        if not self.turns or self._is_last(line):
            self.current = None

    def _is_last(self, line: Line) -> bool:
        """Tell whether the other one is to speak after a line: it asks, or thanks for the conversation."""
        return line.words.rstrip("*_").endswith("?") or bool(_FAREWELL.search(line.words))
