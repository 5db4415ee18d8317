"""Everything that is remembered has a bound, and is held to it."""

from __future__ import annotations

import gc
import random
from functools import _lru_cache_wrapper
from typing import Any

from bot.dialogue import Bot
from bot.dialogue.priors import MAX_CONTEXTS
from bot.dialogue.state import DialogueState

OPENINGS = (
    "I cannot breathe",
    "no puedo respirar bien",
    "je ne peux pas respirer",
    "nie moge oddychac",
    "لا استطيع التنفس",
)


def caches() -> list[Any]:
    """What functions of the bot remember."""
    found = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
    return [each for each in found if each.__module__.startswith(("bot.", "web."))]


def flood(bot: Bot, messages: int, chance: random.Random) -> None:
    """Ask so many messages of words that were never asked before: alone, or after an emergency in some language."""
    for number in range(messages):
        words = ("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randrange(4, 9))) for _ in range(300))
        opening = OPENINGS[number % len(OPENINGS)] if number % 3 else ""
        bot.reply(f"{opening} {' '.join(words)}")


def test_once_they_are_full_none_of_them_grows(assistant: Bot) -> None:
    chance = random.Random(1)
    flood(assistant, 120, chance)
    before = {each: each.cache_info().currsize for each in caches()}
    flood(assistant, 20, chance)
    grown = [each.__qualname__ for each, size in before.items() if each.cache_info().currsize > size]
    assert not [name for name in grown if "_vocabulary_of" not in name]  # which has an entry an intent, and no more
    assert len([size for size in before.values() if size >= 3_000]) > 4


def test_so_are_the_places_in_dialogues(assistant: Bot) -> None:
    for number in range(MAX_CONTEXTS + 20):
        assistant.evidence("is it safe", DialogueState(topic=f"topic-{number}"))
    sizes = [each.cache_info().currsize for each in caches() if each.__qualname__.endswith("_context_of")]
    assert max(sizes) == MAX_CONTEXTS
