"""Words: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest

from bot.grounding.words import is_english, root, roots, singulars, telling_roots
from tests.bot.grounding.held import problems

PASSES = [
    ("The geese flew off and the mice fled.", "The mice flee, and the geese fly off."),
    ("Keep the lens in its case.", "Keep the lenses in the case."),
    ("Children's casts come off after 4 weeks.", "For children the casts come off after 4 weeks."),
    ("Puppies need a blanket.", "A puppy needs a blanket, as young dogs do."),
]


@pytest.mark.parametrize(("source", "sentence"), PASSES)
def test_the_same_said_otherwise_passes(source: str, sentence: str) -> None:
    assert problems(source, sentence) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anaesthetised", "anesthetized"),
        ("oedema", "edema"),
        ("colours", "color"),
        ("centre", "center"),
        ("flew", "flies"),
        ("women", "woman"),
        ("labelled", "label"),
    ],
)
def test_spellings_and_endings_of_one_word_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


def test_a_joined_word_is_its_parts_and_the_whole() -> None:
    assert roots("non-stick") == ("non", "stick", "nonstick")
    assert telling_roots("The make-up is on") == (root("makeup"),)


@pytest.mark.parametrize(("word", "first"), [("lenses", "lense"), ("berries", "berry"), ("mice", "mouse")])
def test_what_a_word_may_be_the_plural_of(word: str, first: str) -> None:
    assert singulars(word)[0] == first


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Do not sing for two weeks after the operation, and hum at home if you like.", True),
        ("Alto 90, bass 210.", True),  # too short to be known not to be
        ("Singen Sie nach der Operation zwei Wochen lang nicht, auch nicht leise zu Hause.", False),
        ("Après l'opération, ne chantez pas pendant deux semaines, même chez vous.", False),
        ("No cante durante las dos semanas que siguen a la operación, ni en su casa.", False),
        ("Nie śpiewaj przez dwa tygodnie po operacji, także w domu, nawet po cichu.", False),
    ],
)
def test_english_is_known_by_its_function_words(text: str, is_one: bool) -> None:
    assert is_english(text) is is_one
