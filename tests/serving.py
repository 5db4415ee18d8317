"""Starts the real server, as it runs in production, for tests that need one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEY = "a-key-for-tests-alone-and-nothing-else-at-all"


@dataclass
class LiveServer:
    """A server that runs: where it answers, its process, and the file that takes its log."""

    url: str
    process: subprocess.Popen[bytes]
    log_file: Path

    def post(self, path: str, body: Any, timeout: float = 60, **headers: str) -> tuple[int, Any]:
        """POST `body` (sent as it is if bytes, else as JSON); returns the status and the JSON that came back."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **{name.replace("_", "-"): v for name, v in headers.items()}}
        return self._send(urllib.request.Request(self.url + path, data, sent), timeout)

    def get(self, path: str, timeout: float = 60) -> tuple[int, Any]:
        """GET `path`; returns the status and the JSON that came back."""
        return self._send(urllib.request.Request(self.url + path), timeout)

    def goes_on(self, conversation: str, path: str = "/api/chat") -> bool:
        """Whether the conversation of that token, in which something was answered, goes on with the next message."""
        reply = self.post(path, {"message": "tell me more", "conversation": conversation})[1]
        return bool(reply["reason"] == "more")

    def _send(self, request: urllib.request.Request, timeout: float) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                status, content = response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                status, content = error.code, error.read()
        return status, json.loads(content) if content else None

    def workers(self) -> list[int]:
        """The ids of the processes that answer."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def die(self) -> None:
        """End at once with all processes, as when the machine fails."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def log(self) -> list[dict[str, Any]]:
        """What the server has logged so far."""
        return [json.loads(line) for line in self.log_file.read_text().splitlines() if line.startswith("{")]

    def wait_for_log(self, event: str, seconds: float = 60) -> dict[str, Any]:
        """The first entry whose event holds `event`, once it is there."""
        return wait_for(lambda: next((e for e in self.log() if event in e["event"]), None), seconds, event)


def wait_for(condition: Any, seconds: float, what: str) -> Any:
    """What `condition` returns, once that is true. Fails, saying `what` did not come, after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, program: str = "app.py", host: str = "127.0.0.1", **settings: str) -> Iterator[LiveServer]:
    """Run `program` with `settings`, keeping its log in `folder`, until the block ends. It is reached at `host`."""
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "SECRET_KEYS": KEY, "VISITOR_LIMIT": "0", "OVERALL_LIMIT": "0"}
    log_file = folder / f"server-{port}.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, program],
            cwd=ROOT,
            env={**environment, **settings},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = LiveServer(f"http://{host}:{port}", process, log_file)
    try:
        wait_for(lambda: answers(server), 120, f"an answer from the server; its log: {log_file.read_text()}")
        yield server
    finally:
        stop(process)


def answers(server: LiveServer) -> bool:
    """Whether the server says that it is well. Fails at once if it has ended."""
    assert server.process.poll() is None, server.log_file.read_text()
    with suppress(OSError):
        return server.get("/healthz", timeout=1)[0] == 200
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process, gently at first."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
