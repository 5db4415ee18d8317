"""The emergency rules held to their own messages, and examples that the emergency door takes before any intent can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.content import Knowledge
from bot.content.yaml_file import read_yaml
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.utterances import Utterance, utterances
from bot.text import phrase
from bot.triage import EmergencyDetector, load_door
from bot.triage.load import RULES, VOICES


def false_alarms(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Messages for which a rule does not do what it says, examples that raise an alarm, and voices that stand twice."""
    door = load_door(knowledge.folder)
    yield from _broken_rules(knowledge, door)
    said = utterances(knowledge)
    for one in said:
        if alarm := door.check(one.text):
            message = (
                f"'{one.text}' raises the alarm '{alarm.rule}', so '{one.intent.id}' never replies to it: take it out, "
                "or mend the rule in emergency.yaml"
            )
            yield one.place.finding(message, Severity.WARNING)
    yield from _contested_voices(knowledge, said)


def _broken_rules(knowledge: Knowledge, door: EmergencyDetector) -> Iterator[Diagnostic]:
    file = read_yaml(knowledge.folder / RULES)
    for number, rule in enumerate(file.data["rules"]):
        for key, must in (("must_trigger", True), ("must_not_trigger", False)):
            for place, text in enumerate(rule[key]):
                if (door.check(text) is not None) is not must:
                    what = "raises no alarm, and must" if must else "raises an alarm, and must not"
                    yield file.finding(("rules", number, key, place), f"'{text}' {what}: mend the rule '{rule['id']}'")


def _contested_voices(knowledge: Knowledge, said: Sequence[Utterance]) -> Iterator[Diagnostic]:
    """Emergencies in people's words that are called calm, too, or are an example, which gets no answer then."""
    path = knowledge.folder / VOICES
    if not path.exists():
        return
    file = read_yaml(path)
    calm = {phrase(text) for texts in (file.data.get("calm") or {}).values() for text in texts}
    asked = {phrase(one.text): one.intent for one in said}
    for reply, texts in (file.data.get("urgent") or {}).items():
        for at, text in enumerate(texts):
            if phrase(text) in calm:
                yield file.finding(("urgent", reply, at), f"'{text}' stands under 'calm', too: take one of them out")
            if intent := asked.get(phrase(text)):
                yield file.finding(
                    ("urgent", reply, at), f"'{text}' is an example of '{intent.id}', too: take one of them out"
                )
