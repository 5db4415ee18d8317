"""The widget as a visitor meets it: what a test does and sees, in the visitor's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Locator, Page, Route, expect

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

ANSWERED = "how long do the results last"
URGENT = "I can't breathe since the injections"
HANDED_OFF = "how much does it cost"


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


def reply(kind: str = "answer", **fields: Any) -> dict[str, Any]:
    """A reply as the API makes them, for what the shipped intents do not bring about at will."""
    empty = {"kind": kind, "text": "", "answers": [], "suggestions": [], "knowledge": "k", "conversation": "token"}
    return {**empty, **fields}


def an_answer(**fields: Any) -> dict[str, Any]:
    """One of a reply's answers."""
    return {
        "intent": "results-duration",
        "question": "How long do results last?",
        "text": "Three to five months, it is said.",
        "caveats": ["The evidence is thin."],
        "sources": [{"document": "mesotherapy", "section": "FAQ"}],
        "reviewed": "2026-11-23",
        "score": 0.9,
        **fields,
    }


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


CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Content-Type"}


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.0 to 2.2, A and AA: one line for each finding, none when all is well."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    page.wait_for_function("() => document.querySelector('caveat-widget').shadowRoot.getAnimations().length < 2")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
