"""Messages as the rules read them: their language, what is told in them, and which rules match."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from bot.triage import EmergencyDetector, reader
from bot.triage.classifier import WEIGHTS
from bot.triage.pack import load_pack
from bot.triage.reader import PROBES, Reader, Reading
from bot.triage.rules import Rule
from tests.bot.triage.small_pack import each_message, matching

MATCHING = {
    "a weak sign in its context": "had surgery last week. now so very cold",
    "its context in another sentence": "had surgery. now i cant see",
}
UNMATCHED = {
    "without its context": "i cant see",
    "harmless in its sentence": "my face is hot lol",
    "a weak sign without its context": "now so very cold",
}


@each_message(MATCHING, UNMATCHED)
def test_a_rule_matches_or_none_does(reader: Reader, message: str, matches: bool) -> None:
    assert bool(matching(reader, message)) is matches


def named(reading: Reading, kind: str) -> set[str]:
    return {name for one, name in reading.features if one == kind}


def test_words_are_read_in_the_language_of_their_message(reader: Reader) -> None:
    assert matching(reader, "tengo la cara caliente") == ["face"]
    assert matching(reader, "no cara caliente but can not see, never mine") == []
    assert reader.read("tengo la cara caliente").language == "es"
    assert reader.read("my face is hot").language == "en"


def test_the_rules_that_match_stand_in_their_order(reader: Reader) -> None:
    assert matching(reader, "since the op i cant see and my face is hot") == ["face", "sight"]


def test_what_a_modifier_silences_is_told_as_such(reader: Reader) -> None:
    assert named(reader.read("no hot face"), "modifier") == {"denied"}
    assert named(reader.read("no hot face"), "silenced") == {"face"}
    assert named(reader.read("no, hot face"), "silenced") == set()


LASTING = {"told": "had surgery today", "told beside a question": "had surgery, can it make me hot"}
PASSING = {
    "spoken of": "is surgery cold",
    "asked about": "can it make sense that I had surgery",
}


@each_message(LASTING, PASSING)
def test_a_context_holds_for_later_messages_where_it_is_told_of(reader: Reader, message: str, matches: bool) -> None:
    before = reader.read(message).lasting
    assert before == ({"operated"} if matches else set())
    assert [rule.id for rule in reader.read("now i cant see", before).matching] == (["sight"] if matches else [])
    assert reader.read("thanks", before).lasting == before


def test_a_rule_for_whole_messages_takes_nothing_else(reader: Reader) -> None:
    assert matching(reader, "hi really mine!") == ["alone"]
    assert matching(reader, "mine hurts") == []


def test_a_rule_heeds_its_own_modifiers_alone(reader: Reader) -> None:
    assert matching(reader, "can it make me end it") == ["asked-too"]
    assert matching(reader, "never end it") == []


def test_what_is_only_weighed_is_named_wherever_it_stands(reader: Reader) -> None:
    assert named(reader.read("my face is fine. the op is soon"), "told") == {"op"}


def test_the_fingerprint_changes_with_the_features_and_the_word_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Reader(load_pack()).fingerprint()
    with monkeypatch.context() as patch:
        patch.setitem(WEIGHTS, "told", 0.9)
        assert Reader(load_pack()).fingerprint() != before
    with monkeypatch.context() as patch:
        patch.setattr(reader, "word_vectors_fingerprint", lambda: b"another")
        assert Reader(load_pack()).fingerprint() != before
    assert Reader(load_pack()).fingerprint() == before


def test_what_it_is_asked_by_has_features_of_every_kind() -> None:
    read = Reader(load_pack()).read
    assert {kind for text in PROBES for kind, _ in read(text).features} == set(WEIGHTS)


@pytest.mark.parametrize("word", ["overdose", "delirium", "suicide", "coma"])
def test_an_english_word_that_other_languages_know_too_is_answered_in_english(
    detector: EmergencyDetector, word: str
) -> None:
    assert detector.assess(word).language == "en"


@pytest.mark.parametrize(
    ("fires_alone", "treated", "alarming"),
    [
        (["always", "after-treatment"], False, "rule-0"),
        ([None, "after-treatment", "always"], False, "rule-2"),
        ([None, "after-treatment", "always"], True, "rule-1"),
        (["after-treatment"], False, None),
        ([None], True, None),
    ],
)
def test_the_first_rule_that_fires_alone_raises_the_alarm(
    fires_alone: list[Literal["always", "after-treatment"] | None], treated: bool, alarming: str | None
) -> None:
    rules = [Rule(id=f"rule-{number}", reply="call", fires_alone=when) for number, when in enumerate(fires_alone)]
    found = Reading("en", frozenset(), np.zeros(2, np.float32), rules, treated, frozenset()).alarming()
    assert (found.id if found else None) == alarming
