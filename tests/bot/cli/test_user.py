"""`user`: how a password is given, and what the commands say."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bot.cli import main, user
from bot.editing.users import Role, Users
from tests.bot.cli.terminal import Capture

PASSWORD = "a long enough sentence"


def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Type the password unseen, as in a terminal."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(user, "getpass", lambda _prompt: PASSWORD)


def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the password as the first line of standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\r\nmore\n"))


@pytest.mark.parametrize("give", [typed, piped])
def test_a_password_is_typed_unseen_or_is_the_first_line_of_what_is_given(
    give: object, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert callable(give)
    give(monkeypatch)
    assert main(["user", "add", "Ben"]) == 0
    out, err = capsys.readouterr()
    assert out == "users.json: Ben is editor now\n"
    assert err == "set STUDIO_USERS=users.json for the server to use this file\n"
    ben = Users(Path("users.json")).signed_in("Ben", PASSWORD)
    assert ben is not None
    assert ben.role is Role.EDITOR


def test_who_there_is_is_listed_until_taken_out(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("STUDIO_USERS", "ours.json")
    Users(Path("ours.json")).put("Anna Berg", Role.REVIEWER, PASSWORD)
    assert main(["user", "list"]) == 0
    assert main(["user", "remove", "Anna Berg"]) == 0
    assert main(["user"]) == 0
    assert capsys.readouterr() == ("reviewer  Anna Berg\nours.json: Anna Berg is taken out\n", "")
