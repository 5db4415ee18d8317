"""The sections that an answer cites, where several have one heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.grounding.held import edit, messages, record

TREATMENTS = """\
# Aesthetics

## Botulinum toxin

### Does it hurt?
A fine needle is used, and no cream is needed. It takes 10 minutes.

## Dermal filler

### Does it hurt?
A numbing cream is put on for 30 minutes before the needle.
"""


def treatment_answers(folder: Path, documents: Path, question: str, answer: str, section: str) -> list[str]:
    """What is found in one answer that rests on a sheet in which sections share a heading."""
    (documents / "aesthetics.md").write_text(TREATMENTS, encoding="utf-8")
    path = folder / "aftercare.yaml"
    head = path.read_text(encoding="utf-8").partition("intents:\n")[0]
    path.write_text(
        f"{head}intents:\n  - id: pain\n    question: {question}\n    examples: [is it sore]\n"
        f"    answer: {answer}\n    caveats: [ask-clinic]\n"
        f"    sources: [{{document: aesthetics, section: '{section}'}}]\n",
        encoding="utf-8",
    )
    edit(folder / "clinic.yaml", "starters: [smoking]", "starters: [pain]")
    record(folder, documents)
    return messages(folder, documents)


@pytest.mark.parametrize("section", ["Dermal filler: does it hurt?", "Does it hurt?", "dermal filler does it hurt"])
def test_sections_of_one_heading_are_kept_apart(folder: Path, documents: Path, section: str) -> None:
    question, swapped = "Does the filler hurt?", "No cream is needed. It takes 10 minutes."
    assert treatment_answers(folder, documents, question, swapped, section) != []


def test_the_section_that_an_answer_is_about_is_held_against_it(folder: Path, documents: Path) -> None:
    answer = "A numbing cream is put on for 30 minutes before the needle."
    assert treatment_answers(folder, documents, "Does the filler hurt?", answer, "Does it hurt?") == []


def test_a_citation_that_may_mean_several_sections_names_them(folder: Path, documents: Path) -> None:
    (found,) = treatment_answers(folder, documents, "Is it sore?", "It takes 10 minutes.", "Does it hurt?")
    assert "has 2 sections 'Does it hurt?': cite 'Botulinum toxin: does it hurt?' or 'Dermal filler" in found
