"""The examples that a document gives."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from bot.documents import Passage, passages, read_document
from bot.documents.examples import first_examples
from bot.text import normalise


def test_examples_are_what_one_answer_alone_speaks_of(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_text(
        "## Eating\nChoose lukewarm soup and mashed potato.\n\n## Smoking\nVaping slows the healing.\n\n"
        "## Bleeding\nBite on gauze: it slows the bleeding.\n\n## Papers\nMost X-rays or letters.\n\n"
        "## Can I fly?\nYes.\n",
        encoding="utf-8",
    )
    found, _ = passages(read_document(path))
    assert first_examples(found) == [
        ("lukewarm soup", "mashed potato"),
        ("vaping slows",),
        ("bite on gauze",),
        ("papers",),
        ("can i fly",),
    ]


def test_only_english_words_are_known_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "blatt.md"
    said = "In den ersten zwei Tagen nur weiche Speisen, dann normal kauen und nicht zu heiß trinken."
    path.write_text(f"## Essen\n{said}\n", encoding="utf-8")
    found, _ = passages(read_document(path))
    assert first_examples(found) == [("essen",)]


@example([("· Soup", "· Soup")])
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=60)), max_size=6))
def test_examples_are_never_twice_and_never_the_question_beside_others(pairs: list[tuple[str, str]]) -> None:
    found = [Passage(question, "FAQ", 1, (text,)) for question, text in pairs]
    for passage, examples in zip(found, first_examples(found), strict=True):
        known = [normalise(example) for example in examples]
        assert len(set(known)) == len(known) >= 1
        assert len(known) == 1 or normalise(passage.question).rstrip("?!. ") not in known
