"""The server as it runs in production: how it starts, what it refuses, and what it survives."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bot.settings import load_settings
from tests.serving import KEY, ROOT, LiveServer, free_port, serving, wait_for
from web.server import bind

QUESTION = {"message": "What is mesotherapy?"}


@pytest.fixture
def intents(tmp_path: Path) -> Path:
    """A copy of the shipped intents, with what was learnt from them."""
    return Path(shutil.copytree(ROOT / "intents", tmp_path / "intents"))


def start(**settings: str) -> subprocess.CompletedProcess[str]:
    """Try to start a server that should refuse to."""
    environment = {**os.environ, "PORT": str(free_port()), **settings}
    return subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def connect(server: LiveServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])), timeout=20)


def answered(server: LiveServer) -> bool:
    try:
        return server.post("/api/chat", QUESTION)[0] == 200
    except urllib.error.URLError:
        return False


def test_without_an_emergency_number_it_refuses_to_start(intents: Path) -> None:
    clinic = intents / "clinic.yaml"
    lines = clinic.read_text().splitlines()
    clinic.write_text("\n".join(line for line in lines if not line.startswith("emergency_number")))
    done = start(INTENTS=str(intents))
    assert done.returncode == 2
    assert "emergency_number" in done.stderr
    assert f"{clinic}:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_cannot_answer_yet_is_not_waited_for() -> None:
    """It may be learning: a proxy that is refused asks another one at once."""
    settings = load_settings({"PORT": free_port()})
    with ExitStack() as stack:
        for bound in bind(settings):
            stack.enter_context(bound)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((settings.bind, settings.port))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"PORT": "http"}, "the environment: PORT cannot be used"),
        ({"INTENTS": "/nowhere"}, "/nowhere:1: is no folder"),
        ({"INTENTS": f"/{'n' * 300}"}, "n:1: cannot be read: File name too long"),  # as root, too, who may open any
        ({"SECRET_KEYS": "short"}, "at least 32 characters"),
        ({"SETTINGS_FILE": "/nowhere.env"}, "/nowhere.env: cannot be read"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line(settings: dict[str, str], said: str) -> None:
    done = start(**settings)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_it_stops_when_told_to(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0


def test_its_processes_end_with_it(tmp_path: Path) -> None:
    """Were they to stay, they would keep the port, and answer from old files."""
    with serving(tmp_path) as server:
        workers = wait_for(server.workers, 60, "workers")
        server.process.kill()
        server.process.wait()
        wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers), 20, "the end of all")


def test_a_request_that_is_being_answered_is_finished_before_it_stops(tmp_path: Path) -> None:
    with serving(tmp_path) as server, under_load(server) as statuses:
        wait_for(lambda: len(statuses) > 5, 60, "answers")
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(60)
    assert set(statuses) <= {200, 0}


def test_it_tells_systemd_when_it_is_ready(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(60)
        with serving(tmp_path, NOTIFY_SOCKET=str(tmp_path / "notify")):
            assert manager.recv(100) == b"READY=1"


def test_a_port_that_is_taken_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = start(PORT=str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "Address already in use" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("bind", "reached"), [("::1", "[::1]"), ("::", "127.0.0.1"), ("localhost", "127.0.0.1")])
def test_it_listens_where_it_is_told_to(tmp_path: Path, bind: str, reached: str) -> None:
    with serving(tmp_path, host=reached, BIND=bind) as server:
        assert answered(server)


def test_a_killed_worker_is_replaced_while_the_others_answer(tmp_path: Path) -> None:
    with serving(tmp_path, WORKERS="2") as server:
        before = wait_for(lambda: len(server.workers()) == 2 and server.workers(), 60, "two workers")
        os.kill(before[0], signal.SIGKILL)
        for _ in range(50):
            assert ask_again(server)
        wait_for(lambda: len(server.workers()) == 2 and server.workers() != before, 60, "a new worker")
        assert server.wait_for_log("a server process ended")["status"] == -signal.SIGKILL


def ask_again(server: LiveServer) -> bool:
    """Ask, once more if the connection was in the hands of a process that died."""
    return answered(server) or answered(server)


def test_all_workers_killed_at_once_are_replaced(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        wait_for(lambda: answered(server), 60, "an answer")


def flood(server: LiveServer, count: int, first_bytes: bytes, stack: ExitStack) -> list[socket.socket]:
    """So many connections that each say `first_bytes` and then nothing more."""
    made = [stack.enter_context(connect(server)) for _ in range(count)]
    for connection in made:
        connection.sendall(first_bytes)
    return made


HEAD = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n"


@pytest.mark.parametrize(
    ("count", "first_bytes"),
    [
        pytest.param(1_500, b"", id="that say nothing"),
        pytest.param(500, HEAD, id="whose headers never end"),
        pytest.param(500, HEAD + b"\r\n{", id="whose body never ends"),
    ],
)
def test_many_clients_hold_nobody_up(tmp_path: Path, count: int, first_bytes: bytes) -> None:
    """One process with one thread: were a single one of them to hold it, nobody else would be answered."""
    with serving(tmp_path, WORKERS="1", THREADS="1") as server, ExitStack() as stack:
        flood(server, count, first_bytes, stack)
        assert server.post("/api/chat", QUESTION, timeout=10)[0] == 200


def test_clients_that_send_a_byte_at_a_time_hold_nobody_up(tmp_path: Path) -> None:
    with serving(tmp_path, WORKERS="1", THREADS="1") as server, ExitStack() as stack:
        slow = flood(server, 50, b"", stack)
        for place in range(len(HEAD)):
            for connection in slow:
                connection.sendall(HEAD[place : place + 1])
            if place % 20 == 0:
                assert server.post("/api/chat", QUESTION, timeout=10)[0] == 200


def test_clients_that_never_read_their_answers_hold_nobody_up(tmp_path: Path) -> None:
    requests = b"GET /widget.js HTTP/1.1\r\nHost: x\r\n\r\n" * 100
    with serving(tmp_path, WORKERS="1", THREADS="1") as server, connect(server) as deaf:
        deaf.settimeout(1)
        with suppress(OSError):
            while True:  # until the server, which can send no more, takes no more either
                deaf.send(requests)
        assert server.post("/api/chat", QUESTION, timeout=60)[0] == 200


def test_headers_without_end_are_cut_off(live_server: LiveServer) -> None:
    with connect(live_server) as connection:
        with suppress(OSError):
            for _ in range(100):
                connection.sendall(b"X: " + b"a" * 1_000 + b"\r\n")
        assert received(connection).startswith((b"HTTP/1.0 431 ", b"HTTP/1.0 400 "))


def received(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    answer = b""
    with suppress(OSError):
        while piece := connection.recv(4096):
            answer += piece
    return answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET my private symptoms\r\n\r\n",
        b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        b"GET http://[my private symptoms/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://my℀symptoms/ HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    ],
)
def test_what_is_no_http_is_refused_and_not_logged(live_server: LiveServer, request_bytes: bytes) -> None:
    with connect(live_server) as connection:
        connection.sendall(request_bytes)
        answer = received(connection)
    assert answer.startswith((b"HTTP/1.0 400 ", b"HTTP/1.0 431 ", b"HTTP/1.1 400 ", b"HTTP/1.1 404 "))
    assert not [entry for entry in map(str, live_server.log()) if "symptoms" in entry or "127.0.0.1" in entry]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"[" * 16_000, "not_json", id="nested lists that never end"),
        pytest.param(b'{"a":' * 2_700 + b"1" + b"}" * 2_700, "not_json", id="nested objects"),
        pytest.param(b'{"message":' + b"[" * 500 + b"]" * 500 + b"}", "wrong_type", id="a list in lists"),
        pytest.param(b'{"message":' + b"9" * 16_000 + b"}", "not_json", id="a number without end"),
        pytest.param(b'{"message":-1e999999999}', "wrong_type", id="a number beyond all bounds"),
        pytest.param(b'{"message":"' + b"\\ufdfa" * 2_600 + b'"}', "too_long", id="characters that stand for many"),
        pytest.param(b"{" + b",".join(b'"%d":0' % n for n in range(1_500)) + b"}", "missing_field", id="many fields"),
        pytest.param(gzip.compress(b"[" * 10_000_000, 9), "not_json", id="ten megabytes, compressed"),
    ],
)
def test_json_bombs_are_refused(live_server: LiveServer, body: bytes, code: str) -> None:
    assert len(body) <= 16 * 1024
    status, error = live_server.post("/api/chat", body, Content_Encoding="gzip" if body[:1] == b"\x1f" else "identity")
    assert (status, error["error"]["code"]) == (400, code)
    assert live_server.post("/api/chat", QUESTION)[0] == 200


@pytest.mark.parametrize("body", [b"zz\r\nhello\r\n0\r\n\r\n", b"5\r\nhelloXX0\r\n\r\n", b"-1\r\n\r\n"])
def test_a_badly_chunked_body_is_the_sender_s_fault(live_server: LiveServer, body: bytes) -> None:
    head = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connect(live_server) as connection:
        connection.sendall(head + body)
        assert b" 400 " in connection.recv(4096)[:13]


@pytest.mark.parametrize("size", [33_000, 900_000])
def test_a_body_that_is_too_large_is_413(live_server: LiveServer, size: int) -> None:
    status, error = live_server.post("/api/chat", b'{"message": "' + b"a" * size + b'"}')
    assert (status, error["error"]["code"]) == (413, "too_large")


def test_ten_megabytes_are_413_before_they_are_sent(live_server: LiveServer) -> None:
    head = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n"
    with connect(live_server) as connection:
        connection.sendall(head)
        assert b" 413 " in connection.recv(4096)[:13]


def test_a_chunked_body_is_read_whole_and_has_the_same_limit(live_server: LiveServer) -> None:
    """It declares no length: one that is too long must be refused, not cut."""
    head = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
    statuses = []
    for more in (10, 40_000):
        body = json.dumps({**QUESTION, "more": "a" * more}).encode()
        with connect(live_server) as connection:
            connection.sendall(head + b"Connection: close\r\n\r\n%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n")
            statuses.append(received(connection)[9:12])
    assert statuses == [b"200", b"413"]


def test_any_worker_goes_on_with_any_conversation(tmp_path: Path) -> None:
    with serving(tmp_path) as one, serving(tmp_path) as other:
        first = one.post("/api/chat", QUESTION)[1]
        followed = other.post("/api/chat", {"message": "and is it safe?", "conversation": first["conversation"]})[1]
    assert followed["answers"][0]["intent"].startswith("mesotherapy")


def test_keys_rotate(tmp_path: Path) -> None:
    new, newest = "another key of at least thirty-two characters".replace(" ", "-"), "n" * 40
    with serving(tmp_path, WORKERS="1", SECRET_KEYS=KEY) as server:
        token = server.post("/api/chat", QUESTION)[1]["conversation"]
    with serving(tmp_path, WORKERS="1", SECRET_KEYS=f"{KEY},{new}") as server:
        assert server.goes_on(token)
    with serving(tmp_path, WORKERS="1", SECRET_KEYS=newest) as server:
        assert not server.goes_on(token)


def test_keys_are_exchanged_while_servers_restart_one_by_one(tmp_path: Path) -> None:
    """The new key first only verifies: no server signs with one that another does not know yet."""
    new = "n" * 40
    for before, after in ((KEY, f"{new},{KEY}"), (f"{new},{KEY}", f"{KEY},{new}"), (f"{KEY},{new}", new)):
        with (
            serving(tmp_path, WORKERS="1", SECRET_KEYS=before) as not_yet,
            serving(tmp_path, WORKERS="1", SECRET_KEYS=after) as restarted,
        ):
            for one, other in ((not_yet, restarted), (restarted, not_yet)):
                token = one.post("/api/chat", QUESTION)[1]["conversation"]
                assert other.goes_on(token)


def test_a_broken_intent_file_is_refused_and_a_mended_one_taken_up(tmp_path: Path, intents: Path) -> None:
    clinic = intents / "clinic.yaml"
    good = clinic.read_text()
    with serving(tmp_path, INTENTS=str(intents)) as server, under_load(server) as statuses:
        version = server.get("/healthz")[1]["knowledge"]
        clinic.write_text(good.replace("name:", "nme:"))
        problems = wait_for(lambda: server.get("/healthz")[1]["problems"], 60, "the problem on /healthz")
        assert any(problem.startswith("clinic.yaml:2: ") for problem in problems)
        assert server.wait_for_log("intents refused")["problems"] == problems
        assert server.get("/healthz")[1]["knowledge"] == version
        clinic.write_text(good.replace("Sample Clinic", "Mended Clinic"))
        wait_for(lambda: all_took_up(server, version), 60, "the mended knowledge")
        assert server.wait_for_log("intents taken up")
    assert set(statuses) == {200}


def all_took_up(server: LiveServer, before: str) -> bool:
    """Whether many connections in a row, and so both workers, have left the knowledge `before`."""
    health = [server.get("/healthz")[1] for _ in range(12)]
    return all(h["knowledge"] != before and not h["problems"] for h in health)


class under_load:  # noqa: N801 - a context manager
    """Asks again and again meanwhile; gives the statuses."""

    def __init__(self, server: LiveServer) -> None:
        self._server = server
        self._stop = threading.Event()
        self._statuses: list[int] = []
        self._threads = [threading.Thread(target=self._ask) for _ in range(2)]

    def _ask(self) -> None:
        while not self._stop.wait(0.02):
            try:
                self._statuses.append(self._server.post("/api/chat", QUESTION)[0])
            except OSError:  # the server is gone
                self._statuses.append(0)

    def __enter__(self) -> list[int]:
        for thread in self._threads:
            thread.start()
        return self._statuses

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def test_a_clock_that_is_set_does_no_harm(tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.write_text("0")
    settings = {"CLOCK_FILE": str(moved), "WORKERS": "1", "VISITOR_LIMIT": "8"}
    with serving(tmp_path, "tests/production/moved_clock.py", **settings) as server:
        token = server.post("/api/chat", QUESTION)[1]["conversation"]
        for number, seconds in enumerate((3 * 86400, -3 * 86400, 0), 1):
            moved.write_text(str(seconds))
            status, reply = server.post("/api/chat", {**QUESTION, "conversation": token})
            assert (status, reply["kind"]) == (200, "answer")
            wait_for(lambda: times_set(server) == number, 30, "a line in the log")  # noqa: B023 - called at once
        statuses = [server.post("/api/chat", QUESTION)[0] for _ in range(5)]
        assert statuses == [200] * 4 + [429]


def times_set(server: LiveServer) -> int:
    """How often the log says that the clock was set."""
    return len([entry for entry in server.log() if entry["event"] == "the clock was set"])


def test_an_answer_is_taken_down_at_once_by_replacing_its_text(tmp_path: Path, intents: Path) -> None:
    """As docs/safety.md has it. To make it a draft is the second step: what leads to it must be mended before."""
    file = intents / "mesotherapy.yaml"
    good = file.read_text()
    start, end = (
        good.index("  - id: what-is-mesotherapy\n"),
        good.index("  - id: ", good.index("what-is-mesotherapy\n")),
    )
    entry = good[start:end]
    answer = entry[entry.index("    answer:") : entry.index("    caveats:")]
    holding = "We are checking this answer. Please ask our clinicians."
    with serving(tmp_path, INTENTS=str(intents)) as server:
        file.write_text(
            good.replace("  - id: what-is-mesotherapy\n", "  - id: what-is-mesotherapy\n    status: draft\n")
        )
        problems = wait_for(lambda: server.get("/healthz")[1]["problems"], 60, "what leads to the draft")
        assert all("'what-is-mesotherapy'" in problem for problem in problems)
        file.write_text(good[:start] + entry.replace(answer, f"    answer: {holding}\n") + good[end:])
        wait_for(lambda: all(told(server) == holding for _ in range(12)), 60, "the other text")


def told(server: LiveServer) -> str:
    """The answer to the question, from whichever worker takes it."""
    return str(server.post("/api/chat", QUESTION)[1]["answers"][0]["text"])
