"""Two people at work on the small clinic, for tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bot.content import load_intents
from bot.editing.users import Role, User
from bot.editing.workspace import Workspace

ANNA, BEN = User("Anna Berg", Role.REVIEWER, ""), User("Ben", Role.EDITOR, "")
WHAT = "laser-what"


def save(work: Workspace, answer: str, person: User = BEN, intent: str = WHAT) -> str:
    return work.save(intent, {"answer": answer}, work.item(intent).version, person)


def served(work: Workspace, intent: str = WHAT) -> str:
    return load_intents(work.folder).intents[intent].answer


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True).stdout
