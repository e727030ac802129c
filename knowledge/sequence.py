"""Which passages are questions, which of them somebody answers, and what follows what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.models import Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Characters between a question and the reply to it: a label, and a "no, not at all" that is too short for a passage.
_REPLY_WITHIN = 120
_ASKS = re.compile(r"\?[“”\"«»’'.)\s]*$")


def questions_among(passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """Return flags of the passages that are questions."""
    return np.array([bool(_ASKS.search(passage.text)) for passage in passages], dtype=bool)


def questions_replied_to(passages: Sequence[Passage], asks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return flags of the questions that somebody else answers right below them, as in an interview.

    Args:
        passages: the passages in order.
        asks: flags of the questions.
    """
    replied = np.zeros(len(passages), dtype=bool)
    for number in np.flatnonzero(asks[:-1]).tolist():
        here, there = passages[number], passages[number + 1]
        replied[number] = (
            here.source == there.source
            and here.speaker != there.speaker
            and "commenter" not in (here.role, there.role)
            and here.block != there.block
            and 0 <= there.start - here.end <= _REPLY_WITHIN
        )
    return replied


def sentences_after(passages: Sequence[Passage], replied: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return for each passage the one after it in the same paragraph and mouth, or the reply; -1 where neither.

    Args:
        passages: the passages in order.
        replied: flags of the questions with a reply.
    """
    after = np.full(len(passages), -1, dtype=np.intp)
    for number in range(len(passages) - 1):
        here, there = passages[number], passages[number + 1]
        same = (here.source, here.block, here.speaker) == (there.source, there.block, there.speaker)
        if same or replied[number]:
            after[number] = number + 1
    return after
