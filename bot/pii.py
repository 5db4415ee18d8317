"""Personal details that a message surely holds: phone, card and health numbers, e-mail addresses, dates of birth.

A visitor is asked to leave these out, so that what is ordinary must not be taken for one. What is kept goes through
`bot.inbox.redaction` as well, which removes whatever may be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class PiiKind(StrEnum):
    """What kind of personal detail it is; the value is what stands in its place once it is removed."""

    EMAIL = "e-mail"
    BIRTH = "date of birth"
    CARD = "card number"
    HEALTH = "health number"
    PHONE = "phone number"
    NAME = "name"
    ADDRESS = "address"
    USER = "user name"
    IP = "IP address"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A detail found in a text: `text[start:end]`."""

    start: int
    end: int
    kind: PiiKind


def find_personal(text: str) -> tuple[Span, ...]:
    """Return the personal details in `text`, in order, none overlapping another; linear time for any string."""
    found: list[Span] = []
    for hint, finder in _FINDERS if _HINT.search(text) else ():
        if not hint.search(text):
            continue
        for start, end, kind in list(finder(text)):
            if kind is not None:
                found.append(Span(start, end, kind))
            # What has been understood is hidden from the next finders, at its length so that places stay true.
            text = text[:start] + "x" * (end - start) + text[end:]
    return tuple(sorted(found))


def redact(text: str) -> str:
    """Return `text` with each personal detail replaced by its kind in brackets, such as "[phone number]"."""
    for span in reversed(find_personal(text)):
        text = f"{text[: span.start]}[{span.kind}]{text[span.end :]}"
    return text


def without(text: str, details: Sequence[Span]) -> str:
    """Return `text` without the details that were found in it."""
    for span in reversed(details):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


Found = Iterator[tuple[int, int, PiiKind | None]]

_GAP = r"[\s.()/\u00ad\u200b-\u200d\u2010-\u2015\u2060\ufeff-]"  # what may stand between the digits of one number
_SEP = r"[\s.\u2010-\u2015-]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_PROVIDER = r"(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|protonmail)"
_EMAIL = _compiled(
    rf"""
    (?<![\w.+'-]) [\w.+'-]{{1,64}} \s? [@\uff20\ufe6b] \s? [\w-]{{1,63}} (?:\.[\w-]{{1,63}})+   # jane@example.org
    | (?<![\w.+-]) (?:\w{{1,64}} \s dot \s)? [\w.+-]{{1,64}} (?:\s?[(\[]\s?at\s?[)\]]\s? | \s at \s)
      (?:[\w-]{{1,63}} (?:\s?[(\[]\s?dot\s?[)\]]\s? | \s dot \s))+ [a-z]{{2,10}} \b         # jane at example dot org
    | (?<![\w.+-]) [\w.+-]{{1,64}} (?:\s at \s | \s? [@\uff20\ufe6b] \s?)
      {_PROVIDER}
      (?:\s?\.\s?[a-z]{{2,3}})* \b                                                        # jane at gmail
    """
)

# A word that says what the figures after it are.
_BIRTH_WORD = r"\b(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?date|birthday\s+is|birthday:|born(?:\s+on)?)"
_HEALTH_WORD = (
    r"\b(?:nhs|chi|ppsn?|pps|ssn|ihi|medicare|medicaid|social\s+security|national\s+insurance|nino|health\s+card"
    r"|health\s+insurance|insurance|hospital|patient|policy)\s*(?:number|num|no|id|card|\#)?"
)
_PHONE_WORD = (
    r"\b(?:phone|mobile|mob|moby|tel|telephone|cell|whatsapp|landline|call|text|ring|dial|number|num)\b"
    r"(?:\W+(?:me|us|him|her|my|is|on|at|no|number|num|or|text|please))*"
)
_LINK = r"[\s:;=.#-]{0,4}(?:(?:is|was|number|no|on|the)\b[\s:.]{0,3}){0,2}"

_NAMED = (
    (
        _compiled(
            rf"{_BIRTH_WORD}{_LINK}((?:\d{{1,4}}{_GAP}{{1,2}}|\d{{4}}(?:\d\d){{0,2}}(?!\d))(?:{_GAP}{{0,3}}\d)*)"
        ),
        PiiKind.BIRTH,
    ),
    (
        _compiled(
            rf"{_BIRTH_WORD}{_LINK}((?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?)?{_MONTH}\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\b)?"
            r",?\s*(?:\d{2,4}\b)?)"
        ),
        PiiKind.BIRTH,
    ),
    (_compiled(rf"{_HEALTH_WORD}{_LINK}([a-z]{{0,3}}\d(?:{_GAP}?[a-z]?\d){{4,}}[a-z]{{0,2}})\b"), PiiKind.HEALTH),
    (_compiled(rf"{_PHONE_WORD}[\s:.,-]{{1,4}}(\+?\(?\d(?:{_GAP}{{0,3}}\d){{5,}})"), PiiKind.PHONE),
)

_DATE = _compiled(
    rf"""
    (?<![\d.,/-]) (?:
      (?P<y1>(?:19|20)\d\d) [-/.] \d{{1,2}} [-/.] \d{{1,2}}                                     # 1985-03-12
      | \d{{1,2}} \s?[-/.]\s? \d{{1,2}} \s?[-/.]\s? (?P<y2>(?:19|20)\d\d)                       # 12/03/1985
      | (?<!\d\s) \d{{1,2}} \s{{1,3}} \d{{1,2}} \s{{1,3}} (?P<y6>(?:19|20)\d\d) (?!\s\d)       # 12 03 1985
      | \d{{1,2}} (?P<mark>[-/.]) \d{{1,2}} (?P=mark) (?P<y3>\d\d)                                      # 12/03/85
      | \d{{1,2}} (?:st|nd|rd|th)? [\s/.-]* (?:of\s+)? {_MONTH} [\s,/.-]* (?P<y4>(?:19|20)?\d\d)     # 12 March 1985
      | {_MONTH} \s* \d{{1,2}} (?:st|nd|rd|th)? (?:\s*,\s*|\s+) (?P<y5>(?:19|20)\d\d)           # March 12th, 1985
      | \d{{1,2}} / \d{{1,2}}                                                                   # 06/07, of no year
    ) (?![\d/-]|\.\d)
    """
)

_CARD = _compiled(
    r"(?<![\d+]) (?: \d{13,19} | \d{4}([ -])\d{4}\1\d{4}(?:\1\d{1,4}){1,2} | \d{4}[ -]\d{6}[ -]\d{4,5} ) (?!\d)"
)

_HEALTH = _compiled(
    r"""
    \b[a-z]{2} [ ]? \d\d [ ]? \d\d [ ]? \d\d [ ]? [a-d]\b    # National Insurance, United Kingdom
    | \b\d{7}[a-w][a-iw]?\b                                              # PPS, Ireland
    | (?<!\d)\d{3}-\d{2}-\d{4}(?!\d)                                     # Social Security, United States
    | \b[1-9][a-y][a-y0-9]\d-?[a-y][a-y0-9]\d-?[a-y]{2}\d\d\b            # Medicare, United States
    | (?<!\d)\d{4}[ -]?\d{5}[ -]?\d(?:[ /-]\d)?(?!\d)                    # Medicare, Australia
    """
)
_NHS = _compiled(r"(?<!\d) \d{3}[ -]?\d{3}[ -]?\d{4} (?!\d)")

_DIGIT_WORD = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble)"
_PHONE = _compiled(
    rf"""
    (?<!\d) (?:
      [+\uff0b] {_GAP}? \d (?:{_GAP}{{0,3}}\d){{6,}}        # +44 20 7946 0000
      | 00 (?:{_GAP}{{0,3}}\d){{8,}}                        # 0044 20 7946 0000
      | \(? 0\d (?:{_GAP}{{0,3}}\d){{7,}}                   # 020 7946 0000, 087 123 4567
      | 0 (?:[ ,]{{1,2}}\d){{8,}}                           # 0 7 7 0 0 ...
    )
    | \b{_DIGIT_WORD} (?:[\s,-]{{1,3}}{_DIGIT_WORD}){{6,}}\b    # oh seven seven double oh ...
    """
)
# Shapes that a price, a dose or a span of years can have too; those are told apart by _is_quantity.
_LOCAL = _compiled(
    rf"""
    (?<![\d£$€]) (?<!\d[.,]) (?:
      (?:1{_SEP})? \(?\d{{3}}\)?{_GAP}{{1,2}}\d{{3}}{_SEP}\d{{4}}     # (555) 010-0134
      | \d{{3}}{_SEP}\d{{3}}{_SEP}\d{{3}}                             # 600 123 456
      | \d{{4,5}}{_SEP}\d{{5,6}}                                      # 7700 900123
      | \d{{3,4}}{_SEP}\d{{4}}                                        # 555-0134
      | \d{{7,}}
    ) (?! \d | [.,]\d | % )
    """
)
# What no detail of a kind is without: most messages have little of it, and need not be searched for every kind.
_AT = rf"[@\uff20\ufe6b] | \bdot\b | {_PROVIDER}"
_TWO_DIGIT_WORDS = rf"\b{_DIGIT_WORD}[\s,-]{{1,3}}{_DIGIT_WORD}\b"
_FIVE_DIGITS = r"(?:\d\D*){5}"
_HINT = _compiled(rf"\d | {_AT} | {_BIRTH_WORD} | {_TWO_DIGIT_WORDS}")

_UNIT = _compiled(
    r"\s?(?:[£$€]|(?:m[gl]|mcg|ui|iu|k|euros?|eur|pounds?|quid|gbp|usd|dollars?|bucks|people|patients|women|men)\b)"
)
_MONEY_BEFORE = re.compile(r"[£$€]\s?\Z")
_NUMBER = re.compile(r"\d+")


def _emails(text: str) -> Found:
    return ((*match.span(), PiiKind.EMAIL) for match in _EMAIL.finditer(text))


def _named(text: str) -> Found:
    taken = 0
    spans = sorted((*match.span(1), kind) for pattern, kind in _NAMED for match in pattern.finditer(text))
    for start, end, kind in spans:
        if start >= taken:
            taken = end
            yield start, end, kind


def _dates(text: str) -> Found:
    for match in _DATE.finditer(text):
        year = next((year for year in match.group("y1", "y2", "y3", "y4", "y5", "y6") if year), None)
        yield (*match.span(), PiiKind.BIRTH if year and _is_birth_year(int(year)) else None)


def _is_birth_year(year: int) -> bool:
    """Return whether it is one; of two digits, only the last century's are surely: 12/03/85, not 06/07/26."""
    return 30 <= year <= 99 or 1920 <= year <= 2015


def _cards(text: str) -> Found:
    for match in _CARD.finditer(text):
        if match[1] or _passes_luhn(match[0]):
            yield (*match.span(), PiiKind.CARD)


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in number if digit.isdecimal()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _health_numbers(text: str) -> Found:
    yield from ((*match.span(), PiiKind.HEALTH) for match in _HEALTH.finditer(text))
    for match in _NHS.finditer(text):
        if _passes_nhs(match[0]):
            yield (*match.span(), PiiKind.HEALTH)


def _passes_nhs(number: str) -> bool:
    """Return whether the tenth digit fits the first nine, which it checks."""
    digits = [int(digit) for digit in number if digit.isdecimal()]
    return sum(digit * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0


def _phones(text: str) -> Found:
    clear = [match.span() for match in _PHONE.finditer(text)]
    yield from ((start, end, PiiKind.PHONE) for start, end in clear)
    for match in _LOCAL.finditer(text):
        overlaps = any(start < match.end() and match.start() < end for start, end in clear)
        if not overlaps and not _is_quantity(text, match):
            yield (*match.span(), PiiKind.PHONE)


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    """Return whether the figures are money, a count, round numbers in a row or years, rather than a phone number."""
    if _UNIT.match(text, match.end()) or _MONEY_BEFORE.search(text, max(0, match.start() - 2), match.start()):
        return True
    numbers: list[str] = _NUMBER.findall(match[0])
    if len(numbers) == 1:
        return numbers[0].endswith("000")
    return len(numbers[-1]) < 5 and all(number.endswith("0") or _is_year(number) for number in numbers)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith(("19", "20"))


_FINDERS = (
    (_compiled(_AT), _emails),
    (_compiled(rf"{_FIVE_DIGITS} | {_BIRTH_WORD}"), _named),
    (_compiled(r"\d\D*\d"), _dates),
    (_compiled(_FIVE_DIGITS), _cards),
    (_compiled(_FIVE_DIGITS), _health_numbers),
    (_compiled(rf"{_FIVE_DIGITS} | {_TWO_DIGIT_WORDS}"), _phones),
)
