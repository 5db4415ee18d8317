"""The texts of replies as the widget shows them: paragraphs, lists, bold words and links, no other markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

_INLINE = re.compile(
    r"\*\*(?P<bold>\S|\S.*?\S)\*\*|\[(?P<words>[^\[\]]+)\]\((?P<address>(?:https://|mailto:|tel:)[^\s()]+(?:\([^\s()]*\))?)\)"
)
_ITEM = re.compile(r"^\s*- (.*)")


def shown(text: str) -> Markup:
    """Return `text` as HTML; all that is no markup of a reply stands there as it is written."""
    return Markup("").join(_blocks(text))


def _blocks(text: str) -> Iterator[Markup]:
    lines = [line for line in text.splitlines() if line.strip()]
    for is_list, group in groupby(lines, key=lambda line: bool(_ITEM.match(line))):
        if is_list:
            items = Markup("").join(Markup("<li>{}</li>").format(_inline(_ITEM.sub(r"\1", line))) for line in group)
            yield Markup("<ul>{}</ul>").format(items)
        else:
            yield from (Markup("<p>{}</p>").format(_inline(line)) for line in group)


def _inline(text: str) -> Markup:
    parts: list[Markup] = []
    at = 0
    for found in _INLINE.finditer(text):
        parts += [escape(text[at : found.start()]), _element(found)]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def _element(found: re.Match[str]) -> Markup:
    if found["bold"]:
        return Markup("<b>{}</b>").format(_inline(found["bold"]))
    return Markup('<a href="{}" rel="noopener" target="_blank">{}</a>').format(
        found["address"], _inline(found["words"])
    )
