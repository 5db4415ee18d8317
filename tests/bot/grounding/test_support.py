"""Which line supports a sentence best, and which sentences state nothing of the document's."""

from __future__ import annotations

import pytest

from bot.documents import Statement
from bot.grounding.support import best_support, is_advice, is_silence, likeness


@pytest.mark.parametrize(
    ("sentence", "silent", "advises"),
    [
        ("The leaflet's text does not say how long.", True, False),
        ("It names no other oils.", True, False),
        ("Nobody can tell that beforehand.", True, False),
        ("Please ask the warden.", False, True),
        ("So call us in the morning.", False, True),
        ("The warden asks for a ticket.", False, False),
    ],
)
def test_what_states_nothing_of_the_document_s(sentence: str, silent: bool, advises: bool) -> None:
    assert (is_silence(sentence), is_advice(sentence)) == (silent, advises)


def test_the_line_with_most_of_the_telling_words_supports_a_sentence_best() -> None:
    lines = [Statement("Oil the lamp in winter.", 3), Statement("The hinges are oiled in the spring.", 4)]
    assert best_support("We oil hinges each spring.", lines).statement == lines[1]
    assert best_support("We oil hinges.", []).statement is None


def test_words_of_like_meaning_are_liker_than_others() -> None:
    assert likeness("Physicians read it.", "A doctor reads it.") > likeness("Physicians read it.", "The boat leaks.")
