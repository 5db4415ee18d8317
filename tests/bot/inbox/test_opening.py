"""The inbox that the settings name."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.inbox import InboxError, InboxReason, new_item, open_inbox
from bot.settings import load_settings


def test_opening_what_is_configured(tmp_path: Path) -> None:
    store = open_inbox(load_settings({"INBOX_URL": f"sqlite:///{tmp_path}/inbox.db", "INBOX_DAYS": 3}))
    item = new_item("old", InboxReason.DOUBTFUL)
    store.keep(replace(item, received=item.received - timedelta(days=4)))
    assert store.entries() == []
    store.close()


def test_opening_without_an_inbox() -> None:
    with pytest.raises(InboxError, match="no inbox is configured: set INBOX_URL"):
        open_inbox(load_settings())


def test_missing_packages_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bot.inbox.store", None)
    with pytest.raises(InboxError, match=r"INBOX_URL needs .*requirements-prod\.txt"):
        open_inbox(load_settings({"INBOX_URL": "sqlite:///inbox.db"}))
