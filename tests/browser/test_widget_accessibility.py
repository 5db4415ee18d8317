"""Accessibility: axe in every state and guise, what a screen reader is told, and sizes for eyes and thumbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.hosts import Host, hosting
from tests.browser.inspection import faint, overflowing, settle, violations
from tests.browser.replies import DESPAIR, MARKED_UP, SEVERAL, SYMPTOM
from tests.browser.widget import ANSWERED, HANDED_OFF, URGENT, Held, Widget, answer_with, reply

CHOICES = [{"label": label, "message": label} for label in ("Mesotherapy", "Laser lipolysis", "None of these")]
WORDS = {"en": ("Ask a question", "Send"), "ar": ("اطرح سؤالاً", "إرسال")}


def closed(widget: Widget) -> None:
    """As it is met."""


def opened(widget: Widget) -> None:
    widget.open()


def answered(widget: Widget) -> None:
    widget.open().ask(SYMPTOM)


def judged(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    widget.host.locator(".source summary").click()
    widget.host.locator(".up").click()
    expect(widget.host.locator(".undo")).to_be_visible()


def reporting(widget: Widget) -> None:
    widget.open().ask(ANSWERED).locator(".reporting").click()


def choosing(widget: Widget) -> None:
    widget.open().host.locator("summary.more").click()


def clarifying(widget: Widget) -> None:
    answer_with(widget.page, reply("clarify", text="Which do you mean?", suggestions=CHOICES))
    widget.open().ask("does it work")


def urgent(widget: Widget) -> None:
    expect(widget.open().ask(URGENT)).to_contain_text("999")


def waiting(widget: Widget) -> None:
    Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    expect(widget.status).not_to_be_empty()


def failed(widget: Widget) -> None:
    widget.page.route("**/api/chat", lambda route: route.abort())
    widget.open().ask(ANSWERED)


STATES = [closed, opened, answered, judged, reporting, choosing, clarifying, urgent, waiting, failed]


@dataclass(frozen=True)
class Guise:
    """A way of looking at the widget: the page's <html> tag, the browser's settings, the reader's text size."""

    html: str = 'lang="en"'
    browser: dict[str, Any] = field(default_factory=dict)
    text: int = 16
    script: str = ""

    @property
    def words(self) -> tuple[str, str]:
        return WORDS["ar" if 'lang="ar"' in self.html else "en"]


RIGHT_TO_LEFT = 'lang="ar" dir="rtl"'
DARK = 'lang="en" style="color-scheme: dark; background: #111; color: #eee"'
SMALL = {"viewport": {"width": 320, "height": 568}}
GUISES = {
    "light": Guise(),
    "dark": Guise(DARK),
    "right to left": Guise(RIGHT_TO_LEFT),
    "right to left and dark": Guise(RIGHT_TO_LEFT + DARK[9:]),
    "320 px": Guise(browser=SMALL),
    "320 px, right to left": Guise(RIGHT_TO_LEFT, browser=SMALL),
    "text at 200%": Guise(text=32),
    "320 px, text at 200%": Guise(browser=SMALL, text=32),
    "forced colours": Guise(browser={"forced_colors": "active"}),
    "forced colours, dark": Guise(browser={"forced_colors": "active", "color_scheme": "dark"}),
}
COLOURS = {
    "a bright colour": Guise(script='data-colour="#ffe14d"'),
    "a bright colour, dark": Guise(DARK, script='data-colour="#ffe14d"'),
    "a deep colour, dark": Guise(DARK, script='data-colour="#0a0a2a"'),
    "a middling colour": Guise(script='data-colour="#7a8b99"'),
}


@contextmanager
def looked_at(browser: Browser, host: Host, guise: Guise) -> Iterator[Widget]:
    context = browser.new_context(**{"viewport": {"width": 1100, "height": 800}, **guise.browser})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    sizes = {"standard": guise.text, "fixed": guise.text}
    context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    page.goto(host.page(html=guise.html, script=guise.script))
    yield Widget(page, guise.words)
    context.close()


@pytest.fixture(scope="module")
def guised(request: pytest.FixtureRequest, browser: Browser, website: Host) -> Iterator[Widget]:
    """The widget in each guise, met anew by each test."""
    guise = {**GUISES, **COLOURS}[request.param]
    with hosting(website.widget) as host, looked_at(browser, host, guise) as widget:
        yield widget


@pytest.mark.parametrize("guised", GUISES, indirect=True)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_anyone_can_use_it(guised: Widget, state: Callable[[Widget], None]) -> None:
    guised.page.unroute_all()
    address = guised.page.url.partition("?")[0]
    guised.page.goto(address + "nothing")  # so that no reply of the last test is kept after this
    guised.page.evaluate("() => sessionStorage.clear()")
    guised.page.goto(address)
    state(guised)
    nothing_is_wrong(guised)


@pytest.mark.parametrize("guised", COLOURS, indirect=True)
def test_anyone_can_use_it_in_the_clinics_colour(guised: Widget) -> None:
    answered(guised)
    nothing_is_wrong(guised)


def nothing_is_wrong(widget: Widget) -> None:
    """Neither to axe nor to the eye."""
    assert violations(widget.page) == []
    assert overflowing(widget) == []
    assert faint(widget) == []


def test_axe_would_find_something(widget: Widget) -> None:
    widget.open()
    widget.box.evaluate("box => { box.ariaLabel = null; box.placeholder = ''; }")
    assert any(finding.startswith("label:") for finding in violations(widget.page))


def test_faint_text_and_overflow_would_be_found(widget: Widget) -> None:
    settle(widget.open().page)
    widget.host.locator(".notice").evaluate("notice => notice.style.opacity = .4")
    widget.host.locator(".greeting").evaluate("bubble => bubble.style.width = '5em'")
    widget.host.locator(".greeting p").evaluate("text => text.style.whiteSpace = 'pre'")
    assert [finding[0] for finding in faint(widget)] == ["notice"]
    assert "scroll" in overflowing(widget)


def heard(page: Page) -> None:
    """Note what is added to the log and to the status, or is in them when they appear, as a screen reader does."""
    page.evaluate(
        """() => {
          window.heard = [];
          const live = '[role=log], [role=status]';
          const note = ({role}, node) => node.textContent && heard.push([role, node.innerText ?? node.textContent]);
          new MutationObserver(changes => {
            for (const {target, addedNodes} of changes) for (const node of addedNodes) {
              const place = target.closest?.(live);
              if (place) note(place, node);
              else for (const inner of node.querySelectorAll?.(live) ?? []) note(inner, inner);
            }
          }).observe(document.querySelector('caveat-widget').shadowRoot, {childList: true, subtree: true});
        }"""
    )


def test_new_messages_are_announced_once(widget: Widget) -> None:
    heard(widget.open().page)
    text = widget.ask(ANSWERED).inner_text()
    announced = widget.page.evaluate("heard")
    assert announced.count(["log", text]) == 1
    assert [role for role, _ in announced if role == "status"] == ["status"]
    assert ["status", "Looking that up…"] in announced
    said = [words for role, words in announced if role == "log" and ANSWERED in words]
    assert [" ".join(words.split()) for words in said] == [f"You: {ANSWERED}"]


def test_there_is_one_log_and_one_status(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    assert widget.host.locator("[role=log], [aria-live]").count() == 1
    assert widget.host.locator("[role=status]").count() == 1
    expect(widget.status).to_be_empty()  # it spoke only while there was something to wait for


def test_the_status_stands_only_while_waiting(widget: Widget) -> None:
    held = Held(widget.page)
    widget.open()
    expect(widget.status).to_be_empty()
    widget.ask(ANSWERED, wait=False)
    expect(widget.status).to_have_text("Looking that up…")
    held.let_go()
    expect(widget.replies).to_have_count(2)
    expect(widget.status).to_be_empty()


def test_restored_history_is_not_announced(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    widget.page.reload()
    heard(widget.page)
    expect(widget.host.locator(".you")).to_have_count(1)
    assert widget.log.text_content() == ""
    assert widget.page.evaluate("heard") == []


def test_who_speaks_is_said_but_not_shown(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    for speaker, said in ((".you", "You: "), (".bot", "Automated assistant: ")):
        label = widget.log.locator(speaker).first.locator(".sr")
        assert label.text_content() == said
        assert label.evaluate("label => getComputedStyle(label).clipPath") == "inset(50%)"


def test_the_panel_and_the_box_have_names(widget: Widget) -> None:
    widget.open()
    expect(widget.panel).to_have_accessible_name("Sample Clinic")
    expect(widget.box).to_have_accessible_name("Ask a question")
    assert widget.box.evaluate("box => box.localName") == "textarea"
    assert widget.host.locator("button").evaluate_all("all => all.every(one => one.tabIndex == 0)")


def test_a_screen_reader_can_go_from_heading_to_heading_and_knows_the_log(widget: Widget) -> None:
    widget.open().ask(SEVERAL)
    assert widget.host.get_by_role("heading", level=2).all_inner_texts() == ["Sample Clinic"]
    answers = widget.host.get_by_role("heading", level=3).all_inner_texts()
    assert answers == ["Does mesotherapy hurt?", "How long do results last?"]
    expect(widget.log).to_have_accessible_name("Automated assistant")


def test_what_can_be_pressed_is_a_native_button_or_link(widget: Widget) -> None:
    judged(widget)
    widget.ask(URGENT)
    pressed = (
        "host => [...host.shadowRoot.querySelectorAll('*')].filter(node => node.onclick).map(node => node.localName)"
    )
    assert set(widget.host.evaluate(pressed)) == {"button", "div"}  # a choice of the menu closes it
    assert widget.host.locator("[role=button], [role=link], a:not([href])").count() == 0


def test_urgent_is_marked_by_words_and_shape(widget: Widget) -> None:
    plain = widget.open().ask(HANDED_OFF)
    alarm = widget.ask(URGENT)
    expect(alarm.locator(".alarm")).to_have_text("Urgent")

    def shape(bubble: Any) -> Any:
        return bubble.evaluate("node => [getComputedStyle(node).borderWidth, getComputedStyle(node).borderRadius]")

    assert shape(alarm) != shape(plain)


@pytest.mark.parametrize(
    ("asked", "buttons"),
    [
        (URGENT, [("Call 999", "tel:999"), ("Call the clinic", "tel:+442079460000")]),
        (DESPAIR, [("Call 116 123", "tel:116123"), ("Call 999", "tel:999")]),
    ],
)
def test_an_urgent_reply_has_a_button_for_each_number_in_the_texts_order(
    widget: Widget, asked: str, buttons: list[tuple[str, str]]
) -> None:
    links = widget.open().ask(asked).locator("a")
    assert [(link.inner_text(), link.get_attribute("href")) for link in links.all()] == buttons


def test_advice_stands_first_with_its_own_buttons_beside_the_answer(widget: Widget) -> None:
    bubble = widget.open().ask(SYMPTOM)
    advice = bubble.locator(".advice")
    expect(advice).to_contain_text("Redness that spreads")
    expect(advice.get_by_role("link", name="Call the clinic")).to_have_attribute("href", "tel:+442079460000")
    assert advice.evaluate("advice => advice.nextElementSibling.className") == "card"


def test_what_a_reply_offers_is_one_row_actions_first(widget: Widget) -> None:
    widget.open().ask(HANDED_OFF)
    row = widget.host.locator(".chips > *")
    assert row.all_inner_texts() == ["Call the clinic", "Write to the clinic", "What is mesotherapy?"]


def test_links_come_out_of_texts_alone_and_never_out_of_digits(widget: Widget) -> None:
    bubble = widget.open().ask(MARKED_UP)
    links = bubble.locator(".text a")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://clinic.example/visit",
        "mailto:desk@clinic.example",
        "tel:+442079460000",
    ]
    assert bubble.locator("li").all_inner_texts() == ["a list of your medicines", "your glasses"]
    expect(bubble.locator("b").first).to_have_text("your medicines")
    expect(widget.ask("call 12.05.2026 or 9.00-17.00").page.locator(".you a")).to_have_count(0)


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "[press](https://a b)",
        "2 * 3 ** 4",
        "** not bold **",
        "https://clinic.example",
        "_no_ `code` # heading",
    ],
)
def test_all_else_stays_as_it_was_written(widget: Widget, text: str) -> None:
    answer_with(widget.page, reply("smalltalk", text=text))
    bubble = widget.open().ask("hello")
    expect(bubble.locator(".text")).to_have_text(text)
    assert bubble.locator("a, b, img, ul").count() == 0


def test_numbers_stay_on_one_line(widget: Widget) -> None:
    text = "Word " * 40 + "call +44 20 7946 0000 or wait 24-48 hours, and send at most 2,000 characters."
    answer_with(widget.page, reply("smalltalk", text=text))
    numbers = widget.open().ask("hello").locator(".number").all()
    assert [number.text_content() for number in numbers] == ["+44 20 7946 0000", "24-48", "2,000"]
    assert {number.evaluate("node => node.getClientRects().length") for number in numbers} == {1}


@pytest.mark.parametrize("guise", ["light", "320 px, text at 200%"])
@pytest.mark.parametrize("state", [closed, opened, answered, urgent, failed], ids=lambda state: state.__name__)
def test_targets_are_at_least_44_px_and_text_16(
    browser: Browser, host: Host, state: Callable[[Widget], None], guise: str
) -> None:
    with looked_at(browser, host, GUISES[guise]) as widget:
        state(widget)
        sizes = widget.host.evaluate(
            """host => [...host.shadowRoot.querySelectorAll('button, a, textarea')]
              .filter(node => node.getClientRects().length).map(node => {
                const {width, height} = node.getBoundingClientRect();
                return [node.className, width, height];
              })"""
        )
        assert sizes
        assert [size for size in sizes if min(size[1:]) < 43.99] == []
        small = widget.host.evaluate(
            """host => [...host.shadowRoot.querySelectorAll('.frame *')]
              .filter(node => parseFloat(getComputedStyle(node).fontSize) < 16).map(node => node.className)"""
        )
        assert small == []


def test_the_readers_text_size_counts_and_the_pages_rem_does_not(browser: Browser, host: Host) -> None:
    def size(guise: Guise) -> str:
        with looked_at(browser, host, guise) as widget:
            return str(widget.open().box.evaluate("box => getComputedStyle(box).fontSize"))

    assert size(Guise(html='lang="en" style="font-size: 10px"')) == "16px"
    assert size(Guise(text=32)) == "32px"


def test_nothing_moves(page: Page, host: Host) -> None:
    page.goto(host.page())
    widget = Widget(page).open()
    widget.ask(ANSWERED)
    moving = """host => [...host.shadowRoot.querySelectorAll('*')].map(node => getComputedStyle(node))
      .flatMap(look => [look.animationName, look.transitionDuration])"""
    assert set(widget.host.evaluate(moving)) == {"none", "0s"}
    assert widget.host.locator(".scroll").evaluate("node => getComputedStyle(node).scrollBehavior") == "auto"


def test_thumbs_can_be_seen_in_forced_colours(page: Page, host: Host) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(host.page())
    widget = Widget(page).open()
    widget.ask(ANSWERED)
    colours = widget.host.locator(".up").evaluate(
        "thumb => [getComputedStyle(thumb, '::before').borderTopColor, getComputedStyle(thumb).backgroundColor]"
    )
    assert colours[0] != colours[1]
