"""The emergency classifier: what it adds up, and the file that it is read from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.errors import BotError
from bot.triage.classifier import FILE, Classifier, scaled

LEARNT = {("word", "blood"): 4.0, ("word", "cream"): -4.0, ("rule", "chest"): 2.0}
SMALL = Classifier(LEARNT, np.array([0.0, 3.0], np.float32), -1.0, 0.6, 0.2, "these features")
NOTHING = np.zeros(2, np.float32)


def test_what_speaks_for_an_emergency_makes_it_likelier() -> None:
    likely = [
        SMALL.likelihood(features, NOTHING) for features in ([("word", "cream")], [], [("word", "blood")], [*LEARNT])
    ]
    assert likely[0] < likely[1] < likely[2]
    assert likely[1] == pytest.approx(1 / (1 + np.e))
    assert SMALL.likelihood([], np.array([0, 1], np.float32)) == pytest.approx(1 / (1 + np.e**-2))


def test_unknown_features_tell_nothing() -> None:
    assert SMALL.likelihood([("word", "zebra")], NOTHING) == SMALL.likelihood([], NOTHING)


def test_many_features_of_a_kind_share_its_weight() -> None:
    known = {("word", str(number)): 1.0 for number in range(16)}
    assert scaled([("word", "3")], known)["word", "3"] == 1 / 2
    assert scaled(known, known)["word", "3"] == 1 / 4


def test_it_names_what_told() -> None:
    assert SMALL.telling(LEARNT, most=2) == ["word 'blood'", "rule 'chest'"]


def test_it_is_read_as_it_was_saved(tmp_path: Path) -> None:
    SMALL.save(tmp_path)
    read = Classifier.load(tmp_path)
    assert read.weights == LEARNT
    assert (read.bias, read.urgent_at, read.advice_at) == (-1.0, 0.6, 0.2)
    assert read.direction.tolist() == [0.0, 3.0]
    assert read.fingerprint == "these features"


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive"])
def test_a_file_that_is_missing_or_damaged_is_named_with_its_fix(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(BotError, match=r"classifier\.npz: .*run python -m tools\.learn_triage"):
        Classifier.load(tmp_path)
