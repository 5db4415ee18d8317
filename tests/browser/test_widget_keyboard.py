"""Keyboard and focus: everything can be done without a mouse, and the focus is never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import Host
from tests.browser.widget import ANSWERED, URGENT, Held, Widget, answer_with, reply


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_on_the_launcher_opens_with_the_focus_in_the_box(widget: Widget, key: str) -> None:
    widget.launcher.focus()
    widget.page.keyboard.press(key)
    expect(widget.panel).to_be_visible()
    assert widget.focused() == "box"


def test_the_launcher_is_reached_with_the_tab_key(widget: Widget) -> None:
    widget.page.get_by_role("link", name="A link of the page").focus()
    widget.page.keyboard.press("Tab")
    assert widget.focused() == "launcher"


def test_escape_closes_with_the_focus_on_the_launcher(widget: Widget) -> None:
    widget.open().page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    assert widget.focused() == "launcher"


def test_the_close_button_gives_the_focus_back_too(widget: Widget) -> None:
    widget.open().host.get_by_role("button", name="Close").press("Enter")
    expect(widget.panel).to_be_hidden()
    assert widget.focused() == "launcher"


def test_enter_sends_and_empties_the_box(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    expect(widget.box).to_have_value("")
    assert widget.focused() == "box"


def test_shift_and_enter_break_the_line(widget: Widget) -> None:
    widget.open().box.press_sequentially("one")
    widget.box.press("Shift+Enter")
    widget.box.press_sequentially("two")
    expect(widget.box).to_have_value("one\ntwo")
    expect(widget.host.locator(".you")).to_have_count(0)


@pytest.mark.parametrize("blank", ["", "   ", "\n\n"])
def test_nothing_is_not_sent(widget: Widget, blank: str) -> None:
    widget.open().box.fill(blank)
    widget.box.press("Enter")
    expect(widget.host.locator(".you")).to_have_count(0)


def test_composing_with_an_input_method_never_sends(widget: Widget) -> None:
    widget.open()
    devtools = widget.page.context.new_cdp_session(widget.page)
    devtools.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    for key in ("Enter", "Escape"):  # they confirm or cancel what is composed
        fields = {"key": key, "isComposing": True, "bubbles": True, "composed": True, "cancelable": True}
        widget.box.dispatch_event("keydown", fields)
    widget.box.evaluate(  # Safari says so by this old number alone
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    )
    expect(widget.host.locator(".you")).to_have_count(0)
    expect(widget.panel).to_be_visible()
    devtools.send("Input.insertText", {"text": "日本"})
    widget.box.press("Enter")
    expect(widget.host.locator(".you")).to_have_count(1)


def test_there_is_no_trap(widget: Widget) -> None:
    """From the box, Tab goes through the widget and on into the page."""
    widget.open()
    seen = []
    for _ in range(30):
        widget.page.keyboard.press("Tab")
        seen.append(widget.focused())
        if seen[-1] == "a":
            break
    assert seen[0] == "send"
    assert seen[-1] == "a", seen


def test_shift_and_tab_goes_back_through_the_widget_and_out_of_it(widget: Widget) -> None:
    widget.open()
    seen = []
    for _ in range(12):
        widget.page.keyboard.press("Shift+Tab")
        seen.append(widget.focused())
        if seen[-1] == "a":
            break
    assert seen[-3:] == ["close", "more", "a"], seen


def test_after_a_suggestion_the_focus_is_in_the_box(widget: Widget) -> None:
    widget.open().chips.first.press("Enter")
    assert widget.focused() == "box"
    expect(widget.replies).to_have_count(2)
    assert widget.focused() == "box"


def test_try_again_leaves_the_focus_in_the_box(widget: Widget) -> None:
    answer_with(widget.page, 500, reply("smalltalk", text="Hello."))
    widget.open().ask("hello")
    widget.host.get_by_role("button", name="Try again").press("Enter")
    assert widget.focused() == "box"
    expect(widget.replies.last).to_contain_text("Hello.")
    assert widget.focused() == "box"


def test_the_focus_is_never_lost(widget: Widget) -> None:
    """Whatever is pressed, the focus stays within the widget: it never falls back to the page's beginning."""
    answer_with(widget.page, 500, reply("smalltalk", text="Hello.", suggestions=[{"label": "More", "message": "more"}]))
    widget.page.evaluate(
        """() => {
          window.lost = [];
          const look = () => document.activeElement == document.body && lost.push(new Error().stack);
          document.addEventListener('focusout', () => queueMicrotask(look));
        }"""
    )
    widget.launcher.press("Enter")
    widget.ask("hello")
    for name in ("Try again", "More", "Start over", "What is mesotherapy?", "Start over"):
        if name == "Start over":
            widget.host.locator("summary.more").press("Enter")
        widget.host.get_by_role("button", name=name, exact=True).press("Enter")
        expect(widget.status).to_be_empty()
        expect(widget.box).to_be_focused()
    for closing, key in ((widget.host.get_by_role("button", name="Close"), "Enter"), (widget.box, "Escape")):
        closing.press(key)
        expect(widget.launcher).to_be_focused()
        widget.launcher.press("Enter")
    assert widget.page.evaluate("lost") == []


def test_a_draft_is_kept_while_an_answer_is_awaited_and_when_a_suggestion_is_pressed(widget: Widget) -> None:
    widget.open().box.fill("a draft")
    widget.chips.first.click()
    expect(widget.replies).to_have_count(2)
    expect(widget.box).to_have_value("a draft")


def test_every_step_shows_where_the_focus_is(widget: Widget) -> None:
    widget.open().ask(URGENT)
    for _ in range(8):
        widget.page.keyboard.press("Shift+Tab")
        if widget.focused() == "a":
            break
        outline = widget.page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement.shadowRoot.activeElement);
              return [style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        assert outline == ["solid", 2]


def test_on_a_full_screen_the_focus_never_goes_behind_the_panel(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(host.page())
    widget = Widget(page).open()
    widget.page.get_by_role("link", name="A link of the page").focus()
    expect(widget.panel).to_be_hidden()
    expect(page.get_by_role("link", name="A link of the page")).to_be_focused()


def test_what_is_pasted_is_never_cut(widget: Widget) -> None:
    sent = answer_with(widget.page, reply("smalltalk", text="Read to its end."))
    text = "x" * 5_000 + " I cannot breathe"
    widget.open().box.evaluate("box => box.focus()")
    widget.page.keyboard.insert_text(text)
    widget.box.press("Enter")
    expect(widget.replies.last).to_contain_text("Read to its end.")
    assert sent[0]["message"] == text


@pytest.mark.parametrize("kind", ["keydown", "keypress", "keyup"])
def test_no_key_of_the_box_reaches_the_page(widget: Widget, kind: str) -> None:
    widget.page.evaluate("kind => { window.heard = []; addEventListener(kind, event => heard.push(event.key)) }", kind)
    widget.open().box.press_sequentially("k/")
    assert widget.page.evaluate("heard") == []


def test_a_message_does_not_move_the_focus(widget: Widget) -> None:
    held = Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    widget.host.get_by_role("button", name="Close").focus()
    held.let_go()
    expect(widget.replies).to_have_count(2)
    assert widget.focused() == "close"


def test_escape_closes_the_menu_before_the_panel(widget: Widget) -> None:
    widget.open().host.locator("summary.more").press("Enter")
    expect(widget.host.get_by_text("Start over")).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.host.get_by_text("Start over")).to_be_hidden()
    expect(widget.panel).to_be_visible()
