"""Which words of a question the texts of an intent do not speak of."""

from __future__ import annotations

import pytest

from bot.dialogue import Bot
from bot.dialogue.missing import Missing, MissingWords


@pytest.fixture(scope="module")
def texts(assistant: Bot) -> MissingWords:
    return MissingWords(assistant.knowledge, assistant.model.parser)


def missing(texts: MissingWords, assistant: Bot, message: str, intent: str = "mesotherapy-needles") -> Missing:
    return texts.of(assistant.model.parser.parse(message), assistant.knowledge.intents[intent])


def test_the_strangest_two_words_are_named_and_all_of_them_count(texts: MissingWords, assistant: Bot) -> None:
    found = missing(texts, assistant, "is the needle made by hamsters, by zebras or by xylophones")
    assert len(found.words) == 2
    assert {"hamsters", "zebras", "xylophones"} > set(found.words)
    assert found.amount > missing(texts, assistant, "is the needle made by hamsters or by zebras").amount
    assert 0 < found.share < 1


def test_a_word_of_the_everyday_is_not_missed(texts: MissingWords, assistant: Bot) -> None:
    assert missing(texts, assistant, "what in the world is the needle like") == Missing((), 0, 0.0)


def test_a_word_that_is_near_to_the_texts_is_not_named(texts: MissingWords, assistant: Bot) -> None:
    found = missing(texts, assistant, "is the surgeon holding the needle")
    assert found.words == ()
    assert 0 < found.amount < missing(texts, assistant, "is the zebra holding the needle").amount
