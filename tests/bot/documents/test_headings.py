"""The questions behind headings."""

from __future__ import annotations

import pytest

from bot.documents.headings import question_from


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("INTRODUCTION", "What is mesotherapy?"),
        ("Indications", "What is mesotherapy used for?"),
        ("Side effects", "What are the side effects?"),
        ("How Does It Work?", "How does it work?"),
        ("Can I Sit in the Bath?", "Can I sit in the bath?"),
        ("Darf ich in die Sauna?", "Darf ich in die Sauna?"),
        ("How to clean your teeth", "How do I clean my teeth?"),
        ("When to call us", "When should I call you?"),
        ("After the injection", "After the injection"),
        ("Eating and Drinking", "Eating and Drinking"),
        ("Why we are seeing a rise", "Why we are seeing a rise"),
        ("take painkillers for pain", "take painkillers for pain"),
        ("How to tell if we are open", "How to tell if we are open"),
        ("Can I eat", "Can I eat?"),
        ("Is rain a problem", "Is rain a problem?"),
        ("Which ear plugs do I need", "Which ear plugs do I need?"),
        ("What happens if I forget a pill", "What happens if I forget a pill?"),
        ("What to do if you feel faint", "What should I do if I feel faint?"),
        ("What the tests are", "What the tests are"),
        ("Is not offered here", "Is not offered here"),
        ("Should pain return", "Should pain return"),
    ],
)
def test_a_heading_becomes_the_question_that_it_answers(heading: str, expected: str) -> None:
    assert question_from(heading, "Mesotherapy") == expected
