"""Look for the message of permitted size that takes longest to answer, as if none of its words had been seen before.

    python -m tests.benchmarks.slowest [--seconds 60] [--seed 1]

Starts from messages that are made to be slow, changes the slowest ones again and again, and keeps what is slower still.
Prints the slowest that were found, with the time of each step, and ends with 1 where one takes more than 50 ms.
Processor time is measured, so that other work on the machine counts for little.
"""

from __future__ import annotations

import argparse
import gc
import heapq
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper, partial
from pathlib import Path
from typing import Any

import web  # noqa: F401 - keeps numpy to one thread, as in the server
from bot.dialogue import Bot
from bot.nlu import IntentClassifier
from bot.pii import find_personal
from web.body import MAX_MESSAGE
from web.reload import FIRST_MESSAGES

LIMIT = 50.0  # milliseconds
KEPT = 12  # the slowest messages, from which others are made
SHOWN = 5
TRIES = 9  # the best of so many is what a message takes
ROOT = Path(__file__).parents[2]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
# What is repeated until it fills a message: letters, marks, signs, and openings of what each step looks for.
REPEATED = """
a|ab|é|e\u0301\u0323\u0302|ß|İ|½|ﬃ|㌀|\ufdfa|\ufdfa |👩‍⚕️|👩 |و|ال|صدر ألم والتنفس |( |.|a.|a,|a'|a\n|\0|\ud800|\u200b
it s |can t |I m not |is it? |is it, and |how is it and |what about the laser one and |not the laser one, |laser lipo |
chest pain |no pain or |no fever, |not breathing, |I am bleeding and |I want to die |my friend had it years ago, |
1|1 |1,|12/|0 1-|+1 |0 |zero |a@a.|a@|a.b+|jane at |a at a dot |born on |call me |nhs |may |1 may |03 03 |12 march |
howlong|doesithurt|mesotherpy |lipo suction |no puedo respirar |je ne peux pas |nie moge oddychac |aaaaaaa |ouch!!!! |
"""


# What stands around a run of blanks.
ENDS = (("a", "b"), ("call", "1"), ("is it", "?"))
BLANK_RUNS = [(one, blank, other) for one, other in ENDS for blank in " \n\t\u2003"]


@dataclass(frozen=True, order=True)
class Found:
    """A message, and the milliseconds of processor time that it took."""

    ms: float
    message: str


def word_caches() -> list[Any]:
    """The caches that the words of messages fill; tables that are loaded once are none of them."""
    caches = [found for found in gc.get_objects() if isinstance(found, _lru_cache_wrapper)]
    return [cache for cache in caches if cache.__module__.startswith("bot.") and cache.cache_parameters()["maxsize"]]


class Stopwatch:
    """Measures what a message takes where every word is new to the server."""

    def __init__(self, assistant: Bot) -> None:
        self._assistant = assistant
        for message in FIRST_MESSAGES:  # loads the tables of ordinary words, as the server does at its start
            assistant.reply(message)
        self._caches = word_caches()
        first = assistant.reply("How long is the recovery after laser lipolysis?")
        self._spoken_before = assistant.reply("does it hurt", first.conversation).conversation

    def reply(self, message: str, tries: int = 1) -> float:
        """Milliseconds for the whole reply, alone or in a conversation, whichever is slower."""
        tokens = (None, self._spoken_before)
        return max(self.of(partial(self._assistant.reply, message, token), tries) for token in tokens)

    def steps(self, message: str, tries: int) -> tuple[float, float, float]:
        """Milliseconds to look for an alarm, to match, and to look for personal details."""
        looks = (self._assistant.detector.assess, self._match, find_personal)
        alarm, match, personal = (self.of(partial(look, message), tries) for look in looks)
        return alarm, match, personal

    def _match(self, message: str) -> object:
        return self._assistant.model.classify_text(message)

    def of(self, work: Callable[[], Any], tries: int) -> float:
        """Milliseconds of processor time that `work` takes: the best of so many tries."""
        return min(self._once(work) for _ in range(tries))

    def _once(self, work: Callable[[], Any]) -> float:
        for cache in self._caches:
            cache.cache_clear()
        started = time.thread_time()
        work()
        return 1000 * (time.thread_time() - started)


class Maker:
    """Makes messages that may be slow."""

    def __init__(self, matcher: IntentClassifier, seed: int) -> None:
        self._random = random.Random(seed)
        self._house = sorted(word for word in matcher.parser.corrector.counts if word.isalpha())

    def first(self) -> Iterator[str]:
        """Messages of many kinds."""
        yield from ((part * MAX_MESSAGE)[:MAX_MESSAGE] for part in REPEATED.replace("\n", "|").split("|") if part)
        yield from (f"{one}{blank * (MAX_MESSAGE - 8)}{other}" for one, blank, other in BLANK_RUNS)
        lengths = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 30, 50)
        strange = [partial(self._strange, length, LETTERS) for length in lengths]
        for words in (*strange, partial(self._strange, 5, ARABIC), self._known, self._misspelt, self._glued):
            yield from (_filled(words, gap) for gap in (" ", "? ", ""))

    def changed(self, one: str, other: str) -> str:
        """A message made of one or two others."""
        at, to = sorted(self._random.randrange(MAX_MESSAGE + 1) for _ in range(2))
        ways = (
            lambda: one[:at] + other[at:],
            lambda: one[:at] + one[at:to] * 2 + one[to:],
            lambda: one[:at] + one[to:] + one[at:to],
            lambda: one[:at] + f" {self._misspelt()} {self._strange(4, LETTERS)} " + one[at:],
            lambda: " ".join(self._shuffled(one.split())),
            lambda: one.replace(" ", self._random.choice(["? ", ", ", ". ", " and ", "  ", "-"])),
        )
        return self._random.choice(ways)()[:MAX_MESSAGE] or one

    def chosen(self, found: list[Found]) -> str:
        """One of the messages in `found`."""
        return self._random.choice(found).message

    def _known(self) -> str:
        return self._random.choice(self._house)

    def _misspelt(self) -> str:
        word = self._known()
        at = self._random.randrange(len(word))
        return word[:at] + self._random.choice(LETTERS) + word[at + self._random.randrange(2) :]

    def _glued(self) -> str:
        return self._known() + self._known()

    def _strange(self, length: int, letters: str) -> str:
        return "".join(self._random.choices(letters, k=length))

    def _shuffled(self, words: list[str]) -> list[str]:
        return self._random.sample(words, len(words))


def _filled(words: Callable[[], str], gap: str) -> str:
    """A message of `words`, as long as may be."""
    text = ""
    while len(text) < MAX_MESSAGE:
        text += words() + gap
    return text[:MAX_MESSAGE]


def search(watch: Stopwatch, maker: Maker, seconds: float) -> tuple[list[Found], int]:
    """The slowest messages found within `seconds`, slowest first, and how many were tried."""
    end = time.monotonic() + seconds
    slowest = [Found(watch.reply(message), message) for message in maker.first()]
    tried = len(slowest)
    slowest = heapq.nlargest(KEPT, slowest)
    while time.monotonic() < end:
        message = maker.changed(maker.chosen(slowest), maker.chosen(slowest))
        tried += 1
        if watch.reply(message) > slowest[-1].ms and message not in {found.message for found in slowest}:
            slowest = heapq.nlargest(KEPT, [*slowest, Found(watch.reply(message, tries=3), message)])
    return sorted(
        (Found(watch.reply(found.message, tries=TRIES), found.message) for found in slowest), reverse=True
    ), tried


def main() -> int:
    """Search as the command line says, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="how long to search (default 60)")
    parser.add_argument("--seed", type=int, default=1, help="another number searches elsewhere (default 1)")
    options = parser.parse_args()
    assistant = Bot.load(ROOT / "intents", ["k" * 32])
    watch = Stopwatch(assistant)
    slowest, tried = search(watch, Maker(assistant.model, options.seed), options.seconds)
    print(f"{tried:,} messages of {MAX_MESSAGE:,} characters tried; milliseconds of the slowest:")
    print(f"{'reply':>8}{'alarm':>8}{'match':>8}{'personal':>10}  message")
    for found in slowest[:SHOWN]:
        alarm, match, personal = watch.steps(found.message, TRIES)
        print(f"{found.ms:>8.1f}{alarm:>8.1f}{match:>8.1f}{personal:>10.1f}  {found.message[:60]!a}")
    return int(slowest[0].ms > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
