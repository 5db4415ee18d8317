"""The language pack: what the bot of every clinic says and understands alike, as data. `bot.content` reads it.

A clinic's folder goes before it: an intent with the same id overrides, `disable` in clinic.yaml leaves out.
"""

from __future__ import annotations

from pathlib import Path

from bot.errors import BotError

FOLDER = Path(__file__).parent
SHIPPED = Path(__file__).parent  # FOLDER, unless a test puts another in its place
FILES = SHIPPED / "files.txt"


def check_complete(folder: Path = SHIPPED) -> None:
    """Raise BotError where a file that ships is not in `folder`: without one of them, emergencies would go unheard."""
    missing = [name for name in FILES.read_text(encoding="utf-8").split() if not (folder / name).is_file()]
    if missing:
        raise BotError(f"{folder / missing[0]}: is missing: this installation is damaged, so install the bot again")
