"""What is kept of a text: no personal details, one printable line, not too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbox import Reason, new_entry
from bot.inbox.redaction import LONGEST, fit_to_keep


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("does it hurt?", "does it hurt?"),
        ("call me on 07700 900123 please", "call me on [phone number] please"),
        ("write to jane@example.org or\nring 020 7946 0000", "write to [e-mail] or ring [phone number]"),
        ("born 12/03/1985, can I have it", "born [date of birth], can I have it"),
        ("my nhs number is 943 476 5919", "my nhs number is [health number]"),
        ("card 4111 1111 1111 1111", "card [card number]"),
        ("ring ０２０ ７９４６ ００００", "ring [phone number]"),  # full-width digits
        ("call 07700\u200b900\u200b123", "call [phone number]"),
        ("a\tb\r\n\x00c\u2028d", "a b c d"),
        ("   ", ""),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert fit_to_keep(typed) == kept


@given(st.text(max_size=3_000))
def test_any_text_becomes_one_printable_line(typed: str) -> None:
    kept = fit_to_keep(typed)
    assert len(kept) <= LONGEST
    assert kept.isprintable()
    assert kept == " ".join(kept.split())
    kept.encode()


def test_comments_are_made_fit_too_and_the_day_is_all_that_is_known_of_the_time() -> None:
    entry = new_entry("hello", Reason.WRONG, comment="ring me: 07700 900123")
    assert entry.comment == "ring me: [phone number]"
    assert type(entry.received).__name__ == "date"
