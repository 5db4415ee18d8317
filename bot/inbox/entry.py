"""What the inbox keeps of one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from bot.inbox.redaction import fit_to_keep


class Reason(StrEnum):
    """Why a question is kept."""

    UNANSWERED = "unanswered"  # nothing fitted
    DOUBTFUL = "doubtful"  # the bot asked "did you mean"
    WRONG = "wrong"  # the visitor said that the answer was wrong or no help


@dataclass(frozen=True, slots=True)
class Entry:
    """One question, without personal details and without a trace of who asked.

    `intent` is what was first offered, or what was judged; `comment` is what the visitor said about it. The day is all
    that is kept of the time (UTC). `id` is 0 until it is stored.
    """

    text: str
    reason: Reason
    intent: str
    comment: str
    knowledge: str
    received: date
    id: int = 0


def new_entry(text: str, reason: Reason, intent: str = "", comment: str = "", knowledge: str = "") -> Entry:
    """An entry of today; `text` and `comment` may be as the visitor typed them."""
    return Entry(fit_to_keep(text), reason, intent, fit_to_keep(comment), knowledge, datetime.now(UTC).date())
