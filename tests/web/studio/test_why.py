"""The reasons for a reply are told in an editor's words: the message's own, and none of the matcher's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from bot.dialogue.sureness import WEIGHTS
from tests.serving import KEY
from tests.small_clinic import write_learnt_clinic
from web.studio.why import SAID, SPEAKS, why


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder: Path = write_learnt_clinic(tmp_path_factory.mktemp("why") / "intents")
    (folder / "lexicon.yaml").write_text("meanings:\n  - [recovery, getting back on my feet]\n")
    return Bot.load(folder, [KEY])


def test_every_reason_and_every_piece_of_evidence_is_said() -> None:
    assert set(SAID) == set(Reason)
    assert set(WEIGHTS) - {"offset", "missing"} == set(SPEAKS)


def test_words_are_shown_as_the_message_has_them(bot: Bot) -> None:
    [first, _] = why(bot, "how long is teh recovery").candidates
    assert first.intent.id == "laser-recovery"
    assert set(first.words) <= {"how", "long", "is", "the", "recovery"}
    assert "recovery" in first.words
    [first, _] = why(bot, "what of getting back on my feet").candidates
    assert set(first.words) >= {"getting", "feet"}


def test_what_the_answer_does_not_speak_of_is_named_once(bot: Bot) -> None:
    [weighed] = why(bot, "how long is the recovery from a zeppelin").weighed
    [said] = [text for text in weighed.against if "zeppelin" in text]
    assert said == "its answer and phrases do not speak of “zeppelin”"
    assert "no topic is named in the message" in weighed.against
    assert not any("{" in text for text in (*weighed.against, *weighed.speaks_for))
    [weighed] = why(bot, "how long is the recovery after the laser").weighed
    assert "no topic is named in the message" not in weighed.against


@pytest.mark.parametrize("message", ["", "?", "為", "I cannot breathe"])
def test_any_message_has_its_reasons(bot: Bot, message: str) -> None:
    assert len(why(bot, message).candidates) == 2
