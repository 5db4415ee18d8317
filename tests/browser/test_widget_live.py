"""The widget with the real bot behind it: what the stub of the other tests says is what the bot says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import Host, hosting
from tests.browser.widget import ANSWERED, HANDED_OFF, URGENT, Widget
from tests.serving import LiveServer


@pytest.fixture
def live_site(live_server: LiveServer) -> Iterator[Host]:
    """A clinic's website whose pages load the widget from the real server."""
    with hosting(live_server.url + "/widget.js") as host:
        yield host


def test_a_real_answer_comes_with_its_caveats_source_and_next_questions(page: Page, live_site: Host) -> None:
    page.goto(live_site.page())
    widget = Widget(page).open()
    bubble = widget.ask(ANSWERED)
    expect(bubble.locator(".notes .text").first).to_be_visible()
    expect(bubble.locator(".source summary")).to_contain_text("reviewed")
    with page.expect_response("**/api/feedback") as judged:
        bubble.locator(".up").click()
    assert judged.value.status == 204
    label = widget.chips.first.inner_text()
    widget.chips.first.click()
    expect(widget.host.locator(".you").last).to_contain_text(label)
    expect(widget.replies).to_have_count(3)


def test_what_is_too_long_is_neither_cut_nor_lost(page: Page, live_site: Host) -> None:
    page.goto(live_site.page())
    widget = Widget(page).open()
    text = "What is mesotherapy? " * 100
    expect(widget.ask(text)).to_contain_text("at most 2,000 characters")
    expect(widget.box).to_have_value(text.strip())


def test_an_emergency_at_the_end_of_what_is_too_long_is_heard(page: Page, live_site: Host) -> None:
    page.goto(live_site.page())
    story = "We went for a walk along the river, and had tea afterwards. " * 40
    expect(Widget(page).open().ask(story + "Now I cannot breathe.")).to_have_class("bot urgent")


def test_a_real_urgent_reply_has_a_button_to_call(page: Page, live_site: Host) -> None:
    page.goto(live_site.page())
    alarm = Widget(page).open().ask(URGENT)
    expect(alarm).to_have_class("bot urgent")
    expect(alarm.locator(".action[href='tel:999']")).to_be_visible()


def test_a_real_handoff_says_whom_to_ask(page: Page, live_site: Host) -> None:
    page.goto(live_site.page())
    widget = Widget(page).open()
    expect(widget.ask(HANDED_OFF)).to_have_class("bot handoff")
    expect(widget.host.locator(".chips .action").first).to_be_visible()
