"""clinic.yaml: what people write there is taken, and what cannot be meant is refused with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import Clinic, tel_link
from bot.content.validate import validate_known_keys
from bot.content.yaml_file import parse_yaml

LEAST = """\
name: Quay Street Podiatry
phone: "01632 960307"
contact: https://quay-street.example/contact
emergency_number: "112"
crisis_line: "116 123"
"""


def read(more: str = "", least: str = LEAST) -> tuple[Clinic | None, list[str]]:
    clinic, found = validate_known_keys(parse_yaml(Path("clinic.yaml"), least + more), Clinic)
    return clinic, [str(one) for one in found]


def test_the_name_and_how_to_reach_people_are_enough() -> None:
    clinic, found = read()
    assert clinic is not None
    assert not found


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("(212) 555-0147", "tel:2125550147"),
        ("04.56.78.90.12", "tel:0456789012"),
        ("089/123 45 67", "tel:0891234567"),
        ("+44 (0)1632 960307", "tel:+441632960307"),
        ("+1-212-555-0147", "tel:+12125550147"),
        ("(01632) 960307", "tel:01632960307"),
        ("116 123", "tel:116123"),
    ],
)
def test_a_number_is_taken_as_people_write_it(written: str, link: str) -> None:
    clinic, found = read(least=LEAST.replace("01632 960307", written))
    assert not found
    assert clinic is not None
    assert (clinic.phone, tel_link(clinic.phone)) == (written, link)


@pytest.mark.parametrize("written", ["call us", "1", "01632 960307 ext. 2", "1234 5678 9012 3456", "+", "12+34"])
def test_what_is_no_number_is_refused(written: str) -> None:
    _, found = read(least=LEAST.replace("01632 960307", written))
    assert found == [
        f"clinic.yaml:2: 'phone' is '{written}': write a telephone number, of digits, spaces and + ( ) . / - alone"
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("opening_hours: {mon: [17:00-09:00]}", "'mon' is '17:00-09:00': the end must be later"),
        ("opening_hours: {tue: [9 to 5]}", "'tue' is '9 to 5': write from when to when"),
        ("opening_hours: {tue: }", "'tue' is nothing: write from when to when"),
        ('opening_hours: {tue: "09:00-12:00, 13:00-17:00"}', "several times in a list"),
        ("opening_hours: {tue: closed}", "leave a day out on which you are closed"),
        ('opening_hours: {Tuesday: "09:00-12:00"}', "a key is 'Tuesday': use 'mon', 'tue'"),
        ("opening_hours: {wed: [09:00-13:00, 12:00-17:00]}", "'wed' has times that overlap"),
        ("opening_hours: {weekend: []}", "a key is 'weekend': use 'mon', 'tue'"),
        ("timezone: Middle/Earth", "'timezone' is 'Middle/Earth': write a time zone's name"),
        ("timezone: Europe", "'timezone' is 'Europe': write a time zone's name"),
        ("holidays: [25 December]", "'holidays' is '25 December': write a date as YYYY-MM-DD"),
        ("email: at the desk", "'email' is 'at the desk': use an address such as"),
        ("booking: book.example", "'booking' is 'book.example': use a link that starts with https://"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_mend(more: str, said: str) -> None:
    clinic, found = read(more)
    assert clinic is None
    assert any(said in line for line in found), found


def test_a_key_that_is_not_known_is_named_and_the_rest_is_read() -> None:
    clinic, found = read("opening_times: {}\nparking: Behind the house.")
    assert clinic is not None
    assert clinic.parking == "Behind the house."
    assert len(found) == 1
    assert "unknown key 'opening_times': did you mean 'opening_hours'?" in found[0]


def test_one_span_needs_no_list_and_a_short_hour_no_nought() -> None:
    clinic, _ = read("opening_hours: {mon: 9:00-12:30, tue: []}\n")
    assert clinic is not None
    assert clinic.opening_hours == {"mon": (("09:00", "12:30"),), "tue": ()}
