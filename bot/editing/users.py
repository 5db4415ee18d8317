"""The people who may use the studio: a small file of their names, roles and hashed passwords."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from werkzeug.security import check_password_hash, generate_password_hash

from bot.content.files import content_of, locked, replace_file
from bot.errors import BotError

SHORTEST = 12  # characters of a password
_NAME = re.compile(r"[\w.-][\w .'@-]{0,59}")
_NOBODY_S = generate_password_hash("")  # checked where there is no such user, so that both take equally long


class UsersError(BotError):
    """A file of users that cannot be used, or a change to it that is refused."""


class Role(StrEnum):
    """What a person may do: an editor writes, a reviewer also publishes."""

    EDITOR = "editor"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class User:
    """A person who may use the studio. `password` is a salted hash."""

    name: str
    role: Role
    password: str

    @property
    def may_publish(self) -> bool:
        """Whether what this person approves is served to patients."""
        return self.role is Role.REVIEWER

    @property
    def mark(self) -> str:
        """What a session remembers of the password, so that a new one ends it."""
        return hashlib.sha256(self.password.encode()).hexdigest()[:16]


class Users:
    """The users in the file at `path`, read anew each time: a change to it holds at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> dict[str, User]:
        """Return all users by name. Raises UsersError where the file cannot be read; without one there are none."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}
            return {name: User(name, Role(fields["role"]), fields["password"]) for name, fields in found.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsersError(f"{self.path}: cannot be read as a file of users ({error}): make it anew") from None

    def signed_in(self, name: str, password: str) -> User | None:
        """Return the user of this name if that is the password."""
        user = self.all().get(name.strip())
        right = check_password_hash(user.password if user else _NOBODY_S, password.encode("utf-8", "replace").decode())
        return user if right and user else None

    def put(self, name: str, role: Role, password: str) -> None:
        """Add a user, or give one another role and password. Raises UsersError where the name or password is unfit."""
        if not _NAME.fullmatch(name):
            raise UsersError(f"'{name}' is no name: use letters, digits, spaces and .-'@, at most 60")
        if len(password) < SHORTEST:
            raise UsersError(f"the password is too short: use at least {SHORTEST} characters")
        self._write(lambda users: users | {name: User(name, role, generate_password_hash(password))})

    def remove(self, name: str) -> None:
        """Take a user out. Raises UsersError where there is none of that name."""
        if name not in self.all():
            raise UsersError(f"there is no user '{name}'")
        self._write(lambda users: {key: user for key, user in users.items() if key != name})

    def _write(self, change: Callable[[dict[str, User]], dict[str, User]]) -> None:
        with locked(self.path.resolve().parent):
            before = content_of(self.path)
            users = change(self.all())
            fields = {user.name: {"role": user.role, "password": user.password} for user in users.values()}
            if not before:
                self.path.touch(0o600)
            replace_file(self.path, before, json.dumps(fields, indent=2, ensure_ascii=False).encode() + b"\n")
