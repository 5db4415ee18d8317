"""The emergency rules held to their own messages, and examples that the emergency door takes before any intent can."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue import load_door
from bot.errors import Finding, Grade
from bot.evaluation.checks.utterances import utterances
from bot.intents import Knowledge
from bot.intents.yaml_file import read_yaml
from bot.safety import EmergencyDoor


def false_alarms(knowledge: Knowledge) -> Iterator[Finding]:
    """Messages for which a rule does not do what it says, and examples that raise an alarm."""
    door = load_door(knowledge.folder)
    yield from _broken_rules(knowledge, door)
    for one in utterances(knowledge):
        if alarm := door.check(one.text):
            message = (
                f"'{one.text}' raises the alarm '{alarm.rule}', so '{one.intent.id}' never replies to it: take it out, "
                "or mend the rule in emergency.yaml"
            )
            yield Finding(one.place.path, one.place.line, message, Grade.WARNING)


def _broken_rules(knowledge: Knowledge, door: EmergencyDoor) -> Iterator[Finding]:
    file = read_yaml(knowledge.folder / "emergency.yaml")
    for number, rule in enumerate(file.data["rules"]):
        for key, must in (("must_trigger", True), ("must_not_trigger", False)):
            for place, text in enumerate(rule[key]):
                if (door.check(text) is not None) is not must:
                    what = "raises no alarm, and must" if must else "raises an alarm, and must not"
                    yield file.finding(("rules", number, key, place), f"'{text}' {what}: mend the rule '{rule['id']}'")
