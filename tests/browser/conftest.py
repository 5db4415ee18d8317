"""A browser, a page of a clinic with the widget on it, and the widget."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import chromium
from tests.browser.hosts import Host, hosting
from tests.browser.stub import StubServer, stub_server
from tests.browser.widget import Widget

PATIENCE = 20_000  # milliseconds: how long a busy machine may take over what a free one does at once
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser session of its own: no history, no storage."""
    context = browser.new_context(viewport={"width": 1100, "height": 800}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page. The test fails where a script on it raises."""
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    yield page
    assert not raised


@pytest.fixture(scope="session")
def stub() -> Iterator[StubServer]:
    """The server of the widget, which says what tests need."""
    with stub_server() as server:
        yield server


@pytest.fixture(scope="session")
def website(stub: StubServer) -> Iterator[Host]:
    """A clinic's website on another origin than the server's."""
    with hosting(stub.url + "/widget.js") as host:
        yield host


@pytest.fixture
def host(website: Host) -> Host:
    """The website, without pages."""
    website.clear()
    return website


@pytest.fixture
def widget(page: Page, host: Host) -> Widget:
    """The widget, closed, on a plain page of a clinic."""
    page.goto(host.page())
    return Widget(page)
