"""Intents and documents are named by their texts, so that a file can hold them and a person can read them."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.ids import new_id, plain_words


@pytest.mark.parametrize(
    ("question", "taken", "name"),
    [
        ("How do I brush my teeth?", (), "how-brush-teeth"),
        ("How do I brush my teeth?", ("how-brush-teeth", "how-brush-teeth-2"), "how-brush-teeth-3"),
        ("Où est-ce que l’on saigne", (), "ou-est-ce-que-lon-saigne"),
        ("Hur länge håller fyllningen från i går?", (), "hur-lange-haller-fyllningen-fran-gar"),
        ("Сколько заживает десна?", (), "skolko-zazhivaet-desna"),
        ("What is it?", (), "what-is-it"),
        ("No", (), "about-no"),
        ("24?", (), "about-24"),
        ("?", (), "draft"),
    ],
)
def test_a_question_names_its_intent(question: str, taken: tuple[str, ...], name: str) -> None:
    assert new_id(question, taken) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Merkblatt Füße", "merkblatt fusse"),
        ("Zalecenia po łyżeczkowaniu", "zalecenia po lyzeczkowaniu"),
        ("Råd om sår og søvn", "rad om sar og sovn"),
        ("Þjónusta, ðá", "thjonusta da"),
        ("Diş bakımı", "dis bakimi"),
        ("Οδηγίες 2", "odigies 2"),
        ("Cafe\u0301 (v2)", "cafe v2"),  # as a Mac writes the names of files
    ],
)
def test_words_of_any_script_can_be_read_in_plain_letters(text: str, expected: str) -> None:
    assert " ".join(plain_words(text)) == expected


@pytest.mark.parametrize("word", ["हड्डी", "歯磨き", "ضرس", "שן", "치아", "ฟัน"])
def test_a_word_of_any_script_is_a_name(word: str) -> None:
    assert plain_words(word)


@given(st.text())
def test_any_question_gives_a_name_that_yaml_reads_as_text(question: str) -> None:
    name = new_id(question, ())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 60
    assert yaml.safe_load(name) == name
