"""What is kept is one printable line, not too long, and hides nothing in odd characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbox.redaction import LONGEST, fit_to_keep


@given(st.text())
def test_the_outcome_is_one_printable_line(text: str) -> None:
    kept = fit_to_keep(text)
    assert len(kept) <= LONGEST
    assert kept.isprintable()
    assert kept == " ".join(kept.split())
    kept.encode()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("tel ０７７００ ９００１２３", "tel [phone number]"),
        ("tel 07700\u200b 900\u00ad123", "tel [phone number]"),
        ("two\nlines\t of  it\x00", "two lines of it"),
        ("x" * (LONGEST + 200), "x" * LONGEST),
    ],
)
def test_no_number_hides_in_odd_digits_or_between_invisible_characters(text: str, kept: str) -> None:
    assert fit_to_keep(text) == kept
