"""What a visitor writes, and where they write from, appears in no file, log or database under default settings."""

from __future__ import annotations

import base64
import socket
import stat
import subprocess
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.production.parts import Part, nginx, program, redis
from tests.serving import KEY, ROOT, LiveServer, serving, wait_for

MARK = "zyxquarkmark"
ADDRESS = "198.51.100.77"
TOKEN = "a-token-for-tests-alone"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Part]:
    """A Redis of the test's own."""
    folder = tmp_path / "redis"
    folder.mkdir()
    with redis(folder) as part:
        yield part


def leave_marks(server: LiveServer) -> None:
    """Send the mark in every way that a visitor could."""
    home = {"X_Forwarded_For": ADDRESS, "X_Request_Id": MARK, "User_Agent": MARK, "Referer": f"https://x/{MARK}"}
    messages = [MARK, f"what is mesotherapy {MARK}", f"I can't breathe {MARK}", f"hello {MARK}", f"{MARK}? {MARK}?"]
    for message in messages:
        reply = server.post("/api/chat", {"message": message, "conversation": MARK}, **home)[1]
        server.post("/api/chat", {"message": MARK, "conversation": reply["conversation"]}, **home)
    verdict = {"conversation": MARK, "intent": MARK, "verdict": "report", "comment": MARK}
    server.post("/api/feedback", verdict, **home)
    server.post("/api/feedback", {**verdict, "verdict": MARK}, **home)
    server.post("/api/chat", f'{{"message": "{MARK}'.encode(), **home)
    server.post("/api/chat", {MARK: [MARK]}, **home)
    server.get(f"/{MARK}?q={MARK}")
    with connect(server) as connection:
        connection.sendall(f"{MARK} {MARK}\r\n{MARK}\r\n\r\n".encode())
        connection.recv(1024)


def connect(server: LiveServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])), timeout=10)


def files_that_hold(mark: str, folders: list[Path]) -> list[Path]:
    """All files under `folders` that hold `mark`, this project's tests and tools aside."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if {".venv", ".git", "tests", "__pycache__"} & set(path.relative_to(folder).parts):
                continue
            with suppress(OSError):
                if path.is_file() and mark.encode() in path.read_bytes():
                    found.append(path)
    return found


def open_files(pid: int) -> list[Path]:
    """Regular files that a process holds open, those included that no folder lists any more."""
    return [link for link in Path(f"/proc/{pid}/fd").iterdir() if is_regular(link)]


def is_regular(link: Path) -> bool:
    with suppress(FileNotFoundError):  # closed meanwhile
        return stat.S_ISREG(link.stat().st_mode)
    return False


def assert_nowhere(mark: str, server: LiveServer, folders: list[Path]) -> None:
    """No file under `folders`, and none that a process of the server holds open, holds `mark`."""
    for pid in (server.process.pid, *server.workers()):
        assert not [path for path in open_files(pid) if mark.encode() in path.read_bytes()]
    assert not files_that_hold(mark, folders)


def test_a_marked_message_is_nowhere(tmp_path: Path, store: Part) -> None:
    home = tmp_path / "home"
    home.mkdir()
    settings = {
        "HOME": str(home),
        "TMPDIR": str(home),
        "REDIS_URL": f"redis://127.0.0.1:{store.port}",
        "METRICS_TOKEN": TOKEN,
        "VISITOR_LIMIT": "1000",
        "OVERALL_LIMIT": "1000",
        "TRUSTED_PROXIES": "127.0.0.0/8",
        "LOG_LEVEL": "debug",
    }
    with serving(tmp_path, **settings) as server:
        leave_marks(server)
        wait_for(lambda: len([e for e in server.log() if e["event"] == "reply"]) >= 10, 60, "the replies in the log")
        metrics = read_metrics(server)
        assert "caveat_replies_total" in metrics
        assert list(Path("/dev/shm").glob("caveat-metrics-*/*.db"))  # they are shared in files, which are searched, too
        for needle in (MARK, ADDRESS, "127.0.0.1"):
            assert needle not in metrics
            logged = [e for e in server.log() if needle in str(e) and not e["event"].startswith("Listening")]
            assert not logged
        assert_not_in_redis(store)
        assert_nowhere(MARK, server, [ROOT, tmp_path, Path("/dev/shm")])
        assert_nowhere(ADDRESS, server, [tmp_path, Path("/dev/shm")])
    assert not files_that_hold(MARK, [ROOT, tmp_path, Path("/dev/shm")])


def read_metrics(server: LiveServer) -> str:
    request = urllib.request.Request(f"{server.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return str(response.read().decode())


def test_the_proxy_writes_no_mark_either(tmp_path: Path) -> None:
    """Neither while all is well, nor where a request is too large or broken, nor while the server is away."""
    folder = tmp_path / "nginx"
    folder.mkdir()
    with serving(tmp_path) as server, nginx(folder, [int(server.url.rsplit(":", 1)[1])]) as proxy:
        door = LiveServer(f"http://127.0.0.1:{proxy.port}", server.process, server.log_file)
        leave_marks(door)
        long = {"message": MARK, "more": MARK * 1_200}
        assert door.post("/api/chat", long)[0] == 200
        assert door.post("/api/chat", {**long, "yet more": MARK * 2_000})[0] == 413
        server.die()
        assert door.post(f"/api/chat?q={MARK}", {"message": MARK}, User_Agent=MARK)[0] == 503
        assert not files_that_hold(MARK, [tmp_path])
    assert not files_that_hold(MARK, [tmp_path])


def assert_not_in_redis(store: Part) -> None:
    """The keys that count visitors' requests hold no address, and nothing else is there."""
    client = [program("redis-cli"), "-p", str(store.port)]
    keys = subprocess.run([*client, "--scan"], capture_output=True, text=True, check=True).stdout.split()
    assert keys
    assert not [key for key in keys if ADDRESS in key or "127.0.0" in key or MARK in key]
    for key in keys:
        assert (
            subprocess.run([*client, "GET", key], capture_output=True, text=True, check=True).stdout.strip().isdigit()
        )
        left = int(subprocess.run([*client, "TTL", key], capture_output=True, text=True, check=True).stdout)
        assert 0 < left <= 60


def test_no_response_sets_a_cookie_or_asks_for_storage(live_server: LiveServer) -> None:
    for path in ("/", "/widget.js", "/healthz"):
        with urllib.request.urlopen(live_server.url + path) as response:
            assert "Set-Cookie" not in response.headers


def test_the_conversation_token_holds_no_word_of_the_message(live_server: LiveServer) -> None:
    token = live_server.post("/api/chat", {"message": f"is mesotherapy safe {MARK}"})[1]["conversation"]
    assert len(token) < 1000
    assert KEY not in token
    assert MARK not in readable(token)


def readable(token: str) -> str:
    """What a token says, to whoever holds it: the body before its signature, decoded and unpacked."""

    body = token.rsplit(".", 2)[0]
    packed = body.startswith(".")
    raw = base64.urlsafe_b64decode(body.lstrip(".") + "=" * (-len(body.lstrip(".")) % 4))
    return (zlib.decompress(raw) if packed else raw).decode(errors="replace")
