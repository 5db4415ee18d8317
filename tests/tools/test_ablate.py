"""The table of rules is whole, and a rule that is switched off is off, and on again afterwards."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.content import Place
from bot.dialogue import Bot, choice
from bot.dialogue import bot as bot_module
from bot.evaluation.cases import Case
from bot.evaluation.judging import Verdict
from tests.serving import ROOT
from tests.small_clinic import write_learnt_clinic
from tools.ablate import RULES, report, switched_off, verdicts
from tools.labelled import Question

MODULES = sorted(path.stem for path in (ROOT / "bot" / "dialogue").glob("[a-z]*.py"))
# Bounds of caches and of the token, the ends of scales, and what is the neutral value of another.
NO_RULES = {
    "counterparts.MAX_FAMILIES",
    "missing.COMMON",
    "missing.LITTLE",
    "missing.MAX_VOCABULARIES",
    "priors.MAX_CONTEXTS",
    "language.UNLISTED",
    "language._MOST_WORDS",
    "state.CANDIDATES",
    "state.MAX_AGE",
    "state.RECENT",
    "sureness.SUREST",
}


def value(rule: str) -> Any:
    module, *path = rule.split(".")
    found: Any = import_module(f"bot.dialogue.{module}")
    for name in path:
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_off_in_the_block_and_on_after_it(rule: str) -> None:
    before = value(rule)
    with switched_off(rule):
        assert value(rule) is RULES[rule]
        assert value(rule) != before
    assert value(rule) is before


@pytest.mark.parametrize("module", MODULES)
def test_every_number_of_the_dialogue_is_in_the_table(module: str) -> None:
    source = (ROOT / "bot" / "dialogue" / f"{module}.py").read_text(encoding="utf-8")
    names = ", ".join(re.findall(r"^([A-Z_]+(?:, [A-Z_]+)*) = [-\d.]", source, re.MULTILINE)).split(", ")
    assert {f"{module}.{name}" for name in names if name} <= set(RULES) | NO_RULES


def test_a_rule_is_off_wherever_it_was_imported() -> None:
    assert bot_module.chosen is choice.chosen
    with switched_off("choice.chosen"):
        assert bot_module.chosen is choice.chosen is RULES["choice.chosen"]
    assert bot_module.chosen is choice.chosen is not RULES["choice.chosen"]


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return Bot.load(write_learnt_clinic(tmp_path_factory.mktemp("ablate") / "intents"), ["k" * 32])


def test_what_a_rule_buys_is_counted(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(Path("cases.yaml"), 1)
    two = "What does the laser do? And how long is the recovery?"
    cases = [Case(place, (two,), every=("laser-what", "laser-recovery"))]
    what = "What does the laser do?"
    questions = [
        Question(q=what, intents=("laser-what",), kind="answer"),
        Question(q=what, kind="near"),
        Question(q="xylophone zebras", kind="far"),
        Question(q="xylophone zebras", intents=("laser-what",), kind="answer"),
    ]
    assert verdicts(bot, cases, questions) == {Verdict.RIGHT: 3, Verdict.WRONG: 1, Verdict.DECLINED: 1}
    monkeypatch.setitem(RULES, "segmentation.ASKED", 0.0)  # a second question adds nothing to what is likely
    *_, line = report(bot, cases, questions, ["segmentation.ASKED"], with_tests=False)
    assert line.split() == "| `segmentation.ASKED` | +1 | -1 | +0 | not tried |".split()
