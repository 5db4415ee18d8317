"""Placeholders: what fills them, which of several texts is said, and what cannot be."""

from __future__ import annotations

import pytest

from bot.content.placeholders import PlaceholderError, choose, fill

VALUES = {
    "phone": "01632 960307",
    "hours": None,
    "page": "https://quay.example/a/",
    "mail": "mailto:hi@quay.example",
    "bare": "hi@quay.example",
}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Call {phone}.", "Call 01632 960307."),
        ("Call {phone} ({hours}).", "Call 01632 960307."),
        ("{phone} ({phone})", "01632 960307 (01632 960307)"),
        (
            "See {page} or {mail}",
            "See [quay.example/a](https://quay.example/a/) or [hi@quay.example](mailto:hi@quay.example)",
        ),
        ("At {bare}.", "At [hi@quay.example](mailto:hi@quay.example)."),
        ("See [the page]({page}).", "See [the page](https://quay.example/a/)."),
        ("A set {1, 2} and {other} ({other}) stay.", "A set {1, 2} and {other} ({other}) stay."),
        ("{hours}", "{hours}"),
    ],
)
def test_a_line_is_filled(line: str, said: str) -> None:
    assert fill(line, VALUES) == said


def test_the_first_text_that_can_be_filled_is_chosen() -> None:
    assert choose(["Open {hours}.", "Call {phone} ({hours}).", "Call."], VALUES) == "Call {phone} ({hours})."


@pytest.mark.parametrize(
    ("alternatives", "chosen"),
    [
        (["By mail at {bare}, or at {mail}.", "At {mail}."], 1),
        (["By mail at {bare}, or at {page}.", "At {page}."], 0),
        (["{phone}, or {phone}"], 0),
        (["By mail at {bare}, or at {mail}.", "Open {hours}."], 0),
    ],
)
def test_a_text_that_says_one_thing_twice_gives_way(alternatives: list[str], chosen: int) -> None:
    assert choose(alternatives, VALUES) == alternatives[chosen]


@pytest.mark.parametrize(
    ("alternatives", "why"),
    [
        (["Open {hours}."], "'{hours}' cannot be filled in: set 'hours' in clinic.yaml"),
        (["Call {phone}.", "Call {fone}."], "nothing is called '{fone}': did you mean '{phone}'?"),
        (["{zzz}"], "nothing is called '{zzz}': use one of bare, hours, mail, page, phone"),
        (["Call ({fax})"], "nothing is called '{fax}'"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_fix(alternatives: list[str], why: str) -> None:
    with pytest.raises(PlaceholderError) as caught:
        choose(alternatives, VALUES)
    assert str(caught.value).startswith(why)
