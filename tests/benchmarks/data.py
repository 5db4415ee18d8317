"""What is measured on: public intent-detection data, which the project does not carry, and the shipped intents."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.benchmark import read_rows
from bot.content import load_intents
from bot.errors import BotError
from bot.evaluation.benchmark import labelled
from tests.benchmarks.sources import place
from tests.benchmarks.systems.system import Example
from tests.serving import ROOT

SETTING = "CAVEAT_BENCHMARKS"
MESSAGES = Path(__file__).with_name("messages.txt")


@dataclass(frozen=True, slots=True)
class DataSet:
    """What is learnt from, labels' names as phrases included, of which `phrases` are the data's own; and the messages
    with their labels, "" being out of scope."""

    name: str
    examples: tuple[Example, ...]
    phrases: int
    messages: tuple[Example, ...]

    @property
    def texts(self) -> list[str]:
        """The messages alone."""
        return [text for text, _ in self.messages]

    @property
    def labels(self) -> list[str]:
        """What the messages should get."""
        return [label for _, label in self.messages]

    @property
    def intents(self) -> int:
        """How many labels there are to choose from."""
        return len({label for _, label in self.examples})

    @property
    def strange(self) -> int:
        """How many messages belong to no label."""
        return self.labels.count("")


def find_folder(given: Path | None) -> Path | None:
    """Where the data lie: the folder given, else the one that the setting names, else one nearby; None without any."""
    named = given or (Path(os.environ[SETTING]) if os.environ.get(SETTING) else None)
    nearby = (near for near in sorted(ROOT.parent.glob("*/benchmarks")) if pairs(near))
    return named or next(nearby, None)


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    """TRAIN and TEST files in `folder`: NAME-train.csv with the -test.csv or -dev.csv of the same name, or else of the
    longest name that NAME begins with ("banking77-10shot" and "banking77")."""
    found = []
    for train in folder.glob("*-train.csv"):
        name = train.name.removesuffix("-train.csv")
        begins = {path: re.fullmatch(r"(.+)-(?:test|dev)\.csv", path.name) for path in folder.glob("*.csv")}
        tests = [path for path, match in begins.items() if match and f"{name}-".startswith(f"{match[1]}-")]
        if tests:
            found.append((train, max(tests, key=lambda path: (len(path.name.rsplit("-", 1)[0]), path.name))))
    return sorted(found, key=lambda pair: place(pair[0].name))


def load(train: Path, test: Path) -> DataSet:
    """Read a pair of files. Raises BotError, naming the file, where one is not fit."""
    examples, names = labelled(read_rows(train))
    messages = read_rows(test)
    if len(messages) < 2:
        raise BotError(f"{test}:2: has one row: give at least two")
    name = train.stem.removesuffix("-train")
    return DataSet(name, (*examples, *names), len(examples), tuple(messages))


def shipped() -> DataSet:
    """The bot's own phrases, and messages as visitors send them, whose labels nobody has noted."""
    intents = load_intents(ROOT / "intents").intents.values()
    examples = tuple((text, intent.id) for intent in intents for text in intent.utterances)
    lines = MESSAGES.read_text(encoding="utf-8").splitlines()
    return DataSet("shipped intents", examples, len(examples), tuple((line, "") for line in lines if line))


def tenth(data: DataSet) -> DataSet:
    """The same with every tenth example of each label, the first included."""
    return DataSet(
        data.name, _every_tenth(data.examples), len(_every_tenth(data.examples[: data.phrases])), data.messages
    )


def _every_tenth(examples: Sequence[Example]) -> tuple[Example, ...]:
    seen: Counter[str] = Counter()
    kept = []
    for text, label in examples:
        if seen[label] % 10 == 0:
            kept.append((text, label))
        seen[label] += 1
    return tuple(kept)
