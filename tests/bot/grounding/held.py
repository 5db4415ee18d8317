"""What is wrong with a sentence where a sheet of one section is all that is known, and with a clinic's answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.content import load_intents
from bot.documents import prose_sentences, read_documents
from bot.documents.document import Block, Section
from bot.errors import Severity
from bot.grounding import Grounded, ground, read_record, write_record
from bot.grounding.evidence import Evidence

TODAY = date(2026, 11, 24)


def evidence(source: str, name: str = "Aftercare") -> Evidence:
    """The one section `name`, each line of whose text is a statement."""
    return Evidence([Section(name, Block(name, 1), tuple(Block(text, 2) for text in source.splitlines()))], ())


def problems(source: str, sentence: str) -> list[str]:
    """What is wrong with `sentence` where `source` is all that is known."""
    held = evidence(source)
    found = (*held.problems(sentence), *held.problems_of_all(sentence))
    return [message for message, severity in found if severity is Severity.ERROR]


def is_found(source: str, planted: str, says: str) -> bool:
    """Whether the fault in `planted` is found as what `says` names, and nothing in the source itself."""
    own = [problem for sentence in prose_sentences(source) for problem in problems(source, sentence)]
    return not own and any(says in problem for problem in problems(source, planted))


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
