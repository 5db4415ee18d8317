"""Switch each rule and constant of the dialogue off in turn, and print what it buys: `python -m tools.ablate --help`.

That is counted on a clinic's question cases, and for the sample clinic on the labelled messages in `tests/data/voices`,
too. A rule that buys nothing there, and that no test notices when it is off, should go.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.dialogue import Bot
from bot.dialogue.state import Tokens
from bot.dialogue.sureness import WEIGHTS
from bot.evaluation.cases import Case, case_files, read_cases
from bot.evaluation.judging import Examiner, Verdict
from tools.console import errors_in_one_line
from tools.labelled import Question, read_questions
from tools.measure import KINDS, STRANGE, judge

ROOT = Path(__file__).parents[1]
INTENTS = ROOT / "intents"
WITHOUT = "CAVEAT_WITHOUT"  # the environment variable that names the rule which tests/conftest.py switches off
TESTS = ("tests/bot/dialogue", "tests/bot/evaluation/test_second_clinic.py")
WIDTH, N_LISTED = 44, 2  # of the report: characters of a rule's name, and tests that are named
NEVER = 10_000  # more than any message has of anything

# Each rule by its module in bot/dialogue and its name there, with the value in which it changes nothing.
RULES: Mapping[str, Any] = {
    "bot.ELLIPTICAL": {},
    "choice.chosen": lambda *_: None,
    "counterparts.Counterparts._label_map": lambda *_: {},
    "counterparts.DESCRIBED": float("inf"),
    "interpreter.COMPARING": frozenset(),
    "interpreter.PLAIN_QUESTION": 2.0,
    "interpreter.Interpreter._lacking": lambda _, found, *__: found,
    "interpreter.Interpreter._redirected": lambda _, found, *__: found,
    "language.FARTHER": 0.0,
    "language.MIN_WORDS": 0,
    "missing.EVERYDAY": 9.0,
    "missing.MAX_NAMED": NEVER,
    "missing.NAMED": 0.0,
    "missing.RARE": 5.999,  # as good as missing.COMMON: a word is telling or it is not
    "policy.ANSWER_AT": 0.0,
    "policy.CAUTIOUS_AT": 0.0,
    "policy.FOREIGN": 0.0,
    "policy.HANDOFF_LEAD": 0.0,
    "policy.MAX_FAILURES": NEVER,
    "policy.MAX_PARTS": NEVER,
    "policy.OFFER_AT": 0.0,
    "policy.OTHER_AT": 0.0,
    "policy.TALK_AT": 0.0,
    "policy.Policy._doubt": lambda *_: None,
    "policy.Policy._has_no_question": lambda *_: False,
    "priors.ASKED_BEFORE": 0.0,
    "priors.CONTENT_WORD": 9.0,
    "priors.FOLLOW_UP": 1.0,
    "priors.FOLLOW_UP_LESS": 1.0,
    "priors.OFFERED": 1.0,
    "priors.OFF_TOPIC": 1.0,
    "priors.OTHER_TOPIC": 1.0,
    "priors.SELF_CONTAINED": NEVER,
    "responses.MAX_CHOICES": NEVER,
    "segmentation.ASKED": 0.0,
    "segmentation.ASKING": frozenset(),
    "segmentation.INVERTED": frozenset(),
    "segmentation.MAX_ASKED": NEVER,
    "segmentation.MAX_LISTED": NEVER,
    "segmentation.MOST_CLAUSES": NEVER,
    "segmentation.ONE_MATTER": 0.0,
    "segmentation.TOLD": 0.0,
    **{f"sureness.WEIGHTS.{name}": 0.0 for name in WEIGHTS if name not in ("offset", "confidence")},
    "topics.Topics.is_only_a_name": lambda *_: False,
    "topics.Topics.without_denied": lambda _, utterance: utterance,
}


@contextmanager
def switched_off(rule: str) -> Iterator[None]:
    """Put the neutral value of `rule` in its place until the block ends, in every module that holds it by its name."""
    room, *path, name = rule.split(".")
    owner: Any = import_module(f"bot.dialogue.{room}")
    for part in path:
        owner = getattr(owner, part)
    if isinstance(owner, dict):
        with patch.dict(owner, {name: RULES[rule]}):
            yield
        return
    value = getattr(owner, name)
    holders = [owner] if path else [module for module in _modules() if vars(module).get(name) is value]
    for holder in holders:
        setattr(holder, name, RULES[rule])
    try:
        yield
    finally:
        for holder in holders:
            setattr(holder, name, value)


def _modules() -> list[Any]:
    return [module for name, module in sys.modules.items() if name.startswith("bot.")]


def verdicts(bot: Bot, cases: Sequence[Case], questions: Sequence[Question]) -> Counter[Verdict]:
    """Return how many of `cases` and `questions` go right, wrong or unanswered.

    The bot is built anew, nothing is learnt anew.
    """
    fresh = Bot(bot.knowledge, bot.model, bot.detector, Tokens())
    counts = Counter(outcome.verdict for outcome in Examiner(fresh).examine(cases))
    return counts + Counter(_verdict(judge(fresh, question)) for question in questions)


def _verdict(judged: str) -> Verdict:
    """Return as a verdict what `tools.measure` says of a message; what no text answers is right if it is declined."""
    kind, _, became = judged.partition(": ")
    if became == "right" or (kind in STRANGE.values() and became not in ("answered", "urgent")):
        return Verdict.RIGHT
    return Verdict.DECLINED if became in ("offered", "declined") else Verdict.WRONG


def failing_tests(rule: str | None) -> set[str]:
    """Return the names of the tests of the dialogue that fail without `rule`; without None, those that fail anyway."""
    environment = {**os.environ, WITHOUT: rule or ""}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=no", "-rfE", *TESTS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return set(re.findall(r"^(?:FAILED|ERROR) \S+?::(\w+)", done.stdout, re.MULTILINE))


def report(
    bot: Bot, cases: Sequence[Case], questions: Sequence[Question], rules: Sequence[str], with_tests: bool
) -> Iterator[str]:
    """Yield a Markdown table: what the bot gets right, wrong and unanswered by having each rule, and who notices."""
    base = verdicts(bot, cases, questions)
    failing = failing_tests(None) if with_tests else set()
    yield f"{len(cases) + len(questions)} messages: " + ", ".join(f"{base[verdict]} {verdict}" for verdict in Verdict)
    yield (
        f"\n| {'what each rule buys':{WIDTH}} |" + "".join(f" {verdict:>8} |" for verdict in Verdict) + " noticed by |"
    )
    yield f"|{'-' * (WIDTH + 2)}|" + "---------:|" * len(Verdict) + "---|"
    for rule in rules:
        with ThreadPoolExecutor() as aside:  # the tests are a process of their own, and take another processor
            tested = aside.submit(failing_tests, rule) if with_tests else None
            with switched_off(rule):
                without = verdicts(bot, cases, questions)
        noticed = _listed(tested.result() - failing) if tested else "not tried"
        bought = "".join(f" {base[verdict] - without[verdict]:>+8} |" for verdict in Verdict)
        yield f"| {f'`{rule}`':{WIDTH}} |{bought} {noticed} |"


def _listed(tests: set[str]) -> str:
    names = [f"`{name}`" for name in sorted(tests)]
    more = [f"{len(names) - N_LISTED} more"] if len(names) > N_LISTED else []
    return ", ".join([*names[:N_LISTED], *more]) or "no test"


def main() -> None:
    """Read the command line and print the report, line by line as it comes."""
    parser = argparse.ArgumentParser(prog="python -m tools.ablate", description=__doc__)
    parser.add_argument("rules", nargs="*", metavar="RULE", help="such as priors.FOLLOW_UP; default all")
    parser.add_argument("--intents", type=Path, default=INTENTS, metavar="DIR")
    parser.add_argument("--tests", action="store_true", help="also say which tests fail without it, which takes long")
    options = parser.parse_args()
    if unknown := set(options.rules) - set(RULES):
        parser.error(f"no such rule: {', '.join(sorted(unknown))}; there are {', '.join(RULES)}")
    with errors_in_one_line():
        bot, cases = Bot.load(options.intents), read_cases(case_files([], options.intents))
        voices = sorted((ROOT / "tests" / "data" / "voices").glob("*.jsonl")) if options.intents == INTENTS else []
        questions = read_questions(voices, bot.knowledge, KINDS)
        for line in report(bot, cases, questions, options.rules or list(RULES), options.tests):
            print(line, flush=True)


if __name__ == "__main__":
    main()
