"""Why the classifier chose as it did."""

from __future__ import annotations

import pytest

from bot.nlu import IntentClassifier, explain, learn
from tests.bot.nlu.toy import TOY


def test_reasons_name_the_words_and_the_phrases(matcher: IntentClassifier) -> None:
    phrases = {label: [t for t, other in TOY if other == label] for _, label in TOY}
    explained = explain(matcher, "does my belly hurt", phrases)
    first = explained.reasons[0]
    assert first.label == explained.classification.best == "pain"
    assert "pain" in dict(first.words)
    assert dict(first.phrases)["does it hurt"] > 50
    assert len(explained.reasons) == 3
    assert explained.margin == pytest.approx(explained.reasons[0].share - explained.reasons[1].share)
    likeness = [like for _, like in first.by_meaning]
    assert likeness == sorted(likeness, reverse=True)
    assert 0 < likeness[0] <= 100
    assert {phrase for phrase, _ in first.by_meaning} <= set(phrases["pain"])


def test_with_one_intent_the_margin_is_its_share() -> None:
    explained = explain(learn([("does it hurt", "pain")]), "hurt", {})
    assert explained.margin == pytest.approx(1.0)
    assert explained.reasons[0].phrases == ()
