"""The language pack: what the bot of every clinic says and understands alike, as data. `bot.content` reads it.

A clinic's folder goes before it: an intent with the same id overrides, `disable` in clinic.yaml leaves out.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
