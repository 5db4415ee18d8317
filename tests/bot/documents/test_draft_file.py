"""The file of drafts: what a person wrote is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.yaml_file import read_yaml
from tests.bot.documents.sheets import draft, edit


def test_drafting_again_changes_nothing(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert draft(sheet, folder).changes == ()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_changed_document_updates_its_drafts(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    edit(sheet, "for 2 hours", "for 3 hours")
    edit(sheet, "## Can I smoke?\nNo, not for 72 hours.", "## Can I vape?\nNo.")
    changes = {change.key: change for change in draft(sheet, folder).changes}
    assert {key: change.what for key, change in changes.items()} == {
        "eating": "updated",
        "smoke": "removed",
        "vape": "new",
    }
    assert changes["eating"].before == ("Do not eat for 2 hours. Some people may feel sick.",)
    assert changes["eating"].after == ("Do not eat for 3 hours. Some people may feel sick.",)
    text = (folder / "aftercare.yaml").read_text(encoding="utf-8")
    assert "3 hours" in text
    assert "2 hours" not in text
    assert "smoke" not in text


def test_what_a_person_wrote_is_kept_when_the_document_changes(sheet: Path, folder: Path) -> None:
    path = folder / "aftercare.yaml"
    draft(sheet, folder)
    edit(
        path,
        ">-\n      Do not eat for 2 hours. Some people may feel sick.\n",
        "Eat after 2 hours.   # agreed with Dr Lane\n",
    )
    edit(sheet, "for 2 hours", "for 3 hours")
    changes = draft(sheet, folder).changes
    assert [(change.what, change.key) for change in changes] == [("kept", "eating")]
    text = path.read_text(encoding="utf-8")
    assert "    answer: Eat after 2 hours.   # agreed with Dr Lane\n" in text
    assert "    # | Do not eat for 3 hours. Some people may feel sick.\n" in text
    assert draft(sheet, folder).changes == ()


def test_what_a_person_wrote_is_kept_when_the_document_loses_it(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    edit(folder / "aftercare.yaml", "question: Can I smoke?", "question: Can I smoke or vape?")
    edit(sheet, "## Can I smoke?\nNo, not for 72 hours.\n", "")
    assert [(change.what, change.question) for change in draft(sheet, folder).changes] == [
        ("gone", "Can I smoke or vape?")
    ]
    assert "Can I smoke or vape?" in (folder / "aftercare.yaml").read_text(encoding="utf-8")


def test_a_renamed_intent_is_known_again(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    edit(folder / "aftercare.yaml", "- id: smoke", "- id: smoking")
    assert draft(sheet, folder).changes == ()
    assert "- id: smoke\n" not in (folder / "aftercare.yaml").read_text(encoding="utf-8")


def test_a_deleted_draft_stays_deleted(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: smoke")], encoding="utf-8")
    assert draft(sheet, folder).changes == ()
    assert "id: smoke" not in path.read_text(encoding="utf-8")


def test_comments_blank_lines_and_intents_of_a_persons_own_are_kept(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    own = (
        "\n  # written by hand\n  - id: hello\n    question: Is it you?\n    examples: [who is it]\n    answer: Yes.\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + own + "\n", encoding="utf-8")
    edit(sheet, "# Aftercare\n", "# Aftercare\n\n## Is it you?\nIt is.\n\n## Bleeding\nBite on gauze.\n")
    drafted = draft(sheet, folder)
    assert [(change.what, change.key) for change in drafted.changes] == [("new", "bleeding")]
    assert [(item.text, item.reason) for item in drafted.account.left_out] == [
        ("Is it you?", "'hello' asks it already")
    ]
    assert own in path.read_text(encoding="utf-8")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), min_size=1, max_size=6))
def test_whatever_the_document_says_the_file_is_valid(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    sheet = folder / "sheet.md"
    body = "".join(f"## {question}\n{answer}\n" for question, answer in pairs)
    sheet.write_text(f"# Sheet\n\n## Eating\nSoft food.\n{body}", encoding="utf-8", errors="replace", newline="")
    drafted = draft(sheet, folder / "clinic")
    entries = read_yaml(drafted.path).data["intents"]
    assert [entry["id"] for entry in entries] == [item.key for item in drafted.drafts]
    assert draft(sheet, folder / "clinic").changes == ()
