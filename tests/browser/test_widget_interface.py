"""What a page's own script can do with the widget and hear from it; and docs/embedding.md, which tells integrators."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import Host
from tests.browser.replies import MARKED_UP
from tests.browser.sources import GUIDE, LOCALES, SOURCE, STYLE
from tests.browser.widget import ANSWERED, HANDED_OFF, URGENT, Held, Widget, answer_with

LISTEN = """
  window.heard = [];
  for (const name of ['ready', 'open', 'close', 'reply', 'call', 'link', 'feedback'])
    document.addEventListener('caveat:' + name, event => heard.push([name, event.detail]));
"""


@pytest.fixture
def listened(page: Page, host: Host) -> Widget:
    """The widget on a page that notes all of its events."""
    page.add_init_script(LISTEN)
    page.goto(host.page())
    return Widget(page)


def call(widget: Widget, what: str) -> Any:
    return widget.host.evaluate(f"host => host.{what}")


def test_the_page_can_open_and_close_it(listened: Widget) -> None:
    call(listened, "open()")
    expect(listened.panel).to_be_visible()
    assert listened.focused() == "box"
    call(listened, "close()")
    expect(listened.launcher).to_be_visible()
    assert listened.focused() == "launcher"
    assert listened.page.evaluate("heard") == [["ready", None], ["open", None], ["close", None]]


def test_closing_from_the_page_leaves_the_pages_focus_alone(listened: Widget) -> None:
    call(listened, "open()")
    listened.page.get_by_role("link", name="A link of the page").focus()
    call(listened, "close()")
    assert listened.focused() == "a"


def test_the_page_can_ask(listened: Widget) -> None:
    call(listened, "open()")
    assert call(listened, f"send({json.dumps(ANSWERED)})") is True
    expect(listened.replies.last).to_contain_text("Source")
    expect(listened.host.locator(".you")).to_contain_text(ANSWERED)


def test_what_the_page_asks_while_it_is_closed_is_there_when_it_opens(listened: Widget) -> None:
    call(listened, f"send({json.dumps(ANSWERED)})")
    listened.page.wait_for_function("heard.some(([name]) => name == 'reply')")
    expect(listened.open().replies.last).to_contain_text("Source")


def test_a_question_that_cannot_be_sent_now_is_refused(listened: Widget) -> None:
    held = Held(listened.page)
    assert not call(listened, "send('   ')")
    assert call(listened, "send('first')") is True
    assert not call(listened, "send('second')")
    held.let_go()
    expect(listened.open().host.locator(".you")).to_have_count(1)


def test_events_say_what_happens_and_carry_no_message(listened: Widget) -> None:
    listened.open()
    for question in (ANSWERED, URGENT, HANDED_OFF):
        listened.ask(question)
    listened.page.keyboard.press("Escape")
    heard = listened.page.evaluate("heard")
    assert [name for name, _ in heard] == ["ready", "open", "reply", "reply", "reply", "close"]
    assert [detail for name, detail in heard if name == "reply"] == [
        {"kind": "answer", "intent": "results-duration", "reason": "matched"},
        {"kind": "urgent", "intent": None, "reason": "emergency"},
        {"kind": "handoff", "intent": None, "reason": "price"},
    ]
    assert {json.dumps(detail) for name, detail in heard if name != "reply"} == {"null"}


def test_the_page_can_toggle_it_and_see_whether_it_is_open(listened: Widget) -> None:
    states = []
    for _ in range(3):
        states.append(call(listened, "isOpen()"))
        call(listened, "toggle()")
    assert states == [False, True, False]
    expect(listened.panel).to_be_visible()


def test_the_page_can_start_over_and_the_visitor_take_that_back(listened: Widget) -> None:
    listened.open().ask(ANSWERED)
    call(listened, "reset()")
    expect(listened.host.locator(".you")).to_have_count(0)
    listened.host.get_by_role("button", name="Undo").click()
    expect(listened.host.locator(".you")).to_have_count(1)


def test_a_link_a_call_and_a_verdict_are_told_without_a_word_of_the_answer(listened: Widget) -> None:
    """Nothing is dialled or opened: the page's own listener stops that, as a page may."""
    listened.page.evaluate("() => addEventListener('click', event => event.preventDefault())")
    bubble = listened.open().ask(MARKED_UP)
    bubble.get_by_role("link", name="our page").click()
    listened.host.locator(".quick a").first.click()
    for button in (".down", ".undo"):
        bubble.locator(button).click()
        expect(bubble.locator(button)).to_have_count(0)
    told = [event for event in listened.page.evaluate("heard") if event[0] in {"link", "call", "feedback"}]
    assert told == [
        ["link", {"href": "https://clinic.example/visit"}],
        ["call", {"href": "tel:+442079460000"}],
        ["feedback", {"intent": "results-duration", "verdict": "down"}],
        ["feedback", {"intent": "results-duration", "verdict": None}],  # undefined in the page
    ]


def test_no_event_where_no_answer_came(listened: Widget) -> None:
    answer_with(listened.page, 500)
    listened.open().ask(ANSWERED)
    assert [name for name, _ in listened.page.evaluate("heard")] == ["ready", "open"]


def table(heading: str) -> set[str]:
    """What stands as code in the first column of the guide's table under `heading`."""
    section = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert section, f"docs/embedding.md has no section {heading}"
    return {
        name for row in re.findall(r"^\| (`.*?) \|", section[1], re.MULTILINE) for name in re.findall(r"`(.+?)`", row)
    }


def test_the_guide_names_every_option_and_no_other() -> None:
    uses = (r"settings\.(\w+)", r"option\('(\w+)'\)", r"'(\w+)' in settings")
    own = {name for use in uses for name in re.findall(use, SOURCE)}
    looks = set(re.findall(r"--caveat-(\w+)", STYLE))
    assert table("Options") == {f"data-{name}" for name in own | looks | {"color"}}


def test_the_guide_names_every_custom_property_and_no_other() -> None:
    assert table("Custom properties") == set(re.findall(r"--caveat-\w+", STYLE))


MADE = re.compile(r"(?:part: |\b(?:div|button|lettered|link|field)\()'([\w ]+)'")
KINDS = {"greeting", "answer", "clarify", "handoff", "fallback", "smalltalk", "urgent", "failed"}


def test_the_guide_names_every_part_and_no_other() -> None:
    made = {part for found in MADE.findall(SOURCE) for part in found.split()}
    assert table("Parts") == made | KINDS | {"you", "bot", "frame", "inline", "unread"}


def test_every_look_is_of_something_that_is_there() -> None:
    named = set(re.findall(r"\.([a-z]+)(?=[ ,:.){>])", re.sub(r"\{[^}]*\}|/\*.*?\*/", "{}", STYLE)))
    assert named <= table("Parts")


def test_the_guide_names_every_method_and_no_other(widget: Widget) -> None:
    methods = set(widget.host.evaluate("host => Object.keys(host).filter(name => typeof host[name] == 'function')"))
    assert {name.partition("(")[0] for name in table("Methods")} == methods - {"back"} | {"remove"}


def test_the_guide_names_every_event_and_no_other() -> None:
    fired = [re.findall(r"'(\w+)'", line) for line in re.findall(r"\bfire\(([^,;]*)", SOURCE)]
    assert table("Events") == {f"caveat:{name}" for names in fired for name in names}


def test_the_guide_names_every_language_and_no_other() -> None:
    assert table("Languages") == set(LOCALES)
