"""Links as answers have them."""

from __future__ import annotations

import pytest

from bot.documents.links import link_text, without_addresses


@pytest.mark.parametrize(
    ("words", "address", "expected"),
    [
        ("our desk", "https://mill.example/a", "[our desk](https://mill.example/a)"),
        ("01632 960", "tel:01632960", "[01632 960](tel:01632960)"),
        ("desk@mill.example", "mailto:desk@mill.example", "desk@mill.example"),
        ("mill.example", "https://mill.example", "https://mill.example"),
        ("our desk", "desk.pdf", "our desk (desk.pdf)"),
        ("our desk", "#below", "our desk"),
        ("", "https://mill.example/a", ""),
    ],
)
def test_a_link_keeps_where_it_leads(words: str, address: str, expected: str) -> None:
    assert link_text(words, address) == expected


def test_the_words_and_addresses_of_links_are_parted() -> None:
    said = "Ask [our desk](https://a.example) or [write](mailto:b@a.example)."
    assert without_addresses(said) == ("Ask our desk or write.", ["https://a.example", "mailto:b@a.example"])
