"""The file of the studio's users: who is in it, with which password, and what is refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

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


def test_who_is_taken_out_is_there_no_more(users: Users) -> None:
    users.put("Anna", Role.REVIEWER, PASSWORD)
    with pytest.raises(UsersError, match="there is no user 'Ann'"):
        users.remove("Ann")
    users.remove("Anna")
    assert users.all() == {}
