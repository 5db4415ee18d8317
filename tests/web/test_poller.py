"""Polling: in a thread that ends with what it polls, and goes on whatever fails; the clock is one of the polled."""

from __future__ import annotations

import threading
import time

import pytest

from tests.serving import wait_for
from web.poller import Clock, Poller


class Stumbler:
    """Is polled again and again, and fails at first."""

    def __init__(self) -> None:
        self.polls = 0

    def poll(self) -> None:
        self.polls += 1
        if self.polls == 3:  # the first two are those before the first request
            raise MemoryError


def test_the_poller_ends_with_what_it_polls() -> None:
    clock = Clock()
    poller = Poller([clock.poll])
    before = threading.active_count()
    poller.start_once()
    poller.start_once()
    assert threading.active_count() == before + 1
    del clock, poller
    wait_for(lambda: threading.active_count() == before, 60, "the end of the poller")


def test_a_poll_that_fails_is_logged_and_the_next_one_follows(caplog: pytest.LogCaptureFixture) -> None:
    stumbler = Stumbler()
    Poller([stumbler.poll]).start_once()
    wait_for(lambda: stumbler.polls > 3, 60, "the next poll")
    assert "the next one follows" in caplog.text


def test_a_clock_that_is_set_is_logged_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    true_time = time.time
    monkeypatch.setattr("time.time", lambda: true_time() + 3600)
    clock.poll()
    clock.poll()
    assert [record.__dict__["fields"] for record in caplog.records] == [{"seconds": 3600}]
