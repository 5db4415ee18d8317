"""The named sections of a document, with headings and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import read_document
from bot.documents.readers.markdown import read_text
from bot.documents.sections import split_sections


def names(text: str) -> list[str]:
    return [section.name for section in split_sections(read_text(text))[1]]


def test_headings_without_any_mark_are_found(plain: Path) -> None:
    document = read_document(plain)
    assert document.name == "frozen-shoulder"
    assert [(section.name, section.line) for section in document.sections] == [
        ("Frozen shoulder clinic", 1),
        ("Who it helps", 3),
        ("How long does it take?", 9),
        ("What Your Visit Looks Like", 12),
        ("FAQ", 17),
    ]


def test_sections_of_one_heading_are_told_apart() -> None:
    assert names("# Uses\nFat.\n# Other\nNone.\n# Uses\nPain.") == ["Uses", "Other", "Other: uses"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\n\n## One\ntext\n\n## Two ##\ntext", ["One", "Two"]),
        ("One\n---\ntext\n\nTwo\n---\ntext", ["One", "Two"]),
        ("**One**\n\ntext here.\n\n**Two:**\n\nmore text.", ["One", "Two"]),
        ("1. First steps\n\nDo this.\n\n2) Later\n\nDo that.", ["Introduction"]),
        ("## 1. First steps\nDo this.\n## 2.1) Later\nDo that.", ["First steps", "Later"]),
        ("## 1.2 First steps\nDo this.\n## 2.5 ml a day\nDo that.", ["First steps", "2.5 ml a day"]),
        ("<details><summary>Can I run?</summary>Not yet.</details>", ["Can I run?"]),
        ("Eating\n\nSoft food only.\n\nSleeping well\n\nRaise your head.", ["Eating", "Sleeping well"]),
        ("Opening hours:\nNine to five.", ["Opening hours"]),
        ("Call us on\nMonday\nTuesday\nWednesday", ["Introduction"]),
        ("They are few. \nSide effects include:\nSwelling\nBruising\nThey pass.", ["Introduction"]),
        ("He said that he would come to see us on\nTuesday\nof next week, and did.", ["Introduction"]),
        ("Text before.\n\n# Heading\ntext", ["Introduction", "Heading"]),
        ("## Empty\n## [Linked](http://x.example) *and* `marked`\ntext", ["Linked and marked"]),
        ("Can I smoke? No, not for 3 days.", ["Introduction"]),
    ],
)
def test_headings_in_every_common_form(text: str, expected: list[str]) -> None:
    assert names(text) == expected
