"""What is kept: the conversation log, feedback, settings per chat, and updates on their way.

The only package that imports sqlite_utils. One thread writes; see `bot.store.writer`.
"""

from sqlite_utils import Database

from bot.store.store import Store

__all__ = ["Database", "Store"]
