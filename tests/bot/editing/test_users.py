"""The file of the studio's users: who is in it, with which password, and what is refused."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest

from bot.cli import main
from bot.editing.users import Role, Users, UsersError

PASSWORD = "a long enough sentence"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path / "users.json")


def test_a_person_signs_in_with_the_own_password_alone(users: Users) -> None:
    users.put("Anna Berg", Role.REVIEWER, PASSWORD)
    users.put("Ben", Role.EDITOR, PASSWORD + "!")
    anna, ben = users.signed_in(" Anna Berg ", PASSWORD), users.signed_in("Ben", PASSWORD + "!")
    assert (anna and anna.may_publish, ben and ben.may_publish) == (True, False)
    for name, password in (
        ("Anna Berg", PASSWORD + "!"),
        ("Ben", ""),
        ("Carl", PASSWORD),
        ("Carl", ""),
        ("", "\udcff"),
    ):
        assert users.signed_in(name, password) is None


def test_the_file_holds_no_password_and_is_the_owner_s_alone(users: Users) -> None:
    users.put("Anna", Role.REVIEWER, PASSWORD)
    users.put("Ben", Role.REVIEWER, PASSWORD)
    assert PASSWORD not in users.path.read_text()
    assert users.all()["Anna"].password != users.all()["Ben"].password
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600


def test_a_new_password_changes_the_mark_of_sessions(users: Users) -> None:
    marks = set()
    for _ in range(2):
        users.put("Anna", Role.REVIEWER, PASSWORD)
        marks.add(users.all()["Anna"].mark)
    assert len(marks) == 2


@pytest.mark.parametrize(("name", "password", "said"), [
    ("Anna", "short", "at least 12 characters"), ("", PASSWORD, "is no name"), ("a\nb", PASSWORD, "is no name"),
    ("x" * 61, PASSWORD, "is no name"),
])  # fmt: skip
def test_what_is_unfit_is_refused(users: Users, name: str, password: str, said: str) -> None:
    with pytest.raises(UsersError, match=said):
        users.put(name, Role.EDITOR, password)
    assert users.all() == {}


@pytest.mark.parametrize("content", ["[]", "{", '{"a": 1}', '{"a": {"role": "x", "password": ""}}', "\xff"])
def test_a_file_that_is_none_of_users_is_said(users: Users, content: str) -> None:
    users.path.write_text(content, encoding="latin-1")
    with pytest.raises(UsersError, match="cannot be read as a file of users"):
        users.all()


def test_at_the_terminal(users: Users, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("STUDIO_USERS", str(users.path))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["user", "add", "Anna Berg", "--role", "reviewer"]) == 0
    assert main(["user"]) == 0
    assert capsys.readouterr().out.endswith("Anna Berg is reviewer now\nreviewer  Anna Berg\n")
    assert users.signed_in("Anna Berg", PASSWORD)
    assert main(["user", "remove", "Anna"]) == 2
    assert capsys.readouterr().err == "bot: there is no user 'Anna'\n"
    assert main(["user", "remove", "Anna Berg"]) == 0
    assert users.all() == {}


def test_without_the_setting_the_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STUDIO_USERS", raising=False)
    assert main(["user", "list"]) == 0
    assert "set STUDIO_USERS=users.json" in capsys.readouterr().err
