"""The widget as a visitor meets it: what a test does and sees, in the visitor's words."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.replies import ANSWERED, DESPAIR, HANDED_OFF, URGENT, an_answer, reply

__all__ = ["ANSWERED", "DESPAIR", "HANDED_OFF", "URGENT", "Held", "Widget", "an_answer", "answer_with", "reply"]


class Widget:
    """The widget on `page`, found by what it is called and what it does."""

    def __init__(self, page: Page, words: tuple[str, str] = ("Ask a question", "Send")) -> None:
        self.page = page
        self.host = page.locator("caveat-widget")
        self.launcher = self.host.get_by_role("button", name=words[0])
        self.panel = self.host.get_by_role("dialog")
        self.box = self.host.get_by_role("textbox", name=words[0])
        self.send_button = self.host.get_by_role("button", name=words[1], exact=True)
        self.log = self.host.get_by_role("log")
        self.status = self.host.get_by_role("status")
        self.messages = self.host.locator(".you, .bot")
        self.replies = self.host.locator(".bot")
        self.chips = self.host.locator(".chip")

    def open(self) -> Widget:
        """Press the launcher."""
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def ask(self, text: str, wait: bool = True) -> Locator:
        """Type `text` and press Enter. Returns the reply, once it is there unless `wait` is false."""
        before = self.replies.count()
        self.box.fill(text)
        self.box.press("Enter")
        if wait:
            expect(self.replies).to_have_count(before + 1)
        return self.replies.nth(before)

    def choose(self, name: str) -> None:
        """Open the menu and press what is called `name` in it."""
        self.host.locator("summary.more").click()
        self.host.locator(".choices").get_by_text(name, exact=True).click()

    def focused(self) -> str:
        """The class of what has the focus within the widget, else the name of what has it on the page."""
        return str(
            self.page.evaluate(
                """() => {
                  const outside = document.activeElement;
                  return outside.shadowRoot?.activeElement?.className ?? outside.localName;
                }"""
            )
        )

    def stored(self) -> dict[str, str]:
        """What lies in the session's storage."""
        found: dict[str, str] = self.page.evaluate("() => ({...sessionStorage})")
        return found


def answer_with(page: Page, *replies: dict[str, Any] | int) -> list[dict[str, Any]]:
    """Answer the page's next questions with `replies` (a number is an error's status); returns what is sent."""
    sent: list[dict[str, Any]] = []

    def respond(route: Route) -> None:
        made = replies[min(len(sent), len(replies) - 1)]
        sent.append(json.loads(route.request.post_data or "{}"))
        if isinstance(made, int):
            route.fulfill(status=made, json={"error": {"code": "no", "message": "No."}}, headers=CORS)
        else:
            route.fulfill(json=made, headers=CORS)

    page.route("**/api/chat", respond)
    return sent


class Held:
    """Holds the page's questions back, so that a test can look at the time while an answer is awaited."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route("**/api/chat", self._take)

    def _take(self, route: Route) -> None:
        self.routes.append(route)

    def question(self, number: int = 0) -> Route:
        """The question of that number, once it has left the page."""
        for _ in range(1000):
            if len(self.routes) > number:
                return self.routes[number]
            self.page.wait_for_timeout(20)
        raise AssertionError("no question left the page")

    def let_go(self, number: int = 0) -> None:
        """Let the question of that number reach the server, or what an earlier `answer_with` has in its place."""
        self.question(number).fallback()


CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Content-Type"}
