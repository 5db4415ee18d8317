"""Numbers as a spreadsheet shows them: per cent, currency, places, thousands and words around them.

Of the number formats of ECMA-376 (part 1, 18.8.31), what offices use; a format with conditions or fractions shows the
plain number.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.')
_FIRST = 0xF0000  # of the characters that stand for literals: private ones, which no format has
_PATTERN = re.compile(r"[#0?][#0?,.]*")


def shown_number(value: float, form: str) -> str:
    """`value` in the number format `form`: 0.15 in "0%" is "15%"."""
    parts = form.split(";")
    part = parts[1] if value < 0 and len(parts) > 1 else parts[0]
    layout, literals = _without_literals(part)
    found = _PATTERN.search(layout)
    if found is None or "/" in layout or "E" in layout:
        return _plain(value)
    if "%" in layout:
        value *= 100
    number = _rounded(abs(value) if value < 0 and len(parts) > 1 else value, found[0])
    shown = layout[: found.start()] + number + layout[found.end() :]
    return "".join(literals[ord(sign) - _FIRST] if ord(sign) >= _FIRST else sign for sign in shown).strip()


def _without_literals(part: str) -> tuple[str, list[str]]:
    """The format with its quoted words, colours and signs of currency put by."""
    literals: list[str] = []

    def put_by(found: re.Match[str]) -> str:
        literals.append(next((group for group in found.groups() if group), ""))
        return chr(_FIRST + len(literals) - 1)

    bare = re.sub(r"\[(?:[A-Z][a-z]+|[<>=][^\]]*)\]", "", part)
    layout = _QUOTED.sub(put_by, bare)
    return layout, literals


def _rounded(value: float, pattern: str) -> str:
    whole, _, places = pattern.partition(".")
    least = places.count("0")
    text = f"{value:{',' if ',' in whole.rstrip(',') else ''}.{len(places)}f}"
    if least < len(places):
        text = text.rstrip("0").ljust(text.index(".") + 1 + least, "0").rstrip(".")
    digits = whole.replace(",", "").count("0")
    return text.zfill(digits) if digits > 1 and "," not in whole else text


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"
