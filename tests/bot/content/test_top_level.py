"""Keys at the top of a YAML file are changed, and nothing else of it is."""

from __future__ import annotations

import pytest
import yaml

from bot.content.layout import LayoutError
from bot.content.top_level import with_keys

FILE = """\
# A remark.
name: Old Mill Clinic     # as patients know it

phone: "0113 496 0000"
days:
  mon: ["9-5"]            # by appointment
  # nobody is there on Tuesday
  wed: ["9-1"]
notes: >-
  Two lines
  of notes.
# note: later
last: 1
"""


@pytest.mark.parametrize(
    ("fields", "before", "after"),
    [
        ({"name": "New Mill: Clinic"}, "name: Old Mill Clinic     #", "name: 'New Mill: Clinic'     #"),
        ({"phone": "999"}, 'phone: "0113 496 0000"', "phone: '999'"),
        ({"notes": "One."}, "notes: >-\n  Two lines\n  of notes.\n", "notes: One.\n"),
        ({"phone": None}, 'phone: "0113 496 0000"\n', ""),
        ({"days": {"wed": ["8-2"]}}, '  wed: ["9-1"]', "  wed: [8-2]"),
        ({"days": {"mon": None}}, '  mon: ["9-5"]            # by appointment\n', ""),
        ({"days": {"sat": ["9-1"]}}, '  wed: ["9-1"]\n', '  wed: ["9-1"]\n  sat: [9-1]\n'),
        ({"new": ["a, b", "c"]}, "last: 1\n", "last: 1\nnew: ['a, b', c]\n"),
        ({"new": {"a": "b"}}, "last: 1\n", "last: 1\nnew:\n  a: b\n"),
        ({"name": "Old Mill Clinic", "nothing": None}, "", ""),
    ],
)
def test_only_what_was_to_change_is_changed(fields: dict[str, object], before: str, after: str) -> None:
    assert with_keys(FILE, fields) == (FILE.replace(before, after) if before else FILE)


def test_a_last_line_without_an_end_gets_one() -> None:
    assert with_keys("a: b", {"c": "d"}) == "a: b\nc: d\n"


def test_a_file_without_keys_gets_its_first() -> None:
    assert yaml.safe_load(with_keys("# only a remark\n", {"a": "b"})) == {"a": "b"}


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: &x [1]\nb: *x\n"])
def test_what_is_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(LayoutError):
        with_keys(text, {"c": "d", "a": "z"})
