"""Entries of topic files whose form is valid."""

from __future__ import annotations

from pathlib import Path

from bot.content.model import TopicFile
from bot.content.parsed import ParsedIntent, parsed_intents
from bot.content.validate import validate
from bot.content.yaml_file import parse_yaml

HEAD = "topic: songs\ntitle: Songs\nreviewed: {by: A. Doctor, on: 2026-01-02, due: 2026-07-02}\nintents:\n"


def parsed(intents: str) -> list[ParsedIntent]:
    file = parse_yaml(Path("songs.yaml"), HEAD + intents)
    head, found = validate(file, TopicFile)
    assert (head is not None, found) == (True, [])
    return parsed_intents(file, head) if head else []


def test_an_entry_s_own_review_goes_before_its_file_s() -> None:
    own = "{by: B. Nurse, on: 2026-02-02, due: 2026-08-02}"
    first, second = parsed(f"  - {{id: hum, question: Hum?, reviewed: {own}}}\n  - {{id: sing, question: Sing?}}\n")
    assert (first.review and first.review.by, second.review and second.review.by) == ("B. Nurse", "A. Doctor")
    assert (first.review_place.line, second.review_place.line) == (5, 3)


def test_what_an_entry_leaves_out_is_taken_from_the_one_that_it_overrides() -> None:
    base, own = parsed(
        "  - {id: hum, question: Hum?, answer: Softly., examples: [may I hum]}\n"
        "  - {id: sing, answer: Loudly., status: draft}\n"
    )
    joined = own.overriding(base)
    assert (joined.entry.question, list(joined.entry.answer), joined.is_live) == ("Hum?", ["Loudly."], False)
    assert [text for text, _ in own.own_examples] == []
