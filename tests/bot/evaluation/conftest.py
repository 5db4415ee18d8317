"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue import Bot
from bot.evaluation.cases import Case
from bot.evaluation.judging import Examiner, Outcome
from tests.bot.evaluation.asking import EXACT, PLACE, STRANGE


@pytest.fixture(scope="module")
def examiner(small_clinic: Path) -> Examiner:
    return Examiner(Bot.load(small_clinic, ["k" * 40]))


@pytest.fixture(scope="module")
def outcomes(examiner: Examiner) -> list[Outcome]:
    return examiner.examine(
        [
            Case(PLACE, (EXACT,), ("laser-recovery",)),
            Case(PLACE, ("What does the laser do?",), ("laser-what",)),
            Case(PLACE, ("what is the laser for <b>",), ("laser-recovery",)),
            Case(PLACE, (STRANGE,), ("laser-what",)),
        ]
    )
