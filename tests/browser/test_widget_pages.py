"""Other people's pages: their styles stay out, their themes come in, and the widget is there once, until removed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosts import Host
from tests.browser.inspection import settle, violations
from tests.browser.stub import StubServer
from tests.browser.widget import ANSWERED, URGENT, Held, Widget
from tests.serving import ROOT

HOSTILE = (ROOT / "web" / "demo" / "hostile.css").read_text(encoding="utf-8")
DEMOS = ["/", "/demo/dark", "/demo/rtl", "/demo/hostile", "/demo/strict", "/demo/inline", "/demo/hello", "/chat"]
ARABIC = ("اطرح سؤالاً", "إرسال")

# What Turbo and its like do on a link: the new page's body takes the old one's place, and its scripts run.
VISIT = """async address => {
  const next = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  history.pushState({}, '', address);
  document.body.replaceWith(document.adoptNode(next.body));
  for (const inert of document.body.querySelectorAll('script')) {
    const live = document.createElement('script');
    for (const {name, value} of inert.attributes) live.setAttribute(name, value);
    const ran = new Promise(done => live.onload = done);
    inert.replaceWith(live);
    await ran;
  }
}"""


def looks(widget: Widget) -> list[dict[str, Any]]:
    """All computed styles of all that the widget shows."""
    settle(widget.page)
    widget.page.mouse.move(0, 0)
    found: list[dict[str, Any]] = widget.host.evaluate(
        """host => [...host.shadowRoot.querySelectorAll('*')].map(node => ({
          class: node.className, ...Object.fromEntries([...getComputedStyle(node)].map(
            name => [name, getComputedStyle(node)[name]]))}))"""
    )
    return found


def test_the_pages_styles_do_not_leak_in(page: Page, host: Host) -> None:
    def shown(body: str) -> list[dict[str, Any]]:
        page.goto(host.page(body=body))
        page.evaluate("() => sessionStorage.clear()")
        page.reload()
        widget = Widget(page)
        closed = looks(widget)
        widget.open().ask(ANSWERED)
        widget.ask(URGENT)
        return closed + looks(widget)

    plain = shown("")
    hostile = shown(f"<style>{HOSTILE}</style>")
    assert page.locator("h1").evaluate("node => getComputedStyle(node).color") == "rgb(255, 0, 0)"
    assert len(plain) == len(hostile)
    changed = {
        (before["class"], name): (before[name], after[name])
        for before, after in zip(plain, hostile, strict=True)
        for name in before
        if before[name] != after.get(name)
    }
    assert changed == {}


def painted(widget: Widget) -> str:
    """Return the launcher's colour as it comes out on the screen."""
    return str(
        widget.launcher.evaluate(
            """node => {
              const canvas = new OffscreenCanvas(1, 1).getContext('2d');
              canvas.fillStyle = getComputedStyle(node).backgroundColor;
              canvas.fillRect(0, 0, 1, 1);
              const [red, green, blue, opacity] = canvas.getImageData(0, 0, 1, 1).data;
              return opacity == 255 ? `rgb(${red}, ${green}, ${blue})` : 'transparent';
            }"""
        )
    )


@pytest.mark.parametrize(
    ("script", "style", "colour"),
    [
        ("", "", "rgb(0, 102, 102)"),
        ('data-colour="#7a1f4d"', "", "rgb(122, 31, 77)"),
        ('data-color="#7a1f4d"', "", "rgb(122, 31, 77)"),
        ('data-colour="rgba(20, 60, 200, .4)"', "", "rgb(20, 60, 200)"),
        ('data-colour="#12"', "", "rgb(0, 102, 102)"),
        ('data-colour="teal-ish"', "", "rgb(0, 102, 102)"),
        ("", ":root { --caveat-colour: #7a1f4d }", "rgb(122, 31, 77)"),
        ("", "caveat-widget { --caveat-colour: #7a1f4d }", "rgb(122, 31, 77)"),
        ('data-colour="#7a1f4d"', "caveat-widget { --caveat-colour: red }", "rgb(122, 31, 77)"),
    ],
)
def test_the_clinics_colour_comes_in(page: Page, host: Host, script: str, style: str, colour: str) -> None:
    page.goto(host.page(script=script, body=f"<style>{style}</style>"))
    assert painted(Widget(page)) == colour


def test_font_and_side_come_in(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-font="Georgia, serif" data-position="start"'))
    widget = Widget(page)
    box = widget.launcher.bounding_box()
    assert box
    assert box["x"] < 100
    assert widget.launcher.evaluate("node => getComputedStyle(node).fontFamily") == "Georgia, serif"


def test_parts_can_be_styled_from_outside(page: Page, host: Host) -> None:
    style = "caveat-widget::part(launcher) { border-radius: 3px } caveat-widget::part(urgent) { padding: 33px }"
    page.goto(host.page(body=f"<style>{style}</style>"))
    widget = Widget(page)
    assert widget.launcher.evaluate("node => getComputedStyle(node).borderRadius") == "3px"
    assert widget.open().ask(URGENT).evaluate("node => getComputedStyle(node).padding") == "33px"


@pytest.mark.parametrize(
    ("schemes", "script", "dark"),  # of the page and of the visitor's machine
    [
        (("", "light"), "", False),
        (("", "dark"), "", False),  # a page that says nothing is light, whatever the machine prefers
        (("light dark", "light"), "", False),
        (("light dark", "dark"), "", True),
        (("dark", "light"), "", True),
        (("light", "dark"), "", False),
        (("", "light"), 'data-theme="dark"', True),
        (("dark", "dark"), 'data-theme="light"', False),
    ],
)
def test_light_and_dark_follow_the_page_or_the_clinics_choice(
    page: Page, host: Host, schemes: tuple[str, Any], script: str, dark: bool
) -> None:
    page.emulate_media(color_scheme=schemes[1])
    page.goto(host.page(html=f'lang="en" style="color-scheme: {schemes[0]}"', script=script))
    panel = Widget(page).open().panel
    assert panel.evaluate("node => getComputedStyle(node).backgroundColor") == (
        "rgb(34, 34, 34)" if dark else "rgb(255, 255, 255)"
    )
    assert panel.evaluate("node => getComputedStyle(node).color") == ("rgb(255, 255, 255)" if dark else "rgb(0, 0, 0)")


def test_included_twice_it_is_there_once(page: Page, host: Host) -> None:
    page.add_init_script("window.ready = 0; document.addEventListener('caveat:ready', () => ready++)")
    page.goto(host.page(body=f"<script src='{host.widget}'></script>"))
    expect(Widget(page).launcher).to_be_visible()
    assert page.locator("caveat-widget").count() == 1
    assert page.evaluate("ready") == 1


def test_it_survives_navigation_that_swaps_the_body(page: Page, host: Host) -> None:
    second = host.page("/second", body="<p id='here'>The second page.</p>")
    page.goto(host.page("/first"))
    widget = Widget(page).open()
    text = widget.ask(ANSWERED).inner_text()
    widget.box.fill("a draft")
    page.evaluate(VISIT, second)
    expect(page.locator("#here")).to_be_visible()
    assert page.locator("caveat-widget").count() == 1
    expect(widget.panel).to_be_visible()
    expect(widget.box).to_have_value("a draft")
    assert widget.replies.last.inner_text() == text
    widget.ask("and is it safe?")


def test_an_answer_that_is_awaited_during_such_navigation_still_comes(page: Page, host: Host) -> None:
    second = host.page("/second")
    page.goto(host.page("/first"))
    held = Held(page)
    widget = Widget(page).open()
    widget.ask(ANSWERED, wait=False)
    held.question()
    page.evaluate(VISIT, second)
    held.let_go()
    expect(widget.replies.last).to_contain_text("Source")


def test_it_can_be_removed(widget: Widget) -> None:
    page = widget.page
    widget.open().ask(ANSWERED)
    widget.host.evaluate("host => host.remove()")
    assert page.locator("caveat-widget").count() == 0
    page.set_viewport_size({"width": 500, "height": 700})  # what still listened would complain
    page.keyboard.press("Escape")


def test_it_can_be_removed_while_an_answer_is_awaited(widget: Widget) -> None:
    held = Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    held.question()
    widget.host.evaluate("host => host.remove()")
    with widget.page.expect_response("**/api/chat"):
        held.let_go()


def test_what_was_removed_can_be_put_back(widget: Widget) -> None:
    text = widget.open().ask(ANSWERED).inner_text()
    widget.host.evaluate("host => { host.remove(); document.body.append(host) }")
    expect(widget.panel).to_be_visible()
    assert widget.replies.last.inner_text() == text
    widget.ask("and is it safe?")


def test_after_removal_the_script_brings_it_back_with_what_was_said(widget: Widget, host: Host) -> None:
    text = widget.open().ask(ANSWERED).inner_text()
    widget.host.evaluate("host => host.remove()")
    widget.page.add_script_tag(url=host.widget)
    assert widget.replies.last.inner_text() == text


def test_what_was_said_on_a_later_page_is_there_after_going_back(page: Page, host: Host) -> None:
    """From the browser's back and forward cache, too: it wakes a page that knows nothing of the later ones."""
    page.goto(host.page())
    widget = Widget(page).open()
    widget.ask(ANSWERED)
    page.evaluate(
        """() => {
          const said = JSON.parse(sessionStorage.caveat);
          said.items.push({kind: 'you', text: 'said on a later page'}, {kind: 'smalltalk', text: 'And answered.'});
          sessionStorage.caveat = JSON.stringify(said);
          dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
        }"""
    )
    expect(widget.replies.last).to_contain_text("And answered.")
    assert widget.log.text_content() == ""  # restored, so not announced
    widget.ask("and is it safe?")
    assert "said on a later page" in widget.stored()["caveat"]


def test_a_page_that_loads_slowly_keeps_what_was_asked_meanwhile(widget: Widget) -> None:
    held = Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    held.question()
    widget.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: false}))")
    held.let_go()
    expect(widget.replies.last).to_contain_text("Source")


def test_works_in_a_frame_that_may_not_store(page: Page, host: Host) -> None:
    inner = host.page("/inner")
    page.goto(
        host.page(
            "/outer",
            body=f"<iframe id='frame' src='{inner}' sandbox='allow-scripts' "
            "style='width: 480px; height: 640px'></iframe>",
        )
    )
    frame = page.frame_locator("#frame")
    frame.get_by_role("button", name="Ask a question").click()
    frame.get_by_role("textbox", name="Ask a question").fill(ANSWERED)
    frame.get_by_role("textbox", name="Ask a question").press("Enter")
    expect(frame.locator("caveat-widget .notes")).to_be_visible()


@pytest.mark.parametrize("path", DEMOS)
def test_each_demo_page_answers_and_has_no_fault_of_its_own(browser: Browser, stub: StubServer, path: str) -> None:
    context = browser.new_context(locale="en-GB", bypass_csp=False)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(stub.url + path)
    widget = Widget(page, ARABIC if path.endswith("rtl") else ("Ask a question", "Send"))
    assert path.endswith(("hostile", "strict")) or violations(page) == []
    expect(widget.launcher.or_(widget.box)).to_be_visible()
    if not widget.box.is_visible():
        widget.open()
    expect(widget.ask(ANSWERED).locator(".notes")).to_be_visible()
    assert [text for text in complaints if "favicon" not in text] == []
    context.close()


def test_the_demos_own_buttons_ask(page: Page, stub: StubServer) -> None:
    page.goto(stub.url)
    page.get_by_role("button", name="Does mesotherapy work?").click()
    widget = Widget(page)
    expect(widget.host.locator(".you").last).to_contain_text("Does mesotherapy work?")
    expect(widget.replies.last).to_contain_text("Source")


def test_the_phone_demo_shows_the_first_page_in_a_phone(page: Page, stub: StubServer) -> None:
    page.goto(stub.url + "/demo/phone")
    phone = page.frame_locator("iframe")
    phone.get_by_role("button", name="Ask a question").last.click()
    panel = phone.get_by_role("dialog").bounding_box()
    screen = page.locator("iframe").bounding_box()
    assert panel == screen


def test_every_demo_is_linked_from_the_first_page(page: Page, stub: StubServer) -> None:
    page.goto(stub.url)
    links = page.locator("footer a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    files = {f"demo/{file.stem}" for file in (ROOT / "web" / "demo").glob("*.html")} - {"demo/index"}
    assert files <= set(links)
    for path in files:
        assert page.request.get(f"{stub.url}/{path}").status == 200
