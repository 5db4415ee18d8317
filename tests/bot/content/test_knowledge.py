"""All that the bot knows, as it is asked for."""

from __future__ import annotations

from pathlib import Path

from bot.content import load_intents
from tests.bot.content.spoiling import add_topic


def test_intents_are_found_by_id_and_by_question(folder: Path) -> None:
    knowledge = load_intents(folder)
    assert [intent.id for intent in knowledge.served(["laser-recovery", "gone", "laser-what"])] == [
        "laser-recovery",
        "laser-what",
    ]
    for question, intent in knowledge.by_question.items():
        assert intent.question == question


def test_the_clinic_s_words_are_filled_in_and_others_left(folder: Path) -> None:
    assert load_intents(folder).fill("Ask {clinic} {else}.") == "Ask Little Clinic {else}."


def test_a_topic_s_root_is_the_widest_one_around_it(folder: Path) -> None:
    add_topic(folder, "peel", parent="laser")
    add_topic(folder, "acid", parent="peel")
    knowledge = load_intents(folder)
    assert [knowledge.root(topic) for topic in ("acid", "peel", "laser")] == ["laser"] * 3


def test_a_draft_is_learnt_and_not_served(folder: Path) -> None:
    add_topic(folder, "peel")
    path = folder / "peel.yaml"
    path.write_text(path.read_text().replace("  - id: peel-cost\n", "  - id: peel-cost\n    status: draft\n"))
    knowledge = load_intents(folder)
    assert "peel-cost" in knowledge.learnt
    assert "peel-cost" not in knowledge.intents
    assert ("price of peel", "peel-cost") in knowledge.examples
