"""The bot in Telegram. Imported only by the commands that need it; the terminal never does."""

import os

# The library's durations as `timedelta`, which they are going to be; without this it warns at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")
