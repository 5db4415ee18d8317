"""A sentence held against a source by all checks: what a problem says, and that any words can be held."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.documents.document import Block, Section
from bot.errors import Severity
from bot.grounding.evidence import Evidence
from tests.bot.grounding.held import evidence, problems

SIGNS = "10 ½ 3/4 1,5 - – % ° £ ≥ ( ) , ; . + ^ am".split()
WORDS = (
    "and or not no than never without until unless if once except may must usually all every most before after at "
    "least up to first second half a of the take off give it them you we us days a.m. May Monday weeks ml once daily "
    "nurse doctor drops sleep swim left right more less longer. safe works Dr It Keep"
).split()
TEXTS = st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=12).map(" ".join)


def test_a_short_sentence_that_leans_on_the_one_before_wants_no_line_of_its_own() -> None:
    found = evidence("Glue the frame and let it dry.")
    assert list(found.problems("Only hang it later than that.")) == []
    assert [severity for _, severity in found.problems("Carry chairs upstairs.")] == [Severity.WARNING]


def test_a_part_of_a_sentence_of_which_nothing_is_said_is_found() -> None:
    held = evidence("The porter brings the boxes up.", "Boxes")
    (found,) = held.problems("The porter brings the boxes up, and the museum lends out umbrellas.")
    assert found == ("nothing in 'Boxes' says 'the museum lends out umbrellas': take it out", Severity.WARNING)


def test_a_problem_names_the_words_and_the_source() -> None:
    (turned,) = problems("Never peel the scabs off.", "Peel the scabs off.")
    assert turned == "'peel the scabs off' is turned round: the opposite is said in 'Aftercare': mend it"
    (number,) = problems("Use 5 ml of mouthwash.", "Use 5 l of mouthwash.")
    assert "'5 l' does not stand in 'Aftercare' (there it is '5 ml')" in number


def test_what_all_is_about_stands_for_whoever_does_it() -> None:
    section = Section("Moxa", Block("Moxa", 1), (Block("Moxa is old. Nurses heat thick glass cups.", 2),))
    sentence = "Moxa heats thick glass cups."
    assert list(Evidence([section], [frozenset({"moxa"})]).problems(sentence)) == []
    assert len(list(Evidence([section], []).problems(sentence))) == 1


@settings(max_examples=300, deadline=None)
@example("Use 5 ml, ; rest.", "Rest.")
@given(TEXTS, TEXTS)
def test_any_words_in_any_order_are_held_against_any_others(source: str, sentence: str) -> None:
    assert all(isinstance(message, str) for message in problems(source, sentence))


@pytest.mark.parametrize(
    ("source", "sentence", "wrong"),
    [
        ("Singen Sie nach der Operation zwei Wochen lang nicht, auch nicht leise zu Hause.", "Keine Lieder.", []),
        ("Après l'opération, ne chantez pas pendant deux semaines, même chez vous.", "Fredonner suffira.", []),
        (
            "No cante durante las 2 semanas que siguen a la operación, ni en su casa.",
            "Espere 3 semanas.",
            ["3 semanas"],
        ),
    ],
)
def test_of_a_source_in_another_language_the_quantities_alone_are_held(
    source: str, sentence: str, wrong: list[str]
) -> None:
    found = problems(source, sentence)
    assert len(found) == len(wrong)
    assert all(words.split()[0] in said for words, said in zip(wrong, found, strict=True))
