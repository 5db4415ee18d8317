"""The utterances of all intents, each with its place."""

from __future__ import annotations

import pytest

from bot.content import Knowledge, load_intents
from bot.evaluation.checks.utterances import is_alike, utterances, words_of
from tests.bot.evaluation.checks.planted import DENTAL


@pytest.fixture
def knowledge(tiny_pack: None) -> Knowledge:  # noqa: ARG001 - it is put in place
    return load_intents(DENTAL)


def test_each_utterance_has_its_place_and_the_language_pack_s_come_first(knowledge: Knowledge) -> None:
    found = utterances(knowledge)
    assert len(found) == sum(len(intent.utterances) for intent in knowledge.intents.values())
    shipped = [one.intent.is_shipped for one in found]
    assert shipped == sorted(shipped, reverse=True)
    for one in found[sum(shipped) :]:
        line = one.place.path.read_text(encoding="utf-8").splitlines()[one.place.line - 1]
        assert f"id: {one.intent.id}" in line if one.text == one.intent.question else one.text in line


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("greeting", "thanks", True),
        ("greeting", "oos-kitchen", True),
        ("greeting", "price", False),
        ("smoking", "eating", False),
    ],
)
def test_only_talk_and_what_is_out_of_scope_are_alike(knowledge: Knowledge, one: str, other: str, alike: bool) -> None:
    assert is_alike(knowledge.intents[one], knowledge.intents[other]) is alike


def test_case_and_punctuation_are_no_matter() -> None:
    assert words_of("Is SOUP ok?!") == words_of("is soup ok") == ("is", "soup", "ok")
