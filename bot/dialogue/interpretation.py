"""What one question is taken to mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content import Intent
from bot.dialogue.reasons import Reason
from bot.nlu.utterance import Utterance


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question's intent, the next best ones in order, and the shares of the likeliest.

    `topics` are those that it names; `is_certain` says that nothing had to be ranked, as for a phrase of the clinic's
    own; `reason` is set where another rule than the ranking chose the intent. Policy adds the `missing` words and the
    `sureness`, 0 to 1, of the intent.
    """

    utterance: Utterance
    intent: Intent
    confidence: float
    others: tuple[Intent, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    is_certain: bool = False
    reason: Reason | None = None
    missing: tuple[str, ...] = ()
    sureness: float = 0.0
