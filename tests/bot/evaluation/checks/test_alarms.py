"""Examples that are taken for an emergency."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Severity
from tests.bot.evaluation.checks.planted import edit, found

pytestmark = pytest.mark.slow  # each check learns a folder anew


def test_an_example_that_is_taken_for_an_emergency_is_found(clinic: Path) -> None:
    line = edit(
        clinic / "extraction.yaml",
        "      - anything against a puffy face\n",
        "      - my throat is swelling and I cannot breathe\n",
    )
    [finding] = [finding for finding in found(clinic) if "emergency" in finding.message]
    assert (finding.line, finding.severity) == (line, Severity.WARNING)
    assert finding.message.startswith('"my throat is swelling and I cannot breathe" is taken for an emergency (')
