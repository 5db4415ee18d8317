"""Threads share one assistant: many at once say what one alone would, with every word new to them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.nlu.english import listed_words, stem
from bot.reply import Reply
from tests.benchmarks.slowest import word_caches
from tests.serving import ROOT

THREADS = 16
MESSAGES = [line for line in (ROOT / "tests/benchmarks/messages.txt").read_text().splitlines() if line]


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns far more often than they do in life."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def forget() -> None:
    for cache in word_caches():
        cache.cache_clear()


@pytest.mark.usefixtures("hasty")
def test_stems_are_not_mixed_up() -> None:
    words = listed_words()[:3_000]
    alone = [stem(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(stem, words)) == alone


@pytest.mark.usefixtures("hasty")
def test_replies_are_not_mixed_up(assistant: Bot) -> None:
    forget()
    alone = [gist(assistant.reply(message)) for message in MESSAGES]
    forget()
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(gist, pool.map(assistant.reply, MESSAGES))) == alone


def gist(reply: Reply) -> tuple[Kind, str, list[tuple[str, float]]]:
    """What a reply says, without the token, which tells the time."""
    return reply.kind, reply.text, [(answer.intent, round(answer.score, 6)) for answer in reply.answers]
