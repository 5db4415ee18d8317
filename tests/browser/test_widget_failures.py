"""When no answer comes: the question is kept, it can be asked again, and people can be called."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import Host, hosting
from tests.browser.widget import ANSWERED, CORS, Held, Widget, answer_with, reply


def refused(status: int) -> Callable[[Page], None]:
    def prepare(page: Page) -> None:
        body = {"error": {"code": "no", "message": "No."}}
        page.route("**/api/chat", lambda route: route.fulfill(status=status, json=body, headers=CORS))

    return prepare


def garbled(page: Page) -> None:
    page.route(
        "**/api/chat", lambda route: route.fulfill(body="<h1>Sign in to the wireless network</h1>", headers=CORS)
    )


def cut_off(page: Page) -> None:
    page.route("**/api/chat", lambda route: route.abort("connectionreset"))


def forbidden_by_the_server(page: Page) -> None:
    """It does not name the page's origin, so that the browser withholds its answer."""
    page.route("**/api/chat", lambda route: route.fulfill(json={"kind": "smalltalk", "text": "Hello."}))


def offline(page: Page) -> None:
    page.context.set_offline(True)


def helped(widget: Widget, question: str) -> None:
    """The question is still there, and so is everything that helps to get on."""
    expect(widget.replies.last).to_have_class("bot failed")
    expect(widget.host.locator(".you").last).to_contain_text(question)
    expect(widget.host.get_by_role("button", name="Try again")).to_be_visible()
    expect(widget.host.get_by_role("link", name="Urgent: 999")).to_have_attribute("href", "tel:999")
    expect(widget.host.get_by_role("link", name="+44 20 7946 0000")).to_be_visible()
    expect(widget.status).to_be_empty()


@pytest.mark.parametrize(
    "trouble",
    [refused(429), refused(500), refused(400), refused(403), garbled, cut_off, forbidden_by_the_server, offline],
    ids=["429", "500", "400", "403", "garbled", "cut off", "CORS", "offline"],
)
def test_the_question_is_kept_and_help_offered(widget: Widget, trouble: Callable[[Page], None]) -> None:
    widget.open()
    trouble(widget.page)
    widget.ask(ANSWERED)
    helped(widget, ANSWERED)
    widget.page.unroute_all()
    widget.page.context.set_offline(False)
    widget.host.get_by_role("button", name="Try again").click()
    expect(widget.replies.last).to_contain_text("Source")
    expect(widget.host.locator(".you")).to_have_count(1)  # asked again, but said once
    expect(widget.host.locator(".failed")).to_have_count(0)
    expect(widget.host.get_by_role("button", name="Try again")).to_have_count(0)


def test_gives_up_after_ten_seconds_of_silence(widget: Widget) -> None:
    """The ten seconds are over when the test says so: the browser's own clock of this limit stands still."""
    widget.page.evaluate(
        """() => AbortSignal.timeout = time => {
          const limit = new AbortController();
          window.allowed = time;
          window.timeIsUp = () => limit.abort(new DOMException('', 'TimeoutError'));
          return limit.signal;
        }"""
    )
    Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    expect(widget.status).to_have_text("Looking that up…")
    expect(widget.replies).to_have_count(1)
    assert widget.page.evaluate("allowed") == 10_000
    widget.page.evaluate("timeIsUp()")
    helped(widget, ANSWERED)


def test_helps_with_the_server_gone(page: Page, host: Host) -> None:
    with hosting(host.widget) as server:
        server.pages["/widget.js"] = page.request.get(host.widget).text()
        page.goto(host.page(widget=server.url + "/widget.js"))
        widget = Widget(page).open()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])))
    widget.ask(ANSWERED)
    helped(widget, ANSWERED)


def test_a_second_question_waits_for_the_first(widget: Widget) -> None:
    sent = answer_with(widget.page, reply("smalltalk", text="Hello."))
    held = Held(widget.page)
    widget.open().ask("first", wait=False)
    widget.box.fill("second")
    widget.box.press("Enter")
    expect(widget.box).to_have_value("second")  # kept, not sent
    held.let_go()
    expect(widget.replies).to_have_count(2)
    assert [question["message"] for question in sent] == ["first"]
    widget.box.press("Enter")
    held.let_go(1)
    expect(widget.replies).to_have_count(3)
    assert [question["message"] for question in sent] == ["first", "second"]


def test_a_new_question_can_be_asked_after_a_failure(widget: Widget) -> None:
    answer_with(widget.page, 500, reply("smalltalk", text="Hello."))
    widget.open().ask("first")
    widget.ask("second")
    expect(widget.replies.last).to_contain_text("Hello.")
    expect(widget.host.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_question_that_was_not_answered_can_be_asked_again_on_the_next_page(page: Page, host: Host) -> None:
    page.goto(host.page())
    cut_off(page)
    Widget(page).open().ask(ANSWERED)
    page.unroute_all()
    page.goto(host.page("/next"))
    widget = Widget(page)
    helped(widget, ANSWERED)
    widget.host.get_by_role("button", name="Try again").click()
    expect(widget.replies.last).to_contain_text("Source")


def test_while_an_answer_is_awaited_all_else_goes_on(widget: Widget) -> None:
    held = Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    widget.box.fill("a draft")
    widget.page.keyboard.press("Escape")
    held.let_go()
    widget.open()
    expect(widget.replies.last).to_contain_text("Source")
    expect(widget.box).to_have_value("a draft")


@pytest.mark.parametrize(
    "said",
    ["Too many requests: try again in 20 seconds.", "The field 'message' has more than 2,000 characters."],
)
def test_what_the_server_says_is_shown(widget: Widget, said: str) -> None:
    body = {"error": {"code": "no", "message": said}}
    widget.page.route("**/api/chat", lambda route: route.fulfill(status=429, json=body, headers=CORS))
    expect(widget.open().ask(ANSWERED)).to_contain_text(said)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "7",
        "{}",
        "[]",
        '{"kind": "answer", "text": "", "answers": [], "suggestions": []}',
        '{"kind": "answer", "text": 7, "answers": [], "suggestions": []}',
        '{"kind": "answer", "answers": [{"question": "Q", "text": "T", "caveats": []}]}',
        '{"kind": "answer", "answers": [{"question": "Q", "text": "T"}]}',
        '{"kind": "answer", "text": "A", "answers": {}}',
        '{"error": "no"}',
    ],
)
def test_what_is_no_reply_is_neither_shown_nor_kept(widget: Widget, body: str) -> None:
    widget.page.route("**/api/chat", lambda route: route.fulfill(body=body, headers=CORS))
    expect(widget.open().ask(ANSWERED)).to_contain_text("No answer came.")
    assert [item["kind"] for item in json.loads(widget.stored()["caveat"])["items"]] == ["you"]
