"""What the inbox keeps of one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from bot.inbox.redaction import fit_to_keep


class InboxReason(StrEnum):
    """Why a question is kept."""

    UNANSWERED = "unanswered"  # nothing fitted
    DOUBTFUL = "doubtful"  # the bot asked "did you mean", or was not sure
    WRONG = "wrong"  # the visitor rated the reply down
    REJECTED = "rejected"  # the visitor said that this was not the question
    REPEATED = "repeated"  # the visitor asked the same in other words


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One question, without personal details and without a trace of who asked.

    `kind` is that of the reply, `intent` what was answered or first offered; `comment` is what the visitor said about
    it. The day is all that is kept of the time (UTC). `mark` is what its visitor alone can take it back by, that day.
    `id` is 0 until it is stored.
    """

    text: str
    reason: InboxReason
    intent: str
    comment: str
    knowledge: str
    received: date
    kind: str = ""
    mark: str = ""
    id: int = 0


def new_item(text: str, reason: InboxReason, intent: str = "", *, comment: str = "", knowledge: str = "") -> InboxItem:
    """Return an item of today; `text` and `comment` may be as the visitor typed them."""
    today = datetime.now(UTC).date()
    return InboxItem(fit_to_keep(text), reason, intent, fit_to_keep(comment), knowledge, today)
