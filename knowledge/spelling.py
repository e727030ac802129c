"""Finds what a misspelt word was meant to be: a word one slip away."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Sequence

# Letters; shorter words are one slip from too many others, and a word of four letters may be any name.
SHORTEST = 5
# Longer ones are compounds or no words at all, and have thousands of slips.
LONGEST = 40


def slips(word: str) -> tuple[str, ...]:
    """Return what a folded word may have been meant to be, the likeliest slip undone first.

    A letter of a double one was left out, or doubled; letters were swapped or one was moved; one was left out; one is
    too many; one is wrong. The first letter is right.
    """
    cuts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    doubled = (left + left[-1] + right for left, right in cuts)
    halved = (left + right[1:] for left, right in cuts if right and left[-1] == right[0])
    swapped = (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    moved = (_moved(left + right[1:], right[0]) for left, right in cuts if right)
    missing = (left + letter + right for left, right in cuts for letter in string.ascii_lowercase)
    extra = (left + right[1:] for left, right in cuts if right)
    wrong = (left + letter + right[1:] for left, right in cuts if right for letter in string.ascii_lowercase)
    kinds: tuple[Iterable[str], ...] = (
        doubled, halved, swapped, (m for some in moved for m in some), missing, extra, wrong
    )  # fmt: skip
    return tuple(dict.fromkeys(found for kind in kinds for found in kind if found != word))


def _moved(rest: str, letter: str) -> list[str]:
    return [rest[:place] + letter + rest[place:] for place in range(1, len(rest) + 1)]


def respelled(word: str, known: Callable[[Sequence[str]], dict[str, str]]) -> tuple[str, str] | None:
    """Return the likeliest word that a misspelt one was meant to be.

    Args:
        word: the word, folded.
        known: returns those of some spellings that are words, each with what it is looked up by.

    Returns:
        The word and what it is looked up by; None where no word is one slip away.
    """
    if not SHORTEST <= len(word) <= LONGEST or not (word.isascii() and word.isalpha()):
        return None
    candidates = slips(word)
    words = known(candidates)
    return next(((candidate, words[candidate]) for candidate in candidates if candidate in words), None)
