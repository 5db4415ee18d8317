"""Start a clinic's folder: the files that every clinic needs, commented, ready to be filled in."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.content.folder import yaml_files
from bot.errors import BotError

TEMPLATE = Path(__file__).parent / "new_clinic"


def write_new_clinic(folder: Path) -> list[Path]:
    """Write a new clinic's files into `folder`, which is made. Raises BotError where files stand there already."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if taken := yaml_files(folder):
            raise BotError(f"{folder} holds {taken[0].name} already: name a folder that is new or empty")
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    except OSError as error:
        raise BotError(f"{error.filename or folder}: cannot be written: {error.strerror or error}") from None
    return [folder / path.relative_to(TEMPLATE) for path in sorted(TEMPLATE.rglob("*.yaml"))]
