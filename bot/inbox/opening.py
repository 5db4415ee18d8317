"""Open the inbox that the settings name, where its packages are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.inbox.errors import InboxError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.inbox.store import Store


def open_inbox(settings: Settings) -> Store:
    """Return the store at INBOX_URL; no connection is made yet.

    Raises InboxError where none is configured, its URL cannot be used, or packages are missing.
    """
    if settings.inbox_url is None:
        raise InboxError("no inbox is configured: set INBOX_URL, such as INBOX_URL=sqlite:///inbox.db")
    try:
        from bot.inbox.store import Store  # noqa: PLC0415 - it needs optional requirements
    except ImportError:
        raise InboxError("INBOX_URL needs further packages: pip install -r requirements-prod.txt") from None
    return Store(settings.inbox_url, settings.inbox_days)
