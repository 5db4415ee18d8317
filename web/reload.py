"""The bot in service: the last good knowledge answers until the newest has been read and, if need be, learnt.

Changed texts are in service at once. Changed examples are learnt first, in a process of their own.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.content.folder import yaml_files
from bot.content.stamp import Stamp, stamp
from bot.dialogue import Bot
from bot.dialogue.bot import CACHE
from bot.errors import BotError, IntentsError
from bot.nlu import ModelStore, NotLearntError
from web.learning import Learner, LearningError

log = logging.getLogger("caveat.knowledge")

LEARN_AGAIN = 300.0  # seconds after which it is tried again to learn what could not be learnt

# One that is understood, and one for which the tables of all languages are needed.
FIRST_MESSAGES = ("Hello, what is this?", "Hola, no entiendo nada de esto")


class LiveBot:
    """Holds the bot that answers, and exchanges it once changed files have been read without a fault.

    `problems` says why the newest files are not in service; it is empty while they are, and while they are learnt.
    """

    def __init__(self, folder: Path, keys: Sequence[str], models: Path | None = None) -> None:
        """Load the intents in `folder`, with what was learnt from them in `models`. Raises BotError where it fails."""
        self._folder = folder
        self._keys = keys
        self._last_read = self._last_seen = _stamp_of(folder)
        self._learner = Learner(folder, models or folder / CACHE)
        self._awaited: Path | None = None
        self._learn_at = 0.0
        self._changed_at = 0.0
        self.problems: tuple[str, ...] = ()
        self.on_reload: Callable[[bool], None] = lambda _: None
        try:
            self._bot = self._load()
        except NotLearntError:
            log.info("learning from the examples")
            self._learner.learn()
            self._bot = self._load()

    def current(self) -> Bot:
        """Return the bot that answers now."""
        return self._bot

    @property
    def is_learning(self) -> bool:
        """Whether changed examples are being learnt, while what was learnt before answers."""
        return self._awaited is not None and time.monotonic() >= self._learn_at

    def poll(self) -> None:
        """Take up the files if they changed; keep the old knowledge if they are at fault."""
        seen, before = _stamp_of(self._folder), self._last_seen
        self._last_seen = seen
        if seen == self._last_read or seen != before:
            # Nothing new, or still being written: files are read once they look the same twice.
            if self._awaited is not None:
                self._check_learning()
            return
        self._last_read, self._changed_at = seen, time.perf_counter()
        self._learner.stop()
        self._awaited = None
        self._learn_at = 0.0
        self._read()

    def _read(self) -> None:
        """Take up the files as they are now, or have their examples learnt."""
        try:
            found = self._load()
        except NotLearntError as error:
            log.info("learning from changed examples; what was learnt before answers meanwhile")
            self._awaited = error.path
            self._start_learning()
        except BotError as error:
            self._refuse(error)
        except Exception:
            log.exception("the changed intents could not be read; the last good ones go on answering")
            self.problems = ("The intent files could not be read: see the log.",)
            self.on_reload(False)
        else:
            self._take_up(found, time.perf_counter() - self._changed_at)

    def _check_learning(self) -> None:
        """See whether what is awaited has been learnt, here or by another process."""
        assert self._awaited is not None
        try:
            ended = self._learner.collect()
            if ended and not self._awaited.exists():
                raise LearningError("the program was changed since this server was started: restart it")
        except BotError as error:
            self._put_off(error)
            return
        if self._learner.is_running:
            return
        if self._awaited.exists():
            self._awaited = None
            self._read()
        elif time.monotonic() >= self._learn_at:
            self._start_learning()  # whoever was learning has ended without having learnt this

    def _start_learning(self) -> None:
        """Start the process that learns what is awaited, once it is its turn."""
        try:
            self._learner.start()
        except LearningError as error:
            self._put_off(error)

    def _put_off(self, error: BotError) -> None:
        """Say why it could not be learnt, and try again later: a disk that was full may have room by then."""
        self._learn_at = time.monotonic() + LEARN_AGAIN
        self._refuse(error)

    def _load(self) -> Bot:
        """Return a bot that has answered already: the first answers build what all later ones use."""
        found = Bot.load(self._folder, self._keys, ModelStore(self._learner.models, may_learn=False))
        for message in FIRST_MESSAGES:
            found.reply(message)
        return found

    def _refuse(self, error: BotError) -> None:
        diagnostics = error.diagnostics if isinstance(error, IntentsError) else ()
        self.problems = tuple(f"{f.path.name}:{f.line}: {f.message}" for f in diagnostics) or (str(error),)
        log.error("intents refused; the last good ones go on answering", extra={"fields": {"problems": self.problems}})
        self.on_reload(False)

    def _take_up(self, found: Bot, seconds: float) -> None:
        self._bot = found
        self.problems = ()
        knowledge = found.knowledge
        fields = {"intents": len(knowledge.intents), "knowledge": knowledge.version, "ms": round(seconds * 1000)}
        log.info("intents taken up", extra={"fields": fields})
        self.on_reload(True)


def _stamp_of(folder: Path) -> Stamp:
    """Return the stamp of the intent files; what is wrong with their folder is said when they are read."""
    try:
        return stamp(yaml_files(folder))
    except (OSError, IntentsError):
        return ()
