"""Put the clinic's own words into lines: {phone}, {hours} and the other keys of clinic.yaml.

A placeholder alone in round brackets, as in "call {phone} ({hours})", is left out with them where it has no value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.errors import did_you_mean

Values = Mapping[str, str | None]

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL = re.compile(r"(?<!\]) ?\(\{([a-z_]+)\}\)")
_LINK_TARGET = re.compile(r"\]\(\{([a-z_]+)\}\)")
_ADDRESS = re.compile(r"[^\s@:/]+@[^\s@:/]+")
_SCHEME = re.compile(r"(?:https?://|mailto:)")


class PlaceholderError(ValueError):
    """A line that cannot be said: a placeholder nobody knows, or nothing to fill it with. The message gives the fix."""


def fill(line: str, values: Values) -> str:
    """Return `line` with each placeholder that has a value filled in; a link gets words, as CommonMark has it."""
    if "{" not in line:
        return line
    line = _OPTIONAL.sub(lambda found: found[0] if values.get(found[1], "-") else "", line)
    line = _LINK_TARGET.sub(lambda found: f"]({values.get(found[1]) or f'{{{found[1]}}}'})", line)
    return _PLACEHOLDER.sub(lambda found: _in_words(values.get(found[1]) or found[0]), line)


def _in_words(value: str) -> str:
    link = f"mailto:{value}" if _ADDRESS.fullmatch(value) else value
    scheme = _SCHEME.match(link)
    return f"[{link[scheme.end() :].rstrip('/')}]({link})" if scheme else value


def choose(alternatives: Sequence[str], values: Values) -> str:
    """Return the first of `alternatives` whose placeholders all have a value, as it is written.

    One that would say a value twice gives way to a later one: the address for mails may be where to write, too.

    Raises PlaceholderError where there is none, or where a placeholder has a name that nobody knows.
    """
    needed = [_needed(line, values) for line in alternatives]
    fitting = {line: names for line, names in zip(alternatives, needed, strict=True) if all(map(values.get, names))}
    if fitting:
        return next((line for line, names in fitting.items() if not _repeats(names, values)), next(iter(fitting)))
    missing = next(name for name in needed[-1] if not values[name])
    raise PlaceholderError(
        f"'{{{missing}}}' cannot be filled in: set '{missing}' in clinic.yaml, or write a list whose last text goes "
        "without it"
    )


def _repeats(names: Sequence[str], values: Values) -> bool:
    said = [_in_words(values[name] or "") for name in dict.fromkeys(names)]
    return len(set(said)) < len(said)


def _needed(line: str, values: Values) -> list[str]:
    """Return the placeholders without which `line` cannot be said."""
    for name in _PLACEHOLDER.findall(line):
        if name not in values:
            otherwise = f"use one of {', '.join(sorted(values))}"
            fix = did_you_mean(f"{{{name}}}", [f"{{{known}}}" for known in values], otherwise)
            raise PlaceholderError(f"nothing is called '{{{name}}}': {fix}")
    return _PLACEHOLDER.findall(_OPTIONAL.sub("", line))
