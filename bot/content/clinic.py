"""The form of clinic.yaml: who the clinic is, how to reach it, and when it is open."""

from __future__ import annotations

import re
from datetime import date
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from bot.content.hours import Day, Span, describe_hours
from bot.content.model import Line, Model, Slug, as_list

_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d) ?(?:[-–]|to) ?([01]?\d|2[0-4]):([0-5]\d)")
_PHONE = re.compile(r"\+?[0-9 ()./-]+")
_TRUNK_ZERO = re.compile(r"\(0\)")  # "+44 (0)20 …": dialled inside the country only


def tel_link(number: str) -> str:
    """Return the `tel:` link for a telephone number as people write it: "(555) 123-4567" gives "tel:5551234567"."""
    international = number.lstrip().startswith("+")
    dialled = _TRUNK_ZERO.sub("", number) if international else number
    return f"tel:{'+' * international}{re.sub(r'[^0-9]', '', dialled)}"


def _phone(value: str) -> str:
    number = " ".join(value.split())
    digits = sum(character.isdigit() for character in number)
    if not _PHONE.fullmatch(number) or not 2 <= digits <= 15:  # 15 at most: ITU-T E.164
        raise ValueError(f"is '{value}': write a telephone number, of digits, spaces and + ( ) . / - alone")
    return number


def _span(value: Any) -> Any:
    """Read "9:00-17:00" as ("09:00", "17:00")."""
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        given = "nothing" if value is None else f"'{value}'"
        raise ValueError(
            f'is {given}: write from when to when, such as "09:00-17:30", several times in a list, and leave a day out '
            "on which you are closed"
        )
    opens, closes = f"{int(found[1]):02}:{found[2]}", f"{int(found[3]):02}:{found[4]}"
    if not opens < closes <= "24:00":
        raise ValueError(f"is '{value}': the end must be later, and at most 24:00; write a night as two days")
    return opens, closes


def _in_order(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    if any(former[1] > latter[0] for former, latter in pairwise(spans)):
        raise ValueError("has times that overlap or are out of order: write them one after another")
    return spans


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # a directory such as "Europe" is an OSError
        raise ValueError(f"is '{value}': write a time zone's name, such as Europe/London or America/Chicago") from None
    return value


def _sentence(value: str) -> str:
    return value if value[-1] in ".!?…" else f"{value}."


Phone = Annotated[str, AfterValidator(_phone)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Sentence = Annotated[Line, AfterValidator(_sentence)]
Spans = Annotated[
    tuple[Annotated[Span, BeforeValidator(_span), Field(strict=False)], ...],
    BeforeValidator(as_list),
    AfterValidator(_in_order),
    Field(strict=False),
]


class CitedDocument(Model):
    """What visitors are told of a document that answers rest on."""

    title: Line | None = Field(None, description="what people call the document")
    url: Url | None = Field(None, description="the link of a page where visitors can read it")


class Clinic(Model):
    """clinic.yaml: who the clinic is and how to reach it."""

    name: Line = Field(description="the clinic's name, as patients know it")
    phone: Phone = Field(description="the telephone number as you write it, in quotes")
    contact: Annotated[str, StringConstraints(pattern=r"^(https?://|mailto:)\S+$")] = Field(
        description="where to write: the link of a contact page, or mailto: and an address"
    )
    emergency_number: Phone = Field(description="the number for emergencies where the clinic is, in quotes")
    crisis_line: Phone = Field(description="the number for people in despair where the clinic is, in quotes")

    email: Annotated[str, StringConstraints(pattern=r"^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$")] | None = Field(
        None, description="the address for letters by e-mail"
    )
    booking: Url | None = Field(None, description="the link of the page where appointments are made")
    address: Line | None = Field(None, description="where the clinic is, on one line")
    parking: Sentence | None = Field(None, description="where to park, as a sentence")
    directions: Sentence | None = Field(None, description="how to get there, as a sentence or two")
    hours: Line | None = Field(
        None, description="when the telephone is answered, in words; left out, the opening hours are said"
    )
    opening_hours: dict[Day, Spans] = Field(
        {}, description='the opening times of each day, mon to sun, such as ["09:00-13:00", "14:00-17:00"]; else closed'
    )
    timezone: Annotated[str, AfterValidator(_time_zone)] | None = Field(
        None, description="the time zone of the opening hours, such as Europe/London"
    )
    holidays: Annotated[tuple[date, ...], Field(strict=False)] = Field(
        (), description="days on which the clinic is closed, YYYY-MM-DD"
    )
    treatment: Line = Field("a treatment", description="what urgent replies call what the clinic does")
    triage_threshold: Annotated[float, Field(ge=0.05, le=1)] | None = Field(
        None, description="the likelihood from which a message is an emergency; lower hears more and errs more"
    )
    subtitle: Line | None = Field(None, description="the line under the clinic's name in the widget")
    logo: Annotated[str, StringConstraints(pattern=r"^(https://|/)\S+$")] | None = Field(
        None, description="the link of a square picture for the widget"
    )
    privacy: Url | None = Field(None, description="the link of the privacy notice")
    greeting: Line = Field("Hello! What would you like to know?", description="the widget's first line")
    default_topic: Slug = Field(
        "", description="of an older version; nothing reads it", validate_default=False, deprecated=True
    )
    starters: Annotated[tuple[Slug, ...], Field(max_length=4, strict=False)] = Field(
        (), description="ids of up to four intents that are offered first; left out, the first ones"
    )
    documents: dict[Slug, CitedDocument] = Field(
        {}, description="for each document that answers cite, by its name there: the title and link that visitors see"
    )
    disable: Annotated[tuple[Line, ...], Field(strict=False)] = Field(
        (), description="ids of the language pack's intents that this clinic does not want; oos-* stands for several"
    )

    def disables(self, intent: str) -> bool:
        """Return whether the clinic does not want the language pack's intent of that id."""
        return any(fnmatchcase(intent, pattern) for pattern in self.disable)

    @property
    def placeholders(self) -> dict[str, str | None]:
        """What stands for {clinic}, {phone} and the like in every line; None where the clinic has not said."""
        return {
            "clinic": self.name,
            "phone": self.phone,
            "contact": self.contact,
            "email": self.email,
            "booking": self.booking,
            "address": self.address,
            "parking": self.parking,
            "directions": self.directions,
            "hours": self.hours or describe_hours(self.opening_hours),
            "opening_hours": describe_hours(self.opening_hours) or self.hours,
            "emergency_number": self.emergency_number,
            "crisis_line": self.crisis_line,
            "treatment": self.treatment,
            "privacy": self.privacy,
        }
