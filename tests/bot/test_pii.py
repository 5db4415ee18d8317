"""Personal details are found whatever their form, and ordinary figures are not taken for them."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import pii
from bot.pii import PiiKind, find_personal, redact

PHONES = """\
07700 900123
07700900123
0770 090 0123
07700-900-123
020 7946 0000
(020) 7946 0000
+44 20 7946 0000
+44 (0)20 7946 0000
0044 7700 900 123
087 123 4567
(555) 010-0134
555.010.0134
600 123 456
+34600123456
06 12 34 56 78
555-0134
0 7 7 0 0 9 0 0 1 2 3
oh seven seven double oh nine double oh one two three""".splitlines()

MAILS = """\
jane@example.org
jane.o'neill+clinic@mail.example.co.uk
jane @ gmail.com
jane (at) example (dot) org
jane dot smith at example dot org
jane at gmail""".splitlines()

BIRTHS = """\
12/03/1985
12.3.1985
1985-03-12
12/03/85
12 March 1985
12th of march 85
March 12th, 1985
03/04/2001
dob 120385
d.o.b. 12/3/16
date of birth: 1962
born on 3 May""".splitlines()

CARDS = ["4111 1111 1111 1111", "4111111111111111", "4111-1111-1111-1112", "3782 822463 10005"]

HEALTH = """\
943 476 5919
nhs number 943 476 5918
my NHS no. is 9434765919
QQ 12 34 56 C
AB123456C
1234567TA
ppsn is 1234567T
123-45-6789
1EG4-TE5-MK73
medicare card 2123 45670 1
health insurance number 85 0375 123""".splitlines()

CASES = [
    *((text, PiiKind.PHONE) for text in PHONES),
    *((text, PiiKind.EMAIL) for text in MAILS),
    *((text, PiiKind.BIRTH) for text in BIRTHS),
    *((text, PiiKind.CARD) for text in CARDS),
    *((text, PiiKind.HEALTH) for text in HEALTH),
]

ORDINARY = """\
will I need 3 to 15 sessions
is it 3-15 or 7-10 days apart
swelling for 6-72 hours
the 2012 study of six people
between 2008 and 2012, or 2008-2012
my wedding is on 06/07
wedding 06/07/2026 at 10
we marry on 06/07/26
can I have it in May 2026
£1000-1500 or £ 2000-2500
is it 1000-2000 or 500-1000 a go
1000 - 2000 euros
1250-1995 quid
£1,000,000
5000000 iu
0.5 ml or 1.5 2.5 3.5 4.5
is 0.25 0.50 1.00 the dose
more than 2,000 patients over 3 years
open 24/7, 09:00-17:00 or 0900-1700
areas 10 20 30 40 50 60
I'm 45 and 5'4 160 lbs, was 34 yrs
20 women in 2008
1 to 4 mm deep
3/4 of people, 2 1/2 weeks
born in a small town, my birthday is soon
meet you at live music
number of sessions 3 5 10
call 999 or 112
1 2 3 4 5 6 7
what is it? it's 100% safe @ home""".splitlines()


@pytest.mark.parametrize(("text", "kind"), CASES)
@pytest.mark.parametrize("around", ["{}", "hi, {} thanks", "is it safe?\n{}\nI had 3 to 15 sessions", "x: {}."])
def test_details_are_found_and_removed(text: str, kind: PiiKind, around: str) -> None:
    spans = find_personal(around.format(text))
    assert [span.kind for span in spans] == [kind]
    assert f"[{kind}]" in redact(around.format(text))


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_nothing_telling_is_left(text: str) -> None:
    """What stays of a detail is at most the word that announced it."""
    assert not re.findall(r"\d{3}|@", redact(f"please ring Jane, {text}, about it"))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert find_personal(text) == ()
    assert redact(text) == text


def test_each_of_several_details_is_removed() -> None:
    text = "Jane, dob 12/03/85, 07700 900123 or jane@example.org: 3 to 15 visits?"
    assert redact(text) == "Jane, dob [date of birth], [phone number] or [e-mail]: 3 to 15 visits?"


def test_separators_that_cannot_be_seen_hide_nothing() -> None:
    assert redact("07700\u200b900\u2011123") == "[phone number]"
    assert redact("０７７００ ９００１２３") == "[phone number]"


digit = st.sampled_from("0123456789")
gap = st.sampled_from(["", " ", "-", ".", " - ", "\u00a0", ") "])


@st.composite
def national_numbers(draw: st.DrawFn) -> str:
    """A number of 10 or 11 digits with a leading zero, cut into groups at random places by one separator."""
    digits = "0" + draw(st.sampled_from("123456789")) + "".join(draw(st.lists(digit, min_size=8, max_size=9)))
    between = st.sampled_from(["", draw(gap)])
    return digits[:2] + "".join(draw(between) + d for d in digits[2:])


words = st.text(st.characters(categories=("L", "Zs", "P"), exclude_characters="/"), max_size=30)


@given(words, national_numbers(), words)
def test_national_numbers_are_removed_from_any_text(before: str, number: str, after: str) -> None:
    left = redact(f"{before} {number} {after}")
    assert sum(c.isdecimal() for c in left) == 0


@given(words, st.from_regex(r"[a-z][a-z0-9._+-]{0,20}@[a-z0-9]{1,10}\.(com|org|co\.uk)", fullmatch=True), words)
def test_mail_addresses_are_removed_from_any_text(before: str, address: str, after: str) -> None:
    assert address not in redact(f"{before} {address} {after}")


@given(
    words,
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y"]),
)
def test_dates_are_of_birth_by_their_year(before: str, day: date, form: str) -> None:
    written = day.strftime(form)
    kinds = {span.kind for span in find_personal(f"{before} | {written}")}
    assert (PiiKind.BIRTH in kinds) == (1920 <= day.year <= 2015)


@given(st.text())
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = find_personal(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@given(st.text(st.characters(exclude_categories=("Nd",), exclude_characters="@＠﹫"), max_size=60))
def test_text_without_figures_holds_no_numbers(text: str) -> None:
    assert not {span.kind for span in find_personal(text)} & {PiiKind.CARD, PiiKind.HEALTH}


DETAIL_LIKE = [
    " at ",
    " dot ",
    "gmail",
    "born on ",
    "D.O.B",
    "birthday: ",
    "March",
    "may",
    "one ",
    "Oh-",
    "zero",
    "nhs ",
]
pieces = st.sampled_from([*"0123456789@\uff20.-/()+ ,x", *DETAIL_LIKE])


@given(st.lists(pieces, max_size=25).map("".join))
def test_nothing_is_passed_over_for_speed(text: str) -> None:
    """Messages without a hint of a kind are not searched for it: searched, they would give the same."""
    always = re.compile("")
    finders = [(always, finder) for _, finder in pii._FINDERS]
    with patch.multiple("bot.pii", _HINT=always, _FINDERS=finders):
        searched = find_personal(text)
    assert find_personal(text) == searched
