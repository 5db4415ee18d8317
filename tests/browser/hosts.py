"""Pages of other origins, as clinics have them: a small web server whose pages a test writes itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Host:
    """A clinic's website at `url`. `pages` holds the HTML of each path, `headers` what every response carries."""

    url: str
    widget: str
    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def clear(self) -> None:
        """Take all pages and headers down."""
        self.pages.clear()
        self.headers.clear()

    def page(
        self,
        path: str = "/",
        *,
        body: str = "",
        script: str = "",
        html: str = 'lang="en"',
        widget: str = "",
    ) -> str:
        """Put a page with the widget at `path` and return its address.

        `script` goes into the script tag, `html` into the <html> tag; `widget` is another address of the widget.
        """
        self.pages[path] = (
            f"<!doctype html><html {html}><head><meta charset='utf-8'><title>A clinic</title>"
            f"<meta name='viewport' content='width=device-width, initial-scale=1'></head>"
            f"<body><main><h1>A clinic</h1><p><a href='#first'>A link of the page</a></p>{body}</main>"
            f"<script src='{widget or self.widget}' {script}></script></body></html>"
        )
        return self.url + path


@contextmanager
def hosting(widget: str) -> Iterator[Host]:
    """A website on an origin of its own, whose pages load the widget from the address `widget`."""
    host = Host("", widget)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = host.pages.get(self.path.partition("?")[0])
            self.send_response(404 if content is None else 200)
            kind = "text/javascript" if self.path.endswith(".js") else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            for name, value in host.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write((content or "There is no such page.").encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
