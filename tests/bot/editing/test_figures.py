"""Counts by day: what is added is there, from several processes at once, and nothing but counts is kept."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.editing.figures import DAYS, Event, Figures

TODAY = date(2026, 11, 29)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    return Figures(tmp_path / "figures.db")


def test_counts_add_up_by_day_and_by_intent(figures: Figures) -> None:
    for day, n in ((YESTERDAY, 1), (TODAY, 2), (TODAY, 3)):
        figures.add(day, {Event("reply", "answer"): n, Event("intent", "answer", "price"): n})
    figures.add(TODAY, {Event("verdict", "down", "price"): 1})
    assert figures.by_day(YESTERDAY - timedelta(days=1), TODAY) == {
        YESTERDAY - timedelta(days=1): Counter(),
        YESTERDAY: Counter(answer=1),
        TODAY: Counter(answer=5),
    }
    assert figures.by_intent("intent", TODAY, TODAY) == {"answer": Counter(price=5)}
    assert figures.by_intent("verdict", YESTERDAY, TODAY) == {"down": Counter(price=1)}


def test_what_is_too_old_is_deleted(figures: Figures) -> None:
    old = TODAY - timedelta(days=DAYS + 1)
    figures.add(old, {Event("reply", "answer"): 1})
    figures.add(TODAY, {Event("reply", "answer"): 1})
    assert sum(figures.by_day(old, TODAY).values(), Counter()) == Counter(answer=1)


def test_several_write_at_once_and_lose_nothing(figures: Figures) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: figures.add(TODAY, {Event("reply", "answer"): 1}), range(40)))
    assert figures.by_day(TODAY, TODAY)[TODAY] == Counter(answer=40)
