"""What is expected of a bot before anyone has asked it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content import Knowledge, load_intents
from bot.evaluation.quality import Quality, expected_quality
from bot.nlu import cross_validate
from tests.small_clinic import write_small_clinic

CLEAR = [f"{start} {end}" for start in ("how does the", "explain the", "so this") for end in ("laser melt it", "light")]
VAGUE = ["and then", "what about Tuesdays", "is the moon made of cheese"]


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return load_intents(write_small_clinic(tmp_path / "intents"))


def expected(knowledge: Knowledge, **phrases: list[str]) -> Quality | None:
    given = {name.replace("_", "-"): tuple(texts) for name, texts in phrases.items()}
    intents = {i.id: replace(i, examples=given.get(i.id, i.examples)) for i in knowledge.intents.values()}
    knowledge = replace(knowledge, intents=intents)
    return expected_quality(knowledge, cross_validate(knowledge.examples, knowledge.lexicon), 1)


def test_shares_make_one_and_the_vaguest_intent_needs_phrases_most(knowledge: Knowledge) -> None:
    found = expected(knowledge, laser_what=CLEAR, laser_recovery=VAGUE)
    assert found is not None
    assert found.right + found.wrong + found.not_answered == pytest.approx(1)
    assert [intent for intent, _ in found.weakest] == ["laser-recovery"]


def test_phrases_that_are_like_others_make_more_right(knowledge: Knowledge) -> None:
    many, few = (expected(knowledge, laser_what=given) for given in (CLEAR, VAGUE))
    assert many is not None
    assert few is not None
    assert many.right > few.right


def test_copies_of_a_phrase_are_held_out_together(knowledge: Knowledge) -> None:
    copies = ["is the moon made of cheese", "is the moon made of cheese?", "Is the moon made of cheese then"]
    found = expected(knowledge, laser_what=copies, laser_recovery=copies[:0])
    assert found is not None
    assert found.right == 0


def test_without_phrases_there_is_nothing_to_expect(knowledge: Knowledge) -> None:
    assert expected(knowledge, laser_what=[], laser_recovery=[]) is None
