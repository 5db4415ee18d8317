"""The widget's face: name, opening times, menu and marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosts import Host
from tests.browser.widget import ANSWERED, URGENT, Held, Widget

# The sample clinic is open from Monday to Friday, 9:00 to 17:00 in London, and closed on 25 December 2026, a Friday.
CLOCK = {
    "2026-11-30T10:00:00Z": "Open until 17:00",
    "2026-11-30T08:59:00Z": "Closed, opens 9:00",
    "2026-11-30T17:00:00Z": "Closed, opens Tuesday 9:00",
    "2026-11-28T12:00:00Z": "Closed, opens Monday 9:00",
    "2026-12-25T12:00:00Z": "Closed, opens Monday 9:00",
    "2026-07-06T16:30:00Z": "Closed, opens Tuesday 9:00",  # summer time: 17:30 in London
    "2026-07-06T08:15:00Z": "Open until 17:00",
}


@pytest.mark.parametrize(("now", "shown"), CLOCK.items())
@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Tokyo"])
def test_it_says_whether_the_clinic_is_open_by_the_clinics_own_clock(
    browser: Browser, host: Host, now: str, shown: str, zone: str
) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.goto(host.page())
    expect(Widget(page).open().host.locator(".subtitle")).to_have_text(shown)
    context.close()


def test_the_weekday_is_in_the_widgets_language(page: Page, host: Host) -> None:
    page.clock.set_fixed_time("2026-11-28T12:00:00Z")
    page.goto(host.page(script='data-lang="de" data-subtitle="Haut und Körper"'))
    widget = Widget(page, ("Frage stellen", "Senden")).open()
    expect(widget.host.locator(".subtitle")).to_have_text("Haut und Körper · Geschlossen, öffnet Montag 9:00")


def test_without_a_logo_there_are_initials(widget: Widget) -> None:
    expect(widget.open().host.locator(".logo")).to_have_text("SC")


def test_a_logo_takes_their_place_and_they_take_its_place_where_it_does_not_load(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-logo="/demo/mark.svg"'))
    logo = Widget(page).open().host.locator("img.logo")
    assert logo.evaluate("async image => { await image.decode(); return image.naturalWidth > 0 }")
    page.goto(host.page(script='data-logo="/nothing.png"', path="/other"))
    expect(page.locator("caveat-widget div.logo")).to_have_text("SC")


def test_calling_and_booking_are_always_there(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    quick = widget.host.locator(".quick a")
    assert [(link.inner_text(), link.get_attribute("href")) for link in quick.all()] == [
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("Book", "https://clinic.example/book"),
    ]


def test_start_over_can_be_taken_back(widget: Widget) -> None:
    text = widget.open().ask(ANSWERED).inner_text()
    widget.choose("Start over")
    expect(widget.host.locator(".you")).to_have_count(0)
    widget.host.get_by_role("button", name="Undo").click()
    expect(widget.host.locator(".you")).to_have_count(1)
    assert widget.replies.last.inner_text() == text


def test_the_transcript_can_be_saved_with_caveats_and_sources(widget: Widget, tmp_path: Path) -> None:
    widget.open().ask(ANSWERED)
    with widget.page.expect_download() as saved:
        widget.choose("Save as text")
    saved.value.save_as(tmp_path / "chat.txt")
    text = (tmp_path / "chat.txt").read_text(encoding="utf-8")
    needed = (
        "You: ",
        ANSWERED,
        "How long do results last?",
        "Please note",
        "still unproven",
        "reviewed",
        "Mesotherapy: ",
    )
    assert [part for part in needed if part not in text] == []


def test_printing_leaves_the_page_out_and_puts_it_back(widget: Widget) -> None:
    widget.page.evaluate("() => window.print = () => window.printed = getComputedStyle(document.body).display")
    widget.open().ask(ANSWERED)
    widget.choose("Print")
    assert widget.page.evaluate("printed") == "none"
    assert widget.page.evaluate("getComputedStyle(document.body).display") == "block"


def test_the_privacy_notice_is_in_the_menu(widget: Widget) -> None:
    widget.open().host.locator("summary.more").click()
    link = widget.host.get_by_role("link", name="Privacy")
    expect(link).to_have_attribute("href", "https://clinic.example/privacy")


def test_an_answer_that_comes_while_it_is_closed_leaves_a_mark(widget: Widget) -> None:
    held = Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    widget.page.keyboard.press("Escape")
    expect(widget.host.locator(".unread")).to_have_count(0)
    held.let_go()
    expect(widget.host.locator(".unread")).to_be_visible()
    widget.host.locator(".unread").click()
    widget.page.keyboard.press("Escape")
    expect(widget.launcher).to_be_visible()
    expect(widget.host.locator(".unread")).to_have_count(0)


def test_open_and_draft_are_kept_from_page_to_page(page: Page, host: Host) -> None:
    page.goto(host.page())
    Widget(page).open().box.fill("a draft")
    page.goto(host.page("/next"))
    expect(Widget(page).box).to_have_value("a draft")
    assert Widget(page).focused() == "body"


def test_on_a_phone_the_next_page_is_seen_first(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(host.page())
    Widget(page).open().box.fill("a draft")
    page.goto(host.page("/next"))
    expect(Widget(page).launcher).to_be_visible()
    expect(Widget(page).open().box).to_have_value("a draft")


def test_the_first_suggestion_peeks_into_view_under_a_long_answer(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 375, "height": 560})
    page.goto(host.page())
    widget = Widget(page).open()
    widget.ask(ANSWERED)
    expect(widget.chips.first).to_be_in_viewport(ratio=0.9)


def test_at_a_zoom_of_400_percent_there_is_room_to_read(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(host.page())
    widget = Widget(page).open()
    widget.ask(ANSWERED)
    room = """host => {
      const edge = part => host.shadowRoot.querySelector(part).getBoundingClientRect().top;
      return edge('.compose') - edge('.panel');
    }"""
    assert widget.host.evaluate(room) > 120
    expect(widget.host.locator(".head")).not_to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(640, 400), (740, 360)], ids=["zoom of 200%", "phone on its side"])
def test_with_little_room_an_emergencys_number_is_in_sight_and_at_first_the_button_that_closes(
    page: Page, host: Host, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(host.page())
    widget = Widget(page).open()
    expect(widget.host.locator(".close")).to_be_in_viewport(ratio=1)
    number = widget.ask(URGENT).locator(".action").first.bounding_box()
    compose = widget.host.locator(".compose").bounding_box()
    assert number
    assert compose
    assert number["y"] + number["height"] <= compose["y"]


def test_on_a_phone_the_verdicts_stand_in_one_row(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(host.page())
    bubble = Widget(page).open().ask(ANSWERED)
    middles = bubble.locator(".feedback > *").evaluate_all(
        """all => all.map(one => {
          const {top, bottom} = one.getBoundingClientRect();
          return Math.round((top + bottom) / 2);
        })"""
    )
    assert max(middles) - min(middles) <= 1
