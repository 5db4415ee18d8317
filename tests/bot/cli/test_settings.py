"""`settings`: every setting with its value, secrets hidden."""

from __future__ import annotations

import re

import pytest

from bot.cli import main
from bot.settings import Settings
from tests.bot.cli.terminal import Capture, one_line_of_error


def test_settings(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9001")
    monkeypatch.setenv("SECRET_KEYS", "k" * 40)
    assert main(["settings"]) == 0
    out = capsys.readouterr().out
    assert "PORT = 9001  (default: 8000)\n    the port to listen on\n" in out
    assert "BIND = 127.0.0.1\n" in out
    assert "k" * 40 not in out
    assert [line.split(" = ")[0] for line in out.splitlines() if re.match(r"[A-Z_]+ = ", line)] == [
        name.upper() for name in Settings.model_fields
    ]


def test_wrong_settings_are_told_in_one_line(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    monkeypatch.setenv("WORKERS", "none")
    assert main(["settings"]) == 2
    error = one_line_of_error(capsys)
    assert "PORT" in error
    assert "WORKERS" in error
