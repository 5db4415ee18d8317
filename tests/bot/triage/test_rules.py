"""The emergency rules as data: what their files may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.triage.small_pack import Mistake, assert_refused

MISTAKES: dict[str, Mistake] = {
    "unknown moment to fire": (
        "rules.yaml",
        "sight, reply: call",
        "sight, fires_alone: no, reply: call",
        "no,",
        "'always'",
    ),
    "unknown key": ("rules.yaml", "fillers:", "filers:", "filers", "unknown key 'filers': did you mean"),
    "unknown direction": ("rules.yaml", "direction: both", "direction: booth", "booth", "'direction': Input should be"),
    "bad group name": ("en.yaml", "  hot: ", "  Hot Stuff: ", "Hot Stuff", "use lower-case letters"),
    "a range upside down": ("en.yaml", "39..41", "41..39", "41..39", "'hot' has no number in '41..39'"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, mistake: Mistake) -> None:
    assert_refused(tmp_path, mistake)
