"""The table of word vectors: that it is the one that was made, and that it is worth its place."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.word_vectors import PATH, WordVectors, fingerprint, word_vectors
from bot.text import words_in

SHA256 = "47bb822d310edef22acdce3d75de8421ae843728f76cad0c74fc9a9c8d1d0c8e"
MAX_BYTES = 6_000_000

# Questions and the same in other words, about matters that no clinic's texts speak of: written for this test.
PARAPHRASES = [
    ("where do I leave my car", "is there any parking"),
    ("what does it cost", "how expensive is that"),
    ("can I bring the kids", "are children allowed"),
    ("I lost my job and cannot pay", "what if I have no money"),
    ("the parcel never came", "my delivery has not arrived"),
    ("is the pool heated", "how warm is the water"),
    ("cancel my booking please", "I want to call off the reservation"),
    ("the screen stays black", "my display shows nothing"),
    ("do you take cash", "which payment methods are accepted"),
    ("when is breakfast", "what time is the morning meal"),
    ("the soup was cold", "my food was not hot enough"),
    ("how do I reset my password", "I cannot remember my login"),
    ("my flight is late", "the plane is delayed"),
    ("is it safe to swim here", "are there dangerous currents at the beach"),
    ("who won the match", "what was the final score of the game"),
    ("I feel sick on boats", "have you something for nausea at sea"),
]
FLOOR = 13  # of these 16, so many at least must be found by their paraphrase among all


def likeness(a: str, b: str) -> float:
    first, second = (word_vectors().vector(words_in(text)) for text in (a, b))
    return float(first @ second / np.sqrt((first @ first) * (second @ second)))


def test_the_table_is_the_one_that_was_made_and_small_enough() -> None:
    assert fingerprint().hex() == SHA256
    assert PATH.stat().st_size <= MAX_BYTES
    assert len(word_vectors()) > 50_000


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("painful", "hurts", "cheap"),
        ("doctor", "physician", "carpet"),
        ("price", "cost", "needle"),
        ("swelling", "swollen", "invoice"),
        ("belly", "stomach", "window"),
        ("car", "vehicle", "soup"),
    ],
)
def test_a_word_is_nearer_to_one_of_its_sense(word: str, near: str, far: str) -> None:
    assert likeness(word, near) > likeness(word, far) + 0.2


def test_a_question_is_nearest_to_its_paraphrase() -> None:
    others = [other for _, other in PARAPHRASES]
    nearest = [max(others, key=partial(likeness, asked)) for asked, _ in PARAPHRASES]
    assert sum(found == same for found, (_, same) in zip(nearest, PARAPHRASES, strict=True)) >= FLOOR


@given(st.lists(st.sampled_from(["swelling", "the", "doctor", "zzyzzx", "qwrt", ""]), max_size=8))
def test_a_vector_is_at_most_one_long_and_shorter_for_an_unknown_word(words: list[str]) -> None:
    vectors = word_vectors()
    length = float(np.linalg.norm(vectors.vector(words)))
    assert length <= 1.0001
    more = float(np.linalg.norm(vectors.vector([*words, "zzyzzx"])))
    assert more < length or length == more == 0


def test_words_add_up() -> None:
    table = WordVectors(["a", "b"], np.array([[100, 0], [0, 50]], np.int8), np.array([0.01, 0.02], np.float16))
    assert table.vector(["a", "b"]) == pytest.approx([2**-0.5, 2**-0.5], abs=1e-3)
    assert table.vector(["a", "c"]) == pytest.approx([2**-0.5, 0], abs=1e-3)
    assert "a" in table
    assert "c" not in table
