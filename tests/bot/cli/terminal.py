"""What the tests of this room type, and how they read what a command says."""

from __future__ import annotations

import pytest

RECOVERY = "How long is the recovery?"
Capture = pytest.CaptureFixture[str]


def one_line_of_error(capsys: Capture) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("bot: ")
    assert err.count("\n") == 1
    return err.strip()
