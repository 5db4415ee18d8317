"""The file itself: small, whole, cacheable, and free of what a strict page forbids."""

from __future__ import annotations

import gzip
import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import Host
from tests.browser.sources import SOURCE, STYLE
from tests.browser.stub import StubServer
from tests.browser.widget import ANSWERED, Widget


def fetch(server: StubServer, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(
        server.url + "/widget.js", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status, dict(response.headers), response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_is_served_compressed_with_a_mark_and_a_time_to_keep_it(stub: StubServer) -> None:
    _, _, plain = fetch(stub)
    status, headers, body = fetch(stub, Accept_Encoding="gzip")
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"].startswith("text/javascript")
    assert re.search(r"max-age=\d{2,}", headers["Cache-Control"])
    assert gzip.decompress(body) == plain
    assert fetch(stub, Accept_Encoding="gzip", If_None_Match=headers["ETag"])[0] == 304


def test_a_versioned_address_is_kept_for_ever_and_fits_its_integrity(page: Page, host: Host, stub: StubServer) -> None:
    version = page.request.get(stub.url + "/widget.json").json()
    address = f"{stub.url}/{version['src']}"
    assert "immutable" in page.request.get(address).headers["cache-control"]
    assert page.request.get(stub.url + "/widget.0000000000.js").status == 404
    page.goto(host.page(widget=address, script=f'integrity="{version["integrity"]}" crossorigin'))
    expect(Widget(page).open().ask(ANSWERED).locator(".notes")).to_be_visible()


def test_types_are_served_beside_it(page: Page, stub: StubServer) -> None:
    types = page.request.get(stub.url + "/widget.d.ts").text()
    assert "'caveat-widget': CaveatWidget" in types


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
    assert not re.search(forbidden, SOURCE + STYLE)


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
