"""Counterparts: which answers are about which topic, and which says of one what another says of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_intents
from bot.dialogue.counterparts import Counterparts
from bot.dialogue.topics import Topics
from tests.small_clinic import write_small_clinic

REVIEWED = "reviewed: {by: A. Doctor, on: 2026-11-23, due: 2027-05-23}"
REST = "answer: Ask.\n    caveats: [ask-doctor]\n    sources: [{document: leaflet, section: Recovery}]"
# Beside the small clinic's laser: a part of it, another treatment, a comparison, and what people answer.
FILES = {
    "eyes": f"""\
topic: eyes
title: Eyes
parent: laser
names: [eyelids]
{REVIEWED}
intents:
  - id: eyes-what
    aspect: what
    question: What is done to eyelids?
    {REST}
""",
    "peel": f"""\
topic: peel
title: Peel
names: [peel]
otherwise: ask-us
{REVIEWED}
intents:
  - id: peel-what
    aspect: what
    question: What is a peel?
    {REST}
  - id: peel-price
    aspect: price
    question: What does a peel cost?
    {REST}
""",
    "compare": f"""\
topic: compare
title: Comparisons
role: comparison
{REVIEWED}
intents:
  - id: laser-or-peel
    question: Laser or peel?
    {REST}
""",
    "people": f"""\
topic: people
title: What people answer
kind: handoff
{REVIEWED}
intents:
  - id: price
    aspect: price
    question: What does it cost?
    answer: Ask the desk.
  - id: ask-us
    question: Can you do this?
    answer: Ask us.
""",
}


@pytest.fixture(scope="module")
def counterparts(tmp_path_factory: pytest.TempPathFactory) -> Counterparts:
    folder: Path = write_small_clinic(tmp_path_factory.mktemp("clinic"))
    for name, text in FILES.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    knowledge = load_intents(folder)
    return Counterparts(knowledge, Topics(knowledge.topics))


@pytest.mark.parametrize(
    ("topics", "families"),
    [
        (["eyes", "laser"], {"laser"}),
        (["eyes", "peel"], {"laser", "peel"}),
        (["peel", "compare", ""], {"peel"}),
        (["nowhere"], {"nowhere"}),
        ([], set()),
    ],
)
def test_a_part_is_of_the_widest_topic_and_a_comparison_of_none(
    counterparts: Counterparts, topics: list[str], families: set[str]
) -> None:
    assert counterparts.families(topics) == families


@pytest.mark.parametrize(
    ("topic", "aspects", "intent"),
    [
        ("peel", ["what"], "peel-what"),
        ("peel", ["recovery", "price", "what"], "peel-price"),
        ("peel", ["recovery"], None),
        ("eyes", ["recovery"], None),
        ("nowhere", ["what"], None),
    ],
)
def test_an_answer_is_found_by_its_own_topic_and_the_first_aspect(
    counterparts: Counterparts, topic: str, aspects: list[str], intent: str | None
) -> None:
    found = counterparts.find(topic, aspects)
    assert (found.id if found else None) == intent


@pytest.mark.parametrize(("topic", "intent"), [("peel", "ask-us"), ("eyes", None), ("laser", None), ("nowhere", None)])
def test_what_the_texts_say_of_others_alone_has_its_reply(
    counterparts: Counterparts, topic: str, intent: str | None
) -> None:
    found = counterparts.otherwise(topic)
    assert (found.id if found else None) == intent


@pytest.mark.parametrize(
    ("topic", "label_map"),
    [
        ("laser", {"peel-what": "laser-what"}),
        ("eyes", {"peel-what": "eyes-what", "laser-what": "eyes-what"}),
        ("peel", {"laser-what": "peel-what", "eyes-what": "peel-what", "price": "peel-price"}),
    ],
)
def test_answers_about_others_are_read_as_those_about_this_topic(
    counterparts: Counterparts, topic: str, label_map: dict[str, str]
) -> None:
    assert counterparts.label_maps[topic] == label_map


@pytest.mark.parametrize(
    ("families", "intents"),
    [
        ({"laser"}, {"peel-what", "peel-price"}),
        ({"peel"}, {"laser-what", "laser-recovery", "eyes-what"}),
        ({"laser", "peel"}, set()),
    ],
)
def test_the_answers_about_none_of_the_topics_are_no_comparisons(
    counterparts: Counterparts, families: set[str], intents: set[str]
) -> None:
    assert counterparts.about_none_of(frozenset(families)) == intents


@pytest.mark.parametrize(
    ("likelihoods", "spoken_of", "topic"),
    [
        ({"peel-what": 0.6, "peel-price": 0.2}, "laser", "peel"),
        ({"peel-what": 0.8}, "eyes", "peel"),
        ({"peel-what": 0.6}, "laser", "laser"),
        ({"eyes-what": 0.5, "laser-what": 0.4}, "peel", "laser"),
        ({"laser-what": 0.9}, "eyes", "eyes"),
        ({"laser-or-peel": 0.9}, "laser", "laser"),
        ({"price": 0.9}, "laser", "laser"),
    ],
)
def test_a_topic_that_is_described_takes_the_place_of_the_one_spoken_of(
    counterparts: Counterparts, likelihoods: dict[str, float], spoken_of: str, topic: str
) -> None:
    assert counterparts.described(likelihoods, spoken_of) == topic
