"""What is kept of one question."""

from __future__ import annotations

from bot.inbox import InboxReason, new_item


def test_comments_are_made_fit_too_and_the_day_is_all_that_is_known_of_the_time() -> None:
    entry = new_item("hello", InboxReason.WRONG, comment="ring me: 07700 900123")
    assert entry.comment == "ring me: [phone number]"
    assert type(entry.received).__name__ == "date"
