"""Firefox and WebKit as Debian ships them, each by the protocol that it speaks itself, as far as the tests need it.

Playwright drives builds of its own alone, and geckodriver is not in Debian.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

WEBKIT_BROWSER = Path("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")
PATIENCE = 60.0  # seconds
PREFERENCES = {
    "marionette.port": 0,  # any that is free; Firefox writes it into the profile
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class Engine(ABC):
    """A browser with one window."""

    @abstractmethod
    def command(self, name: str, **parameters: Any) -> Any:
        """Send a command of WebDriver, such as "Navigate", and return its value."""

    def go(self, url: str) -> None:
        """Load a page."""
        self.command("Navigate", url=url)

    def run(self, script: str) -> Any:
        """Run the body of a function on the page and return what it returns."""
        return self.command("ExecuteScript", script=script, args=[])

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true on the page."""
        wait(lambda: self.run(f"return !!({condition})"), condition)

    def type(self, text: str) -> None:
        """Press the keys of `text`, for whatever has the focus."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self.command("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": keys}])


def wait(condition: Callable[[], Any], what: str) -> Any:
    """Return what `condition` returns, once that is true. Fails, saying `what` did not come, when patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.05)
    raise AssertionError(f"did not come: {what}")


class Firefox(Engine):
    """Firefox by Marionette: messages are JSON arrays, each after its length and a colon."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._receive()  # its greeting
        self.command("NewSession")

    def command(self, name: str, **parameters: Any) -> Any:
        message = json.dumps([0, 1, f"WebDriver:{name}", parameters]).encode()
        self._stream.write(b"%d:%s" % (len(message), message))
        self._stream.flush()
        _, _, error, result = self._receive()
        assert error is None, error
        return result.get("value") if isinstance(result, dict) else result

    def _receive(self) -> Any:
        length = b"".join(iter(lambda: self._stream.read(1), b":"))
        return json.loads(self._stream.read(int(length)))


class WebKit(Engine):
    """WebKitGTK's small browser by its driver's HTTP."""

    PATHS: ClassVar = {"Navigate": "/url", "ExecuteScript": "/execute/sync", "PerformActions": "/actions"}

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}/session"
        options = {"binary": str(WEBKIT_BROWSER), "args": ["--automation"]}
        session = self._post("", capabilities={"alwaysMatch": {"webkitgtk:browserOptions": options}})
        self._base += f"/{session['sessionId']}"

    def command(self, name: str, **parameters: Any) -> Any:
        return self._post(self.PATHS[name], **parameters)

    def _post(self, path: str, **parameters: Any) -> Any:
        sent = urllib.request.Request(
            self._base + path, json.dumps(parameters).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(sent, timeout=PATIENCE) as response:
            return json.load(response)["value"]

    def quit(self) -> None:
        """End the session, and the browser with it."""
        urllib.request.urlopen(urllib.request.Request(self._base, method="DELETE"), timeout=PATIENCE).close()


@contextmanager
def process(*command: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program until the block ends."""
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, env={**os.environ, **variables}, stdout=quiet, stderr=quiet)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(PATIENCE)


@contextmanager
def firefox() -> Iterator[Engine]:
    """Run Firefox without a window, with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines))
        command = ("firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", folder)
        with process(*command, HOME=folder):
            file = profile / "MarionetteActivePort"
            port = int(wait(lambda: file.exists() and file.read_text(), "Firefox"))
            with socket.create_connection(("127.0.0.1", port), PATIENCE) as line, line.makefile("rwb") as stream:
                yield Firefox(stream)


@contextmanager
def webkit() -> Iterator[Engine]:
    """Run WebKit on a screen that nobody sees."""
    with ExitStack() as stack:
        display, port = stack.enter_context(screen()), free_port()
        stack.enter_context(process("WebKitWebDriver", f"--port={port}", DISPLAY=f":{display}"))
        wait(lambda: listens(port), "WebKit's driver")
        browser = WebKit(port)
        stack.callback(browser.quit)
        yield browser


@contextmanager
def screen() -> Iterator[str]:
    """Run a screen in memory; returns its number, of which the server has found that it is free."""
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", "1200x900x24", "-nolisten", "tcp")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout
        try:
            yield running.stdout.readline().strip()
        finally:
            running.terminate()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def listens(port: int) -> bool:
    """Return whether somebody listens at the port."""
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0
