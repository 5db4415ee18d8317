"""A folder read file by file: what may be left out, and what stands there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_intents
from tests.bot.content.spoiling import diagnostics


@pytest.mark.parametrize(("first", "second"), [("clinic.yaml", "clinic.yml"), ("caveats.yaml", "caveats.YML")])
def test_of_two_files_of_one_form_one_must_go(folder: Path, first: str, second: str) -> None:
    (folder / second).write_bytes((folder / first).read_bytes())
    read, other = sorted([first, second])
    assert [str(f) for f in diagnostics(folder)] == [
        f"{folder / other}:1: is not read, since {read} stands beside it: keep one of them"
    ]


def test_a_file_that_was_copied_is_one_finding(folder: Path) -> None:
    copy = folder / "laser (1).yaml"
    copy.write_bytes((folder / "laser.yaml").read_bytes())
    assert [str(f) for f in diagnostics(folder)] == [
        f"{copy}:1: 2 of its intents stand in laser.yaml too, such as 'laser-what': keep one of the files"
    ]


@pytest.mark.parametrize("name", ["phrases", "lexicon"])
@pytest.mark.parametrize("text", ["", "# all of it taken out\n", "{}\n"])
def test_what_may_be_left_out_may_be_empty(folder: Path, name: str, text: str) -> None:
    before = load_intents(folder)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert load_intents(folder).responses == before.responses
