"""docs/inbox.md says what is so: its commands, settings, numbers and lines of the log are those of the code."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS
from bot.inbox import InboxReason, writer
from bot.inbox.drafting import FILE
from bot.pii import PiiKind
from bot.settings import Settings, load_settings
from tests.serving import ROOT
from web import inbox
from web.studio import login as studio_login
from web.studio import sessions

PAGE = (ROOT / "docs" / "inbox.md").read_text(encoding="utf-8")
LINES = [line.split("  #")[0].strip() for line in PAGE.splitlines()]
COMMAND_LINES = [line.split(" > ")[0] for line in LINES if line.startswith("python -m bot")]
SETTING_LINES = [line for line in LINES if re.match(r"[A-Z_]+=", line)]


def parse(line: str) -> argparse.Namespace:
    name, *arguments = shlex.split(line.removeprefix("python -m bot "))
    [command] = [command for command in COMMANDS if name == command.NAME]
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_each_command_can_be_given_like_that(line: str) -> None:
    assert parse(line)


def test_every_action_of_the_command_is_shown() -> None:
    shown = {parse(line).act.__name__ for line in COMMAND_LINES}
    assert shown == {"_show", "_accept", "_draft", "_dismiss", "_export"}


@pytest.mark.parametrize("line", [line for line in SETTING_LINES if "…" not in line])
def test_each_setting_can_be_set_like_that(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "caveat.env").write_text(line)
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert load_settings()


def test_each_setting_that_is_named_exists() -> None:
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE)) | {line.split("=")[0] for line in SETTING_LINES}
    assert len(named) > 1
    assert named <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize(
    "said",
    [
        f"a confidence under {inbox.DOUBTED},",
        f"up to {writer.MOST_WAITING:,} entries wait in memory",
        f"At {writer.MOST_KEPT:,} entries it",
        f"{studio_login.GUESSES} guesses a minute for each visitor, {studio_login.ALL_GUESSES} altogether",
        f"After {sessions.HOURS} hours it asks again",
        f"INBOX_DAYS={Settings.model_fields['inbox_days'].default} ",
        f"`{FILE}`",
        f"`{sessions.PATH}`",
        f"`[{PiiKind.PHONE}]`",
        f"`{writer._AWAY.split(';')[0]}`",
        *(f"| `{reason}` |" for reason in InboxReason),
    ],
)
def test_what_is_said_is_so(said: str) -> None:
    assert said in PAGE
