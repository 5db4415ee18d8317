"""What can go wrong with the inbox."""

from __future__ import annotations

from bot.errors import BotError


class InboxError(BotError):
    """Something about the inbox that its user can mend."""


class InboxAwayError(InboxError):
    """The database cannot be reached or written to at the moment; trying again later may help."""
