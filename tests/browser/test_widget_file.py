"""The file itself: small, whole, cacheable, and free of what a strict page forbids."""

from __future__ import annotations

import gzip
import re
import subprocess
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import Host
from tests.browser.widget import ANSWERED, Widget
from tests.serving import ROOT, LiveServer

SOURCE = (ROOT / "web" / "widget.js").read_text(encoding="utf-8")
MOST_BYTES = 5632


def fetch(server: LiveServer, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(
        server.url + "/widget.js", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status, dict(response.headers), response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_is_at_most_5632_bytes_as_served(live_server: LiveServer) -> None:
    _, _, plain = fetch(live_server)
    pressed = subprocess.run(["gzip", "-9", "-c"], input=plain, capture_output=True, check=True).stdout
    assert len(pressed) <= MOST_BYTES


def test_is_served_compressed_with_a_mark_and_a_time_to_keep_it(live_server: LiveServer) -> None:
    _, _, plain = fetch(live_server)
    status, headers, body = fetch(live_server, Accept_Encoding="gzip")
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"].startswith("text/javascript")
    assert re.search(r"max-age=\d{2,}", headers["Cache-Control"])
    assert len(body) <= MOST_BYTES
    assert gzip.decompress(body) == plain
    assert fetch(live_server, Accept_Encoding="gzip", If_None_Match=headers["ETag"])[0] == 304


def test_differs_from_its_source_in_the_clinic_alone(live_server: LiveServer) -> None:
    before, after = SOURCE.split("const clinic = {};")
    served = fetch(live_server)[2].decode()
    assert served.startswith(before)
    assert served.endswith(after)


@pytest.mark.parametrize(
    "forbidden",
    [
        r"innerHTML",
        r"outerHTML",
        r"insertAdjacentHTML",
        r"document\.write",
        r"\beval\b",
        r"new Function",
        r"setAttribute",
        r"""<[a-z]+[^>]*\son\w+=""",
        r"<style",
        r"cookie",
        r"localStorage",
        r"import\b",
        r"sourceMappingURL",
    ],
)
def test_holds_nothing_that_a_strict_page_forbids(forbidden: str) -> None:
    assert not re.search(forbidden, SOURCE)


def test_asks_for_nothing_before_the_first_question(page: Page, host: Host) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = host.page()
    page.goto(address)
    widget = Widget(page).open()
    widget.box.fill(ANSWERED)
    page.wait_for_timeout(300)
    expect(widget.chips.first).to_be_visible()
    assert [url for url in asked if not url.endswith("favicon.ico")] == [address, host.widget]
