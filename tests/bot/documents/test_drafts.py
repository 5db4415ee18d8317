"""Drafts: every question and section of a document becomes one, and what a person wrote is never written over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.content.model import NOBODY
from bot.content.yaml_file import read_yaml
from bot.errors import IntentsError
from bot.text import normalise
from tests.bot.documents.sheets import draft, edit
from tests.clinic import document_folders

AFTERCARE = Path(__file__).parents[2] / "data" / "aftercare"


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_sheet_in_any_form_gives_the_same_drafts(form: str, folder: Path) -> None:
    drafted = draft(AFTERCARE / f"aftercare.{form}", folder)
    plain = draft(AFTERCARE / "aftercare.md", folder.parent / "plain")
    assert {(d.key, d.question, d.section, *d.source) for d in drafted.drafts} == {
        (d.key, d.question, d.section, *d.source) for d in plain.drafts
    }
    assert len(drafted.drafts) == 14


def test_a_draft_takes_the_place_of_no_answer_that_is_served(sheet: Path, folder: Path, tmp_path: Path) -> None:
    """Though it is called as one of the language pack's."""
    draft(sheet, folder)
    served = load_intents(folder).intents
    document = tmp_path / "notes.md"
    document.write_text("".join(f"# {name.replace('-', ' ')}\n\nIt is said at the desk.\n\n" for name in served))
    assert len(draft(document, folder).drafts) > len(served) / 2
    assert load_intents(folder).intents.keys() == served.keys()


def test_a_draft_is_served_once_its_status_is_taken_out(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    edit(path, "    status: draft\n  - id: smoke", "  - id: smoke")
    served = load_intents(folder)
    assert served.intents["eating"].answer == "Do not eat for 2 hours. Some people may feel sick."
    assert served.intents["eating"].reviewer == NOBODY
    assert served.intents["eating"].follow_ups == ()
    assert [draft.id for draft in served.drafts] == ["smoke"]


def test_words_that_are_too_many_are_no_answer(sheet: Path, folder: Path) -> None:
    edit(sheet, "No, not for 72 hours.", "No, not for 72 hours. " * 20)
    draft(sheet, folder)
    edit(folder / "aftercare.yaml", "    status: draft\n  - id: smoke", "  - id: smoke")
    text = (folder / "aftercare.yaml").read_text(encoding="utf-8")
    assert 'answer: "TO WRITE: the answer in plain words' in text
    (folder / "aftercare.yaml").write_text(text.replace("    status: draft\n", ""), encoding="utf-8")
    with pytest.raises(IntentsError, match="the answer of 'smoke' is not written yet"):
        load_intents(folder)


def test_a_list_stays_one_in_the_answer(sheet: Path, folder: Path) -> None:
    edit(sheet, "No, not for 72 hours.", "Do not\n\n- smoke\n- vape\n\nfor 72 hours.")
    draft(sheet, folder)
    entry = read_yaml(folder / "aftercare.yaml").data["intents"][1]
    assert entry["answer"] == "Do not\n\n- smoke\n- vape\n\nfor 72 hours."


def test_a_draft_leads_on_to_what_comes_next(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    entries = read_yaml(folder / "aftercare.yaml").data["intents"]
    assert [entry.get("follow_ups") for entry in entries] == [["smoke"], None]


@pytest.mark.parametrize("place", document_folders(), ids=str)
def test_the_clinics_own_document_gives_all_its_questions_and_every_section(place: Path, folder: Path) -> None:
    drafted = draft(place / "mesotherapy.txt", folder)
    asked = {normalise(item.question) for item in drafted.drafts}
    lines = drafted.document.path.read_text(encoding="utf-8").splitlines()
    questions = [re.sub(r"^Q\d ", "", line) for line in lines if re.match(r"(Q\d )?(How|What|Can|Is)\b.*\?$", line)]
    assert len(questions) == 10
    assert asked >= set(map(normalise, questions))
    assert {(item.section, item.line) for item in drafted.drafts} >= {
        ("Introduction", 1),
        ("Indications", 4),
        ("Procedure", 19),
        ("Laser Liposuction Technique Melts Fat and Tightens Skin", 68),
    }
    assert len(drafted.drafts) == 14
    sources = " ".join(line for item in drafted.drafts for line in item.source)
    assert all(
        " ".join(line.split()) in sources
        for line in lines
        if len(line.split()) > 12 and line[:2] not in {"A1", "A2", "A3"}
    )
