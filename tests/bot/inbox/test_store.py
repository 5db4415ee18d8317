"""The inbox's database, SQLite and PostgreSQL alike: what is kept, how long, and that what is deleted is gone."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.inbox import InboxAwayError, InboxError, InboxItem, InboxReason, new_item
from bot.inbox.store import Store
from tests.production.parts import Part, new_database

DAYS = 30
SECRET = "zyxquarkmark"


@pytest.fixture
def store(inbox_url: str) -> Iterator[Store]:
    store = Store(inbox_url, DAYS)
    yield store
    store.close()


def today() -> date:
    return datetime.now(UTC).date()


def old(days: int) -> InboxItem:
    return replace(new_item("old", InboxReason.DOUBTFUL), received=today() - timedelta(days=days))


def test_an_entry_comes_back_as_it_was_kept(store: Store) -> None:
    entry = InboxItem(
        "tiché? 你好 'quoted' \"twice\" %s ; --", InboxReason.WRONG, "price", "no it's not", "abc123", today()
    )
    store.keep(entry)
    [kept] = store.entries()
    assert kept == replace(entry, id=kept.id)
    assert kept.id > 0


def test_entries_come_oldest_first_and_are_counted(store: Store) -> None:
    for text in ("first", "second", "third"):
        store.keep(new_item(text, InboxReason.UNANSWERED))
    assert [entry.text for entry in store.entries()] == ["first", "second", "third"]
    assert store.count() == 3


@pytest.mark.slow
def test_a_database_without_an_encoding_keeps_every_letter(database_server: Part) -> None:
    """As PostgreSQL makes it on a machine that has no locale."""
    store = Store(new_database(database_server, "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'"), DAYS)
    store.keep(new_item("tiché? 你好", InboxReason.UNANSWERED))
    assert [entry.text for entry in store.entries()] == ["tiché? 你好"]
    store.close()


def test_an_empty_inbox(store: Store) -> None:
    assert store.entries() == []
    assert store.count() == store.expire() == store.set_aside([]) == 0


def test_only_what_is_named_is_removed_and_no_number_is_given_twice(store: Store) -> None:
    for text in ("a", "b", "c"):
        store.keep(new_item(text, InboxReason.UNANSWERED))
    first, _, last = (entry.id for entry in store.entries())
    assert store.set_aside([first, last, 999_999]) == 2
    store.keep(new_item("d", InboxReason.UNANSWERED))
    assert [entry.text for entry in store.entries()] == ["b", "d"]
    assert store.entries()[-1].id > last


def test_what_is_set_aside_can_be_restored_until_the_next_day(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("a", "b"):
        store.keep(new_item(text, InboxReason.UNANSWERED))
    first, second = (entry.id for entry in store.entries())
    assert store.set_aside([first, second]) == 2
    assert store.set_aside([first]) == store.count() == store.expire() == 0
    assert store.restore([first]) == 1
    assert [entry.text for entry in store.entries()] == ["a"]
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr("bot.inbox.store._today", lambda: tomorrow)
    assert store.expire() == 1
    assert store.restore([first, second]) == 0


def test_what_has_a_mark_can_be_taken_back_by_it_until_the_next_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for mark in ("a", "b", ""):
        store.keep(replace(new_item("same", InboxReason.WRONG), mark=mark))
    assert store.take_back("a") == 1
    assert [entry.mark for entry in store.entries()] == ["b", ""]
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr("bot.inbox.store._today", lambda: tomorrow)
    assert store.expire() == 1
    assert store.take_back("b") == 0
    assert [entry.mark for entry in store.entries()] == ["", ""]


def test_a_table_of_an_older_version_is_brought_up_to_this_one(inbox_url: str) -> None:
    old_store = Store(inbox_url, DAYS)
    old_store.keep(new_item("kept before", InboxReason.UNANSWERED))
    with old_store._engine.begin() as connection:
        for column in ("kind", "set_aside", "mark"):
            connection.exec_driver_sql(f"ALTER TABLE inbox_entries DROP COLUMN {column}")
    old_store.close()
    store = Store(inbox_url, DAYS)
    store.keep(replace(new_item("kept after", InboxReason.WRONG), kind="handoff"))
    assert [(entry.text, entry.kind) for entry in store.entries()] == [("kept before", ""), ("kept after", "handoff")]
    store.close()


def test_what_is_too_old_is_neither_shown_nor_kept(store: Store) -> None:
    for entry in (old(DAYS + 1), old(DAYS), old(0)):
        store.keep(entry)
    assert [entry.received for entry in store.entries()] == [today() - timedelta(days=DAYS), today()]
    assert store.expire() == 1
    assert store.count() == 2


def test_thousands_are_removed_at_once(store: Store) -> None:
    for number in range(50):
        store.keep(new_item(str(number), InboxReason.UNANSWERED))
    assert store.set_aside(range(20_000)) == 50


def test_two_processes_may_begin_at_the_same_moment(inbox_url: str) -> None:
    stores = [Store(inbox_url, DAYS) for _ in range(6)]
    failures: list[Exception] = []

    def begin(store: Store) -> None:
        for _ in range(20):  # where the database is busy, the writer tries again
            try:
                store.keep(new_item("hello", InboxReason.UNANSWERED))
                return
            except InboxAwayError as error:
                failures.append(error)

    threads = [threading.Thread(target=begin, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].count() == 6, failures
    for store in stores:
        store.close()


def test_an_entry_that_does_not_fit_is_refused_and_harms_no_other(store: Store) -> None:
    store.keep(new_item("fits", InboxReason.UNANSWERED))
    with pytest.raises(InboxError, match="does not take this entry") as refused:
        store.keep(replace(new_item(SECRET, InboxReason.UNANSWERED), received=None))  # type: ignore[arg-type]
    assert SECRET not in str(refused.value)
    assert not isinstance(refused.value, InboxAwayError)
    assert store.count() == 1


def test_a_table_that_is_gone_is_made_again(store: Store, inbox_url: str) -> None:
    """As after a back-up was brought back, or somebody emptied the database by hand."""
    store.keep(new_item("before", InboxReason.UNANSWERED))
    drop_table(inbox_url)
    with pytest.raises(InboxAwayError):
        store.count()
    store.keep(new_item("after", InboxReason.UNANSWERED))
    assert [entry.text for entry in store.entries()] == ["after"]


def drop_table(url: str) -> None:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute("DROP TABLE inbox_entries")
        connection.commit()
        connection.close()
    else:
        with psycopg.connect(url) as link:
            link.execute("DROP TABLE inbox_entries")


def test_sqlite_overwrites_what_expires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(f"sqlite:///{tmp_path}/inbox.db", DAYS)
    store.keep(new_item(f"{SECRET} " * 40, InboxReason.UNANSWERED))
    store.keep(new_item("stays", InboxReason.UNANSWERED))
    assert any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
    store.set_aside([store.entries()[0].id])
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr("bot.inbox.store._today", lambda: tomorrow)
    assert store.expire() == 1
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
    assert store.count() == 1
    store.close()


def test_sqlite_keeps_its_file_from_other_users(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/inbox.db", DAYS)
    store.keep(new_item("private", InboxReason.UNANSWERED))
    files = list(tmp_path.iterdir())
    assert len(files) > 1  # its log is beside it
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    store.close()


def test_sqlite_waits_only_so_long_for_another_that_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox.store.WAIT", 0.1)
    store = Store(f"sqlite:///{tmp_path}/inbox.db", DAYS)
    store.keep(new_item("before", InboxReason.UNANSWERED))
    other = sqlite3.connect(tmp_path / "inbox.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InboxAwayError, match="database is locked"):
        store.keep(new_item("meanwhile", InboxReason.UNANSWERED))
    assert store.count() == 1  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    store.keep(new_item("after", InboxReason.UNANSWERED))
    assert store.count() == 2
    store.close()


@pytest.mark.parametrize(
    ("place", "said"),
    [("sqlite:////nowhere/inbox.db", "unable to open database file"), ("postgresql://u@127.0.0.1:1/x", "onnection")],
)
def test_a_database_that_is_away(place: str, said: str) -> None:
    store = Store(place, DAYS)
    with pytest.raises(InboxAwayError, match=f"cannot be used at the moment: .*{said}") as away:
        store.count()
    assert "\n" not in str(away.value)
    store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
        ("sqlite:/inbox.db", "Could not parse"),
        ("postgresql://u:secret@host:port/name", "invalid literal"),
    ],
)
def test_a_url_that_is_none(url: str, said: str) -> None:
    with pytest.raises(InboxError, match=f"INBOX_URL cannot be used: .*{said}") as refused:
        Store(url, DAYS)
    assert "secret" not in str(refused.value)


def test_whichever_driver_a_url_names_the_one_that_is_there_is_used(inbox_url: str) -> None:
    scheme, rest = inbox_url.split("://")
    other = {"sqlite": "aiosqlite", "postgresql": "asyncpg"}[scheme]
    store = Store(f"{scheme}+{other}://{rest}", DAYS)
    assert store.count() == 0
    store.close()
