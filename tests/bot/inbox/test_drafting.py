"""Drafts that are started from what visitors asked: what is written, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.content.files import EditError
from bot.errors import BotError
from bot.inbox.drafting import FILE, start_intent, tidy_question

TODAY = date(2026, 11, 25)


def test_a_question_that_is_asked_already_is_refused(folder: Path) -> None:
    with pytest.raises(EditError, match="stands already in 'laser-recovery'"):
        start_intent(folder, "how long is the  recovery?", [], TODAY)


def test_wordings_that_stand_elsewhere_are_left_where_they_are(folder: Path) -> None:
    start_intent(folder, "What do I wear?", ["what is the laser for", "what to wear"], TODAY)
    [draft] = load_intents(folder).drafts
    assert draft.examples == ("what to wear",)


def test_the_id_is_one_that_no_other_intent_has(folder: Path) -> None:
    keys = [start_intent(folder, question, [], TODAY)[0] for question in ("Take dogs?", "Take a dog or dogs?", "日?")]
    assert len(set(keys)) == 3
    assert {draft.id for draft in load_intents(folder).drafts} == set(keys)


@pytest.mark.parametrize("ending", ["", "\n", "\n\n# the end"])
def test_a_file_that_ends_anyhow_can_be_added_to(folder: Path, ending: str) -> None:
    start_intent(folder, "Take dogs?", [], TODAY)
    text = (folder / FILE).read_text().rstrip("\n") + ending
    (folder / FILE).write_text(text)
    start_intent(folder, "Is there parking?", [], TODAY)
    assert (folder / FILE).read_text().startswith(text.partition("\n\n")[0])
    assert (folder / FILE).read_text().count("# the end") == text.count("# the end")
    assert len(load_intents(folder).drafts) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - id", "      - id", "is not valid YAML"),
        ("intents:", "intents: {}\nmore:", "cannot be changed by machine"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(folder: Path, old: str, new: str, said: str) -> None:
    start_intent(folder, "Take dogs?", [], TODAY)
    text = (folder / FILE).read_text().replace(old, new)
    (folder / FILE).write_text(text)
    with pytest.raises(BotError, match=said):
        start_intent(folder, "Is there parking?", [], TODAY)
    assert (folder / FILE).read_text() == text


@pytest.mark.parametrize(
    ("wording", "question"),
    [("do you take dogs", "Do you take dogs?"), ("Dogs?!", "Dogs?"), ("FDA approved", "FDA approved?"), ("…", "…?")],
)
def test_a_wording_as_the_clinic_would_put_it(wording: str, question: str) -> None:
    assert tidy_question(wording) == question
