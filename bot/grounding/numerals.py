"""Numbers as people write them: digits with either decimal mark, fractions, signs and words, read from tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import numeric

from bot.text import normalise, tokens

SMALL = {
    word: number
    for number, word in enumerate(
        tokens(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(tokens("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}
_PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
ORDINALS = {
    word: number
    for number, word in enumerate(tokens("first second third fourth fifth sixth seventh eighth ninth tenth"), start=1)
}
NUMBER_WORDS = frozenset({*SMALL, *_TENS, *_MULTIPLES, *_PARTS, "twice", "thrice", "couple"})

DASHES = frozenset("-‐‑‒–—−")
_VULGAR = re.compile(r"(\d?)([¼-¾⅐-⅞])")
_POWER = re.compile(r"(?<=10)[⁰¹²³⁴-⁹]+")
_SQUARE = re.compile(r"(?<=m)[²³]")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
_HALF_DAY = re.compile(r"\b([ap])\. ?m\b\.?", re.IGNORECASE)
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")
ENDINGS = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign of a text, where it stands there, and whether a space stands before it."""

    text: str
    start: int
    end: int
    is_spaced: bool

    @property
    def is_digits(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()


def tokenise(text: str) -> tuple[str, list[Token]]:
    """`text` normalised so that no figure changes its value, and its tokens."""
    text = _VULGAR.sub(_written_out, text.replace("\u2044", "/"))
    text = _POWER.sub(lambda found: "^" + normalise(found[0]), text)
    text = _SQUARE.sub(lambda found: normalise(found[0]), text)
    plain = _HALF_DAY.sub(r"\1m", normalise(_RAISED.sub("", text)))
    found = list(_TOKEN.finditer(plain))
    ends = [-1, *(match.end() for match in found)]
    return plain, [Token(m[0], m.start(), m.end(), m.start() > end) for m, end in zip(found, ends, strict=False)]


def _written_out(found: re.Match[str]) -> str:
    """A fraction of one character in digits: "1½" gives "1 1/2"."""
    value = numeric(found[2])
    below = next(number for number in range(2, 11) if abs(value * number - round(value * number)) < 1e-6)
    return f"{found[1]} {round(value * below)}/{below}"


def read_number(run: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The number that begins at token `at` of `run`, and the position after it; None where none does."""
    if at < len(run) and (sign := _sign(run, at)):
        found = _unsigned(run, at + 1)
        return (sign * found[0], found[1]) if found else None
    return _unsigned(run, at)


def _sign(run: Sequence[Token], at: int) -> int:
    """-1 for a minus before a number, 0 where there is none; a dash between two numbers is none."""
    token = run[at]
    if token.text == "minus":
        return -1
    if token.text not in DASHES or at + 1 >= len(run) or run[at + 1].is_spaced or not run[at + 1].is_digits:
        return 0
    return -1 if token.is_spaced or at == 0 or run[at - 1].text == "(" else 0


def _unsigned(run: Sequence[Token], at: int) -> tuple[float, int] | None:
    if at >= len(run):
        return None
    found = _digits(run, at) if run[at].is_digits else _words(run, at)
    return _with_part(run, *found) if found else None


def _digits(run: Sequence[Token], at: int) -> tuple[float, int] | None:
    value = decimal(run[at].text)
    if value is None:
        return None
    at, value = _grouped(run, at, value)
    if _is(run, at, "^") and at + 1 < len(run) and run[at + 1].text.isdigit():
        return value ** min(int(run[at + 1].text), 30), at + 2
    if at < len(run) and run[at].text in ENDINGS and not run[at].is_spaced:
        return value, at + 1
    return _multiplied(run, at, value)


def _grouped(run: Sequence[Token], at: int, value: float) -> tuple[int, float]:
    """Take in the groups of three digits that spaces part: "1 000 000"."""
    if not run[at].text.isdigit() or len(run[at].text) > 3 or run[at].text[0] == "0":
        return at + 1, value
    at += 1
    while at < len(run) and re.fullmatch(r"\d{3}", run[at].text):
        value, at = value * 1_000 + int(run[at].text), at + 1
    return at, value


def decimal(text: str) -> float | None:
    """The value of digits with marks: "1,000", "10,5", "1.5", "1/2"; None for what is no number, such as "1.5.2024"."""
    if "/" in text:
        above, _, below = text.partition("/")
        return int(above) / int(below) if above.isdigit() and below.isdigit() and int(below) else None
    if ":" in text:
        return None
    marks = re.findall("[.,]", text)
    groups = re.split("[.,]", text)
    if len(set(marks)) == 1 and _is_grouped(groups, marks):
        return float("".join(groups))
    if len(marks) > 1 and (marks[-1] in marks[:-1] or len(set(marks[:-1])) > 1):
        return None
    return float("".join(groups[:-1]) + "." + groups[-1]) if marks else float(text)


def _is_grouped(groups: Sequence[str], marks: Sequence[str]) -> bool:
    """Whether the marks part thousands: a comma before three digits, or several equal marks before three each."""
    is_full = 0 < len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])
    return is_full and (marks[0] == "," or len(marks) > 1)


def _words(run: Sequence[Token], at: int) -> tuple[float, int] | None:
    word = run[at].text
    if word in ("a", "an") and at + 1 < len(run):
        return _article(run, at + 1)
    if word == "single":
        return 1, at + 1
    if word in _PARTS:
        return (_PARTS[word], at + 1) if word == "half" or _is(run, at + 1, "of") else None
    if word in _TENS:
        return _tens(run, at)
    if word in SMALL:
        return _multiplied(run, at + 1, SMALL[word])
    return (12, at + 1) if word == "dozen" else None


def _article(run: Sequence[Token], at: int) -> tuple[float, int] | None:
    word = run[at].text
    if word in _MULTIPLES:
        return _multiplied(run, at, 1)
    if word == "single":
        return 1, at + 1
    if word in ("couple", "pair"):
        return 2, at + (2 if _is(run, at + 1, "of") else 1)
    if ORDINALS.get(word, 0) > 2 and _is(run, at + 1, "of"):
        return 1 / ORDINALS[word], at + 1
    return (_PARTS[word], at + 1) if word in ("half", "quarter") else None


def _tens(run: Sequence[Token], at: int) -> tuple[float, int]:
    value, at = _TENS[run[at].text], at + 1
    small = at + 1 if at < len(run) and run[at].text in DASHES else at
    if small < len(run) and 0 < SMALL.get(run[small].text, 0) < 10:
        value, at = value + SMALL[run[small].text], small + 1
    return _multiplied(run, at, value)


def _multiplied(run: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """`value` times what follows: "5 million", "two hundred and fifty"."""
    while at < len(run) and run[at].text in _MULTIPLES:
        value, at = value * _MULTIPLES[run[at].text], at + 1
        rest = at + 1 if _is(run, at, "and") else at
        if rest < len(run) and run[rest].text in _TENS | SMALL and (found := _unsigned(run, rest)):
            value, at = value + found[0], found[1]
    return value, at


def _with_part(run: Sequence[Token], value: float, at: int) -> tuple[float, int]:
    """`value` with the part that follows it: "1 1/2", "one and a half", "three quarters"."""
    if at < len(run) and "/" in run[at].text and value == int(value):
        part = decimal(run[at].text)
        return (value + part, at + 1) if part is not None and part < 1 else (value, at)
    if _is(run, at, "and") and _is(run, at + 1, "a") and at + 2 < len(run) and run[at + 2].text in _PARTS:
        return value + _PARTS[run[at + 2].text], at + 3
    is_part_of = value == 1 and _is(run, at + 1, "of") and run[at].text in _PARTS
    if at < len(run) and (is_part_of or run[at].text in ("quarters", "thirds")):
        return value * _PARTS[run[at].text], at + 1
    return value, at


def _is(run: Sequence[Token], at: int, text: str) -> bool:
    return at < len(run) and run[at].text == text
