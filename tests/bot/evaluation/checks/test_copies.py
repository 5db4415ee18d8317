"""Examples that are test cases, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.evaluation.checks.planted import found

pytestmark = pytest.mark.slow  # each check learns a folder anew


@pytest.mark.parametrize(("ask", "found_in"), [("Dying for a smoke!", True), ("may I smoke a hookah", False)])
def test_an_example_that_is_a_test_case_is_found(clinic: Path, tmp_path: Path, ask: str, found_in: bool) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(
        f"- ask: {ask}\n  intent: smoking\n"
        "- turns: [hello, is soup ok]\n  intent: eating\n"  # what it means there depends on what was said before
        "- ask: is tea too hot\n  intent: tea\n",  # another clinic's
        encoding="utf-8",
    )
    diagnostics = found(clinic, cases=(cases,))
    copies = [(f.line, f.message) for f in diagnostics]
    line = (clinic / "extraction.yaml").read_text(encoding="utf-8").splitlines().index("      - dying for a smoke") + 1
    message = (
        f'"dying for a smoke" is a test case too ({cases}:1), which proves nothing by it: ask it there in other words'
    )
    assert copies == ([(line, message)] if found_in else [])
