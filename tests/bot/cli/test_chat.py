"""`chat`: a conversation in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.cli import main
from tests.bot.cli.terminal import RECOVERY, Capture

pytestmark = pytest.mark.slow  # each command starts a bot of its own


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Type `lines`, then end the input."""
    left: Iterator[str] = iter(lines)

    def read(_prompt: str) -> str:
        for line in left:
            return line
        raise EOFError

    monkeypatch.setattr("builtins.input", read)


def test_chat(intents: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, RECOVERY, "1")
    assert main(["chat", "--intents", intents]) == 0
    out = capsys.readouterr().out
    assert "automated assistant" in out.splitlines()[0]
    assert out.splitlines()[1] == "Hello from the little clinic."
    assert out.index("Most people rest") < out.index("It warms fat through a thin tube")


@pytest.mark.parametrize("number", ["1", "9", "0"])
def test_chat_takes_a_number_without_a_choice_as_a_message(
    intents: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    typed(monkeypatch, number, "", "never read")
    assert main(["chat", "--intents", intents]) == 0
    out = capsys.readouterr().out
    assert "It warms fat" not in out
    assert out.count("automated assistant") == 1
