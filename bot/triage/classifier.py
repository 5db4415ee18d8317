"""The emergency classifier: how likely a message is an emergency, by weights that were learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, fsum, sqrt
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.errors import BotError

Feature = tuple[str, str]
"""A feature's kind and name."""
Floats = NDArray[np.float32]

WEIGHTS = {"word": 1.0, "modifier": 1.0, "rule": 1.5, "after": 3.0, "silenced": 1.0, "told": 1.0}
"""How much each kind of feature counts; of a kind, the square root of their number divides it.

`after` is a rule that matches where a treatment is told of, `silenced` one whose triggers stand there unheard, and
`told` a word group that silences nothing but tells how recent, grave or lasting a thing is, and whose it is.
"""

FILE = "classifier.npz"
_FEWEST = 4
"""So many features of a kind at least are thought to share its weight, so that one alone does not decide."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """A logistic regression over the features of a message and the direction of its words."""

    weights: Mapping[Feature, float]
    direction: Floats
    """The weights of the word vector's numbers."""
    bias: float
    urgent_at: float
    """The likelihood from which a message is urgent."""
    advice_at: float
    """The likelihood from which advice stands beside the reply."""
    fingerprint: str
    """Names the features that the weights were learnt of: those of `Reader.fingerprint`."""

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        """Read what `tools.learn_triage` wrote into `folder`. Raises BotError where there is none."""
        path = folder / FILE
        try:
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                names = (line.partition("\t") for line in file["names"].tobytes().decode().split("\n"))
                features = [(kind, name) for kind, _, name in names]
                weights = dict(zip(features, file["weights"].astype(float).tolist(), strict=True))
                bias, urgent_at, advice_at = file["numbers"].tolist()
                fingerprint = file["fingerprint"].tobytes().decode()
                return cls(weights, file["direction"].astype(np.float32), bias, urgent_at, advice_at, fingerprint)
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
            raise BotError(f"{path}: cannot be read ({error}): run python -m tools.learn_triage") from None

    def save(self, folder: Path) -> None:
        """Write what `load` reads."""
        names = "\n".join("\t".join(feature) for feature in self.weights).encode()
        arrays: dict[str, Any] = {
            "names": np.frombuffer(names, np.uint8),
            "weights": np.array(list(self.weights.values()), np.float16),
            "direction": self.direction.astype(np.float16),
            "numbers": np.array([self.bias, self.urgent_at, self.advice_at]),
            "fingerprint": np.frombuffer(self.fingerprint.encode(), np.uint8),
        }
        np.savez_compressed(folder / FILE, **arrays)

    def likelihood(self, features: Iterable[Feature], vector: Floats) -> float:
        """Say how likely a message with these features and this word vector is an emergency, from 0 to 1."""
        parts = [self.weights[feature] * value for feature, value in scaled(features, self.weights).items()]
        score = fsum((self.bias, float(self.direction @ vector), *parts))  # exact, so that a set's order is no matter
        return 1 / (1 + exp(-max(min(score, 30.0), -30.0)))

    def telling(self, features: Iterable[Feature], most: int = 5) -> list[str]:
        """Name the features that speak most for an emergency, the strongest first."""
        parts = {one: self.weights[one] * value for one, value in scaled(features, self.weights).items()}
        return [f"{kind} '{name}'" for kind, name in sorted(parts, key=lambda one: (-parts[one], one))[:most]]


def scaled(features: Iterable[Feature], known: Mapping[Feature, object]) -> dict[Feature, float]:
    """Give each known feature its value: the weight of its kind, divided by the root of how many there are of it."""
    found = [feature for feature in features if feature in known]
    counts = Counter([kind for kind, _ in found])
    values = {kind: WEIGHTS[kind] / sqrt(max(count, _FEWEST)) for kind, count in counts.items()}
    return {feature: values[feature[0]] for feature in found}
