"""Counting for the studio's figures: what is counted, and that no count is lost while their file is away."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from bot.content import Kind
from bot.editing.figures import Figures
from bot.reply import Reply
from web.figures import WRITE_EVERY, FiguresListener

Counts = dict[str, dict[str, int]]


def counted(figures: Figures, what: str) -> Counts:
    """Return today's events of `what`, by detail and intent."""
    return {detail: dict(counts) for detail, counts in figures.by_intent(what, date.today(), date.today()).items()}


@pytest.mark.parametrize(
    ("reply", "intents"),
    [
        (Reply(Kind.ANSWER, intents=("pain", "price")), {"answer": {"pain": 1, "price": 1}}),
        (Reply(Kind.CLARIFY, offered=("pain", "price")), {"clarify": {"pain": 1}}),
        (Reply(Kind.FALLBACK, offered=("pain", "price")), {}),  # merely the nearest: it was not asked for
        (Reply(Kind.URGENT), {}),
    ],
)
def test_a_reply_counts_for_its_kind_and_intents(tmp_path: Path, reply: Reply, intents: Counts) -> None:
    figures = Figures(tmp_path / "figures.db")
    listener = FiguresListener(figures)
    listener.turn("a word of the visitor's", reply, 0.1, None)
    listener.poll()
    assert counted(figures, "intent") == intents
    assert counted(figures, "reply") == {reply.kind: {"": 1}}
    assert b"visitor" not in (tmp_path / "figures.db").read_bytes()


def test_a_verdict_that_is_taken_back_takes_nobody_s_away(tmp_path: Path) -> None:
    figures = Figures(tmp_path / "figures.db")
    listener = FiguresListener(figures)
    for verdict in ("down", "up"):
        listener.verdict("token", "pain", verdict, "a comment")
    for _ in range(2):
        listener.retract("another token", "pain", "up", "a comment")
    listener.poll()
    assert counted(figures, "verdict") == {"down": {"pain": 1}, "up": {"pain": 1}}
    assert counted(figures, "retracted") == {"up": {"pain": 2}}


def test_what_cannot_be_written_is_counted_on_and_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "away"
    figures = Figures(folder / "figures.db")
    listener, now = FiguresListener(figures), time.monotonic()
    for later in (1, 2):
        listener.turn("", Reply(Kind.ANSWER), 0.1, None)
        monkeypatch.setattr("time.monotonic", lambda later=later: now + later * 2 * WRITE_EVERY)
        listener.poll()
    assert len(caplog.records) == 1
    folder.mkdir()
    monkeypatch.setattr("time.monotonic", lambda: now + 6 * WRITE_EVERY)
    listener.poll()
    assert counted(figures, "reply") == {"answer": {"": 2}}
