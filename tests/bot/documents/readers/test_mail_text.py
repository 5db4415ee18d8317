"""What mail programs put between words, in mails and in texts that were copied from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.document import Reading
from bot.documents.readers.mail_text import without_mail_marks

THREAD = """\
Von: Tom Hill
Gesendet: Montag, 2. November 2026
Betreff: AW: Singen

See below.

--
Tom, The Mill

> Am 1. November 2026 schrieb Anna:
>> Can I hum?
> Softly.
"""


def read(text: str, *, is_mail: bool = False) -> tuple[str, list[str]]:
    reading = Reading()
    said = without_mail_marks(text, reading, is_mail=is_mail)
    return said, [item.reason for item in reading.left_out]


def test_a_copied_thread_keeps_its_words_on_their_lines() -> None:
    said, reasons = read(THREAD)
    assert {at: line for at, line in enumerate(said.splitlines(), 1) if line} == {
        5: "See below.",
        11: ">> Can I hum?",
        12: "> Softly.",
    }
    heads = ["the head of a mail"] * 3
    assert reasons == [*heads, "a signature", "a signature", "who wrote what is quoted, and when"]


@pytest.mark.parametrize(
    "text",
    [
        "Monday: 9:00 to 17:00\nTuesday: 9:00 to 17:00\nFriday: closed\n",
        "From: the door on the left\nTo: the lift\n",
        "Rest.\n--\nCall us.\n",
        "On 1 May we open at 9:\nBring a towel.\n",
    ],
)
def test_a_text_that_is_no_mail_is_left_as_it_is(text: str) -> None:
    assert read(text) == (text, [])


@given(st.lists(st.sampled_from(["From: a", "Subject: b", "--", "> c", "On 1 May d wrote:", "", "e"]), max_size=12))
def test_every_line_is_kept_or_accounted_for(lines: list[str]) -> None:
    said, reasons = read("\n".join(lines), is_mail=True)
    kept = sum(bool(line) for line in said.split("\n"))
    assert kept + len(reasons) == sum(map(bool, lines))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hallo Jo,\n\nMay I hum?\nSoftly.\n\nViele Grüße\nKim Lund\nTel. 55 12", "\n\nMay I hum?\nSoftly."),
        ("May I hum?\nSoftly.\n\nCheers,\n\nKim\nThe Mill | 55 12", "May I hum?\nSoftly."),
        ("What shall I bring?\n\nA cup\nA towel", None),  # an answer
        ("What shall I bring:\n\nA cup\nA towel", None),
        ("Open when?\nEach day.\n\nMon 9 to 5\nTue 9 to 6", None),
        ("May I hum?\nSoftly.\n\n- at home\n- on the bus", None),
        ("May I hum?\nSoftly.\n\nKim", None),  # may be said of anything
    ],
)
def test_a_salutation_and_a_closing_are_known_by_their_form(text: str, left: str | None) -> None:
    assert without_mail_marks(text, Reading(), is_mail=True).rstrip() == (text if left is None else left)
