"""What the user of a tool can mend is one line on stderr and code 2; what nobody can keeps its traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError
from tools.console import errors_in_one_line


def test_an_error_of_the_user_s_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["tools/measure.py"])
    with pytest.raises(SystemExit) as end, errors_in_one_line():
        raise BotError("a.jsonl:3: is no JSON")
    assert end.value.code == 2
    assert capsys.readouterr().err == "measure: a.jsonl:3: is no JSON\n"


def test_a_file_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit), errors_in_one_line():
        (tmp_path / "missing" / "weights").write_text("1", "utf-8")
    assert f"{tmp_path}/missing/weights: No such file or directory\n" in capsys.readouterr().err


def test_a_fault_of_the_code_s_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), errors_in_one_line():
        _ = 1 / 0
