"""The documentation's pictures of the studio: a dental clinic's, with a few days of questions."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bot.editing.figures import Event, Figures
from bot.inbox import InboxReason, new_item
from bot.inbox.store import Store
from tests.clinic import SHEET, write_clinic
from tests.serving import LiveServer, serving
from tests.studio import PASSWORD, REVIEWER, write_users

NAMES = ("studio-clinic", "studio-answers", "studio-answer", "studio-inbox", "studio-figures", "studio-phone")
DESKTOP = {"viewport": {"width": 1180, "height": 860}}
PHONE = {"viewport": {"width": 375, "height": 740}, "device_scale_factor": 1.5}
CASES = "- ask: may I smoke\n  intent: smoking\n"


@contextmanager
def studio(folder: Path) -> Iterator[LiveServer]:
    """A server with a studio that has something to show."""
    intents = write_clinic(folder / "intents")
    (intents / "cases").mkdir()
    (intents / "cases" / "all.yaml").write_text(CASES)
    (folder / "documents").mkdir()
    shutil.copy(SHEET, folder / "documents")
    url = f"sqlite:///{folder}/inbox.db"
    _fill(Store(url, 30), Figures(folder / "figures.db"))
    places = {"INTENTS": str(intents), "DOCUMENTS": str(folder / "documents"), "STUDIO_USERS": str(write_users(folder))}
    with serving(folder, INBOX_URL=url, WORKERS="1", **places) as server:
        yield server


def _fill(store: Store, figures: Figures) -> None:
    for text, reason in (
        ("can I go swimming", InboxReason.UNANSWERED),
        ("when can I swim again", InboxReason.UNANSWERED),
        ("is a metal taste normal", InboxReason.REJECTED),
    ):
        store.keep(new_item(text, reason))
    store.close()
    for n in range(30):
        kinds = {"answer": 14 + n % 7, "clarify": 2 + n % 3, "handoff": 3, "fallback": 1 + n % 2, "smalltalk": 4}
        counts = Counter({Event("reply", kind): count for kind, count in kinds.items()})
        counts.update({Event("intent", "answer", "smoking"): 8, Event("intent", "answer", "pain"): 5})
        counts[Event("intent", "handoff", "booking")] = 3
        counts[Event("verdict", "up", "smoking")] = n % 2
        figures.add(date.today() - timedelta(days=n), counts)


def pictures(browser: Browser, server: LiveServer) -> Iterator[tuple[str, bytes]]:
    """Each picture's name, and its PNG."""
    page = _signed_in(browser, server, DESKTOP)
    page.get_by_role("link", name="Clinic").click()
    yield "studio-clinic", page.screenshot()
    page.get_by_role("link", name="Answers").click()
    yield "studio-answers", page.screenshot()
    page.get_by_role("link", name="Can I smoke after an extraction?").click()
    page.get_by_label("Answer", exact=True).fill("Do not smoke for at least 48 hours. Smoking slows healing.")
    page.get_by_role("button", name="Try it").click()
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_be_visible()
    page.set_viewport_size({"width": 1180, "height": page.evaluate("document.documentElement.scrollHeight")})
    yield "studio-answer", page.screenshot()
    page.set_viewport_size({"width": 1180, "height": 860})
    for name in ("Inbox", "Figures"):
        page.goto(f"{server.url}/studio/{name.lower()}")
        yield f"studio-{name.lower()}", page.screenshot()
    page.context.close()
    phone = _signed_in(browser, server, PHONE)
    phone.get_by_role("link", name="What is a dry socket?").click()
    yield "studio-phone", phone.screenshot()
    phone.context.close()


def _signed_in(browser: Browser, server: LiveServer, options: dict[str, object]) -> Page:
    page = browser.new_context(**options, locale="en-GB").new_page()  # type: ignore[arg-type]
    page.goto(f"{server.url}/studio")
    page.get_by_label("Name").fill(REVIEWER)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Answers", exact=True)).to_be_visible()
    return page
