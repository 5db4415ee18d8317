"""What is learnt depends on the examples alone, not on the process that learns, and each of them teaches its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.dialogue import Bot
from bot.dialogue.bot import CACHE
from bot.nlu import Classification, IntentClassifier, learn
from tests.bot.nlu.toy import LEXICON, TOY
from tests.serving import ROOT
from tests.small_clinic import write_small_clinic

MESSAGES = (
    "how does the gadget melt my fat?",
    "When can I be up and about, and go back to my work?",
    "is the light machine any good for a sore knee, or for days of fever",
    "do you repair bicycles",
)


def learnt_and_said(folder: Path, hash_seed: int) -> tuple[bytes, list[str]]:
    """Return the model that a process with this seed for the order of its sets learns, and its replies."""
    write_small_clinic(folder)
    questions = "\n".join(json.dumps({"q": message}) for message in MESSAGES)
    command = [sys.executable, "-m", "bot", "ask", "--jsonl", "--intents", str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=questions, capture_output=True, text=True, check=True
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    [model] = (folder / CACHE).glob("*.npz")
    return model.read_bytes(), [json.dumps({**reply, "conversation": None}) for reply in replies]


def test_another_order_of_sets_learns_and_says_the_very_same(tmp_path: Path) -> None:
    assert learnt_and_said(tmp_path / "one", 1) == learnt_and_said(tmp_path / "two", 2)


def test_one_more_example_changes_next_to_nothing_else(assistant: Bot) -> None:
    """Whoever adds a phrase would else see answers change that have nothing to do with it."""
    knowledge = assistant.knowledge
    messages = (ROOT / "tests" / "benchmarks" / "messages.txt").read_text(encoding="utf-8").splitlines()

    def read(model: IntentClassifier) -> list[Classification]:
        return [model.classify(model.parser.parse(message)) for message in messages]

    taught = learn([*knowledge.examples, ("appointment", "booking")], knowledge.lexicon)
    before, after = read(assistant.model), read(taught)
    assert sum(old.best != new.best for old, new in zip(before, after, strict=True)) <= 1
    changes = [abs(old.confidence - new.confidence) for old, new in zip(before, after, strict=True)]
    assert sum(changes) / len(changes) < 0.005, changes


def test_learning_separates_a_toy_set(matcher: IntentClassifier) -> None:
    assert [matcher.classify_text(text).best for text, _ in TOY] == [label for _, label in TOY]


def test_learning_is_deterministic(matcher: IntentClassifier) -> None:
    again = learn(TOY, LEXICON)
    assert again.labels == matcher.labels
    assert again.calibration == matcher.calibration
    assert (again.weights == matcher.weights).all()


def test_a_rare_intent_is_not_drowned_by_a_frequent_one() -> None:
    many = [(f"question {n} about cost", "cost") for n in range(30)]
    assert learn([*many, ("does it hurt", "pain")]).classify_text("does it hurt").best == "pain"


def test_without_an_example_nothing_can_be_learnt() -> None:
    with pytest.raises(ValueError, match="no example"):
        learn([])


def test_progress_is_told_from_the_first_step_to_the_last() -> None:
    told: list[tuple[str, int, int]] = []
    learn(TOY, progress=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert told[-1][1] == told[-1][2]
