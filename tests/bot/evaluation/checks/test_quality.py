"""How sure the bot of a clinic can be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import Severity
from bot.evaluation.checks import quality
from tests.bot.evaluation.checks.planted import found

pytestmark = pytest.mark.slow  # each check learns a folder anew


def test_how_sure_the_bot_can_be_is_said_with_what_helps_first(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "GOOD", 0.9)
    [finding] = found(clinic)
    assert (finding.path, finding.severity) == (clinic / "clinic.yaml", Severity.ADVICE)
    shares = re.match(
        r"of 100 of its own phrases, the bot .* (\d+) rightly .* (\d+), and answer (\d+)", finding.message
    )
    assert shares
    assert 99 <= sum(map(int, shares.groups())) <= 101
    assert int(shares[1]) < 90
    assert "add phrases to '" in finding.message
