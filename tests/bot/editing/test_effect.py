"""What a change does to the questions that are asked, for better or worse."""

from __future__ import annotations

import pytest

from bot.editing.effect import Effect, ReplySummary

RIGHT, WRONG, NONE = ReplySummary("answer", ("a",)), ReplySummary("answer", ("b",)), ReplySummary("fallback", ())


@pytest.mark.parametrize(
    ("before", "after", "wanted", "is_better"),
    [
        (WRONG, RIGHT, ("a",), True),
        (RIGHT, NONE, ("a",), False),
        (WRONG, NONE, ("a",), None),
        (RIGHT, ReplySummary("answer", ("a", "b")), ("a",), None),
        (WRONG, RIGHT, (), None),
    ],
)
def test_a_change_mends_a_case_or_breaks_it(
    before: ReplySummary, after: ReplySummary, wanted: tuple[str, ...], is_better: bool | None
) -> None:
    assert Effect(("one",), before, after, wanted).is_better is is_better
