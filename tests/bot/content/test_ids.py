"""New intents are named by their questions, so that a file can hold them."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.ids import new_id


@pytest.mark.parametrize(
    ("question", "taken", "name"),
    [
        ("How do I brush my teeth?", (), "how-brush-teeth"),
        ("How do I brush my teeth?", ("how-brush-teeth", "how-brush-teeth-2"), "how-brush-teeth-3"),
        ("Où est-ce que l’on saigne", (), "ou-est-ce-que-lon-saigne"),
        ("What is it?", (), "what-is-it"),
        ("No", (), "about-no"),
        ("24?", (), "about-24"),
        ("?", (), "draft"),
    ],
)
def test_a_question_names_its_intent(question: str, taken: tuple[str, ...], name: str) -> None:
    assert new_id(question, taken) == name


@given(st.text())
def test_any_question_gives_a_name_that_yaml_reads_as_text(question: str) -> None:
    name = new_id(question, ())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 60
    assert yaml.safe_load(name) == name
