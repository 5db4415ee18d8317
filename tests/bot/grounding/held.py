"""What is wrong with a sentence where a sheet of one section is all that is known, and with a clinic's answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.documents import prose_sentences, read_documents
from bot.documents.document import Block, Section
from bot.errors import Severity
from bot.grounding import Grounded, ground, read_record, write_record
from bot.grounding.evidence import Evidence

Pairs = Sequence[tuple[str, str]]

TODAY = date(2026, 11, 24)


def evidence(source: str, name: str = "Aftercare") -> Evidence:
    """The one section `name`, each line of whose text is a statement."""
    return Evidence([Section(name, Block(name, 1), tuple(Block(text, 2) for text in source.splitlines()))], ())


def problems(source: str, sentence: str) -> list[str]:
    """What is wrong with `sentence` where `source` is all that is known."""
    held = evidence(source)
    found = (*held.problems(sentence), *held.problems_of_all(sentence))
    return [message for message, severity in found if severity is Severity.ERROR]


def each_sentence(says: str, found: Pairs, passes: Pairs = ()) -> pytest.MarkDecorator:
    """Call a test with sources, a sentence about each, and what must be said of it: `says` of those in `found`."""
    cases = [*((*pair, says) for pair in found), *((*pair, "") for pair in passes)]
    return pytest.mark.parametrize(("source", "sentence", "says"), cases)


def assert_said(source: str, sentence: str, says: str) -> None:
    """Assert that `says` is said of `sentence` and nothing of the source's own; without it, that nothing is said."""
    found = problems(source, sentence)
    if not says:
        assert found == []
        return
    assert any(says in problem for problem in found)
    assert [problem for own in prose_sentences(source) for problem in problems(source, own)] == []


def grounded(folder: Path, documents: Path, today: date = TODAY) -> Grounded:
    return ground(load_intents(folder), read_documents(documents), read_record(folder), today)


def messages(folder: Path, documents: Path) -> list[str]:
    return [finding.message for finding in grounded(folder, documents).diagnostics]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def record(folder: Path, documents: Path, today: date = TODAY) -> None:
    write_record(folder, read_documents(documents).values(), today)
