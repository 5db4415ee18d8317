"""What looks right in a YAML file and is not, in an editor's words: marks that only look alike, items that vanish."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

_NO_BREAK = re.compile(r"[ \t]*[\u00a0\u2007\u202f]")
_TAB = re.compile(r" *\t\s*\S")
_DASH = re.compile(r"\s*([–—−•·])\s")
_CURLY = re.compile(r"(?:^|[:\-–—]\s+)[“”„‘]")
_ITEM = re.compile(r"\s*- ")
_CUT = re.compile(r"[ \t](#.*)|[ \t]+(#\S.*)")  # a remark that was meant stands apart: "text  # remark"


def lookalike(line: str) -> str | None:
    """Explain the character of `line` that stands where YAML wants another one; None where there is none."""
    if _TAB.match(line):
        return "is indented with a tab, which YAML does not take: type spaces"
    if _NO_BREAK.match(line):
        return "begins with a no-break space, which looks like a space and is none: type it anew with the space bar"
    if dash := _DASH.match(line):
        return f"begins with '{dash[1]}', which YAML takes for a letter: type a hyphen and a space, '- '"
    if _CURLY.search(line):
        return 'has curly quotes, which quote nothing in YAML: type straight ones (")'
    return None


def first_lookalike(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the first line (from 1) in which a character only looks right, and why."""
    explained = ((number, lookalike(line)) for number, line in enumerate(lines, start=1))
    return next(((number, why) for number, why in explained if why), None)


def swallowed_item(node: yaml.ScalarNode, lines: Sequence[str]) -> int | None:
    """Return the line (from 1) of a list item that a text before it, indented less, takes in; None mostly.

    YAML goes on with a text on each line that is indented further than it.
    """
    following = range(node.start_mark.line + 1, node.end_mark.line + 1) if not node.style else ()
    return next((number + 1 for number in following if _ITEM.match(lines[number]) or _DASH.match(lines[number])), None)


def cut_off(node: yaml.ScalarNode, lines: Sequence[str]) -> str | None:
    """Return what YAML cuts off a text as a remark, though it was hardly meant as one: " #10 is worst"."""
    if node.style or node.end_mark.line >= len(lines):
        return None
    found = _CUT.fullmatch(lines[node.end_mark.line][node.end_mark.column :])
    return found[1] or found[2] if found else None
