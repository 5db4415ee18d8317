"""What is known of the documents as they were at review, and what a change of one calls for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.errors import BotError, Severity
from bot.grounding import read_record, rename_in_record
from tests.bot.grounding.held import edit, grounded, messages, record


def test_a_missing_record_is_a_finding(folder: Path, documents: Path) -> None:
    (finding,) = grounded(folder, documents).diagnostics
    assert (finding.path.name, finding.severity) == ("grounding.lock", Severity.WARNING)


def test_a_changed_section_calls_for_a_review_of_its_answers_alone(folder: Path, documents: Path) -> None:
    record(folder, documents, date(2026, 11, 20))
    edit(documents / "aftercare.md", "Smoking slows healing", "Smoking greatly slows healing")
    (finding,) = grounded(folder, documents).diagnostics
    assert "'smoking': 'Can I smoke after an extraction?' in aftercare.md has changed since" in finding.message
    record(folder, documents)
    assert grounded(folder, documents).diagnostics == (finding,)
    edit(
        folder / "aftercare.yaml",
        "    follow_ups: [dry-socket]",
        "    follow_ups: [dry-socket]\n    reviewed: {by: Dr Lane, on: 2026-11-24, due: 2027-05-20}",
    )
    assert grounded(folder, documents).diagnostics == ()


def test_a_new_line_break_is_no_change(folder: Path, documents: Path) -> None:
    record(folder, documents)
    edit(documents / "aftercare.md", "Smoking slows healing and", "Smoking slows\nhealing and")
    assert messages(folder, documents) == []


def test_what_is_recorded_of_other_documents_stays(folder: Path, documents: Path) -> None:
    record(folder, documents, date(2026, 11, 20))
    other = documents.parent / "other"
    other.mkdir()
    (other / "diet.md").write_text("# Diet\n\n## Soup\n\nSoup is fine.\n")
    record(folder, other)
    recorded = read_record(folder)
    assert recorded
    assert {document for document, _ in recorded} == {"aftercare", "diet"}
    rename_in_record(folder, "diet", "food")
    assert read_record(folder) == {
        ("food" if name == "diet" else name, at): one for (name, at), one in recorded.items()
    }


@pytest.mark.parametrize("text", ["", "{", "[]", '{"documents": {"a": {"b": 1}}}', '{"documents": {"a": {"b": {}}}}'])
def test_a_garbled_record_says_what_to_do(folder: Path, text: str) -> None:
    (folder / "grounding.lock").write_text(text, encoding="utf-8")
    with pytest.raises(BotError, match=r"grounding\.lock: cannot be read"):
        read_record(folder)


def test_the_record_is_no_intent_file(folder: Path, documents: Path) -> None:
    before = load_intents(folder)
    record(folder, documents)
    assert load_intents(folder) == before
