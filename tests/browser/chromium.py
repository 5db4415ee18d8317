"""Starts Chromium, for the tests and for the documentation's pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, sync_playwright

QUIET = (
    "--no-sandbox",  # containers and CI runners often have no user namespaces; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed() -> str | None:
    """The system's Chromium (or what CHROMIUM names); None leaves the choice to Playwright.

    The headless shell comes first: the same engine without tabs and menus, which cost each page half a second.
    """
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def start(playwright: Playwright, *arguments: str) -> Browser:
    """A headless Chromium with `arguments` on top of those that keep it quiet."""
    return playwright.chromium.launch(executable_path=installed(), args=[*QUIET, *arguments])


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium until the block ends."""
    with sync_playwright() as playwright:
        browser = start(playwright)
        yield browser
        browser.close()
