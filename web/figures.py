"""Counts what the bot does, for the studio's figures: no message, no visitor, and nothing that leads to one."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections import Counter
from datetime import date
from pathlib import Path

from bot.content import Kind
from bot.editing.figures import Event, Figures
from bot.reply import Reply
from bot.settings import Settings

log = logging.getLogger("caveat.figures")

WRITE_EVERY = 5.0  # seconds


def figures_file(settings: Settings) -> Path:
    """Return where the counts are kept: beside the file of the studio's users, who alone look at them."""
    assert settings.studio_users is not None, "there is no studio without users"
    return settings.studio_users.with_name("figures.db")


class FiguresListener:
    """Told of each turn and each verdict, it counts them, and writes the counts every few seconds."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._counts: Counter[Event] = Counter()
        self._counting = threading.Lock()
        self._write_at = 0.0
        self._is_away = False

    def turn(self, _message: str, reply: Reply, _seconds: float, _conversation: str | None) -> None:
        """Count a reply by its kind, and each intent that it answered, handed over or offered first."""
        # What stands under "I don't know" is merely the nearest: it was not asked for.
        likeliest = () if reply.kind is Kind.FALLBACK else reply.offered[:1]
        intents = reply.intents or likeliest
        events = [Event("reply", reply.kind), *(Event("intent", reply.kind, intent) for intent in intents)]
        with self._counting:
            self._counts.update(events)

    def verdict(self, _conversation: str, intent: str, verdict: str, _comment: str | None) -> None:
        """Count what a visitor thought of an answer."""
        with self._counting:
            self._counts[Event("verdict", verdict, intent)] += 1

    def retract(self, _conversation: str, intent: str, verdict: str, _comment: str | None) -> None:
        """Count that a verdict was taken back, by itself: whoever never gave one could take others' away."""
        with self._counting:
            self._counts[Event("retracted", verdict, intent)] += 1

    def poll(self) -> None:
        """Write what was counted, if it is time."""
        if not self._counts or time.monotonic() < self._write_at:
            return
        self._write_at = time.monotonic() + WRITE_EVERY
        with self._counting:
            counts, self._counts = self._counts, Counter()
        try:
            self._figures.add(date.today(), counts)
            self._is_away = False
        except sqlite3.Error as error:
            with self._counting:
                self._counts.update(counts)
            if not self._is_away:
                log.error("figures cannot be written; they are counted on", extra={"fields": {"problem": str(error)}})
            self._is_away = True
