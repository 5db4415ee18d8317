"""Labelled messages: emergencies in people's own words, and messages that only sound like one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.content.validate import validate
from bot.content.yaml_file import read_yaml
from bot.errors import IntentsError
from bot.triage.pattern import Line
from bot.triage.rules import Name

FILE = Path(__file__).with_name("triage_voices.yaml")


class Voices(BaseModel):
    """Messages that need a human now, by the reply that they call for, and messages that do not, by what they are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    urgent: Mapping[Name, tuple[Line, ...]]
    calm: Mapping[Name, tuple[Line, ...]]

    def labelled(self) -> Iterator[tuple[str, str | None]]:
        """List every message with the reply that it calls for, or None."""
        for reply, messages in self.urgent.items():
            yield from ((message, reply) for message in messages)
        for messages in self.calm.values():
            yield from ((message, None) for message in messages)


def load_voices() -> Voices:
    """Read the messages. Raises IntentsError with every problem, its file and line."""
    voices, diagnostics = validate(read_yaml(FILE), Voices)
    if voices is None:
        raise IntentsError(diagnostics)
    return voices
