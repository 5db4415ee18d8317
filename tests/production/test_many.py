"""Two servers behind the real proxy with one Redis, and one of them dies under load: no visitor notices."""

from __future__ import annotations

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.production.parts import Part, nginx, redis
from tests.serving import LiveServer, free_port, serving, wait_for

QUESTION = {"message": "What is mesotherapy?"}


@dataclass
class House:
    """Two servers, what they share, and the one door to both."""

    servers: list[LiveServer]
    door: LiveServer
    proxy: Part


@contextmanager
def built(place: Path) -> Iterator[House]:
    """The whole of it, with its files in the folder `place`, until the block ends."""
    with ExitStack() as stack:
        folders = {name: place / name for name in ("redis", "nginx")}
        for folder in folders.values():
            folder.mkdir()
        store = stack.enter_context(redis(folders["redis"]))
        shared = {"REDIS_URL": f"redis://127.0.0.1:{store.port}", "TRUSTED_PROXIES": "127.0.0.0/8"}
        limits = {"VISITOR_LIMIT": "100000", "OVERALL_LIMIT": "0"}
        servers = [stack.enter_context(serving(place, **shared, **limits)) for _ in range(2)]
        ports = [int(server.url.rsplit(":", 1)[1]) for server in servers]
        proxy = stack.enter_context(nginx(folders["nginx"], ports))
        door = LiveServer(f"http://127.0.0.1:{proxy.port}", servers[0].process, servers[0].log_file)
        yield House(servers, door, proxy)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """For tests after which all of it still stands."""
    with built(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture
def doomed(tmp_path: Path) -> Iterator[House]:
    """One of its own for a test in which servers die."""
    with built(tmp_path) as house:
        yield house


def replies(server: LiveServer) -> int:
    return len([entry for entry in server.log() if entry["event"] == "reply"])


def test_one_of_two_dies_under_load(doomed: House) -> None:
    statuses: list[int] = []
    stop = threading.Event()

    def visit() -> None:
        conversation = None
        while not stop.is_set():
            try:
                status, reply = doomed.door.post("/api/chat", {**QUESTION, "conversation": conversation})
            except HTTPException:  # the answer broke off
                statuses.append(0)
                continue
            statuses.append(status)
            conversation = reply.get("conversation")

    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    wait_for(lambda: all(replies(server) > 20 for server in doomed.servers), 60, "work for both servers")
    doomed.servers[0].die()
    answered = len(statuses)
    wait_for(lambda: len(statuses) > answered + 200, 120, "answers from the other server")
    stop.set()
    for visitor in visitors:
        visitor.join()
    # A reply of which the proxy already had the first half when its server died cannot be had again.
    assert len([status for status in statuses if status != 200]) <= 2


@contextmanager
def upstream(port: int) -> Iterator[None]:
    """Any server at all behind the proxy, at `port`, until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", port), SimpleHTTPRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=20) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_servers_may_be_restarted_one_right_after_the_other(tmp_path: Path) -> None:
    """The proxy passes over the first one for as long as it believes it to be away."""
    first, second = free_port(), free_port()
    with nginx(tmp_path, [first, second]) as proxy:
        url = f"http://127.0.0.1:{proxy.port}/"
        with upstream(second):
            assert {status(url) for _ in range(8)} == {200}
        with upstream(first):
            wait_for(lambda: status(url) == 200, 5, "an answer by the first, before the second is back")


def test_a_conversation_goes_on_at_the_other_server(doomed: House) -> None:
    token = doomed.door.post("/api/chat", QUESTION)[1]["conversation"]
    doomed.servers[0].die()
    for _ in range(4):
        status, reply = doomed.door.post("/api/chat", {"message": "and is it safe?", "conversation": token})
        assert status == 200
        assert reply["answers"][0]["intent"].startswith("mesotherapy")


def test_without_any_server_the_proxy_answers_in_the_api_s_form(doomed: House) -> None:
    for server in doomed.servers:
        server.die()
    status, error = doomed.door.post("/api/chat", QUESTION)
    assert (status, error["error"]["code"]) == (503, "away")


def test_the_proxy_refuses_what_is_too_large_in_the_api_s_form(house: House) -> None:
    status, error = house.door.post("/api/chat", b'{"message": "' + b"a" * 34_000 + b'"}')
    assert (status, error["error"]["code"]) == (413, "too_large")


def test_a_visitor_cannot_choose_their_address_behind_the_proxy(tmp_path: Path) -> None:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with (
        serving(tmp_path, WORKERS="1", VISITOR_LIMIT="3", TRUSTED_PROXIES="127.0.0.0/8") as server,
        nginx(folder, [int(server.url.rsplit(":", 1)[1])]) as proxy,
    ):
        door = LiveServer(f"http://127.0.0.1:{proxy.port}", server.process, server.log_file)
        spoofed = [door.post("/api/chat", QUESTION, X_Forwarded_For=f"1.2.3.{n}")[0] for n in range(4)]
    assert spoofed == [200, 200, 200, 429]


@pytest.mark.parametrize("path", ["/metrics", "/studio", "/studio/inbox"])
def test_metrics_and_the_editor_s_page_stay_inside(house: House, path: str) -> None:
    assert house.proxy.process
    with pytest.raises(ValueError, match="Expecting value"):  # the proxy's own page, not the server's JSON
        house.door.get(path)


def test_two_thousand_halves_of_requests_keep_nobody_out(house: House) -> None:
    with ExitStack() as stack:
        for _ in range(2_100):
            connection = socket.create_connection(("127.0.0.1", house.proxy.port))
            stack.enter_context(connection)
            connection.sendall(b"POST /api/chat HTTP/1.1\r\nHost: x\r\n")
        assert [house.door.post("/api/chat", QUESTION, timeout=10)[0] for _ in range(20)] == [200] * 20


def test_headers_without_end_never_reach_a_server(house: House) -> None:
    """Each client sends more of headers than may be, many of them or one that is long, and is sent away."""
    floods = (b"X: " + b"a" * 20_000 + b"\r\n", b"".join(b"X-%d: %s\r\n" % (n, b"a" * 500) for n in range(100)))
    before = [len(server.log()) for server in house.servers]
    for number in range(60):
        with socket.create_connection(("127.0.0.1", house.proxy.port), timeout=10) as connection:
            connection.sendall(b"POST /api/chat HTTP/1.1\r\nHost: x\r\n")
            with suppress(ConnectionError):
                connection.sendall(floods[number % 2])
                assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
    assert [len(server.log()) for server in house.servers] == before
    assert house.door.post("/api/chat", QUESTION, timeout=10)[0] == 200


def test_slow_clients_never_reach_a_server(house: House) -> None:
    before = [replies(server) for server in house.servers]
    with socket.create_connection(("127.0.0.1", house.proxy.port)) as connection:
        connection.sendall(b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\n")
        for _ in range(3):
            connection.sendall(b"{")
            time.sleep(0.5)
        assert house.door.post("/api/chat", QUESTION)[0] == 200
    assert sum(replies(server) for server in house.servers) == sum(before) + 1
