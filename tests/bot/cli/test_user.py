"""`user`: how a password is given, and what the commands say."""

from __future__ import annotations

import io
import os
import pty
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cli import main
from bot.editing.users import Role, Users
from tests.bot.cli.terminal import Capture, one_line_of_error
from tests.serving import ROOT

PASSWORD = "a long enough sentence"


def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the password as the first line of standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\r\nmore\n"))


def in_a_terminal(*lines: str) -> tuple[int, str]:
    """Run `user add Ben` in a terminal of its own, typing each of `lines` when asked; give exit code and output."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(sys.executable, [sys.executable, "-m", "bot", "user", "add", "Ben"])
    said = ""
    with suppress(OSError):  # which Linux raises once the other end is closed
        while piece := os.read(terminal, 1024).decode():
            said += piece
            if piece.rstrip(" ").endswith(":") and lines:
                os.write(terminal, lines[0].encode())
                lines = lines[1:]
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said


def test_a_password_is_typed_twice_and_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    code, said = in_a_terminal(f"{PASSWORD}\n", f"{PASSWORD}\n")
    assert (code, PASSWORD in said) == (0, False)
    assert Users(Path("users.json")).signed_in("Ben", PASSWORD) is not None


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([f"{PASSWORD}\n", "a long enough sentense\n"], "the second password is not the first: nothing is changed"),
        (["\x04"], "no password was typed: nothing is changed"),
    ],
)
def test_a_slip_of_the_finger_locks_nobody_out(lines: list[str], problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    code, said = in_a_terminal(*lines)
    assert code != 0
    assert problem in said
    assert "Traceback" not in said
    assert not Path("users.json").exists()


def test_a_password_may_be_the_first_line_of_what_is_given(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    piped(monkeypatch)
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


def test_one_who_is_not_there_is_named(capsys: Capture) -> None:
    assert main(["user", "remove", "Anna"]) == 2
    assert one_line_of_error(capsys) == "bot: there is no user 'Anna'"
