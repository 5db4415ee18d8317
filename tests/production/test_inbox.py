"""The inbox among its real parts: a database that goes and comes back, a disk that is full, a server that is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest

from bot.inbox import InboxAwayError
from bot.inbox.store import Store
from tests.production.parts import Part, new_database, postgres
from tests.serving import LiveServer, serving, wait_for

pytestmark = pytest.mark.usefixtures("on_small_clinic")

UNANSWERABLE = "zebra kazoo quintet"
TOKEN = "a-token-for-tests-alone"


def ask(server: LiveServer, number: int) -> str:
    """Ask something that the bot cannot answer; gives what was asked, once the bot has said so."""
    message = f"{UNANSWERABLE} {number}"
    status, reply = server.post("/api/chat", {"message": message})
    assert (status, reply["kind"]) == (200, "fallback")
    return message


def texts(url: str) -> list[str]:
    store = Store(url, 30)
    try:
        return [entry.text for entry in store.entries()]
    except InboxAwayError:
        return []
    finally:
        store.close()


@pytest.fixture
def database() -> Iterator[Part]:
    """A PostgreSQL that a test may stop."""
    with postgres() as part:
        yield part


@pytest.fixture
def lasting(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/inbox.db"


def test_postgresql_is_stopped_and_started(database: Part, tmp_path: Path) -> None:
    url = new_database(database)
    with serving(tmp_path, INBOX_URL=url, WORKERS="1") as server:
        asked = [ask(server, 1)]
        wait_for(lambda: texts(url) == asked, 20, "the first entry")
        database.stop()
        asked += [ask(server, number) for number in range(2, 12)]
        server.wait_for_log("the inbox is away", 20)
        database.start()
        server.wait_for_log("the inbox is back", 20)
        asked.append(ask(server, 12))
        wait_for(lambda: texts(url) == asked, 20, "the entries that waited, in their order")


def test_the_server_starts_while_the_database_is_away(database: Part, tmp_path: Path) -> None:
    url = new_database(database)
    database.stop()
    with serving(tmp_path, INBOX_URL=url, WORKERS="1") as server:
        asked = [ask(server, number) for number in range(3)]
        server.wait_for_log("the inbox is away", 20)
        database.start()
        wait_for(lambda: texts(url) == asked, 20, "the entries that waited")


def test_a_database_that_hangs_holds_nobody_up(database: Part, tmp_path: Path) -> None:
    url = new_database(database)
    with serving(tmp_path, INBOX_URL=url, WORKERS="1") as server:
        asked = [ask(server, 1)]
        wait_for(lambda: texts(url) == asked, 20, "the first entry")
        with psycopg.connect(url) as link:
            link.execute("LOCK TABLE inbox_entries")
            asked += [ask(server, number) for number in range(2, 12)]
            problem = server.wait_for_log("the inbox is away", 20)["problem"]
        assert "timeout" in problem
        wait_for(lambda: texts(url) == asked, 20, "the entries that waited")


def test_the_inbox_is_in_the_metrics_of_all_workers(database: Part, tmp_path: Path) -> None:
    url = new_database(database)
    with serving(tmp_path, INBOX_URL=url, METRICS_TOKEN=TOKEN, WORKERS="2") as server:
        for number in range(5):
            ask(server, number)
        wait_for(lambda: len(texts(url)) == 5, 20, "the entries")
        wait_for(lambda: "caveat_inbox_entries 5.0" in metrics(server), 20, "their number")


def metrics(server: LiveServer) -> str:
    command = ["curl", "--silent", "--header", f"Authorization: Bearer {TOKEN}", f"{server.url}/metrics"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def fill(disk: Path) -> Path:
    """Use up all that is left of the disk."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 1024)
    assert shutil.disk_usage(disk).free == 0
    return ballast


def test_the_disk_is_full(tmp_path: Path) -> None:
    inside = tmp_path / "disk"
    inside.mkdir()
    settings = {"SMALL_DISK": str(inside), "INBOX_URL": f"sqlite:///{inside}/inbox.db", "WORKERS": "1"}
    with serving(tmp_path, "tests/production/own_disks.py", **settings) as server:
        disk = Path(f"/proc/{server.process.pid}/root{inside}")
        asked = [ask(server, 1)]
        wait_for(lambda: texts_on(disk, tmp_path) == asked, 20, "the first entry")
        ballast = fill(disk)
        asked += [ask(server, number) for number in range(2, 42)]
        assert "full" in server.wait_for_log("the inbox is away", 20)["problem"]
        ballast.unlink()
        server.wait_for_log("the inbox is back", 20)
        wait_for(lambda: texts_on(disk, tmp_path) == asked, 20, "all entries, those from before included")
    assert not list(inside.iterdir())


def texts_on(disk: Path, folder: Path) -> list[str]:
    """What is in the inbox on a disk that only the server sees, by way of a copy; it has to be whole."""
    copy = folder / "copy.db"
    for name in ("", "-wal"):
        content = (disk / f"inbox.db{name}").read_bytes() if (disk / f"inbox.db{name}").exists() else b""
        copy.with_name(copy.name + name).write_bytes(content)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return texts(f"sqlite:///{copy}")


def test_sqlite_a_server_killed_while_it_writes_loses_that_entry_alone(lasting: str, tmp_path: Path) -> None:
    path = lasting.removeprefix("sqlite:///")
    with serving(tmp_path, INBOX_URL=lasting, WORKERS="1") as server:
        asked = [ask(server, number) for number in range(5)]
        wait_for(lambda: texts(lasting) == asked, 20, "the first entries")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # from here on, the server is in the middle of writing
            ask(server, 5)
            server.die()
        assert texts(lasting) == asked
    assert_usable(lasting, tmp_path, asked)


def test_postgresql_a_server_killed_while_it_writes_loses_that_entry_alone(database: Part, tmp_path: Path) -> None:
    url = new_database(database)
    with serving(tmp_path, INBOX_URL=url, WORKERS="1") as server:
        asked = [ask(server, number) for number in range(5)]
        wait_for(lambda: texts(url) == asked, 20, "the first entries")
        with psycopg.connect(url) as link:
            link.execute("LOCK TABLE inbox_entries IN SHARE MODE")
            ask(server, 5)
            wait_for(lambda: is_inserting(url), 20, "the server in the middle of writing")
            server.die()
        assert texts(url) == asked
    assert_usable(url, tmp_path, asked)


def is_inserting(url: str) -> bool:
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT%'"
    with psycopg.connect(url) as link:
        [(count,)] = link.execute(query).fetchall()
    return bool(count)


def assert_usable(url: str, folder: Path, already: list[str]) -> None:
    """A new server writes there, and all that was there before still is."""
    with serving(folder, INBOX_URL=url, WORKERS="1") as server:
        asked = [*already, ask(server, 99)]
        wait_for(lambda: texts(url) == asked, 20, "the new entry after the old ones")


def test_killed_at_any_moment_the_database_stays_whole(lasting: str, tmp_path: Path) -> None:
    path = lasting.removeprefix("sqlite:///")
    asked: set[str] = set()
    for attempt in range(3):
        with serving(tmp_path, INBOX_URL=lasting, WORKERS="2") as server:
            asked |= under_fire(server, attempt * 1000, lasting)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = texts(lasting)
        assert len(kept) == len(set(kept))
        assert set(kept) <= asked
    assert_usable(lasting, tmp_path, texts(lasting))


def under_fire(server: LiveServer, first: int, url: str) -> set[str]:
    """Kill the server while four visitors ask as fast as they can; gives all that they asked."""
    asked: set[str] = set()

    def visit(number: int) -> None:
        while True:
            asked.add(f"{UNANSWERABLE} {number}")
            try:
                ask(server, number)
            except (OSError, HTTPException):
                return
            number += 4

    before = len(texts(url))
    visitors = [threading.Thread(target=visit, args=(first + n,)) for n in range(4)]
    for visitor in visitors:
        visitor.start()
    wait_for(lambda: len(texts(url)) > before + 20, 30, "some entries")
    server.die()
    for visitor in visitors:
        visitor.join()
    return asked


def test_a_server_that_is_stopped_gently_has_written_everything(lasting: str, tmp_path: Path) -> None:
    with serving(tmp_path, INBOX_URL=lasting, WORKERS="2") as server:
        asked = {ask(server, number) for number in range(20)}
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
    assert set(texts(lasting)) == asked


def test_a_url_that_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "app.py"],
        env={**os.environ, "INBOX_URL": "sqlite://", "SECRET_KEYS": "k" * 32},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr == "INBOX_URL cannot be used: name a file, such as sqlite:///inbox.db\n"
    assert not list(tmp_path.iterdir())
