"""The main ways through the widget in Firefox and in WebKit; all else is tried in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.engines import Engine, firefox, webkit
from tests.browser.hosts import Host
from tests.browser.replies import ANSWERED, MARKED_UP, URGENT
from tests.browser.stub import StubServer

ENTER = "\ue007"  # WebDriver's name for the key
ESCAPE = "\ue00c"
WIDGET = "document.querySelector('caveat-widget')"
ROOT = f"{WIDGET}?.shadowRoot"


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with request.param() as browser:
        yield browser


def open_page(engine: Engine, address: str) -> None:
    """Load a page and press the launcher on it, with nothing kept from before."""
    engine.go(address)
    engine.run("sessionStorage.clear()")
    engine.go(address)
    engine.wait_for(f"{ROOT}?.querySelector('.launcher')")
    engine.run(f"{ROOT}.querySelector('.launcher').click()")
    engine.wait_for(f"{ROOT}.querySelector('.panel')")


def ask(engine: Engine, text: str, sign: str) -> None:
    """Type and send, and wait until `sign` is there."""
    engine.type(text + ENTER)
    engine.wait_for(f"{ROOT}.querySelector('{sign}')")


def test_opens_answers_and_closes_by_keys_alone(engine: Engine, host: Host) -> None:
    open_page(engine, host.page())
    assert engine.run(f"return {ROOT}.activeElement.className") == "box"
    ask(engine, ANSWERED, ".notes")
    assert "still unproven" in engine.run(f"return {ROOT}.querySelector('.notes').innerText")
    assert "23" in engine.run(f"return {ROOT}.querySelector('.source').innerText")
    engine.type(ESCAPE)
    assert engine.run(f"return {ROOT}.activeElement.className") == "launcher"


def test_a_thumb_is_thanked_for_and_can_be_taken_back(engine: Engine, host: Host, stub: StubServer) -> None:
    stub.verdicts.clear()
    open_page(engine, host.page())
    ask(engine, ANSWERED, ".up")
    for button, then in ((".up", ".undo"), (".undo", ".up")):
        engine.run(f"{ROOT}.querySelector('{button}').click()")
        engine.wait_for(f"{ROOT}.querySelector('{then}')")
    assert [(one["verdict"], one.get("undo")) for one in stub.verdicts] == [("up", None), ("up", True)]


def test_says_whether_the_clinic_is_open(engine: Engine, host: Host) -> None:
    open_page(engine, host.page())
    line = engine.run(f"return {ROOT}.querySelector('.subtitle').innerText")
    assert line.startswith(("Open until 17:00", "Closed, opens "))


def test_an_urgent_card_has_its_buttons_in_order_and_its_colour(engine: Engine, host: Host) -> None:
    open_page(engine, host.page())
    ask(engine, URGENT, ".urgent")
    links = f"[...{ROOT}.querySelectorAll('.urgent a')]"
    assert engine.run(f"return {links}.map(link => link.getAttribute('href'))") == ["tel:999", "tel:+442079460000"]
    red = f"return getComputedStyle({ROOT}.querySelector('.urgent a')).backgroundColor"
    assert engine.run(red) == "rgb(204, 34, 34)"


def test_texts_become_lists_and_links(engine: Engine, host: Host) -> None:
    open_page(engine, host.page())
    ask(engine, MARKED_UP, ".card")
    counted = f"return ['.card li', '.card .text a', '.card b'].map(one => {ROOT}.querySelectorAll(one).length)"
    assert engine.run(counted) == [2, 3, 1]


def test_works_under_a_strict_policy(engine: Engine, host: Host, stub: StubServer) -> None:
    host.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {stub.url}; connect-src {stub.url}; require-trusted-types-for 'script'"
    )
    open_page(engine, host.page(script='data-colour="#7a1f4d"'))
    ask(engine, ANSWERED, ".notes")
    assert engine.run(f"return getComputedStyle({ROOT}.querySelector('.panel')).overflow") == "hidden"


def test_right_to_left(engine: Engine, host: Host) -> None:
    open_page(engine, host.page(html='lang="he" dir="rtl"'))
    middle = "one => { const {x, width} = one.getBoundingClientRect(); return x + width / 2 }"
    places = f"return ['.close', '.panel', '.name'].map(part => ({middle})({ROOT}.querySelector(part)))"
    close, panel, name = engine.run(places)
    assert close < panel < name
    ask(engine, ANSWERED, ".notes")
    assert engine.run(f"return getComputedStyle({ROOT}.querySelector('.card .text')).direction") == "ltr"


def test_on_a_phone_it_fills_the_screen(engine: Engine, host: Host) -> None:
    """A frame stands for the phone: windows cannot be made as small as that."""
    inner = host.page("/inner")
    engine.go(
        host.page("/outer", body=f"<iframe src='{inner}' style='width: 375px; height: 640px; border: 0'></iframe>")
    )
    inside = f"document.querySelector('iframe').contentWindow.{ROOT}"
    engine.wait_for(f"{inside}?.querySelector('.launcher, .panel')")
    engine.run(f"{inside}.host.open()")
    size = f"const {{x, y, width, height}} = {inside}.querySelector('.panel').getBoundingClientRect();"
    assert engine.run(f"{size} return [x, y, width, height]") == [0, 0, 375, 640]
    engine.run(f"{inside}.host.send({ANSWERED!r})")
    engine.wait_for(f"{inside}.querySelector('.notes')")
    assert engine.run(f"const one = {inside}.querySelector('.scroll'); return one.scrollWidth - one.clientWidth") == 0
