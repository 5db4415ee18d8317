"""What a system must offer to be measured, and which ones are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

Example = tuple[str, str]


class System(Protocol):
    """A system that has learnt from examples. `threshold` is the score below which it declines, None where it has none
    of its own."""

    threshold: float | None

    def best(self, text: str) -> tuple[str, float]:
        """The label that `text` most likely has, and a score that is the higher, the surer that is."""

    def top3(self, text: str) -> tuple[str, ...]:
        """The first three labels, best first."""


class Learn(Protocol):
    """How a system comes about."""

    def __call__(self, examples: Sequence[Example], /) -> System:
        """Learn from (text, label) pairs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A system as the page names it, the function that learns (`module:name`), and what is to be known about it."""

    name: str
    learn: str
    about: str


_HERE = "tests.benchmarks.systems"
OURS = Entry(
    "Caveat", f"{_HERE}.caveat:learn", "the matcher that answers visitors, as `python -m bot benchmark` runs it"
)
SYSTEMS = (
    OURS,
    Entry(
        "RapidFuzz WRatio",
        f"{_HERE}.nearest_string:learn_wratio",
        "`process.extractOne` over all phrases; capitals and punctuation are taken out beforehand",
    ),
    Entry(
        "RapidFuzz token_set_ratio",
        f"{_HERE}.nearest_string:learn_token_set_ratio",
        "the same with the scorer that compares sets of words",
    ),
    Entry(
        "Linear SVM on TF-IDF",
        f"{_HERE}.linear_svm:learn",
        "scikit-learn: words, pairs of words and pieces of two to five letters; its score is the largest margin",
    ),
    Entry(
        "MiniLM embeddings",
        f"{_HERE}.sentence_embeddings:learn",
        "`all-MiniLM-L6-v2` on the processor, nearest phrase; its score is the cosine",
    ),
)


def distinct(labels: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The first `count` labels in their order, each once."""
    return tuple(islice(dict.fromkeys(labels), count))
