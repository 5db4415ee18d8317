"""Takes the documentation's pictures: `make screenshots` writes each of them into docs/images."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, FloatRect, expect

from tests.browser import studio_pictures
from tests.browser.chromium import chromium
from tests.browser.replies import (
    ANSWERED,
    HANDED_OFF,
    MARKED_UP,
    SEVERAL,
    SYMPTOM,
    UNKNOWN,
    URGENT,
    VAGUE,
)
from tests.browser.stub import StubServer, stub_server
from tests.browser.widget import Held, Widget
from tests.serving import ROOT

IMAGES = ROOT / "docs" / "images"
NOW = "2026-11-30T10:00:00Z"  # a Monday morning: the clinic is open
DESKTOP = {"viewport": {"width": 1120, "height": 800}, "device_scale_factor": 1.5}
PHONE = {"viewport": {"width": 375, "height": 740}, "device_scale_factor": 2, "has_touch": True}
MARGIN = 28  # px of the page that a picture shows around the panel


def closed(_: Widget) -> None:
    """As it is met."""


def opened(widget: Widget) -> None:
    widget.open()


def asking(text: str) -> Callable[[Widget], None]:
    """Return what asks `text`, and waits for the reply."""

    def ask(widget: Widget) -> None:
        expect(widget.open().ask(text)).to_be_visible()

    return ask


answered = asking(ANSWERED)


def read_to_its_end(widget: Widget) -> None:
    """To its source, which is opened, and its verdict."""
    answered(widget)
    widget.host.locator(".source summary").click()
    widget.host.locator(".scroll").evaluate("scroll => scroll.scrollTop = 1e6")


def thanked(widget: Widget) -> None:
    answered(widget)
    widget.host.locator(".up").click()
    expect(widget.host.locator(".undo")).to_be_visible()
    widget.host.locator(".scroll").evaluate("scroll => scroll.scrollTop = 1e6")


def reporting(widget: Widget) -> None:
    answered(widget)
    widget.host.locator(".reporting").click()
    widget.host.locator(".comment").fill("The second line is out of date.")
    widget.host.locator(".scroll").evaluate("scroll => scroll.scrollTop = 1e6")


def choosing(widget: Widget) -> None:
    answered(widget)
    widget.host.locator("summary.more").click()


def started_over(widget: Widget) -> None:
    answered(widget)
    widget.choose("Start over")


def waiting(widget: Widget) -> None:
    Held(widget.page)
    widget.open().ask(ANSWERED, wait=False)
    expect(widget.status).not_to_be_empty()


def failed(widget: Widget) -> None:
    widget.page.route("**/api/chat", lambda route: route.abort())
    widget.open().ask(ANSWERED)


def unread(widget: Widget) -> None:
    answered(widget)
    widget.page.keyboard.press("Escape")
    widget.host.evaluate(f"host => host.send({ANSWERED!r})")
    expect(widget.host.locator(".unread")).to_be_visible()


def greeted(widget: Widget) -> None:
    expect(widget.host.locator(".hello")).to_be_visible()


def inline(widget: Widget) -> None:
    widget.ask(ANSWERED)


@dataclass(frozen=True)
class Picture:
    """One picture: what is done on which page, in which browser, and whether the whole page is shown."""

    name: str
    act: Callable[[Widget], None]
    path: str = "/"
    browser: dict[str, Any] = field(default_factory=lambda: DESKTOP)
    words: tuple[str, str] = ("Ask a question", "Send")
    whole: bool = False


STATES: dict[str, Callable[[Widget], None]] = {
    "open": opened,
    "waiting": waiting,
    "caveats": read_to_its_end,
    "advice": asking(SYMPTOM),
    "several": asking(SEVERAL),
    "links": asking(MARKED_UP),
    "clarify": asking(VAGUE),
    "handoff": asking(HANDED_OFF),
    "fallback": asking(UNKNOWN),
    "urgent": asking(URGENT),
    "failed": failed,
    "thanks": thanked,
    "report": reporting,
    "menu": choosing,
    "undo": started_over,
}
PICTURES = [
    *(Picture(name, act) for name, act in STATES.items()),
    *(Picture(f"{name}-dark", act, "/demo/dark") for name, act in STATES.items()),
    Picture("closed", closed, whole=True),
    Picture("unread", unread, whole=True),
    Picture("hello", greeted, "/demo/hello", whole=True),
    Picture("answered", answered, whole=True),
    Picture("dark", answered, "/demo/dark", whole=True),
    Picture("inline", inline, "/demo/inline", whole=True),
    Picture("arabic", answered, "/demo/rtl", words=("اطرح سؤالاً", "إرسال"), whole=True),
    Picture("phone", answered, browser=PHONE, whole=True),
    Picture("phone-dark", answered, "/demo/dark", browser=PHONE, whole=True),
    Picture("phone-closed", closed, browser=PHONE, whole=True),
    Picture("phone-urgent", asking(URGENT), browser=PHONE, whole=True),
]


def take(browser: Browser, server: StubServer, picture: Picture) -> bytes:
    """The picture as a PNG."""
    context = browser.new_context(**picture.browser, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(server.url + picture.path)
    widget = Widget(page, picture.words)
    expect(widget.host.locator(".launcher, .panel")).to_be_visible()
    picture.act(widget)
    page.mouse.move(0, 0)
    shot = page.screenshot() if picture.whole else page.screenshot(clip=around(widget))
    context.close()
    return shot


def around(widget: Widget) -> FloatRect:
    """The panel and a margin of the page around it, within the window."""
    box, size = widget.panel.bounding_box(), widget.page.viewport_size
    assert box
    assert size
    left, top = max(0, box["x"] - MARGIN), max(0, box["y"] - MARGIN)
    right, bottom = (
        min(size["width"], box["x"] + box["width"] + MARGIN),
        min(size["height"], box["y"] + box["height"] + MARGIN),
    )
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def save(png: bytes, path: Path) -> None:
    """Write the picture with 256 colours, which is a third of the size and looks the same."""
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def take_studio(browser: Browser) -> None:
    """Take the studio's pictures."""
    with tempfile.TemporaryDirectory() as folder, studio_pictures.studio(Path(folder)) as server:
        for name, png in studio_pictures.pictures(browser, server):
            save(png, IMAGES / f"{name}.png")


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with stub_server() as server, chromium() as browser:
        for picture in PICTURES:
            path = IMAGES / f"{picture.name}.png"
            save(take(browser, server, picture), path)
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")
        take_studio(browser)


if __name__ == "__main__":
    main()
