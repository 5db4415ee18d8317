"""Links as answers have them: the words, and the address where a visitor can follow it."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\[\]]+)\]\((\S+?)\)")
_FOLLOWED = ("https://", "http://", "mailto:", "tel:")


def link_text(words: str, address: str) -> str:
    """A link in the form of answers, `[words](address)`; one that leads within its own page is its words alone."""
    words, address = words.strip(), address.strip()
    if not address or address.startswith("#") or not words:
        return words
    if address.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://") in (words, f"{words}/"):
        return words if not address.startswith("https://") else address
    return f"[{words}]({address})" if address.startswith(_FOLLOWED) else f"{words} ({address})"


def without_addresses(text: str) -> tuple[str, list[str]]:
    """`text` with its links as their words alone, and the addresses."""
    return _LINK.sub(r"\1", text), [found[2] for found in _LINK.finditer(text)]
