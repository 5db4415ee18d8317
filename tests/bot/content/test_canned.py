"""The bot's own lines, the clinic's before those that ship."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.canned import CANNED_FORM, CannedFile, canned_responses
from bot.content.pack import read_pack


def first(texts: Sequence[str], name: str) -> str:
    assert texts, name
    return texts[0]


def own(**lines: object) -> CannedFile:
    return CANNED_FORM.model_validate(lines)


def test_a_clinic_s_line_goes_before_the_one_that_ships() -> None:
    pack = read_pack().canned
    shipped = canned_responses(own(), pack, first)
    said = canned_responses(own(fallback="Ask at the desk."), pack, first)
    assert said.fallback == "Ask at the desk."
    assert said.clarify == shipped.clarify


def test_a_clinic_s_buttons_and_languages_are_added_to_those_that_ship() -> None:
    pack = read_pack().canned
    shipped = canned_responses(own(), pack, first)
    said = canned_responses(own(languages={"cy": "Saesneg."}, actions={"en": {"phone": "Ring us"}}), pack, first)
    assert said.languages == {**shipped.languages, "cy": "Saesneg."}
    assert said.actions["en"] == {**shipped.actions["en"], "phone": "Ring us"}
