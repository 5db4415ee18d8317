"""Starts the real Redis, PostgreSQL and nginx for tests, each in a folder and on a port of its own."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.serving import ROOT, free_port, stop, wait_for


def program(name: str, *places: str) -> str:
    """Where the program `name` is: on the path, or in one of `places` (with wildcards). Fails where it is not."""
    found = shutil.which(name) or next((str(p) for place in places for p in sorted(Path("/").glob(place))), None)
    assert found, f"{name} is not installed: `make test` brings it"
    return found


def listens(port: int) -> bool:
    """Whether anything takes connections at `port`."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@dataclass
class Part:
    """A server that a test can stop and start again."""

    name: str
    command: list[str]
    port: int
    folder: Path
    user: str | None = None
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=log, stderr=log, user=self.user, env=os.environ | self.environment
            )
        wait_for(lambda: listens(self.port), 60, f"{self.name} listens; its log: {self.log()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it and wait until it is gone."""
        if self.process is not None:
            self.process.send_signal(how)
            stop(self.process)
        self.process = None

    def log(self) -> str:
        """What it has written to its log so far."""
        return (self.folder / f"{self.name}.log").read_text(errors="replace")


@contextmanager
def redis(folder: Path) -> Iterator[Part]:
    """A Redis; its URL is redis://127.0.0.1:<port>."""
    port = free_port()
    command = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    yield from _running(Part("redis", command, port, folder))


@contextmanager
def postgres() -> Iterator[Part]:
    """A PostgreSQL with a user `caveat`, in a folder of its own: the user that it runs as cannot enter a test's."""
    user = _ordinary_user()
    with tempfile.TemporaryDirectory(prefix="caveat-postgres-") as name:
        folder, port = Path(name), free_port()
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")
        initialise = [program("initdb", "usr/lib/postgresql/*/bin/initdb"), "--username=caveat", "--auth=trust"]
        subprocess.run([*initialise, "--no-sync", data], cwd=folder, user=user, check=True, capture_output=True)
        server = program("postgres", "usr/lib/postgresql/*/bin/postgres")
        options = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
        yield from _running(Part("postgres", [server, "-D", data, "-p", str(port), *options], port, folder, user))


def new_database(server: Part, how: str = "") -> str:
    """The URL of a database of its own in the PostgreSQL `server`; `how` it is made, as CREATE DATABASE takes it."""
    name = f"inbox_{secrets.token_hex(8)}"
    place = f"postgresql://caveat@127.0.0.1:{server.port}"
    wait_for(lambda: is_ready(place), 20, f"{server.name} is ready; its log: {server.log()}")
    with psycopg.connect(f"{place}/postgres", autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name} {how}")
    return f"{place}/{name}"


def is_ready(place: str) -> bool:
    """Whether the PostgreSQL at the URL `place` has started up; it listens before that."""
    with suppress(psycopg.OperationalError), psycopg.connect(f"{place}/postgres"):
        return True
    return False


def _ordinary_user() -> str | None:
    """PostgreSQL refuses to run as root: whom it runs as instead."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def nginx(folder: Path, upstreams: list[int]) -> Iterator[Part]:
    """The proxy as deploy/nginx.conf has it, before servers on the ports `upstreams`, without its certificate."""
    port = free_port()
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "server caveat-1:8000 fail_timeout=1s;": "".join(f"server 127.0.0.1:{u} fail_timeout=1s;" for u in upstreams),
        "server caveat-2:8000 fail_timeout=1s;": "",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
    }
    for old, new in changes.items():
        assert text.count(old) == 1, f"deploy/nginx.conf no longer says `{old}` once"
        text = text.replace(old, new)
    text = "\n".join(line for line in text.splitlines() if not line.strip().startswith("ssl_"))
    for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        text = text.replace("http {\n", f"http {{\n    {kind}_temp_path {folder}/{kind};\n", 1)
    (folder / "nginx.conf").write_text(text)
    command = [
        program("nginx", "usr/sbin/nginx"),
        "-c",
        str(folder / "nginx.conf"),
        "-p",
        str(folder),
        "-g",
        "daemon off;",
    ]
    yield from _running(Part("nginx", command, port, folder))


def _running(part: Part) -> Iterator[Part]:
    try:
        part.start()
        yield part
    finally:
        part.stop()
