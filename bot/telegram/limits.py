"""How much one person, and one group, may ask a minute."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Literal

_MINUTE = 60.0
# People and chats remembered at once; the one that was silent longest goes first.
_REMEMBERED = 10_000
Verdict = Literal["fine", "first", "over"]


class Limits:
    """Counts questions by when they were written, so that a backlog after a pause is no flood.

    Args:
        per_person: questions a minute for one person in a group; 0: no limit.
        per_chat: questions a minute for a group; 0: no limit.
    """

    def __init__(self, per_person: int, per_chat: int) -> None:
        self._person = Window(per_person)
        self._chat = Window(per_chat)

    def check(self, chat: int, person: str, at: float) -> Verdict:
        """Count a question.

        Args:
            chat: the group.
            person: who asks.
            at: when it was written, in seconds.

        Returns:
            "fine", or "first" for the first question over a limit, which gets a word, or "over" for the ones after it.
        """
        verdicts = (self._person.check((chat, person), at), self._chat.check((chat, ""), at))
        if "over" in verdicts:
            return "over"
        return "first" if "first" in verdicts else "fine"


class Window:
    """Counts events in the last minute by key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: OrderedDict[tuple[int, str], deque[float]] = OrderedDict()

    def check(self, key: tuple[int, str], at: float) -> Verdict:
        """Count one event."""
        if not self._most:
            return "fine"
        times = self._times.setdefault(key, deque())
        self._times.move_to_end(key)
        if len(self._times) > _REMEMBERED:
            self._times.popitem(last=False)
        while times and times[0] <= at - _MINUTE:
            times.popleft()
        if len(times) < self._most:
            times.append(at)
            return "fine"
        if len(times) == self._most:
            times.append(at)
            return "first"
        return "over"
