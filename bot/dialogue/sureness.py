"""How sure an answer is: the confidence in it, and what speaks for and against it in the message and around it."""

from __future__ import annotations

import math
from dataclasses import dataclass

# What each piece of evidence adds to the log-odds that the answer is right: a logistic curve (Platt, 1999), learnt from
# labelled questions and from messages about other matters by `tools/learn_sureness.py`.
WEIGHTS = {
    "offset": -1.37,
    "confidence": 0.93,  # for each unit of the confidence's log-odds
    "missing": -0.32,  # for each wholly strange word
    "missing_share": -2.77,  # where all that the words tell is strange
    "length": 1.03,  # for each unit of the logarithm of the number of words: a story has strange words of its own
    "no_topic": -0.45,  # of the clinic's is named
    "handoffs": -1.29,  # for the whole of the likelihood
    "no_alarm": 0.37,  # for each unit of the log-odds that it tells of no emergency
}
SUREST = 0.999


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an answer.

    `confidence` is the classifier's, 0 to 1; `missing` how much the words tell that the answer's texts do not speak of,
    `missing_share` which share of all that they tell that is, 0 to 1, and `n_words` how many words there are;
    `names_topic` whether a topic of the clinic's is named; `handoffs` the share of the likelihood, 0 to 1, that
    questions have which people answer; `alarm` how likely, 0 to 1, the message tells of an emergency.
    """

    confidence: float
    missing: float
    missing_share: float
    n_words: int
    names_topic: bool
    handoffs: float
    alarm: float


def inputs(evidence: Evidence) -> dict[str, float]:
    """Return what each of WEIGHTS is multiplied by."""
    return {
        "offset": 1.0,
        "confidence": _log_odds(evidence.confidence),
        "missing": evidence.missing,
        "missing_share": evidence.missing_share,
        "length": math.log(max(1, evidence.n_words)),
        "no_topic": float(not evidence.names_topic),
        "handoffs": evidence.handoffs,
        "no_alarm": -_log_odds(evidence.alarm),
    }


def contributions(evidence: Evidence) -> dict[str, float]:
    """Return what each piece of evidence adds to the log-odds that the answer is right."""
    return {name: WEIGHTS[name] * given for name, given in inputs(evidence).items()}


def sureness(evidence: Evidence) -> float:
    """Return the likelihood, 0 to 1, that the answer is right."""
    return 1 / (1 + math.exp(-sum(contributions(evidence).values())))


def odds(chance: float) -> float:
    """Return how many times likelier something with this `chance`, 0 to 1, is than not; it is never quite sure."""
    bounded = min(SUREST, max(1 - SUREST, chance))
    return bounded / (1 - bounded)


def _log_odds(chance: float) -> float:
    return math.log(odds(chance))
