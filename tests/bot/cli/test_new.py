"""`new`: a clinic's folder, and what comes next."""

from __future__ import annotations

import shlex
from pathlib import Path

from bot.cli import main
from tests.bot.cli.terminal import Capture, one_line_of_error


def test_the_files_are_named_and_what_comes_next(capsys: Capture) -> None:
    assert main(["new", "ours"]) == 0
    *files, first, check, ask = capsys.readouterr().out.splitlines()
    assert {Path(file) for file in files} == {path for path in Path("ours").rglob("*") if path.is_file()}
    assert first == "Next: put your own details into ours/clinic.yaml, then run:"
    assert (check, ask) == (
        "  python -m bot check --intents ours",
        '  python -m bot ask "when are you open" --intents ours',
    )


def test_a_folder_that_holds_something_is_left_alone(capsys: Capture) -> None:
    Path("ours").mkdir()
    Path("ours", "notes.yaml").write_text("mine", encoding="utf-8")
    assert main(["new", "ours"]) == 2
    assert one_line_of_error(capsys) == "bot: ours holds notes.yaml already: name a folder that is new or empty"
    assert [path.name for path in Path("ours").iterdir()] == ["notes.yaml"]


def test_what_comes_next_can_be_pasted_whatever_the_folder_is_called(capsys: Capture) -> None:
    folder = "Praxis Müller & Söhne's"
    assert main(["new", folder]) == 0
    _, *commands = capsys.readouterr().out.split("then run:")[1].split("python -m bot ")
    assert [shlex.split(command)[-1] for command in commands] == [folder, folder]
