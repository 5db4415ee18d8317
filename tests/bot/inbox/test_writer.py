"""Writing in the background: nothing waits for the database, and what can be kept is kept once it is there."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.inbox import InboxItem, InboxReason, Writer, new_item
from bot.inbox import writer as writing
from bot.inbox.store import Store
from tests.serving import ROOT, wait_for


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "RETRY_EVERY", 0.02)


@pytest.fixture
def store(inbox_url: str) -> Iterator[Store]:
    store = Store(inbox_url, 30)
    yield store
    store.close()


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Store]:
    """A store whose folder is not there yet: making it brings the database."""
    store = Store(f"sqlite:///{tmp_path}/later/inbox.db", 30)
    yield store
    store.close()


def come_back(tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()


def asked(text: str) -> InboxItem:
    return new_item(text, InboxReason.UNANSWERED)


def texts(store: Store) -> list[str]:
    return [entry.text for entry in store.entries()]


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_entries_are_written_in_order_by_the_time_it_is_closed(store: Store) -> None:
    writer = Writer(store)
    for number in range(30):
        writer.put(asked(str(number)))
    writer.close(30)
    assert texts(store) == [str(number) for number in range(30)]


def test_the_size_is_told_soon_after_an_entry_whoever_wrote_others_meanwhile(store: Store) -> None:
    sizes: list[int] = []
    writer = Writer(store, sizes.append)
    writer.put(asked("one"))
    wait_for(lambda: store.count() == 1, 20, "the entry")
    store.keep(asked("by another process"))
    wait_for(lambda: sizes[-1:] == [2], 20, "the size")
    writer.close(30)


def test_closing_what_never_began(store: Store) -> None:
    Writer(store).close()
    assert store.count() == 0


def test_closing_at_rest(store: Store) -> None:
    writer = Writer(store)
    writer.put(asked("one"))
    wait_for(lambda: store.count() == 1, 20, "the entry")
    before = threading.active_count()
    writer.close(30)
    assert threading.active_count() == before - 1


def test_a_look_starts_one_thread_that_deletes_what_has_expired(store: Store) -> None:
    sizes: list[int] = []
    store.keep(replace(asked("old"), received=datetime.now(UTC).date() - timedelta(days=31)))
    writer = Writer(store, sizes.append)
    before = threading.active_count()
    for _ in range(3):
        writer.keep_running()
    assert threading.active_count() == before + 1
    wait_for(lambda: sizes, 20, "the size")
    assert sizes == [0]
    writer.close(30)


def test_it_tidies_again_and_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "TIDY_EVERY", 0.05)
    sizes: list[int] = []
    writer = Writer(store, sizes.append)
    writer.keep_running()
    store.keep(asked("by somebody else"))
    wait_for(lambda: sizes and sizes[-1] == 1, 20, "the new size")
    store.set_aside([entry.id for entry in store.entries()])
    wait_for(lambda: sizes[-1] == 0, 20, "the size after an editor was there")
    writer.close(30)


def test_entries_wait_while_the_database_is_away(away: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    writer = Writer(away)
    for text in ("one", "two"):
        writer.put(asked(text))
    wait_for(lambda: events(caplog) == [writing._AWAY], 20, "a line in the log, and no more than one")
    come_back(tmp_path)
    wait_for(lambda: "the inbox is back" in events(caplog), 20, "the inbox in use again")
    writer.close(30)
    assert texts(away) == ["one", "two"]
    assert events(caplog) == [writing._AWAY, "the inbox is back"]


def test_nobody_waits_for_ever_at_the_end(away: Store, caplog: pytest.LogCaptureFixture) -> None:
    writer = Writer(away)
    writer.put(asked("lost"))
    wait_for(lambda: events(caplog), 20, "a line in the log")
    before = threading.active_count()
    writer.close(30)
    assert threading.active_count() == before - 1


def test_only_so_many_entries_wait(
    away: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_WAITING", 3)
    writer = Writer(away)
    writer.keep_running()
    wait_for(lambda: events(caplog), 20, "the thread at its first try")
    for number in range(6):
        writer.put(asked(str(number)))
    assert events(caplog) == [writing._AWAY, writing._LOST]
    come_back(tmp_path)
    wait_for(lambda: "the inbox is back" in events(caplog), 20, "the inbox in use again")
    wait_for(lambda: len(texts(away)) == 3, 20, "what waited")
    writer.put(asked("new"))
    writer.close(30)
    assert texts(away) == ["0", "1", "2", "new"]


def test_a_full_inbox_takes_no_more_until_an_editor_was_there(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_KEPT", 2)
    writer = Writer(store)
    for number in range(4):
        writer.put(asked(str(number)))
    wait_for(lambda: writing._FULL in events(caplog), 20, "a line in the log")
    wait_for(writer._waiting.empty, 20, "all entries seen")
    assert events(caplog) == [writing._FULL]
    store.set_aside([store.entries()[0].id])
    writer.put(asked("new"))
    writer.close(30)
    assert texts(store) == ["1", "new"]


def test_an_entry_that_cannot_be_kept_is_said_without_a_word_of_it(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    writer = Writer(store)
    writer.put(replace(asked("zyxquarkmark"), received=None))  # type: ignore[arg-type]
    writer.put(asked("next"))
    writer.close(30)
    assert texts(store) == ["next"]
    assert events(caplog) == ["an entry could not be kept"]
    assert "zyxquarkmark" not in str([record.__dict__ for record in caplog.records])


def test_whatever_goes_wrong_the_next_entry_is_written(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_size: int) -> None:
        raise MemoryError

    writer = Writer(store, fail)
    writer.put(asked("one"))
    writer.put(asked("two"))
    writer.close(30)
    assert texts(store) == ["one", "two"]
    assert events(caplog) == ["an entry could not be kept"]


def test_a_process_that_ends_has_written_everything(store: Store, inbox_url: str) -> None:
    script = """
import sys
from bot.inbox import InboxReason, Writer, new_item
from bot.inbox.store import Store
writer = Writer(Store(sys.argv[1], 30))
for number in range(20):
    writer.put(new_item(str(number), InboxReason.UNANSWERED))
"""
    subprocess.run([sys.executable, "-c", script, inbox_url], cwd=ROOT, check=True)
    assert len(texts(store)) == 20
