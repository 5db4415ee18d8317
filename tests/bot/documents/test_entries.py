"""Drafts as entries of a file: where each is from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.content import load_intents
from bot.content.yaml_file import read_yaml
from bot.documents import draft_into, read_document
from tests.bot.documents.sheets import draft


def test_a_draft_says_where_it_is_from_and_is_not_served(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    text = (folder / "aftercare.yaml").read_text(encoding="utf-8")
    assert '    # from aftercare.md, "Eating", line 3 (draft eating ' in text
    assert "    # | Do not eat for 2 hours. Some people may feel sick.\n" in text
    entry = read_yaml(folder / "aftercare.yaml").data["intents"][0]
    assert entry["status"] == "draft"
    assert entry["caveats"] == ["differs"]
    assert entry["sources"] == [{"document": "aftercare", "section": "Eating"}]
    assert [waiting.id for waiting in load_intents(folder).drafts] == ["eating", "smoke"]
    assert not {"eating", "smoke"} & set(load_intents(folder).intents)


def test_a_draft_says_which_headings_stand_above_its_section(tmp_path: Path) -> None:
    source = tmp_path / "sheet.md"
    source.write_text(
        "# Teeth\n\nWelcome.\n\n# Crowns\n\n## How long do they last?\n\nTwelve years.\n", encoding="utf-8"
    )
    draft_into(tmp_path / "clinic", [read_document(source)], date(2026, 11, 24))
    text = (tmp_path / "clinic" / "sheet.yaml").read_text(encoding="utf-8")
    assert '# from sheet.md, "Crowns" > "How long do they last?", line 7' in text
    assert '{document: sheet, section: "How long do they last?"}' in text
