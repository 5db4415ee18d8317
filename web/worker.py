"""The server's process: gunicorn's threads, with a watch on clients that dawdle and no visitor in its log."""

from __future__ import annotations

import selectors
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from web.errors import error_body

_RESPONSE = (
    "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
)


@dataclass
class Deadline:
    """When a request is to be cut off, and how: at first its thread can still say why, the next time it cannot."""

    at: float
    how: int = socket.SHUT_RD


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Threads that wait for a client only so long.

    gunicorn's threads wait five seconds for a new client's first byte, and for ever for all others, and for the client
    to read its answer: a few clients that do nothing, or do it slowly, could hold all threads. Here none is held before
    the first byte is there, and a request that is not complete in time is cut off.
    """

    seconds = 10.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadlines: dict[Any, Deadline] = {}

    def enqueue_req(self, conn: Any) -> None:
        """Hand a connection to a thread; a new one is first watched, in the main loop, until it says something."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.seconds
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: Any) -> Any:
        """Handle one request, in a thread of its own."""
        self._deadlines[conn] = Deadline(time.monotonic() + self.seconds)
        try:
            return super().handle(conn)
        finally:
            del self._deadlines[conn]

    def murder_pending(self) -> None:
        """Called by gunicorn's main loop, at least once a second."""
        super().murder_pending()
        now = time.monotonic()
        for conn, deadline in list(self._deadlines.items()):
            if now > deadline.at:
                self.log.warning("a client was too slow: cut off")
                with suppress(OSError):
                    conn.sock.shutdown(deadline.how)
                deadline.at, deadline.how = now + self.seconds, socket.SHUT_RDWR

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ARG002
        """Answer what is no HTTP. gunicorn's own handler logs the sender's address and quotes what was sent."""
        self.log.warning("not a request: %s", type(exc).__name__)
        body = error_body("bad_request", "The request is not valid HTTP.")
        with suppress(OSError):
            util.write_nonblock(
                client, _RESPONSE.format(status="400 Bad Request", length=len(body), body=body).encode("ascii")
            )
