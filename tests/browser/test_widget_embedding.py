"""However the script got onto a page, and whatever the page does to it afterwards: the widget is there and answers."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hosts import Host
from tests.browser.sources import GUIDE
from tests.browser.stub import StubServer
from tests.browser.widget import ANSWERED, Widget


def answers(page: Page) -> None:
    """Ask something, and see the answer's caveats."""
    expect(Widget(page).open().ask(ANSWERED).locator(".notes")).to_be_visible()


def bare(host: Host, inside: str, path: str = "/", html: str = 'lang="en"') -> str:
    """Put a page at `path` that holds `inside` and no tag of the widget; returns its address."""
    host.pages[path] = f"<!doctype html><html {html}><head><title>A clinic</title></head><body>{inside}</body></html>"
    return host.url + path


@pytest.mark.parametrize("attributes", ["async", "defer", "type='module'", "async type='module'", "crossorigin"])
def test_however_the_tag_loads_it(page: Page, host: Host, attributes: str) -> None:
    page.goto(bare(host, f"<script src='{host.widget}' {attributes}></script>"))
    answers(page)


INSERT = """<script>addEventListener('load', () => setTimeout(() => {
  const tag = Object.assign(document.createElement('script'), {src: 'WIDGET', async: true});
  tag.dataset.nscript = 'lazyOnload';
  document.WHERE.append(tag);
}))</script>"""
# How the makers of websites get a tag onto a page, and what they do to it on the way.
MAKERS = {
    "WordPress": "<div class='wp-site-blocks'>A post</div><script id='caveat-js' src='WIDGET?ver=6.8' async></script>",
    "Wix": "<div id='SITE_CONTAINER'>A page</div>" + INSERT.replace("WHERE", "body"),
    "Squarespace": "<div id='siteWrapper'>A page</div><script data-sqs-type='code' src='WIDGET' async=''></script>",
    "Shopify": "<main id='MainContent'>Goods</main><script src='WIDGET' async='async' defer='defer'></script>",
    "a tag manager": "<noscript><iframe hidden></iframe></noscript>" + INSERT.replace("WHERE", "head"),
    "Next": "<div id='__next'>A page</div>" + INSERT.replace("WHERE", "body"),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_on_pages_of_every_make(page: Page, host: Host, maker: str) -> None:
    page.goto(bare(host, MAKERS[maker].replace("WIDGET", host.widget)))
    answers(page)


def shown(language: str, sign: str) -> str:
    """What the guide shows in a block of that language in which `sign` stands."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    return str(next(block for block in blocks if sign in block))


def test_the_guides_snippet_for_tag_managers_brings_its_options_along(page: Page, host: Host) -> None:
    snippet = shown("html", "createElement").replace("https://bot.example.org/widget.js", host.widget)
    page.goto(bare(host, snippet))
    answers(page)
    colour = "host => getComputedStyle(host).getPropertyValue('--caveat-colour')"
    assert page.locator("caveat-widget").evaluate(colour) == "#1f4d43"


def test_the_guides_effect_puts_it_on_the_page_once_however_often_it_runs(page: Page, host: Host) -> None:
    effect = shown("jsx", "useEffect").replace("https://bot.example.org/widget.js", host.widget)
    page.goto(bare(host, f"<script>const useEffect = effect => {{ effect(); effect(); }};{effect}</script>"))
    answers(page)
    assert page.locator("caveat-widget").count() == 1


def test_a_server_that_never_answers_does_not_hold_up_the_page(page: Page, host: Host) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/widget.js"
        page.goto(bare(host, f"<script src='{address}' async></script>"), wait_until="domcontentloaded")
        assert page.evaluate("document.readyState") == "interactive"
        page.evaluate("() => window.stop()")


def test_an_import_finds_its_server_by_a_tag(page: Page, host: Host, stub: StubServer) -> None:
    inside = f"<script type='module' data-server='{stub.url}'>await import('{host.widget}')</script>"
    page.goto(bare(host, inside))
    answers(page)


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_bundle_says_where_its_server_is(page: Page, host: Host, stub: StubServer, slash: str) -> None:
    host.pages["/bundle.js"] = page.request.get(host.widget).text()
    page.goto(bare(host, f"<script src='/bundle.js' data-server='{stub.url}{slash}'></script>"))
    answers(page)


def test_a_bundle_that_does_not_know_its_server_says_so_in_one_line(page: Page, host: Host) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    host.pages["/bundle.js"] = page.request.get(host.widget).text()
    page.goto(bare(host, "<script src='/bundle.js'></script>"))
    assert page.locator("caveat-widget").count() == 0
    assert [line for line in said if "favicon" not in line] == ["Caveat: no data-server"]


def test_under_a_prefix(page: Page, host: Host, stub: StubServer) -> None:
    """A proxy serves the bot under /bot/ of the clinic's own site."""
    prefix = f"{host.url}/bot"

    def proxy(route: Route) -> None:
        route.fulfill(response=route.fetch(url=stub.url + route.request.url.removeprefix(prefix)))

    page.route(f"{prefix}/**", proxy)
    page.goto(prefix + "/")
    answers(page)
    page.goto(prefix + "/demo/rtl")
    expect(Widget(page).panel).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")  # a picture of the page may still be on its way


# What React does when it draws a whole document anew: the old <html> goes, another one takes its place.
REDRAW = """() => {
  const old = document.documentElement;
  const html = old.cloneNode(false);
  html.append(old.querySelector('head').cloneNode(true), old.querySelector('body').cloneNode(true));
  document.removeChild(old);
  document.appendChild(html);
}"""


def test_a_framework_that_draws_the_whole_document_anew_does_not_lose_it(page: Page, host: Host) -> None:
    page.goto(host.page())
    widget = Widget(page).open()
    widget.box.fill("a draft")
    page.evaluate(REDRAW)
    expect(widget.panel).to_be_visible()
    expect(widget.box).to_have_value("a draft")
    expect(widget.ask(ANSWERED).locator(".notes")).to_be_visible()
    assert page.locator("caveat-widget").count() == 1


def test_taken_out_by_a_framework_it_comes_back_and_by_remove_it_does_not(widget: Widget) -> None:
    widget.page.evaluate(
        "() => { const host = document.querySelector('caveat-widget'); host.parentNode.removeChild(host) }"
    )
    expect(widget.launcher).to_be_visible()
    widget.host.evaluate("host => host.remove()")
    widget.page.wait_for_timeout(100)
    expect(widget.host).to_have_count(0)


@pytest.mark.parametrize(
    "style",
    [
        "caveat-widget::part(frame) { bottom: 90px }",
        "html { zoom: 1.5 }",
        "caveat-widget { --caveat-offset: 200px }",
        "body { transform: scale(.5) }",
    ],
)
def test_the_panel_fits_the_window(page: Page, host: Host, style: str) -> None:
    page.set_viewport_size({"width": 1100, "height": 600})
    page.goto(host.page(body=f"<style>{style}</style>"))
    widget = Widget(page).open()
    for _ in range(2):
        widget.ask(ANSWERED)
    for part in (".close", ".send", ".name"):
        box = widget.host.locator(part).bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 600


def test_an_offset_raises_the_launcher_above_a_banner(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-offset="90px"'))
    box = Widget(page).launcher.bounding_box()
    assert box
    assert box["y"] + box["height"] == 800 - 90


BAR = (
    "<div id='bar' style='position: fixed; inset: auto 0 0; height: 300px; z-index: 2147483647; background: red'></div>"
)


def test_open_it_is_above_all_and_closed_below_a_banner(page: Page, host: Host) -> None:
    page.goto(host.page(body=BAR))
    widget = Widget(page)
    top = """node => {
      const {x, y} = node.getBoundingClientRect();
      return document.elementFromPoint(x + 9, y + 9).localName;
    }"""
    assert widget.launcher.evaluate(top) == "div"
    widget.host.evaluate("host => host.open()")
    assert widget.box.evaluate(top) == "caveat-widget"


def test_the_guides_recipe_lifts_it_above_a_cookie_banner_on_a_phone(page: Page, host: Host) -> None:
    banner = "<div class='cookie-banner' style='position: fixed; inset: auto 0 0; height: 38vh'>Accept all</div>"
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(host.page(body=f"<style>{shown('css', '.cookie-banner')}</style>{banner}"))
    launcher, covered = Widget(page).launcher.bounding_box(), page.locator(".cookie-banner").bounding_box()
    assert launcher
    assert covered
    assert launcher["y"] + launcher["height"] <= covered["y"]
    page.locator(".cookie-banner").evaluate("banner => banner.remove()")
    launcher = Widget(page).launcher.bounding_box()
    assert launcher
    assert launcher["y"] + launcher["height"] == 740 - 5 * 16


HIDING = "const sheet = new CSSStyleSheet(); sheet.replaceSync('caveat-widget { display: none }')"


@pytest.mark.parametrize(
    ("hide", "show"),
    [
        ("host => host.hidden = true", "host => host.hidden = false"),
        ("host => host.hide()", "host => host.show()"),
        (f"() => {{ {HIDING}; document.adoptedStyleSheets.push(sheet) }}", "() => document.adoptedStyleSheets.pop()"),
        (
            "host => host.style.setProperty('display', 'none', 'important')",
            "host => host.style.removeProperty('display')",
        ),
    ],
)
def test_it_can_be_hidden(widget: Widget, hide: str, show: str) -> None:
    widget.host.evaluate(hide)
    expect(widget.launcher).to_be_hidden()
    widget.host.evaluate(show)
    expect(widget.launcher).to_be_visible()


def test_a_page_can_keep_it_hidden_until_it_is_wanted(page: Page, host: Host) -> None:
    page.goto(host.page(script="data-hidden"))
    widget = Widget(page)
    expect(widget.launcher).to_be_hidden()
    widget.host.evaluate("host => { host.show(); host.open() }")
    expect(widget.panel).to_be_visible()


def test_options_that_it_does_not_know_change_nothing(page: Page, host: Host) -> None:
    page.goto(
        host.page(script='data-opening="x" data-holidays="y" data-limit="1" data-zone="Nowhere" data-constructor="z"')
    )
    answers(page)


def test_what_a_page_puts_on_every_object_changes_nothing(page: Page, host: Host) -> None:
    page.add_init_script("Object.prototype.server = 'https://evil.example'; Object.prototype.lang = 'ar'")
    page.goto(host.page())
    answers(page)


def test_a_page_may_name_its_starters(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-starters="Does it hurt?|What does it cost?"'))
    widget = Widget(page).open()
    assert widget.chips.all_inner_texts() == ["Does it hurt?", "What does it cost?"]
    widget.chips.first.click()
    expect(widget.host.locator(".you")).to_contain_text("Does it hurt?")


def test_the_questions_of_the_pages_topic_come_first(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-topic="liposuction"'))
    chips = Widget(page).open().chips
    expect(chips.first).to_contain_text("liposuction")
    expect(chips).to_have_count(4)


@pytest.mark.parametrize(
    ("inside", "afterwards", "expected"),
    [
        ("", "", ["Caveat: no data-inline"]),
        ("<div id='chat'></div>", "", []),
        ("<div id='chat'></div>", "document.querySelector('caveat-widget').remove()", []),
    ],
)
def test_an_element_that_is_not_there_is_named_in_the_console(
    page: Page, host: Host, inside: str, afterwards: str, expected: list[str]
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.clock.install()
    page.goto(bare(host, f"<script src='{host.widget}' data-inline='#chat'></script>{inside}"))
    page.evaluate(afterwards)
    page.clock.run_for(11_000)
    assert [line for line in said if "favicon" not in line] == expected


def test_own_words_that_are_no_json_are_named_and_cost_nothing_else(page: Page, host: Host) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(host.page(script="data-words='Fråga oss'"))
    answers(page)
    assert [line for line in said if "favicon" not in line] == ["Caveat: data-words is no JSON"]


@pytest.mark.parametrize(
    ("option", "part", "text"),
    [
        ('data-label="Questions?"', ".launcher", "Questions?"),
        ('data-name="Klinik Muster"', ".name", "Klinik Muster"),
        ('data-notice="Ein Automat."', ".notice", "Ein Automat."),
        ('data-greeting="Guten Tag!"', ".greeting .text", "Guten Tag!"),
        ('data-phone="030 1234"', ".quick a[href='tel:0301234']", "030 1234"),
        ('data-booking="https://clinic.example/termin"', ".quick a[href='https://clinic.example/termin']", "Book"),
        ('data-privacy="https://clinic.example/daten"', ".choice[href='https://clinic.example/daten']", "Privacy"),
    ],
)
def test_a_page_may_say_it_in_its_own_way(page: Page, host: Host, option: str, part: str, text: str) -> None:
    page.goto(host.page(script=option))
    widget = Widget(page)
    if part != ".launcher":
        widget.host.evaluate("host => host.open()")
    expect(widget.host.locator(part)).to_have_text(text)


def test_a_page_for_another_country_has_its_own_emergency_number(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-emergency="112"'))
    page.route("**/api/chat", lambda route: route.abort())
    Widget(page).open().ask(ANSWERED)
    expect(page.locator("caveat-widget a[href='tel:112']")).to_have_text("Urgent: 112")


def test_a_language_that_it_does_not_have_may_be_written_from_right_to_left(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-dir="rtl"', html='lang="fa" dir="rtl"'))
    widget = Widget(page).open()
    close, panel = widget.host.get_by_role("button", name="Close").bounding_box(), widget.panel.bounding_box()
    assert close
    assert panel
    assert close["x"] < panel["x"] + panel["width"] / 2


@pytest.mark.parametrize("option", ['data-position="left"', 'data-position="bottom right"', 'data-colour="blau"'])
def test_a_value_that_no_browser_understands_is_as_none(page: Page, host: Host, option: str) -> None:
    page.goto(host.page())
    plain = Widget(page).launcher.bounding_box()
    page.goto(host.page("/odd", script=option))
    assert Widget(page).launcher.bounding_box() == plain


def test_own_words_take_the_place_of_the_widgets(page: Page, host: Host) -> None:
    words = """data-words='{"Ask a question": "Fråga oss", "Please note": "Observera"}'"""
    page.goto(host.page(script=words, html='lang="sv"'))
    widget = Widget(page, ("Fråga oss", "Send")).open()
    expect(widget.ask(ANSWERED).locator(".note")).to_have_text("Observera")


@pytest.mark.parametrize(("label", "width"), [('data-label=""', 1100), ("", 375)])
def test_the_launcher_can_be_an_icon_alone_as_it_is_on_phones(page: Page, host: Host, label: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(host.page(script=label))
    launcher = Widget(page).launcher
    expect(launcher).to_have_accessible_name("Ask a question")
    box = launcher.bounding_box()
    assert box
    assert 44 <= box["width"] <= 80


def test_the_greeting_comes_after_a_while_where_that_is_asked_for(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-delay="0.1"'))
    hello = page.locator("caveat-widget .hello")
    expect(hello).to_contain_text("Hello! Ask me")
    hello.click()
    expect(Widget(page).panel).to_be_visible()


INLINE = "<div id='chat' style='width: 30em; height: 40em'></div>"


@pytest.mark.parametrize("before", [True, False])
def test_in_an_element_of_the_page_it_is_open_and_stores_nothing_yet(page: Page, host: Host, before: bool) -> None:
    tag = f"<script src='{host.widget}' data-inline='#chat'></script>"
    page.goto(bare(host, tag + INLINE if before else INLINE + tag))
    widget = Widget(page)
    expect(widget.panel).to_be_visible()
    assert widget.panel.bounding_box() == page.locator("#chat").bounding_box()
    assert widget.stored() == {}
    assert widget.focused() == "body"
    expect(widget.host.get_by_role("button", name="Close")).to_have_count(0)
    expect(widget.ask(ANSWERED).locator(".notes")).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_visible()


@pytest.mark.parametrize("size", [{"width": 1100, "height": 800}, {"width": 360, "height": 640}])
def test_it_has_a_page_of_its_own(page: Page, stub: StubServer, size: Any) -> None:
    page.set_viewport_size(size)
    page.goto(stub.url + "/chat")
    widget = Widget(page)
    expect(widget.panel).to_be_visible()
    box = widget.panel.bounding_box()
    assert box
    assert box["height"] == size["height"]
    expect(widget.ask(ANSWERED).locator(".notes")).to_be_visible()
    expect(page).to_have_title("Sample Clinic")


def test_a_page_that_adds_a_header_to_every_request_is_answered_too(page: Page, host: Host) -> None:
    page.goto(host.page())
    page.evaluate(
        """() => {
          const plain = window.fetch;
          window.fetch = (address, options = {}) =>
            plain(address, {...options, headers: {...options.headers, 'X-Trace': '1', 'X-Requested-With': 'page'}});
        }"""
    )
    answers(page)


def test_a_page_that_is_opened_as_a_file_is_answered_where_every_origin_is_allowed(
    page: Page, host: Host, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(f"<!doctype html><p>A page</p><script src='{host.widget}' async></script>")
    page.goto((tmp_path / "page.html").as_uri())
    answers(page)


def test_on_a_phone_nothing_brings_the_keyboard_up_by_itself(browser: Any, host: Host) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(host.page())
    widget = Widget(page)
    widget.launcher.tap()
    expect(widget.panel).to_be_visible()
    assert widget.focused() == "scroll"
    widget.chips.first.tap()
    expect(widget.replies).to_have_count(2)
    assert widget.focused() == "scroll"
    context.close()
