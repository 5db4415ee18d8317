"""The editor at the studio, over HTTP: what a browser without scripts does."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from werkzeug.security import generate_password_hash

from tests.serving import wait_for

PASSWORD = "correct horse battery staple"
REVIEWER, EDITOR = "Anna Berg", "Ben"
_WORD = re.compile(r'name="form" value="(\w+)"')


def write_users(folder: Path) -> Path:
    """A file of users in `folder`: a reviewer and an editor, with one password."""
    path = folder / "users.json"
    people = {REVIEWER: "reviewer", EDITOR: "editor"}
    hashed = generate_password_hash(PASSWORD, "scrypt:1024:8:1")  # a weak one, quickly checked
    path.write_text(json.dumps({name: {"role": role, "password": hashed} for name, role in people.items()}))
    return path


@dataclass(frozen=True)
class Page:
    """A page as it came: its status, address, headers and HTML."""

    status: int
    url: str
    headers: Any
    html: str

    @property
    def text(self) -> str:
        """What is to be read on it."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())


class Editor:
    """Someone at a browser, on the server at `url`. Each form carries the word of the page that was seen last."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self.word = ""
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    @classmethod
    def signed_in(cls, url: str, name: str = REVIEWER) -> Editor:
        """Someone who has come in."""
        editor = cls(url)
        assert editor.log_in(name).status == 200
        return editor

    def get(self, path: str) -> Page:
        """Open a page."""
        return self._open(urllib.request.Request(self.url + path))

    def send(self, path: str, **fields: str | list[str]) -> Page:
        """Send a form, and follow where it leads."""
        body = urllib.parse.urlencode({"form": self.word, **fields}, doseq=True).encode()
        return self._open(urllib.request.Request(self.url + path, body))

    def upload(self, path: str, name: str, content: bytes, *, field: str = "document") -> Page:
        """Send a form with a file."""
        return self.upload_all(path, {name: content}, field=field)

    def upload_all(self, path: str, files: Mapping[str, bytes], *, field: str = "document") -> Page:
        """Send a form with files, by their names."""
        mark = "a-line-between-the-parts"
        head = f"--{mark}\r\nContent-Disposition: form-data; name="
        body = f'{head}"form"\r\n\r\n{self.word}\r\n'.encode()
        for name, content in files.items():
            body += f'{head}"{field}"; filename="{name}"\r\n\r\n'.encode() + content + b"\r\n"
        sent = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._open(urllib.request.Request(self.url + path, body + f"--{mark}--\r\n".encode(), sent))

    def log_in(self, name: str = REVIEWER, password: str = PASSWORD) -> Page:
        """Sign in."""
        self.get("/studio/login")
        return self.send("/studio/login", name=name, password=password)

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=60) as response:
                page = Page(response.status, response.url, response.headers, response.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                page = Page(error.code, error.url or "", error.headers, error.read().decode())
        if found := _WORD.search(page.html):
            self.word = found[1]
        return page


def found(editor: Editor) -> Page:
    """The page of what was found, once it was looked for."""

    def page() -> Page | None:
        seen = editor.get("/studio/check")
        return None if "being looked for" in seen.text or "Nobody has looked" in seen.text else seen

    return wait_for(page, 120, "what was found")  # type: ignore[no-any-return]
