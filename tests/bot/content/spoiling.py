"""The small clinic's files, spoilt for tests, and what is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_intents
from bot.errors import Diagnostic, IntentsError


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    """What loading `folder` finds."""
    with pytest.raises(IntentsError) as caught:
        load_intents(folder)
    assert str(caught.value) == "\n".join(map(str, caught.value.diagnostics))
    return caught.value.diagnostics


def spoil(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which stands in the file at `path` once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_topic(folder: Path, name: str, *, kind: str = "answer", parent: str = "") -> None:
    """Write a second topic file with one intent."""
    head = f"topic: {name}\ntitle: {name.title()}\nkind: {kind}\n" + (f"parent: {parent}\n" if parent else "")
    intent = f"""\
reviewed: {{by: B. Doctor, on: 2026-01-02, due: 2027-01-02}}
intents:
  - id: {name}-cost
    question: What does {name} cost?
    examples: [price of {name}]
    answer: Call {{phone}} or {{clinic}}.
    caveats: [ask-doctor]
    sources: [{{document: leaflet, section: FAQ}}]
"""
    (folder / f"{name}.yaml").write_text(head + intent, encoding="utf-8")
