"""The production server: several processes of waitress, set up from the settings and started in the foreground.

waitress reads a request whole before a thread sees it, and sends the answer as fast as its reader takes it: slow and
idle clients cost a connection, and no thread. It serves with one process; `web.processes` keeps several.
"""

from __future__ import annotations

import ctypes
import gc
import os
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import create_server
from waitress.utilities import RequestEntityTooLarge

from bot.errors import BotError
from bot.settings import Settings, SettingsError, load_settings
from web.concurrency import AT_ONCE, WAITING
from web.metrics import SHARED_FOLDER, forget_process
from web.processes import Processes, shared_folder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_ARENAS = -8  # M_ARENA_MAX in glibc's malloc.h

WAITRESS: dict[str, Any] = {
    "connection_limit": 2_000,  # of one process; each is a socket and some kilobytes
    "asyncore_use_poll": True,  # select() knows 1,024 connections at most
    "channel_timeout": 75,  # seconds without a byte; longer than a proxy keeps its side open, so that it closes first
    "cleanup_interval": 5,  # seconds between two looks for connections on which nothing happens
    "max_request_header_size": 16 * 1024,
    "max_request_body_size": 17 * 1024 * 1024,  # above the studio's, so that it refuses in its form
    "inbuf_overflow": 64 * 1024,  # bytes; what is longer, and will be refused, waits in a file that has no name
    "clear_untrusted_proxy_headers": False,  # web.visitor knows which proxies to trust
    "ident": None,  # no header that names the server
}

# Bytes of a body outside the studio, where no file is sent: above the API's limit, so that it refuses in its form.
_SMALL_BODY = 1024 * 1024


class _Parser(HTTPRequestParser):
    """Refuses a body that is too large for where it is sent as soon as its length is known, and a head that is none."""

    path: str  # known when the head is read

    def received(self, data: bytes) -> int:
        """Take in `data`, of a request's head or body. Returns how many bytes of it belong to this request."""
        taken: int = super().received(data)
        size = max(self.content_length, self.body_bytes_received)
        if self.headers_finished and not self.error and size > _SMALL_BODY and "/studio/" not in self.path:
            self.error = RequestEntityTooLarge(f"exceeds max_body of {_SMALL_BODY}")
            self.completed = True
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request. Raises what waitress answers with a 400 where it is none."""
        try:
            super().parse_header(header_plus)
        except ValueError:  # a length of 5,000 digits, an address with half a bracket
            raise ParsingError("The head of the request cannot be read") from None


class _Channel(HTTPChannel):
    parser_class = _Parser


def serve(make: Callable[[Mapping[str, Any] | None], WSGIApplication]) -> int:
    """Make the app and serve it until it is told to stop. Returns 2, having said why, where it cannot be made."""
    gc.disable()  # nearly all that is made now stays: to look for garbage in it takes a tenth of the start
    try:
        settings = load_settings()
        sockets = bind(settings)
        if settings.metrics_token and SHARED_FOLDER not in os.environ:
            # Metrics are written through mapped files: where a disk is full, that ends the process.
            os.environ[SHARED_FOLDER] = str(shared_folder("metrics", in_memory=True))
        app = make(None)
    except BotError as error:
        print(error, file=sys.stderr)
        return 2
    _spare_memory()
    for one in sockets:
        one.listen(1024)
    print(f"Caveat answers at {address(settings)} (Ctrl-C stops it)", flush=True)
    return Processes(settings.workers, partial(_answer, app, settings, sockets), _forget).run()


def _answer(app: WSGIApplication, settings: Settings, sockets: list[socket.socket], place: int) -> None:
    """Serve `app` in this process."""
    threads = settings.threads + (AT_ONCE + WAITING if settings.studio_users or settings.sites else 0)
    server: Any = create_server(
        app, sockets=[sockets[place]], threads=threads, url_prefix=settings.script_name, **WAITRESS
    )
    server.channel_class = _Channel
    server.run()


def bind(settings: Settings) -> list[socket.socket]:
    """Return a socket for each process, all at one address: the kernel shares new connections out among them.

    They listen when the app is made: until then a proxy is refused, and asks another server. The parent keeps them
    open, so that what waits for a process that died is served by its successor. Raises SettingsError where the address
    is no address of this machine, or is taken.
    """
    try:
        [(family, _, _, _, place), *_] = socket.getaddrinfo(
            settings.bind, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        _bound(family, place, shared=False).close()  # fails where another program listens there
        return [_bound(family, place, shared=True) for _ in range(settings.workers)]
    except OSError as error:
        problem = f"cannot listen at {address(settings)}: {error.strerror or error}: set BIND or PORT to another"
        raise SettingsError([problem]) from None


def _bound(family: int, place: Any, shared: bool) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # "::" stands for IPv4's addresses, too
    if shared:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(place)
    return made


def address(settings: Settings) -> str:
    """Return where it answers, as a URL."""
    host = f"[{settings.bind}]" if ":" in settings.bind else settings.bind
    return f"http://{host}:{settings.port}{settings.script_name}/"


def _spare_memory() -> None:
    """Keep the memory of many processes and threads small and flat."""
    gc.collect()
    gc.freeze()  # what is loaded by now stays for good: left alone, its memory is shared by all processes
    gc.enable()
    with suppress(OSError, AttributeError):  # other C libraries than glibc do not have this, nor the need for it
        ctypes.CDLL(None).mallopt(_ARENAS, 2)  # else each thread keeps an arena, and what was freed in it


def _forget(pid: int) -> None:
    if SHARED_FOLDER in os.environ:
        forget_process(pid)
