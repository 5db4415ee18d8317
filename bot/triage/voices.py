"""Emergencies in people's own words, and messages that only sound like one: what is learnt from beside the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from bot.triage.rules import EmergencyRules, Line, Name, Problem

CALM = "calm"
"""The label of what is no emergency; those of emergencies are the ids of their replies."""


class Voices(BaseModel):
    """Messages that need a human now, by the reply that they call for, and messages that do not, by what they are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    urgent: Mapping[Name, tuple[Line, ...]] = {}
    calm: Mapping[Name, tuple[Line, ...]] = {}

    def problems(self, rules: EmergencyRules) -> Iterator[Problem]:
        """The replies that `rules` do not have."""
        for reply in self.urgent:
            if reply not in rules.replies:
                known = ", ".join(rules.replies)
                yield Problem(("urgent", reply), f"there is no reply '{reply}' in emergency.yaml: use one of {known}")

    def examples(self, rules: EmergencyRules) -> Iterator[tuple[str, str]]:
        """Every message, those of the rules included, with the reply that it calls for or `CALM`."""
        for reply, messages in self.urgent.items():
            yield from ((message, reply) for message in messages)
        for messages in self.calm.values():
            yield from ((message, CALM) for message in messages)
        for rule in rules.rules:
            yield from ((message, rule.reply) for message in rule.must_trigger)
            yield from ((message, CALM) for message in rule.must_not_trigger)
