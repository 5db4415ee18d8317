"""What went wrong, said to people who see questions and forms, and no files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError, Diagnostic, IntentsError
from web.studio.problems import Problem, placed, problems_of, spoken

QUESTIONS = {"swimming": "When may I swim?", "smoke-after": "Can I smoke?"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("'swimming': has 2 phrases: add some", "Has 2 phrases: add some"),
        ("follow-up 'smoke-after' is a draft", "Follow-up “Can I smoke?” is a draft"),
        ("'examples' is missing: add it", "“phrases” is missing: add it"),
        ("unknown caveat 'sun': name another (caveats.yaml)", "Unknown caveat 'sun': name another"),
        ("not written: leave it a draft ('status: draft')", "Not written: leave it a draft"),
        (
            "\"swimming\" stands in 'smoke-after' too: keep it in one",
            '"swimming" stands in “Can I smoke?” too: keep it in one',
        ),
        (
            "\"swimming\" stands already in 'smoke-after' (/srv/my.yaml:3)",
            '"swimming" stands already in “Can I smoke?”',
        ),
        ("10 of 10 intents have no phrase", "10 of 10 answers have no phrase"),
        ('there is no intent "intents"', 'There is no answer "intents"'),
        (
            'aim at 12, with plainer words for "answer", "swimming"',
            'Aim at 12, with plainer words for "answer", "swimming"',
        ),
        (
            "\"isn't it 'swimming'\" stands twice in 'swimming'",
            "\"isn't it 'swimming'\" stands twice in “When may I swim?”",
        ),
    ],
)
def test_names_of_the_files_are_said_as_the_pages_call_them_and_people_s_words_are_left(
    message: str, expected: str
) -> None:
    assert spoken(message, QUESTIONS) == expected


def test_each_problem_of_an_answer_has_its_field() -> None:
    error = IntentsError([Diagnostic(Path("a.yaml"), 3, "answer 'swimming' has no caveat", field="caveats")])
    assert placed(error, QUESTIONS) == [Problem("Answer “When may I swim?” has no caveat", "caveats")]
    assert placed(BotError("one thing\nand another"), QUESTIONS) == [Problem("One thing"), Problem("And another")]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("/srv/caveat/intents is being changed by somebody else", "intents is being changed by somebody else"),
        ("the git repository of /var/lib/x cannot be used", "the git repository of x cannot be used"),
        ("see https://clinic.example/a/b.pdf and/or a/b", "see https://clinic.example/a/b.pdf and/or a/b"),
    ],
)
def test_where_files_are_on_the_server_is_not_said(message: str, expected: str) -> None:
    assert problems_of(BotError(message)) == [expected]
