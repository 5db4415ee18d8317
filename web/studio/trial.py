"""The bot as it would be with a change that is not saved: for the widget beside it, and to see what the change does."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.content import Knowledge
from bot.content.edit import Edit
from bot.content.layout import Fields
from bot.dialogue import Bot
from bot.dialogue.bot import CACHE
from bot.dialogue.state import Tokens
from bot.editing.effect import Effect, ReplySummary, Turns, effects, reply_summary
from bot.editing.workspace import Workspace
from bot.errors import BotError
from bot.nlu import ModelStore
from web.learning import Learner
from web.processes import shared_folder
from web.reload import LiveBot
from web.studio.cases import cases_of

log = logging.getLogger("caveat.studio")

MOST = 2  # trial bots that a process keeps
PATIENCE = 10.0  # seconds to wait for the changed phrases to be learnt, before what is known by then is shown
KEPT = 24 * 60 * 60  # seconds for which a trial can be opened again


@dataclass
class _Trial:
    """A bot with a change; `learnt` is set once it has learnt the phrases that the change adds, or has a `problem`."""

    bot: Bot
    learnt: threading.Event
    problem: str = ""


class Trials:
    """Bots with changes that are not saved, each named by a token; all processes of the server know them."""

    def __init__(self, live: LiveBot, work: Workspace, keys: Sequence[str]) -> None:
        self._live = live
        self._work = work
        self._keys = keys
        self._bots: dict[str, _Trial] = {}
        self._building = threading.Lock()
        self._now: tuple[str, dict[Turns, ReplySummary]] = ("", {})
        self._folder = shared_folder("trials")

    def keep(self, intent: str, fields: Fields) -> str:
        """Keep a change for a trial; gives its token."""
        tried = {key: value for key, value in fields.items() if key != "reviewed"}
        content = json.dumps({"intent": intent, "fields": tried}, sort_keys=True)
        token = hashlib.sha256(content.encode()).hexdigest()[:24]
        for path in self._folder.iterdir():
            if path.stat().st_mtime < time.time() - KEPT:
                path.unlink(missing_ok=True)
        (self._folder / token).write_text(content, encoding="utf-8")
        return token

    def bot(self, token: str) -> Bot:
        """Return the bot with the change. Raises BotError where the change is gone or cannot be served."""
        return self._trial(token).bot

    def question(self, token: str) -> str:
        """Return the question of the intent that is tried; raises BotError as `bot` does."""
        return self.bot(token).knowledge.intents[self._kept(token)["intent"]].question

    def is_ready(self, token: str) -> bool:
        """Return whether the bot has learnt the changed phrases; until then it knows the old ones alone."""
        return self._trial(token).learnt.is_set()

    def effects(self, token: str, asked: Sequence[str]) -> list[Effect]:
        """Return what the change does to all cases and to the questions `asked`.

        Raises BotError as `bot` does, and where the changed phrases could not be learnt.
        """
        trial = self._trial(token)
        trial.learnt.wait(PATIENCE)
        if trial.problem:
            self._bots.pop(token, None)  # the next look tries again
            raise BotError(trial.problem)
        after = trial.bot
        cases = cases_of(self._work)
        before = self._summaries([*(case.turns for case in cases), *((text,) for text in asked)])
        return effects(before.items(), after, cases)

    def _summaries(self, wanted: Sequence[Turns]) -> dict[Turns, ReplySummary]:
        """Return what the bot in service does with each conversation; remembered for as long as it knows the same."""
        bot = self._live.current()
        version, known = self._now
        if version != bot.knowledge.version:
            known = {}
        found = {turns: known.get(turns) or reply_summary(bot, turns) for turns in wanted}
        self._now = (bot.knowledge.version, found)
        return found

    def _trial(self, token: str) -> _Trial:
        with self._building:
            if token not in self._bots:
                self._bots[token] = self._made(token)
                for old in list(self._bots)[:-MOST]:
                    del self._bots[old]
            return self._bots[token]

    def _made(self, token: str) -> _Trial:
        """Return a bot that has the change at once; what changed phrases teach, it learns in the background."""
        kept = self._kept(token)
        now = self._live.current()
        with self._work.trial(kept["intent"], kept["fields"]) as edit:
            knowledge = edit.knowledge()
        bot = Bot(known_to(now, knowledge), now.model, now.detector, Tokens(self._keys))
        trial = _Trial(bot, threading.Event())
        if _teaches_nothing(now, knowledge):
            trial.learnt.set()
        else:
            threading.Thread(target=self._learn, args=(trial, edit), name="trial", daemon=True).start()
        return trial

    def _kept(self, token: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self._folder / token).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise BotError("this trial is over: look at the change again") from None
        return found

    def _learn(self, trial: _Trial, edit: Edit) -> None:
        try:
            with edit.copy() as folder:
                learner = Learner(folder, folder / CACHE)
                learner.learn()  # in a process that ends, since it takes much memory
                trial.bot = Bot.load(folder, self._keys, ModelStore(learner.models, may_learn=False))
        except Exception as error:
            log.exception("the phrases of a change that is tried could not be learnt")
            why = error if isinstance(error, BotError) else "see the log"
            trial.problem = f"the changed phrases could not be learnt: {why}"
        trial.learnt.set()


def known_to(now: Bot, knowledge: Knowledge) -> Knowledge:
    """Return `knowledge` with what it has no more, and the bot in service has learnt, as what is not answered."""
    gone = [intent for intent in now.knowledge.learnt.values() if intent.id not in knowledge.learnt]
    return replace(knowledge, drafts=(*knowledge.drafts, *gone))


def _teaches_nothing(now: Bot, knowledge: Knowledge) -> bool:
    """Return whether the bot in service has learnt from the same phrases."""
    taught, wanted = ({i.id: i.utterances for i in known.learnt.values()} for known in (now.knowledge, knowledge))
    return taught == wanted
