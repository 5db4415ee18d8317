"""Faults planted in a well-kept dental clinic's folder, and what is found there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.errors import Diagnostic, Severity
from bot.evaluation.checks import check_intents
from tests.clinic import DATA

DENTAL = DATA / "dental"
TODAY = date(2026, 11, 24)
PAIN = "Most people find that paracetamol is enough. Do not take aspirin: it can make bleeding worse."
HARD = (
    "Individuals undergoing extraction should, notwithstanding considerable individual variability, preferably utilise "
    "conventional analgesic preparations, administration of which is ordinarily sufficient, and unconditionally avoid "
    "alternatives with demonstrated potential for exacerbating haemorrhage."
)


def edit(path: Path, old: str, new: str) -> int:
    """Put `new` in the place of `old`, which stands there once; gives its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def keep_examples(path: Path, kept: int) -> None:
    """Leave the first intent so many examples."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if "when may I have a cigarette" in line)
    del lines[start + kept : start + 16]
    path.write_text("".join(lines), encoding="utf-8")


def found(clinic: Path, today: date = TODAY, cases: tuple[Path, ...] = ()) -> list[Diagnostic]:
    return check_intents(clinic, today, cases)


def assert_example_is_blamed(clinic: Path, old: str, new: str, message: str, severity: Severity) -> None:
    """Check that the example `new`, put in the place of `old`, is found where it stands."""
    line = edit(clinic / "extraction.yaml", f"- {old}\n", f"- {new}\n")
    [finding] = [finding for finding in found(clinic) if finding.message.startswith(message)]
    assert (finding.path, finding.line, finding.severity) == (clinic / "extraction.yaml", line, severity)
