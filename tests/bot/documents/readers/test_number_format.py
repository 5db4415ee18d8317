"""Numbers as a spreadsheet shows them."""

from __future__ import annotations

import pytest

from bot.documents.readers.number_format import shown_number


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.15, "0%", "15%"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (62, '"£"0', "£62"),
        (62, "[$€-407] 0.00", "€ 62.00"),
        (45, '0" minutes"', "45 minutes"),
        (-4, "0;(0)", "(4)"),
        (7, "000", "007"),
        (2.50, "0.0#", "2.5"),
        (3, "General", "3"),
        (0.5, "# ?/?", "0.5"),
    ],
)
def test_a_number_is_shown_in_its_format(value: float, form: str, shown: str) -> None:
    assert shown_number(value, form) == shown
