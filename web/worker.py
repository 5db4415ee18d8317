"""The server's process: gunicorn's threads, with a watch on clients that dawdle and no visitor in its log."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from web.errors import error_body

_RESPONSE = (
    "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
)


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Threads that wait for a client only so long.

    A thread reads one request at a time, and gunicorn waits for each of its bytes for ever: a few clients that send
    one byte a second could hold all threads. Here a request that is not complete in time is cut off.
    """

    seconds = 10.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadlines: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """Handle one request, in a thread of its own."""
        self._deadlines[conn] = time.monotonic() + self.seconds
        try:
            return super().handle(conn)
        finally:
            del self._deadlines[conn]

    def murder_pending(self) -> None:
        """Called by gunicorn's main loop, at least once a second."""
        super().murder_pending()
        now = time.monotonic()
        for conn, deadline in list(self._deadlines.items()):
            if now > deadline:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)  # the thread that reads finds the request at its end

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ARG002
        """Answer what is no HTTP. gunicorn's own handler logs the sender's address and quotes what was sent."""
        self.log.warning("not a request: %s", type(exc).__name__)
        body = error_body("bad_request", "The request is not valid HTTP.")
        with suppress(OSError):
            util.write_nonblock(
                client, _RESPONSE.format(status="400 Bad Request", length=len(body), body=body).encode("ascii")
            )
