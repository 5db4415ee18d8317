"""Too few examples, and examples that are all alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Severity
from tests.bot.evaluation.checks.planted import found, keep_examples

pytestmark = pytest.mark.slow  # each check learns a folder anew


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        (5, None),
        (4, "4 phrases"),
        (1, "1 phrase"),
    ],
)
def test_too_few_examples_are_found(clinic: Path, kept: int, says: str | None) -> None:
    keep_examples(clinic / "extraction.yaml", kept)
    few = [(f.line, f.message, f.severity) for f in found(clinic) if "really ask it" in f.message]
    mend = f"'smoking' has {says}: write 5 or more ways in which visitors really ask it"
    assert few == ([(6, mend, Severity.ADVICE)] if says else [])


def test_examples_that_are_all_alike_are_found(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("      - when may I have a cigarette"), text.index("    answer: Do not smoke")
    alike = "".join(
        f"      - can I smoke after an extraction on a {day}\n"
        for day in ("Monday", "Tuesday", "Thursday", "Friday", "Sunday")
    )
    path.write_text(text[:start] + alike + text[end:], encoding="utf-8")
    [finding] = [finding for finding in found(clinic) if "almost the same" in finding.message]
    assert (finding.line, finding.severity) == (6, Severity.WARNING)
    assert finding.message == "the examples of 'smoking' say almost the same: add some in other words"
