"""No regular expression takes more than linear time on what a visitor may send, whatever it is made of.

Each is tried on texts that are made of its own parts: what it repeats, repeated, and then what it does not go on with.
Were it quadratic, four times the text would take sixteen times as long.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.serving import ROOT
from web.body import MAX_MESSAGE

SHORT = MAX_MESSAGE
GROWTH = 4
TOO_MUCH = 9.0  # times as long for four times the text: between linear, 4, and quadratic, 16
PILOT = 0.05  # seconds; no pattern that is at most quadratic takes as long for 500 characters
NOTHING = 0.008  # seconds; what takes less for the longer text is quick, however it grows
REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
SAMPLES = {c.CATEGORY_DIGIT: "1", c.CATEGORY_SPACE: " ", c.CATEGORY_WORD: "a"}
SAMPLES |= {c.CATEGORY_NOT_DIGIT: "a", c.CATEGORY_NOT_SPACE: "a", c.CATEGORY_NOT_WORD: " "}


def patterns(folder: Path) -> list[tuple[str, int, str]]:
    """Every pattern that serves visitors: its text, its flags and its place."""
    command = [sys.executable, "-m", "tests.patterns", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [(pattern, flags, place) for pattern, flags, place in json.loads(done.stdout.splitlines()[-1])]


def sample(tree: Any) -> str:
    """A text that the parsed pattern `tree` matches, more or less: each choice its first, each repetition once."""
    return "".join(map(_sample, tree))


def _sample(node: Any) -> str:
    kind, value = node
    ways = {
        c.LITERAL: chr,
        c.NOT_LITERAL: lambda code: "b" if code == ord("a") else "a",
        c.ANY: lambda _: "a",
        c.IN: _of_set,
        c.BRANCH: lambda branch: sample(branch[1][0]),
        c.SUBPATTERN: lambda group: sample(group[-1]),
        **dict.fromkeys(REPEATS, lambda repeat: sample(repeat[2]) * max(1, repeat[0])),
    }
    return str(ways[kind](value)) if kind in ways else ""


def _of_set(items: Any) -> str:
    ways = {c.LITERAL: chr, c.RANGE: lambda ends: chr(ends[0]), c.CATEGORY: lambda name: SAMPLES.get(name, "a")}
    listed = [ways[kind](value) for kind, value in items if kind in ways]
    negated = items[0][0] is c.NEGATE
    return next((char for char in "a1 -é" if char not in listed), "~") if negated else listed[0]


def parts(tree: Any) -> Iterator[str]:
    """Samples of all that a pattern is made of: each node, and what stands in it."""
    for node in tree:
        kind, value = node
        if text := _sample(node):
            yield text
        if kind is c.BRANCH:
            for branch in value[1]:
                yield sample(branch)
                yield from parts(branch)
        elif kind is c.SUBPATTERN:
            yield from parts(value[-1])
        elif kind in REPEATS:
            yield from parts(value[2])
        elif kind in (c.ASSERT, c.ASSERT_NOT):
            yield from parts(value[1])


def attacks(pattern: str, flags: int) -> list[str]:
    """What is repeated to keep a pattern busy: its parts, and pairs of those that differ most."""
    tree = parser.parse(pattern, flags)
    pieces = [piece for piece in dict.fromkeys([*parts(tree), sample(tree), " ", "a", "1", "a "]) if piece]
    pieces.sort(key=len)
    pairs = [one + other for one, other in product(pieces[:4], pieces[:4]) if one != other]
    return list(dict.fromkeys([*pieces[:40], *pairs]))


def seconds(pattern: re.Pattern[str], text: str) -> float:
    started = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return time.thread_time() - started


def grows(pattern: re.Pattern[str], piece: str) -> float:
    """How many times as long the longer text takes; 0 where both are quick."""
    short, long, pilot = (piece * (size // len(piece) + 1) + "\0" for size in (SHORT, SHORT * GROWTH, 500))
    if seconds(pattern, pilot) > PILOT:
        return math.inf  # cubic or worse: what is longer would take minutes
    if seconds(pattern, long) < NOTHING:
        return 0.0
    # A busy machine makes one time too long now and then: the best of several is what it takes.
    return min(seconds(pattern, long) for _ in range(2)) / max(1e-6, min(seconds(pattern, short) for _ in range(4)))


@pytest.fixture(scope="module")
def known(small_clinic: Path) -> list[tuple[str, int, str]]:
    return patterns(small_clinic)


def test_they_are_found(known: list[tuple[str, int, str]]) -> None:
    rooms = {place.rpartition("/")[0] for _, _, place in known}
    assert {"bot", "bot/inbox", "bot/triage", "web"} <= rooms
    assert len(known) > 40


def test_none_takes_more_than_linear_time(known: list[tuple[str, int, str]]) -> None:
    slow = []
    for text, flags, place in known:
        pattern = re.compile(text, flags)
        for piece in attacks(text, flags):
            if (growth := grows(pattern, piece)) > TOO_MUCH:
                slow.append(f"{place}: {growth:.0f} times as long for {GROWTH} times {piece!a}: {text[:80]!a}")
                break
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("text", [r"\s*,?\s+and\s+x", r"\d+\s*kg", r"(?:\w+\s)*end"])
def test_one_that_does_is_seen(text: str) -> None:
    assert any(grows(re.compile(text), piece) > TOO_MUCH for piece in attacks(text, 0))
