"""The files of a clinic's folder: which of them are read, and a hash of what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot import language
from bot.content.yaml_file import read_regular_file
from bot.errors import Diagnostic, IntentsError

# Files with a form of their own, whatever their suffix. Every other YAML file in the folder is a topic's.
SPECIAL_FILES = ("clinic", "phrases", "caveats", "lexicon")
SUFFIXES = (".yaml", ".yml")


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of `folder`, sorted, without hidden ones, which editors and systems leave behind.

    Raises IntentsError where there is no folder, or none that can be read.
    """
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        problem = "is no folder: give the folder that holds the intent files"
    except OSError as error:
        problem = f"cannot be read: {error.strerror}: give a folder that the bot's user may open"
    raise IntentsError([Diagnostic(folder, 1, problem)])


def topic_files(folder: Path) -> list[Path]:
    """Return the topic files of `folder`, sorted. Raises IntentsError where there is no folder, or no file in it."""
    paths = yaml_files(folder)
    if not paths:
        raise IntentsError([Diagnostic(folder, 1, "holds no intent files: start them with `caveat new`")])
    return [path for path in paths if path.stem not in SPECIAL_FILES]


def special_file(folder: Path, name: str) -> Path:
    """Return the file of `folder` that has the form `name`, such as "clinic"; the path for one where there is none."""
    return next((path for path in yaml_files(folder) if path.stem == name), folder / f"{name}.yaml")


def version_of(folder: Path) -> str:
    """Hash the content of every YAML file in `folder` and of the language pack: 12 hexadecimal digits."""
    content = _digest_of(language.FOLDER) + b"".join(_contents(folder))
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def _digest_of(pack: Path) -> bytes:
    return hashlib.sha256(b"".join(_contents(pack))).digest()


def _contents(folder: Path) -> Iterator[bytes]:
    for path in yaml_files(folder):
        try:
            content = read_regular_file(path)
        except IntentsError as error:
            content = str(error).encode()
        yield path.name.encode() + b"\0" + content + b"\0"
