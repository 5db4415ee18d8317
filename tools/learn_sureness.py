"""Learn how sure an answer is from labelled questions: the weights in `bot/dialogue/sureness.py`.

    python -m tools.learn_sureness --clinic intents LABELLED.jsonl... --clinic tests/data/ear/clinic LABELLED.jsonl...

Each line of a file is {"q": "…", "intents": […]} or {"turns": ["…", "…"], "intents": […]}: the answers of that clinic
that are right, none where its texts do not answer the message; or what `tools.measure` takes. The clinic's bot reads
them several times: as it is, and with as few utterance examples an intent as a new clinic has. Prints the weights, and
how well they part right answers from wrong ones, cross-validated.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.content import Knowledge, load_intents
from bot.dialogue import Bot
from bot.dialogue.state import DialogueState, Tokens
from bot.dialogue.sureness import WEIGHTS, Evidence, inputs
from bot.errors import BotError
from bot.nlu import learn
from bot.triage import EmergencyDetector
from tools.console import errors_in_one_line
from tools.labelled import Question, read_questions

EXAMPLES = (10_000, 12, 5, 3)  # the most utterance examples that an intent keeps, for each of the bots
PENALTY = 1.0
FOLDS = 10

Floats = NDArray[np.float64]
Row = tuple[str, Evidence, bool]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clinic", nargs="+", action="append", type=Path, required=True, metavar="FOLDER FILE...")
    options = parser.parse_args(arguments)
    with errors_in_one_line():
        learn_from([_clinic(folder, files) for folder, *files in options.clinic])


def learn_from(clinics: Sequence[tuple[Knowledge, Sequence[Question]]]) -> None:
    """Learn from clinics with questions to each, and print the weights and how well they do.

    Raises BotError where no answer is right, or none is wrong.
    """
    bots = ((_bot(knowledge, most), questions) for knowledge, questions in clinics for most in EXAMPLES)
    rows = [row for bot, questions in bots for row in _rows(bot, questions)]
    given = np.array([[*inputs(evidence).values()] for _, evidence, _ in rows])
    right = np.array([is_right for *_, is_right in rows], dtype=np.float64)
    if not 0 < right.sum() < len(rows):
        raise BotError(f"of {len(rows)} answers {right.sum():.0f} are right: give questions of both kinds")
    for name, weight in zip(WEIGHTS, _fit(given, right), strict=True):
        print(f'"{name}": {weight:.2f},')
    print(f"{len(rows)} answers, {right.mean():.0%} right; {_parted(rows, given, right):.1%} of pairs told apart")


def _clinic(folder: Path, files: Sequence[Path]) -> tuple[Knowledge, list[Question]]:
    knowledge = load_intents(folder)
    return knowledge, read_questions(files, knowledge)


def _bot(knowledge: Knowledge, most: int) -> Bot:
    """Return the bot with at most so many utterance examples an intent."""
    intents = {i.id: replace(i, examples=i.examples[:most]) for i in knowledge.intents.values()}
    fewer = replace(knowledge, intents=intents)
    model = learn([(text, i.id) for i in intents.values() for text in i.utterances], knowledge.lexicon)
    return Bot(fewer, model, EmergencyDetector.load(), Tokens())


def _rows(bot: Bot, questions: Sequence[Question]) -> Iterator[Row]:
    """Yield each answer that `bot` takes a message to ask for: the message, the evidence, whether it is right."""
    for question in questions:
        *before, message = question.messages
        state = bot.read_conversation(bot.last_reply(before).conversation) if before else DialogueState()
        for part, evidence in bot.evidence(message, state):
            yield message, evidence, any(part.intent.id in right for right in question.right)


def _fit(given: Floats, right: Floats) -> Floats:
    def loss(weights: Floats) -> tuple[float, Floats]:
        log_odds = given @ weights
        off = 1 / (1 + np.exp(-log_odds)) - right
        value = np.logaddexp(0, log_odds).sum() - right @ log_odds + PENALTY / 2 * weights[1:] @ weights[1:]
        return float(value), given.T @ off + PENALTY * np.append(0, weights[1:])

    fitted: Floats = minimize(loss, np.zeros(given.shape[1]), jac=True).x
    return fitted


def _parted(rows: Sequence[Row], given: Floats, right: Floats) -> float:
    """Return the share of pairs of a right and a wrong answer in which the right one is surer, on messages held out."""
    numbers = {message: number for number, message in enumerate(dict.fromkeys(message for message, *_ in rows))}
    fold = np.random.default_rng(0).permutation(len(numbers))[[numbers[message] for message, *_ in rows]] % FOLDS
    sureness = np.zeros(len(rows))
    for part in range(FOLDS):
        out = fold == part
        sureness[out] = given[out] @ _fit(given[~out], right[~out])
    pairs = sureness[right == 1][:, None] - sureness[right == 0]
    return float((pairs > 0).mean())


if __name__ == "__main__":
    main()
