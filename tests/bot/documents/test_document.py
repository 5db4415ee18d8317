"""A document in its one plain form: sections by name, statements by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import read_document


def test_statements_keep_their_lines_and_stay_whole(plain: Path) -> None:
    helps, takes, visit = read_document(plain).sections[1:4]
    assert [(statement.text, statement.line) for statement in helps.statements] == [
        ("people over 40", 4),
        ("people with diabetes", 5),
        ("It may ease pain.", 6),
        ("A 2011 study of 30 people found little gain.", 6),
    ]
    assert takes.statements[1].text == "Plan for an hour in all."
    assert [s.text for s in visit.statements[:2]] == [
        "The U.S. Food and Drug Administration has approved it.",
        "See Dr. Hall first.",
    ]


@pytest.mark.parametrize("name", ["who it helps", "WHO IT HELPS", "  Who  it helps "])
def test_a_section_is_found_however_it_is_capitalised(plain: Path, name: str) -> None:
    (section,) = read_document(plain).sections_named(name)
    assert section.line == 3
