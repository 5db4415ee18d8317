"""Trials: the bot in service with a change, before it has learnt what the change teaches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.state import Tokens
from bot.editing.workspace import Workspace
from bot.errors import BotError
from tests.small_clinic import write_learnt_clinic
from web.reload import LiveBot
from web.studio.trial import Trials, known_to

KEYS = ["k" * 32]


def test_an_intent_that_a_change_takes_away_is_not_answered(tmp_path: Path) -> None:
    now = Bot.load(write_learnt_clinic(tmp_path), KEYS)
    left = {name: intent for name, intent in now.knowledge.intents.items() if name != "laser-recovery"}
    trial = Bot(known_to(now, replace(now.knowledge, intents=left)), now.model, now.detector, Tokens(KEYS))
    assert now.reply("How long is the recovery?").kind is Kind.ANSWER
    assert trial.reply("How long is the recovery?").kind is Kind.FALLBACK


def test_phrases_that_cannot_be_learnt_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_learnt_clinic(tmp_path)
    trials = Trials(LiveBot(folder, KEYS), Workspace(folder), KEYS)
    token = trials.keep("laser-what", {"examples": ["what is it good for"]})
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    for _ in range(2):
        with pytest.raises(BotError, match="could not be learnt: no process that learns can be started"):
            trials.effects(token, [])
