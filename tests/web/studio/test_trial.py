"""Trials: the bot in service with a change, before it has learnt what the change teaches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.state import Tokens
from tests.small_clinic import write_learnt_clinic
from web.studio.trial import known_to

KEYS = ["k" * 32]


def test_an_intent_that_a_change_takes_away_is_not_answered(tmp_path: Path) -> None:
    now = Bot.load(write_learnt_clinic(tmp_path), KEYS)
    left = {name: intent for name, intent in now.knowledge.intents.items() if name != "laser-recovery"}
    trial = Bot(known_to(now, replace(now.knowledge, intents=left)), now.model, now.detector, Tokens(KEYS))
    assert now.reply("How long is the recovery?").kind is Kind.ANSWER
    assert trial.reply("How long is the recovery?").kind is Kind.FALLBACK
