"""Caveats that nothing uses, and follow-ups that lead nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.errors import Severity
from tests.bot.evaluation.checks.planted import edit, found

pytestmark = pytest.mark.slow  # each check learns a folder anew


def test_a_caveat_that_nothing_uses_is_found(clinic: Path) -> None:
    path = clinic / "caveats.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  thin: The evidence is thin.\n", encoding="utf-8")
    [finding] = found(clinic)
    assert (finding.path, finding.line, finding.severity) == (path, 4, Severity.WARNING)
    assert finding.message == "no intent uses the caveat 'thin': name it in one, or take it out"
    draft = "  - id: later\n    question: Later?\n    examples: [much later]\n    answer: TO WRITE\n"
    draft += "    caveats: [thin]\n    sources: [{document: aftercare, section: Later}]\n    status: draft\n"
    topic = clinic / "extraction.yaml"
    topic.write_text(topic.read_text(encoding="utf-8") + draft, encoding="utf-8")
    assert found(clinic) == []
    assert [intent.id for intent in load_intents(clinic).drafts] == ["later"]


@pytest.mark.parametrize("text", [None, "{}\n", "caveats: {}\n"])
def test_a_clinic_may_have_no_caveats_of_its_own(clinic: Path, text: str | None) -> None:
    topic = clinic / "extraction.yaml"
    lines = topic.read_text(encoding="utf-8")
    topic.write_text(re.sub(r"caveats: \[.*\]", "caveats: [general-information]", lines), encoding="utf-8")
    (clinic / "caveats.yaml").unlink()
    if text:
        (clinic / "caveats.yaml").write_text(text, encoding="utf-8")
    assert found(clinic) == []


@pytest.mark.parametrize(
    ("follow_up", "severity", "message"),
    [
        ("nowhere", Severity.ERROR, "follow-up 'nowhere' of 'smoking' leads nowhere: name an intent that is served"),
        ("smoking", Severity.WARNING, "'smoking' is its own follow-up: name another, or take it out"),
    ],
)
def test_a_follow_up_that_leads_nowhere_is_found(
    clinic: Path, follow_up: str, severity: Severity, message: str
) -> None:
    edit(
        clinic / "extraction.yaml",
        'smoke after an extraction?"}\n    follow_ups: [bleeding]',
        f'smoke after an extraction?"}}\n    follow_ups: [{follow_up}]',
    )
    assert [(f.message, f.severity) for f in found(clinic)] == [(message, severity)]
