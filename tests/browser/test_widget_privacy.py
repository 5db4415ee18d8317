"""What the widget may touch: a strict page's policy holds, and nothing is kept before the visitor acts."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.hosts import Host
from tests.browser.stub import StubServer
from tests.browser.widget import ANSWERED, Held, Widget, answer_with, reply

VIOLATIONS = """
  window.violated = [];
  document.addEventListener('securitypolicyviolation', event => violated.push(event.violatedDirective));
"""


def test_works_under_a_policy_that_allows_its_origin_alone(page: Page, host: Host, stub: StubServer) -> None:
    bot = stub.url
    host.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {bot}; connect-src {bot}; require-trusted-types-for 'script'"
    )
    page.add_init_script(VIOLATIONS)
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.goto(host.page(script='data-colour="#7a1f4d" data-theme="dark" data-position="start"'))
    widget = Widget(page).open()
    expect(widget.ask(ANSWERED).locator(".notes")).to_be_visible()
    widget.host.locator(".up").click()
    expect(widget.host.locator(".undo")).to_be_visible()
    assert page.evaluate("violated") == []
    assert [text for text in complaints if "favicon" not in text] == []
    assert widget.panel.evaluate("panel => getComputedStyle(panel).overflow") == "hidden"  # the looks arrived as well


def test_the_policy_of_these_tests_does_catch_an_inline_style(page: Page, host: Host, stub: StubServer) -> None:
    host.headers["Content-Security-Policy"] = f"default-src 'none'; script-src {stub.url}"
    page.add_init_script(VIOLATIONS)
    page.goto(host.page(body='<p style="color: red">styled</p>'))
    assert page.evaluate("violated") == ["style-src-attr"]


def test_keeps_nothing_before_the_visitor_acts(widget: Widget, context: BrowserContext) -> None:
    widget.page.mouse.wheel(0, 500)
    widget.page.keyboard.press("Tab")
    widget.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert widget.stored() == {}
    assert widget.page.evaluate("() => ({...localStorage})") == {}
    assert context.cookies() == []


def test_keeps_the_conversation_for_the_session_alone(widget: Widget, context: BrowserContext) -> None:
    widget.open().ask(ANSWERED)
    assert list(widget.stored()) == ["caveat"]
    assert widget.page.evaluate("() => ({...localStorage})") == {}
    assert widget.page.evaluate("() => indexedDB.databases()") == []
    assert context.cookies() == []


def test_sends_no_credentials(page: Page, context: BrowserContext, stub: StubServer) -> None:
    """Not even to the origin that the page itself is of, where browsers add them unless told not to."""
    context.add_cookies([{"name": "session", "value": "of-somebody", "url": stub.url}])
    with page.expect_request(stub.url + "/") as visited:
        page.goto(stub.url)
    with page.expect_request("**/api/chat") as asked:
        Widget(page).open().ask(ANSWERED)
    assert visited.value.all_headers()["cookie"] == "session=of-somebody"
    assert "cookie" not in asked.value.all_headers()


def test_the_conversation_survives_moving_between_pages(page: Page, host: Host) -> None:
    second = host.page("/second")
    page.goto(host.page("/first"))
    text = Widget(page).open().ask(ANSWERED).inner_text()
    page.goto(second)
    widget = Widget(page)
    assert widget.host.locator(".you").all_inner_texts()[0].endswith(ANSWERED)
    assert widget.replies.last.inner_text() == text
    with page.expect_request("**/api/chat") as asked:
        widget.ask("and is it safe?")
    before = json.loads(widget.stored()["caveat"])["items"][1]["conversation"]
    assert json.loads(asked.value.post_data or "")["conversation"] == before


def test_start_over_clears_all(widget: Widget) -> None:
    sent = answer_with(widget.page, reply("smalltalk", text="Hello.", conversation="first"))
    widget.open().ask("hello")
    widget.choose("Start over")
    kept = json.loads(widget.stored()["caveat"])
    assert (kept["items"], kept.get("token")) == ([], None)
    expect(widget.host.locator(".you")).to_have_count(0)
    expect(widget.chips.first).to_be_visible()  # the starters are back
    assert widget.focused() == "box"
    widget.ask("hello again")
    assert sent[-1].get("conversation") is None


def test_an_answer_that_comes_after_start_over_is_dropped(widget: Widget) -> None:
    answer_with(widget.page, reply("smalltalk", text="The first."), reply("smalltalk", text="The second."))
    held = Held(widget.page)
    widget.open().ask("first", wait=False)
    held.question()
    widget.choose("Start over")
    widget.ask("second", wait=False)
    held.let_go(0)
    held.let_go(1)
    expect(widget.replies.last).to_contain_text("The second.")
    expect(widget.replies).to_have_count(2)  # the greeting is the other one
    assert "The first." not in widget.stored()["caveat"]


@pytest.mark.parametrize("broken", ["() => { throw new DOMException('no', 'SecurityError') }", "() => null"])
def test_works_where_storage_is_forbidden(page: Page, host: Host, broken: str) -> None:
    page.add_init_script(f"Object.defineProperty(window, 'sessionStorage', {{get: {broken}}})")
    page.goto(host.page())
    widget = Widget(page).open()
    expect(widget.ask(ANSWERED)).to_contain_text("Source")
    widget.choose("Start over")
    expect(widget.replies).to_have_count(1)


@pytest.mark.parametrize("junk", ["", "null", "7", "{", "{}", '{"items": 3}', '{"items": [1, null]}', "[]"])
def test_starts_anew_where_storage_holds_junk(page: Page, host: Host, junk: str) -> None:
    page.add_init_script(f"sessionStorage.caveat = {json.dumps(junk)}")
    page.goto(host.page())
    expect(Widget(page).open().ask(ANSWERED)).to_contain_text("Source")
