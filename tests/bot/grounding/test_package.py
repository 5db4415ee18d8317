"""The package's own table names every module."""

from __future__ import annotations

import re
from pathlib import Path

from bot import grounding


def test_each_module_stands_in_the_table_once() -> None:
    listed = re.findall(r"\| `(\w+)`(?= \|)", grounding.__doc__ or "")
    modules = [path.stem for path in Path(grounding.__file__).parent.glob("*.py")]
    assert sorted([*listed, "__init__"]) == sorted(modules)
