"""The texts of replies in the studio: the markup that replies may have, and nothing else."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from web.studio.texts import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("Bring:\n- a mat\n- **water**", "<p>Bring:</p><ul><li>a mat</li><li><b>water</b></li></ul>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("[bad](javascript:alert(1)) and [bad](http://x.example)", None),
        ("2 * 3 ** 4", None),
    ],
)
def test_markup_is_shown_and_all_else_stands_as_it_is(text: str, expected: str | None) -> None:
    assert shown(text) == (expected or f"<p>{text}</p>")


@pytest.mark.parametrize("address", ["https://x.example/a?b=1&c=2", "tel:+441632960222", "mailto:a@x.example"])
def test_a_link_leads_where_it_says(address: str) -> None:
    (link,) = BeautifulSoup(shown(f"Go to [our **page**]({address})."), "html.parser").find_all("a")
    assert (link["href"], link.get_text(), link["rel"]) == (address, "our page", ["noopener"])


@given(st.text())
def test_no_text_is_ever_markup_of_its_own(text: str) -> None:
    tags = {tag.name for tag in BeautifulSoup(shown(text), "html.parser").find_all(True)}
    assert tags <= {"p", "ul", "li", "b", "a"}
