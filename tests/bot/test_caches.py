"""Everything that is remembered has a bound, and is held to it."""

from __future__ import annotations

import gc
import random
from functools import _lru_cache_wrapper
from typing import Any

from bot.dialogue import Bot


def caches() -> list[Any]:
    """What functions of the bot remember."""
    found = [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]
    return [each for each in found if each.__module__.startswith(("bot.", "web."))]


def flood(bot: Bot, messages: int, chance: random.Random) -> None:
    """Ask so many messages, of words that were never asked before."""
    for _ in range(messages):
        words = ("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randrange(3, 9))) for _ in range(300))
        bot.reply(" ".join(words))


def test_each_cache_has_a_bound_or_is_a_table_that_no_visitor_fills(assistant: Bot) -> None:
    chance = random.Random(1)
    flood(assistant, 20, chance)
    unbounded = {each: each.cache_info().currsize for each in caches() if each.cache_parameters()["maxsize"] is None}
    flood(assistant, 20, chance)
    grown = [each.__qualname__ for each, before in unbounded.items() if each.cache_info().currsize > before]
    assert not grown
    assert all(
        each.cache_info().currsize <= each.cache_parameters()["maxsize"] for each in caches() if each not in unbounded
    )
    assert len(caches()) > len(unbounded)
