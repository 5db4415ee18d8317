"""Caveats for what a document says with reserve."""

from __future__ import annotations

import pytest

from bot.documents.hedges import suggested_caveats


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is given once.", ["general-information"]),
        ("It may help.", ["differs"]),
        ("Studies found little.", ["evidence-limited"]),
        ("It hasn’t been approved.", ["not-approved"]),
        ("Off-label use varies, and research is thin.", ["not-approved", "evidence-limited", "differs"]),
    ],
)
def test_a_caveat_is_suggested_where_the_text_hedges(text: str, expected: list[str]) -> None:
    assert list(suggested_caveats(text, {})) == expected


def test_a_caveat_of_the_clinics_own_is_preferred() -> None:
    own = {"thin": "The evidence is thin."}
    assert suggested_caveats("Studies found little.", own) == ("thin",)
