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

from tests.browser.chromium import chromium
from tests.browser.widget import ANSWERED, URGENT, Widget
from tests.serving import ROOT, LiveServer, serving

IMAGES = ROOT / "docs" / "images"
VAGUE = ("Is mesotherapy safe?", "more")
DESKTOP = {"viewport": {"width": 1120, "height": 800}, "device_scale_factor": 1.5}
PHONE = {"viewport": {"width": 375, "height": 740}, "device_scale_factor": 2, "has_touch": True}
MARGIN = 28  # px of the page that a picture shows around the panel


def closed(_: Widget) -> None:
    """As it is met."""


def opened(widget: Widget) -> None:
    widget.open()


def answered(widget: Widget) -> None:
    expect(widget.open().ask(ANSWERED).locator(".notes")).to_be_visible()


def read_to_its_end(widget: Widget) -> None:
    """To its caveats, source and verdict."""
    answered(widget)
    widget.host.locator(".up").scroll_into_view_if_needed()
    widget.chips.first.scroll_into_view_if_needed()


def clarifying(widget: Widget) -> None:
    widget.open().ask(VAGUE[0])
    expect(widget.ask(VAGUE[1])).to_have_class("bot clarify")


def urgent(widget: Widget) -> None:
    expect(widget.open().ask(URGENT)).to_have_class("bot urgent")


def failed(widget: Widget) -> None:
    widget.page.route("**/api/chat", lambda route: route.abort())
    widget.open().ask(ANSWERED)


@dataclass(frozen=True)
class Picture:
    """One picture: what is done on which demo page, in which browser, and whether the whole page is shown."""

    name: str
    act: Callable[[Widget], None]
    path: str = "/"
    browser: dict[str, Any] = field(default_factory=lambda: DESKTOP)
    words: tuple[str, str] = ("Ask a question", "Send")
    whole: bool = False


PICTURES = [
    Picture("closed", closed, whole=True),
    Picture("open", opened),
    Picture("answered", answered, whole=True),
    Picture("caveats", read_to_its_end),
    Picture("clarify", clarifying),
    Picture("urgent", urgent),
    Picture("failed", failed),
    Picture("dark", answered, "/demo/dark", whole=True),
    Picture("arabic", answered, "/demo/rtl", words=("اطرح سؤالاً", "إرسال"), whole=True),
    Picture("phone", answered, browser=PHONE),
]


def take(browser: Browser, server: LiveServer, picture: Picture) -> bytes:
    """The picture as a PNG."""
    context = browser.new_context(**picture.browser, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.url + picture.path)
    widget = Widget(page, picture.words)
    expect(widget.launcher).to_be_visible()
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


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server, chromium() as browser:
        for picture in PICTURES:
            path = IMAGES / f"{picture.name}.png"
            save(take(browser, server, picture), path)
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
