"""`draft`: what it says of each document, and what it does not begin."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.cli import main
from tests.bot.cli.terminal import Capture, one_line_of_error
from tests.clinic import SHEET, write_clinic


def test_what_is_new_is_listed_once_with_what_comes_next(capsys: Capture) -> None:
    assert main(["draft", str(SHEET), "-o", "ours"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{SHEET} -> ours/aftercare.yaml: 14 new\n")
    assert "  dry-socket: new: What is a dry socket?\n" in out
    assert out.endswith("  python -m bot check --intents ours\n")
    assert main(["draft", str(SHEET), "-o", "ours"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{SHEET} -> ours/aftercare.yaml: 14 unchanged\n")
    assert "Next" not in out


def test_two_documents_of_one_name_are_refused_before_anything_is_written(capsys: Capture) -> None:
    other = Path("other", SHEET.name)
    other.parent.mkdir()
    shutil.copy(SHEET, other)
    assert main(["draft", str(SHEET), str(other), "-o", "ours"]) == 2
    assert one_line_of_error(capsys) == (
        f"bot: {other}: would be cited as 'aftercare', as {SHEET} is: rename one of them"
    )
    assert not Path("ours").exists()


def test_what_changed_and_what_is_asked_already_is_said(capsys: Capture) -> None:
    sheet = Path("sheet.md")
    sheet.write_text("# Rest\n\n## Eating\nSoup for 2 days.\n\n## Can I sing?\nNo.\n", encoding="utf-8")
    assert main(["draft", "sheet.md", "-o", "ours"]) == 0
    assert "ours/clinic.yaml: added: read it" in capsys.readouterr().out
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("2 days", "3 days"), encoding="utf-8")
    Path("other.csv").write_text("Question,Answer\nCan I sing?,No.\n", encoding="utf-8")
    assert main(["draft", "sheet.md", "other.csv", "-o", "ours"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "sheet.md -> ours/sheet.yaml: 1 updated, 1 unchanged",
        "  eating: updated: the document changed: Eating",
        "    - Soup for 2 days.",
        "    + Soup for 3 days.",
        "  1 question, 1 section, 0 lines not used",
        "other.csv -> ours/other.yaml: nothing to draft",
        "  0 questions, 0 sections, 1 line not used:",
        """    line 2: "Can I sing?": 'sing' asks it already""",
    ]
    assert not Path("ours", "other.yaml").exists()


def test_a_document_is_recorded_so_that_its_change_calls_for_a_review(capsys: Capture) -> None:
    papers = Path("papers")
    papers.mkdir()
    shutil.copy(SHEET, papers)
    write_clinic(Path("ours"))
    Path("ours", "grounding.lock").unlink(missing_ok=True)
    assert main(["draft", str(papers / SHEET.name), "-o", "ours"]) == 0
    sheet = papers / SHEET.name
    sheet.write_text(sheet.read_text().replace("Smoking slows healing", "Smoking greatly slows healing"))
    capsys.readouterr()
    assert main(["ground", "--documents", "papers", "--intents", "ours"]) == 1
    assert "'Can I smoke after an extraction?' in aftercare.md has changed since" in capsys.readouterr().out


def test_a_record_that_cannot_be_read_is_said_before_anything_is_written(capsys: Capture) -> None:
    Path("ours").mkdir()
    Path("ours", "grounding.lock").write_text("{")
    assert main(["draft", str(SHEET), "-o", "ours"]) == 2
    assert "ours/grounding.lock: cannot be read" in one_line_of_error(capsys)
    assert sorted(path.name for path in Path("ours").iterdir()) == ["grounding.lock"]


def test_a_folder_that_cannot_be_written_is_named(capsys: Capture) -> None:
    Path("file").write_text("", encoding="utf-8")
    assert main(["draft", str(SHEET), "-o", "file/inside"]) == 2
    assert "cannot be written" in one_line_of_error(capsys)
