"""Limits that all processes count together in a real Redis, and what happens while it is away."""

from __future__ import annotations

import signal
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app import create_app
from bot.errors import BotError
from tests.production.parts import Part, redis
from tests.serving import LiveServer, serving, wait_for

pytestmark = pytest.mark.usefixtures("on_small_clinic")

QUESTION = {"message": "hello"}
LIMIT = 10


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Part]:
    """A Redis of the test's own."""
    folder = tmp_path / "redis"
    folder.mkdir()
    with redis(folder) as part:
        yield part


def url(store: Part) -> str:
    return f"redis://127.0.0.1:{store.port}"


def ask(server: LiveServer) -> int:
    return server.post("/api/chat", QUESTION)[0]


def test_two_servers_count_together(store: Part, tmp_path: Path) -> None:
    settings = {"REDIS_URL": url(store), "VISITOR_LIMIT": str(LIMIT)}
    with serving(tmp_path, **settings) as one, serving(tmp_path, **settings) as other:
        statuses = [ask(server) for _ in range(LIMIT) for server in (one, other)]
        assert statuses.count(200) == LIMIT
        assert statuses.count(429) == LIMIT
        status, error = one.post("/api/chat", QUESTION)
        assert (status, error["error"]["code"]) == (429, "too_many_requests")


def test_the_bot_goes_on_without_redis_and_counts_there_again_once_it_is_back(store: Part, tmp_path: Path) -> None:
    with serving(tmp_path, REDIS_URL=url(store), VISITOR_LIMIT=str(LIMIT), WORKERS="1") as server:
        assert ask(server) == 200
        store.stop()
        assert [ask(server) for _ in range(LIMIT + 1)] == [200] * LIMIT + [429]
        server.wait_for_log("redis is away")
        store.start()
        wait_for(lambda: ask(server) and logged(server, "redis is back"), 60, "Redis in use again")
        assert ask(server) == 200  # what was counted meanwhile was this process's own affair


def logged(server: LiveServer, event: str) -> bool:
    return any(event in entry["event"] for entry in server.log())


def test_a_redis_that_hangs_holds_nobody_up(store: Part, tmp_path: Path) -> None:
    with serving(tmp_path, REDIS_URL=url(store), VISITOR_LIMIT="1000", WORKERS="1") as server:
        assert ask(server) == 200
        assert store.process
        store.process.send_signal(signal.SIGSTOP)
        try:
            assert {server.post("/api/chat", QUESTION, timeout=60)[0] for _ in range(20)} == {200}
            server.wait_for_log("redis is away")
        finally:
            store.process.send_signal(signal.SIGCONT)


def test_a_redis_that_is_slow_holds_nobody_up(store: Part, tmp_path: Path) -> None:
    with delayed(store.port) as (port, delay):
        settings = {"REDIS_URL": f"redis://127.0.0.1:{port}", "VISITOR_LIMIT": "1000", "OVERALL_LIMIT": "6000"}
        with serving(tmp_path, WORKERS="1", **settings) as server:
            assert ask(server) == 200
            delay.append(0.2)
            started = time.monotonic()
            assert {ask(server) for _ in range(15)} == {200}
            assert time.monotonic() - started < 2
            server.wait_for_log("redis is away")


@contextmanager
def delayed(port: int) -> Iterator[tuple[int, list[float]]]:
    """A way to `port` by another one; what is sent there waits for the seconds in the list, if any."""
    delay: list[float] = []

    class Way(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(("127.0.0.1", port)) as there:
                back = threading.Thread(target=pass_on, args=(there, self.request, []))
                back.start()
                pass_on(self.request, there, delay)
                there.shutdown(socket.SHUT_RDWR)
                back.join()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Way) as way:
        way.daemon_threads, way.block_on_close = True, False
        threading.Thread(target=way.serve_forever, args=(0.05,)).start()
        yield way.server_address[1], delay
        way.shutdown()


def pass_on(source: socket.socket, target: socket.socket, delay: list[float]) -> None:
    with suppress(OSError):
        while piece := source.recv(4096):
            time.sleep(sum(delay))
            target.sendall(piece)


def test_the_server_starts_while_redis_is_away(store: Part, tmp_path: Path) -> None:
    store.stop()
    with serving(tmp_path, REDIS_URL=url(store), VISITOR_LIMIT=str(LIMIT)) as server:
        assert ask(server) == 200
        server.wait_for_log("redis is away")


def test_missing_packages_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "limits.storage", None)
    with pytest.raises(BotError, match=r"REDIS_URL needs .*requirements-prod\.txt"):
        create_app({"REDIS_URL": "redis://127.0.0.1:1"})
