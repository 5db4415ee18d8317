"""The topics that a message names, and those that it rules out."""

from __future__ import annotations

import pytest

from bot.content import Topic
from bot.dialogue.topics import Topics
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms
from bot.nlu.utterance import UtteranceParser
from bot.text import words_in

PARSER = UtteranceParser(SpellCorrector([]), Synonyms())
TOPICS = Topics(
    {
        "liposuction": Topic("liposuction", "Liposuction", None, ("liposuction", "lipo")),
        "laser": Topic("laser", "Laser", None, ("laser lipo", "laser")),
    }
)


@pytest.mark.parametrize(
    ("message", "named", "bare"),
    [
        ("is lipo safe", ["liposuction"], False),
        ("laser lipo", ["laser"], True),
        ("and what about the laser one?", ["laser"], True),
        ("lipo or laser, lipo?", ["liposuction", "laser"], False),
        ("does it hurt", [], False),
        ("what about it", [], False),
        ("", [], False),
    ],
)
def test_the_topics_in_a_message(message: str, named: list[str], bare: bool) -> None:
    words = words_in(message)
    assert TOPICS.named(words) == named
    assert TOPICS.is_only_a_name(words) is bare


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("not the laser one but lipo", "one but lipo"),
        ("I do not want liposuction", "i do"),
        ("no lipo please", "please"),
        ("not today", "not today"),
        ("why not", "why not"),
        ("it is not only lipo", "it is not only lipo"),
    ],
)
def test_a_topic_that_is_ruled_out_is_not_the_one_that_is_meant(message: str, left: str) -> None:
    assert " ".join(TOPICS.without_denied(PARSER.parse(message)).words) == left
