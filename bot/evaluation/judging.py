"""Ask the bot the cases, and judge its replies: right, wrong, or declined."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content import Kind
from bot.dialogue import Bot
from bot.evaluation.cases import Case
from bot.nlu import Classification
from bot.reply import Reply


class Verdict(StrEnum):
    """How a case went. To decline is to answer nothing where an answer was wanted; all else that fails is wrong."""

    RIGHT = "right"
    WRONG = "wrong"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a case's turns: the last reply, and the intents that it suggests to ask next.

    `seconds` is what the last turn took; `match` is what the matcher made of it, outside any conversation.
    """

    reply: Reply
    offered: tuple[str, ...]
    seconds: float
    match: Classification

    @property
    def intents(self) -> tuple[str, ...]:
        """The ids of all that gave the reply."""
        return self.reply.intents


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what came of it, and what falls short, empty where nothing does."""

    case: Case
    asked: Asked
    verdict: Verdict
    problems: tuple[str, ...]

    @property
    def offered(self) -> bool:
        """Whether the bot declined but offered what was wanted among its choices."""
        wanted = {*self.case.intents, *self.case.every}
        return self.verdict is Verdict.DECLINED and bool(wanted.intersection(self.asked.offered))


class Examiner:
    """Puts cases to a bot. A conversation that was put to it once is not put again."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self._asked: dict[tuple[str, ...], Asked] = {}

    def examine(self, cases: Iterable[Case]) -> list[Outcome]:
        """Return the outcome of each case, in order."""
        return [self._judge(case, self._ask(case.turns)) for case in cases]

    def _ask(self, turns: tuple[str, ...]) -> Asked:
        if turns not in self._asked:
            self._asked[turns] = self._ask_now(turns)
        return self._asked[turns]

    def _ask_now(self, turns: tuple[str, ...]) -> Asked:
        before = self.bot.last_reply(turns[:-1]).conversation if len(turns) > 1 else None
        started = time.perf_counter()
        reply = self.bot.reply(turns[-1], before)
        seconds = time.perf_counter() - started
        by_question = self.bot.knowledge.by_question
        offered = tuple(by_question[s.message].id for s in reply.suggestions if s.message in by_question)
        return Asked(reply, offered, seconds, self.bot.model.classify_text(turns[-1]))

    def _judge(self, case: Case, asked: Asked) -> Outcome:
        problems = tuple(_problems(case, asked))
        verdict = Verdict.RIGHT
        if problems:
            verdict = Verdict.DECLINED if _is_declined(case, asked) else Verdict.WRONG
        return Outcome(case, asked, verdict, problems)


def _is_declined(case: Case, asked: Asked) -> bool:
    """Not an emergency that was missed, and nothing said that must not be said: just no answer."""
    said = _visible(asked.reply)
    if Kind.URGENT in case.kinds or any(_stands(word, said) for word in case.never):
        return False
    kind = asked.reply.kind
    return kind in (Kind.CLARIFY, Kind.FALLBACK) or (kind is not Kind.URGENT and not asked.intents)


def _problems(case: Case, asked: Asked) -> Iterator[str]:
    got = ", ".join(asked.intents) or f"no intent, kind {asked.reply.kind}"
    if case.intents and not set(case.intents) & set(asked.intents):
        yield f"wanted {' or '.join(case.intents)}, got {got}"
    if missing := [intent for intent in case.every if intent not in asked.intents]:
        yield f"lacks {', '.join(missing)}, got {got}"
    if case.kinds and asked.reply.kind not in case.kinds:
        yield f"wanted kind {' or '.join(case.kinds)}, got {asked.reply.kind}"
    yield from wrong_words(case, asked)


def wrong_words(case: Case, asked: Asked) -> Iterator[str]:
    """Yield which words a reply does not say though it must, or says though it must not."""
    said = _visible(asked.reply)
    yield from (f"does not say '{word}'" for word in case.says if not _stands(word, said))
    yield from (f"says '{word}', which it must not" for word in case.never if _stands(word, said))


def _visible(reply: Reply) -> str:
    """Return all that a visitor reads as the reply's words."""
    parts: Sequence[str] = [reply.text, *(line for a in reply.answers for line in (a.text, *a.caveats))]
    return " ".join(" ".join(parts).split())


def _stands(word: str, text: str) -> bool:
    """Return whether the word or words stand in the text, whole, in whatever case."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None
