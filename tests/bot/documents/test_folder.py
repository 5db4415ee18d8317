"""Documents that are drafted into a clinic's folder, beside what stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.errors import BotError
from bot.evaluation.checks.unserved import written_drafts
from tests.bot.documents.sheets import draft, edit


def test_a_file_that_a_person_began_is_left_alone(sheet: Path, folder: Path) -> None:
    folder.mkdir()
    mine = "topic: aftercare\ntitle: Mine\nintents: []\n"
    (folder / "aftercare.yaml").write_text(mine, encoding="utf-8")
    assert draft(sheet, folder).path == folder / "aftercare-drafts.yaml"
    assert (folder / "aftercare.yaml").read_text(encoding="utf-8") == mine


@pytest.mark.parametrize("name", ["clinic.md", "phrases.md", "caveats.md"])
def test_a_document_by_the_name_of_a_file_of_its_own_use_goes_elsewhere(name: str, folder: Path, sheet: Path) -> None:
    assert draft(sheet.rename(sheet.with_name(name)), folder).path.name == name.replace(".md", "-drafts.yaml")


def test_a_file_that_would_no_longer_be_yaml_is_not_written(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    unindented = "\n".join(re.sub("^  ", "", line) for line in path.read_text(encoding="utf-8").splitlines()) + "\n"
    path.write_text(unindented, encoding="utf-8")
    edit(sheet, "# Aftercare\n", "# Aftercare\n\n## Bleeding\nBite on gauze.\n")
    with pytest.raises(BotError, match=r"aftercare\.yaml: nothing can be added to it as it is indented"):
        draft(sheet, folder)
    assert path.read_text(encoding="utf-8") == unindented


def test_a_file_that_no_bot_could_read_is_not_written(
    sheet: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.documents.folder.MAX_BYTES", 500)
    with pytest.raises(BotError, match=r"aftercare\.yaml: would be larger than .* split the document in two"):
        draft(sheet, folder)
    assert not (folder / "aftercare.yaml").exists()


def test_check_waits_for_a_person_before_it_calls_a_drafted_answer_written(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    assert list(written_drafts(load_intents(folder))) == []
    edit(folder / "aftercare.yaml", "      No, not for 72 hours.", "      Not for 72 hours.")
    (found,) = written_drafts(load_intents(folder))
    assert found.message.startswith("patients get 'smoking' as it ships with the bot, not your 'smoke': its answer is")


def test_details_and_caveats_of_any_yaml_ending_are_the_clinic_s(sheet: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    draft(sheet, folder)
    for name in ("clinic", "caveats"):
        (folder / f"{name}.yaml").rename(folder / f"{name}.yml")
    before = (folder / "clinic.yml").read_bytes()
    other = tmp_path / "other.md"
    other.write_text("# Crowns\n\n## How long do they last?\n\nTwelve years. Everybody differs.\n", encoding="utf-8")
    draft(other, folder)
    assert {path.name for path in folder.iterdir()} == {"caveats.yml", "clinic.yml", "other.yaml", "aftercare.yaml"}
    assert (folder / "clinic.yml").read_bytes() == before
