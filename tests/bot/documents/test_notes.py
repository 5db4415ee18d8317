"""Raised marks and the notes that they lead to."""

from __future__ import annotations

import pytest

from bot.documents.document import Block, Reading
from bot.documents.notes import found_in_characters, mark, raised, with_notes, without_marks


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("2", "4 cm", "²"),
        ("6", "10", "^6"),
        ("st", "1", "st"),
        ("1", "24", mark("1")),
        ("[2]", "hours", mark("2")),
        ("soon", "hours", "soon"),
    ],
)
def test_what_is_raised_is_a_power_a_mark_or_part_of_the_word(text: str, before: str, expected: str) -> None:
    assert raised(text, before) == expected


def test_a_note_stands_after_what_leads_to_it_and_none_is_lost() -> None:
    reading = Reading()
    blocks = [Block(f"Rest 2 hours{mark('a')}.", 1), Block(f"Eat{mark('x')}.", 2)]
    found = list(with_notes(blocks, {"a": "Or 3.", "b": "Or 4."}, reading))
    assert [block.text for block in found] == ["Rest 2 hours.", "Or 3.", "Eat."]
    assert [(item.text, item.reason) for item in reading.left_out] == [
        ("x", "a raised mark that leads to no note"),
        ("Or 4.", "a note to which nothing leads"),
    ]


def test_marks_of_characters_lead_to_their_lines() -> None:
    kept, notes = found_in_characters([Block("Rest 36¹ hours.", 1), Block("¹ Not for children.", 2)])
    assert ([without_marks(block.text) for block in kept], notes) == (["Rest 36 hours."], {"1": "Not for children."})
