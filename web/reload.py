"""The assistant in service: the last good knowledge answers, and a changed intent file is taken up while it does.

Changed examples are learnt first, which takes seconds: until then, the last good knowledge goes on answering.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.dialogue import Bot
from bot.errors import BotError, IntentsError

log = logging.getLogger("caveat.knowledge")

# One that is understood, and one for which the tables of all languages are needed.
FIRST_MESSAGES = ("Hello, what is this?", "Hola, no entiendo nada de esto")

Stamp = tuple[tuple[str, int, int, int], ...]


class LiveBot:
    """Holds the assistant that answers, and exchanges it once changed files have been read without a fault.

    `problems` says why the newest files are not in service; it is empty while they are.
    """

    def __init__(self, folder: Path, keys: Sequence[str]) -> None:
        """Load the intents in `folder`. Raises BotError where they cannot be served."""
        self._folder = folder
        self._keys = keys
        self._stamp = self._last_seen = stamp(folder)
        self._assistant = _warmed(Bot.load(folder, keys))
        self.problems: tuple[str, ...] = ()
        self.on_reload: Callable[[bool], None] = lambda _: None

    def current(self) -> Bot:
        """The assistant that answers now."""
        return self._assistant

    def look(self) -> None:
        """Take up the files if they changed; keep the old knowledge if they are at fault."""
        seen, before = stamp(self._folder), self._last_seen
        self._last_seen = seen
        if seen == self._stamp or seen != before:
            return  # nothing new, or still being written: files are read once they look the same twice
        self._stamp = seen
        started = time.perf_counter()
        try:
            assistant = _warmed(Bot.load(self._folder, self._keys))
        except BotError as error:
            self._refuse(error)
        except Exception:
            log.exception("the changed intents could not be read; the last good ones go on answering")
            self.problems = ("The intent files could not be read: see the log.",)
            self.on_reload(False)
        else:
            self._take_up(assistant, time.perf_counter() - started)

    def _refuse(self, error: BotError) -> None:
        diagnostics = error.diagnostics if isinstance(error, IntentsError) else ()
        self.problems = tuple(f"{f.path.name}:{f.line}: {f.message}" for f in diagnostics) or (str(error),)
        log.error("intents refused; the last good ones go on answering", extra={"fields": {"problems": self.problems}})
        self.on_reload(False)

    def _take_up(self, assistant: Bot, seconds: float) -> None:
        self._assistant = assistant
        self.problems = ()
        knowledge = assistant.knowledge
        fields = {"intents": len(knowledge.intents), "knowledge": knowledge.version, "ms": round(seconds * 1000)}
        log.info("intents taken up", extra={"fields": fields})
        self.on_reload(True)


def _warmed(assistant: Bot) -> Bot:
    """An assistant that has answered already: the first answers build what all later ones use."""
    for message in FIRST_MESSAGES:
        assistant.reply(message)
    return assistant


def stamp(folder: Path) -> Stamp:
    """What tells whether the intent files changed. Stamps are compared for equality only: clocks may be moved."""
    try:
        with os.scandir(folder) as entries:
            files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".yaml")]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in files))
