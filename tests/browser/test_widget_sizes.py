"""From a phone with its keyboard out to fifty messages of very long words: all is in sight, and nothing overflows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosts import Host
from tests.browser.inspection import overflowing
from tests.browser.replies import SEVERAL
from tests.browser.test_widget_accessibility import GUISES, looked_at
from tests.browser.widget import ANSWERED, Widget, an_answer, answer_with, reply

WORD = "Phosphatidylcholinedeoxycholate" * 12
LONG = {"question": WORD, "text": f"{WORD} {'A long answer. ' * 300}", "caveats": [WORD, "A long caveat. " * 60]}


def box_of(widget: Widget, selector: str) -> dict[str, float]:
    found = widget.host.locator(selector).bounding_box()
    assert found
    return {name: round(float(value), 1) for name, value in found.items()}


@pytest.mark.parametrize(("width", "height"), [(320, 568), (375, 740), (480, 800), (844, 390)])
def test_it_fills_a_small_screen(page: Page, host: Host, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(host.page(body="<p style='height: 3000px'></p>"))
    widget = Widget(page).open()
    assert box_of(widget, ".panel") == {"x": 0, "y": 0, "width": width, "height": height}


@pytest.mark.parametrize(("width", "height"), [(600, 800), (1100, 800), (1100, 500)])
def test_on_a_larger_one_the_page_stays_in_sight(page: Page, host: Host, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(host.page())
    widget = Widget(page).open()
    widget.ask(SEVERAL)
    panel = box_of(widget, ".panel")
    assert panel["width"] == 400
    assert panel["height"] == min(704, height - 32)
    assert panel["x"] + panel["width"] == width - 16
    assert panel["y"] + panel["height"] == height - 16


def keyboard_comes_out(page: Page, top: int, height: int) -> None:
    """What a phone's browser reports when its keyboard has come out and the page was moved up."""
    page.evaluate(
        """([top, height]) => {
          Object.defineProperty(visualViewport, 'offsetTop', {value: top, configurable: true});
          Object.defineProperty(visualViewport, 'height', {value: height, configurable: true});
          visualViewport.dispatchEvent(new Event('resize'));
        }""",
        [top, height],
    )


def test_a_phones_keyboard_does_not_cover_the_box(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(host.page())
    widget = Widget(page).open()
    keyboard_comes_out(page, 60, 380)
    assert box_of(widget, ".panel") == {"x": 0, "y": 60, "width": 375, "height": 380}
    box, head = box_of(widget, ".box"), box_of(widget, ".head")
    assert box["y"] + box["height"] <= 440
    assert head["y"] == 60
    widget.ask(ANSWERED)
    assert overflowing(widget) == []
    keyboard_comes_out(page, 0, 740)
    assert box_of(widget, ".panel")["height"] == 740


def test_zooming_in_with_two_fingers_leaves_it_as_it_is(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(host.page())
    widget = Widget(page).open()
    before = box_of(widget, ".panel")
    page.evaluate("() => visualViewport.addEventListener('resize', () => window.zoomed = visualViewport.scale)")
    page.context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    page.wait_for_function("() => window.zoomed == 2")
    assert widget.panel.evaluate("panel => [panel.offsetWidth, panel.offsetHeight]") == [
        before["width"],
        before["height"],
    ]


def test_keeps_clear_of_a_phones_rounded_corners_and_bars(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(host.page())
    page.context.new_cdp_session(page).send(
        "Emulation.setSafeAreaInsetsOverride", {"insets": {"bottom": 34, "bottomMax": 34}}
    )
    widget = Widget(page)
    launcher = box_of(widget, ".launcher")
    assert launcher["y"] + launcher["height"] == 740 - 34
    box = box_of(widget.open(), ".box")
    assert box["y"] + box["height"] == 740 - 34


def test_the_box_grows_with_what_is_typed_to_a_limit_and_shrinks_when_it_is_sent(widget: Widget) -> None:
    def height() -> float:
        return box_of(widget, ".box")["height"]

    widget.open()
    heights = [height()]
    for lines in (2, 3, 4, 40):
        widget.box.fill("\n".join(["a line"] * lines))
        heights.append(height())
    assert heights[0] < heights[1] < heights[2] < heights[3] <= heights[4] <= 128
    widget.box.press("Enter")
    expect(widget.box).to_have_value("")
    assert height() == heights[0]


def test_the_largest_text_on_the_smallest_screen_leaves_room_to_read(browser: Browser, host: Host) -> None:
    with looked_at(browser, host, GUISES["320 px, text at 200%"]) as widget:
        widget.open().ask(ANSWERED)
        lines = widget.host.locator(".name").evaluate(
            """name => {
              const range = document.createRange();
              range.selectNodeContents(name);
              return range.getClientRects().length;
            }"""
        )
        assert lines <= 2  # "Sample Clinic": its words are not broken into pieces
        assert box_of(widget, ".scroll")["height"] > 100


@pytest.mark.parametrize("width", [320, 1100])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_long_words_and_long_answers_overflow_nothing(page: Page, host: Host, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(host.page(script=f'data-lang="{language}" data-name="{WORD}"'))
    sources = [{"document": WORD, "section": WORD}]
    answer = an_answer(**LONG, sources=sources)
    choices = [{"label": WORD, "message": WORD}] * 4
    answer_with(page, reply(text=WORD, answers=[answer] * 3, suggestions=choices), reply("urgent", text=WORD), 500)
    words = ("Ask a question", "Send") if language == "en" else ("اطرح سؤالاً", "إرسال")
    widget = Widget(page, words).open()
    for _ in range(3):
        widget.box.fill(WORD)
        assert overflowing(widget) == []
        widget.ask(WORD)
        assert overflowing(widget) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_long_answer_is_read_from_its_beginning(page: Page, host: Host) -> None:
    page.goto(host.page())
    answer_with(page, reply(answers=[an_answer(text="A long answer. " * 200)]))
    widget = Widget(page).open()
    bubble = widget.ask("tell me all")
    top = bubble.evaluate(
        "node => node.getBoundingClientRect().top - node.closest('.scroll').getBoundingClientRect().top"
    )
    assert 40 <= top <= 120  # at the top, with the question still in sight
    expect(widget.host.locator(".you").last).to_be_in_viewport()


def test_fifty_messages_cost_no_more_than_the_first(page: Page, host: Host) -> None:
    """What is there is left alone when something is added: that is what keeps a long conversation smooth."""
    page.goto(host.page())
    answer_with(page, reply(answers=[an_answer()], suggestions=[{"label": "More", "message": "more"}] * 3))
    widget = Widget(page).open()
    widget.ask("question 0")
    page.evaluate(
        """() => {
          window.changes = [];
          const note = records => changes.push(...records.flatMap(one => [...one.addedNodes, ...one.removedNodes]));
          new MutationObserver(note).observe(document.querySelector('caveat-widget').shadowRoot,
            {childList: true, subtree: true});
        }"""
    )
    changed: list[Any] = []
    for turn in range(1, 25):
        widget.ask(f"question {turn}")
        changed.append(page.evaluate("() => changes.splice(0).length"))
    assert len(set(changed)) == 1
    expect(widget.messages).to_have_count(51)  # with the greeting
    assert overflowing(widget) == []
    expect(widget.host.locator(".you").last).to_be_in_viewport()
    items = json.loads(widget.stored()["caveat"])["items"]
    assert len(items) == 40
    assert items[0]["text"] == "question 5"


def test_forty_messages_are_restored_and_the_last_one_is_in_sight(page: Page, host: Host) -> None:
    said = [
        item
        for turn in range(20)
        for item in ({"kind": "you", "text": f"question {turn}"}, reply(answers=[an_answer()]))
    ]
    page.add_init_script(f"sessionStorage.caveat = {json.dumps(json.dumps({'items': said}))}")
    page.goto(host.page())
    widget = Widget(page).open()
    expect(widget.messages).to_have_count(41)
    expect(widget.host.locator(".you").last).to_be_in_viewport()
    assert overflowing(widget) == []
