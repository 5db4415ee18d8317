"""Numbers as people write them: digits with either decimal mark, fractions, signs and words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grounding.token_run import Run
from bot.text import tokens

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
ENDINGS = ("st", "nd", "rd", "th")


def read_number(run: Run, at: int) -> tuple[float, int] | None:
    """The number that begins at token `at` of `run`, and the position after it; None where none does."""
    sign = -1 if _is_minus(run, at) else 1
    at += sign < 0
    found = _digits(run, at) if run.word(at)[:1].isdecimal() else _words(run, at)
    if found is None:
        return None
    value, end = _with_part(run, *found)
    return sign * value, end


def _is_minus(run: Run, at: int) -> bool:
    """Whether a minus stands there before a number; a dash between two numbers is none."""
    is_dash = run.word(at) in DASHES and run.word(at + 1)[:1].isdecimal() and not run[at + 1].is_spaced
    return run.word(at) == "minus" or (is_dash and (run[at].is_spaced or run.word(at - 1) in ("", "(")))


def _digits(run: Run, at: int) -> tuple[float, int] | None:
    value = decimal(run.word(at))
    if value is None:
        return None
    at, value = _grouped(run, at, value)
    if run.word(at) == "^" and run.word(at + 1).isdecimal():
        return value ** min(int(run.word(at + 1)), 30), at + 2
    if run.word(at) in ENDINGS and not run[at].is_spaced:
        return value, at + 1
    return _multiplied(run, at, value)


def _grouped(run: Run, at: int, value: float) -> tuple[int, float]:
    """Take in the groups of three digits that spaces part: "1 000 000"."""
    is_first = re.fullmatch(r"[1-9]\d{0,2}", run.word(at))
    at += 1
    while is_first and re.fullmatch(r"\d{3}", run.word(at)):
        value, at = value * 1_000 + int(run.word(at)), at + 1
    return at, value


def decimal(text: str) -> float | None:
    """The value of digits with marks: "1,000", "10,5", "1.5", "1/2"; None for what is no number, such as "1.5.2024"."""
    if "/" in text:
        above, _, below = text.partition("/")
        return int(above) / int(below) if above.isdecimal() and below.isdecimal() and int(below) else None
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


def _words(run: Run, at: int) -> tuple[float, int] | None:
    word = run.word(at)
    if word in ("a", "an"):
        return _article(run, at + 1)
    if word == "half" or (word in _PARTS and run.word(at + 1) == "of"):
        return _PARTS[word], at + 1
    if word in _TENS:
        return _tens(run, at)
    if word in SMALL:
        return _multiplied(run, at + 1, SMALL[word])
    return (12 if word == "dozen" else 1, at + 1) if word in ("dozen", "single") else None


def _article(run: Run, at: int) -> tuple[float, int] | None:
    word, is_of = run.word(at), run.word(at + 1) == "of"
    if word in _MULTIPLES:
        return _multiplied(run, at, 1)
    if word in ("couple", "pair"):
        return 2, at + 1 + is_of
    if ORDINALS.get(word, 0) > 2 and is_of:
        return 1 / ORDINALS[word], at + 1
    return {"half": (0.5, at + 1), "quarter": (0.25, at + 1), "single": (1, at + 1)}.get(word)


def _tens(run: Run, at: int) -> tuple[float, int]:
    value, at = _TENS[run.word(at)], at + 1
    small = at + (run.word(at) in DASHES)
    if 0 < SMALL.get(run.word(small), 0) < 10:
        value, at = value + SMALL[run.word(small)], small + 1
    return _multiplied(run, at, value)


def _multiplied(run: Run, at: int, value: float) -> tuple[float, int]:
    """`value` times what follows: "5 million", "two hundred and fifty"."""
    while run.word(at) in _MULTIPLES:
        value, at = value * _MULTIPLES[run.word(at)], at + 1
        rest = at + (run.word(at) == "and")
        if run.word(rest) in _TENS | SMALL and (found := read_number(run, rest)):
            value, at = value + found[0], found[1]
    return value, at


def _with_part(run: Run, value: float, at: int) -> tuple[float, int]:
    """`value` with the part that follows it: "1 1/2", "one and a half", "three quarters"."""
    word = run.word(at)
    if "/" in word and value == int(value):
        part = decimal(word)
        return (value + part, at + 1) if part is not None and part < 1 else (value, at)
    if run.words(at, at + 2) == ["and", "a"] and run.word(at + 2) in _PARTS:
        return value + _PARTS[run.word(at + 2)], at + 3
    is_part_of = value == 1 and word in _PARTS and run.word(at + 1) == "of"
    return (value * _PARTS[word], at + 1) if is_part_of or word in ("quarters", "thirds") else (value, at)
