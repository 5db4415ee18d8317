"""The documentation's pictures: all there, each shown where it says what it shows, and small."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks.page import CHART
from tests.browser.screenshots import IMAGES, PICTURES
from tests.browser.studio_pictures import NAMES
from tests.serving import ROOT

SHOWN = {
    name: words
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for words, name in re.findall(r"!\[(.*?)\]\((?:docs/)?images/(.*?)\)", page.read_text(encoding="utf-8"))
}


def test_the_commands_make_every_picture_that_is_shown() -> None:
    made = {*(f"{name}.png" for name in (*(picture.name for picture in PICTURES), *NAMES)), CHART}
    assert made == set(SHOWN) == {file.name for file in IMAGES.iterdir()}


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_small_and_described(name: str) -> None:
    assert (IMAGES / name).stat().st_size <= 120_000
    assert len(SHOWN[name]) > 10
