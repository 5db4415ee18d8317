"""Change keys at the top of a YAML file, such as those of clinic.yaml, and keep its comments and layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from bot.content.layout import Fields, LayoutError
from bot.content.yaml_file import SafeLoader

_ONE_LINE = 1_000_000  # columns: nothing is folded


def with_keys(text: str, fields: Fields) -> str:
    """Give the `text` of a YAML mapping with `fields` replaced or added; None takes a key out.

    A mapping within it is changed key by key. Raises LayoutError where the text would then not say that and all else.
    """
    before = yaml.load(text, SafeLoader) or {}
    root = yaml.compose(text, Loader=SafeLoader)
    lines = _ended(text.splitlines(keepends=True))
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise LayoutError
    after = "".join(_changed(lines, root, before, fields, 0))
    try:
        is_as_wanted = yaml.load(after, SafeLoader) == _merged(before, fields)
    except yaml.YAMLError:
        raise LayoutError from None
    if not is_as_wanted:
        raise LayoutError
    return after


def _ended(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{lines[-1].rstrip()}\n"] if lines else []


def _merged(before: Fields, fields: Fields) -> dict[str, Any]:
    merged = {**before, **fields}
    for key, value in fields.items():
        if isinstance(value, Mapping):
            merged[key] = _merged(before.get(key) or {}, value)
    return {key: value for key, value in merged.items() if value is not None}


def _changed(
    lines: list[str], node: yaml.MappingNode | None, before: Fields, fields: Fields, column: int
) -> Sequence[str]:
    """Return the lines with the keys of the mapping `node`, which stand in `column`, changed: the last key first."""
    pairs = {key.value: (key, value) for key, value in node.value} if node else {}
    new = [key for key in fields if key not in pairs and fields[key] is not None]
    end = _last_line(node) + 1 if node else len(lines)
    lines = [*lines[:end], *(line for key in new for line in _written(key, fields[key], column)), *lines[end:]]
    for key, (name, value) in reversed(pairs.items()):
        wanted = fields.get(key)
        if key not in fields or wanted == before[key]:
            continue
        if isinstance(wanted, Mapping) and isinstance(value, yaml.MappingNode) and not value.flow_style:
            lines = list(_changed(lines, value, before[key], wanted, value.start_mark.column))
            continue
        start, stop = name.start_mark.line, _last_line(value) + 1
        remark = _remark(lines[stop - 1], value) if stop == start + 1 else ""
        lines[start:stop] = [] if wanted is None else _written(key, wanted, column, remark)
    return lines


def _last_line(node: yaml.Node) -> int:
    """Return the last line on which something of `node` stands: blank lines and comments after it are not its own."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    end = node.end_mark
    return int(end.line - (end.column == 0 and end.line > node.start_mark.line))


def _remark(line: str, value: yaml.Node) -> str:
    rest = line[value.end_mark.column :].rstrip()
    return rest if rest.lstrip().startswith("#") else ""


def _written(key: str, value: Any, column: int, remark: str = "") -> list[str]:
    margin = " " * column
    if isinstance(value, Mapping):
        inner = {name: part for name, part in value.items() if part is not None}
        return [f"{margin}{key}:\n", *(line for name in inner for line in _written(name, inner[name], column + 2))]
    said = yaml.safe_dump(value, allow_unicode=True, width=_ONE_LINE, default_flow_style=True)
    return [f"{margin}{key}: {said.removesuffix('...' + chr(10)).strip()}{remark}\n"]
