"""Change one intent in the text of a topic file and keep its comments and layout; all other text stays as it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)
from ruamel.yaml.tokens import CommentToken

from bot.content.model import IntentEntry
from bot.content.yaml_file import SafeLoader, scalar

Fields = Mapping[str, Any]

WIDTH = 120  # columns, beyond which a long text is folded
ORDER = tuple(IntentEntry.model_fields)
_IN_BRACKETS = ("caveats", "follow_ups", "aspect")
_DASH = re.compile(r"( *)-( +)$")


class LayoutError(ValueError):
    """An intent is written in a way that cannot be changed by machine."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one intent: from `start` up to `end` (from 0), its dash in column `dash`, its keys in `column`.

    `offset` and `step` say how far the items of its lists stand from their key, and their texts from their dash.
    """

    start: int
    end: int
    dash: int
    column: int
    offset: int = 2
    step: int = 2


def changed(text: str, number: int, fields: Fields) -> str:
    """Give the file's `text` with `fields` of its `number`-th intent (from 0) replaced; None takes a field out.

    Raises LayoutError where the intent does not stand on lines of its own.
    """
    lines = text.splitlines(keepends=True)
    block = _blocks(text, lines)[number]
    editor = _editor(block, lines)
    entry = editor.load("".join(_dedented(lines[block.start : block.end], block)))
    if not isinstance(entry, CommentedMap):
        raise LayoutError
    for key, value in fields.items():
        _set(entry, key, value)
    return _spliced(lines, block, _dumped(editor, entry))


def appended(text: str, fields: Fields) -> str:
    """Give the file's `text` with one more intent at the end of its list. Raises LayoutError as `changed` does."""
    lines = text.splitlines(keepends=True)
    last = next(reversed(_blocks(text, lines)), _Block(0, len(lines), 2, 4))
    entry = CommentedMap()
    for key in ORDER:
        if fields.get(key) is not None:
            _set(entry, key, fields[key])
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += _ending(lines)
    at = _Block(last.end, last.end, last.dash, last.column)
    return _spliced(lines, at, _dumped(_editor(last, lines), entry))


def removed(text: str, number: int) -> str:
    """Give the file's `text` without its `number`-th intent (from 0), and without the comment right above that.

    Raises LayoutError as `changed` does.
    """
    lines = text.splitlines(keepends=True)
    blocks = _blocks(text, lines)
    if len(blocks) < 2:
        raise LayoutError
    block = blocks[number]
    return "".join([*lines[: _with_comment(block, lines)], *lines[block.end :]])


def moved(text: str, number: int, target: str, tidy: Callable[[str], str] = str) -> str:
    """Give the text `target` of a file with the `number`-th intent (from 0) of the file's `text` at its list's end too.

    The comments in it and right above it come along; `tidy` says what becomes of its lines. Raises LayoutError as
    `changed` does.
    """
    lines, others = text.splitlines(keepends=True), target.splitlines(keepends=True)
    block = _blocks(text, lines)[number]
    last = next(reversed(_blocks(target, others)), _Block(0, len(others), 2, 4))
    own = tidy("".join(lines[_with_comment(block, lines) : block.end])).splitlines(keepends=True)
    ending = _ending(others)
    ended = [f"{line.rstrip(chr(13) + chr(10))}{ending}" for line in _shifted(own, last.dash - block.dash)]
    if not others[last.end - 1].endswith("\n"):
        others[last.end - 1] += ending
    return "".join([*others[: last.end], *ended, *others[last.end :]])


def _shifted(lines: Sequence[str], columns: int) -> list[str]:
    """Return the lines so many columns further to the right, or to the left as far as they are blank there."""
    margin = re.compile(f" {{0,{max(0, -columns)}}}")
    return [" " * max(0, columns) * bool(line.strip()) + margin.sub("", line, count=1) for line in lines]


def _with_comment(block: _Block, lines: Sequence[str]) -> int:
    """Return the line on which the comment right above an intent starts; where there is none, its own first line."""
    start = block.start
    while lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _blocks(text: str, lines: Sequence[str]) -> list[_Block]:
    root = yaml.compose(text, Loader=SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    intents = next((value for key, value in pairs if key.value == "intents"), None)
    if isinstance(intents, yaml.ScalarNode) and not intents.value:  # a file that is just begun
        return []
    if not isinstance(intents, yaml.SequenceNode):
        raise LayoutError
    return [_block(node, lines) for node in intents.value]


def _block(node: yaml.Node, lines: Sequence[str]) -> _Block:
    start, end = node.start_mark, node.end_mark
    before = _DASH.match(lines[start.line][: start.column].removeprefix("\ufeff"))
    if before is None or not isinstance(node, yaml.MappingNode):
        raise LayoutError
    last = end.line + bool(lines[end.line][: end.column].strip()) if end.line < len(lines) else len(lines)
    while lines[last - 1].lstrip()[:1] in {"", "#"}:  # what stands before the next intent is the next one's
        last -= 1
    return _Block(start.line, last, len(before[1]), start.column, *_list_layout(node))


def _list_layout(node: yaml.MappingNode) -> tuple[int, int]:
    """Return how the first list of the intent that stands on lines of its own is indented."""
    for key, value in node.value:
        if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
            dash = value.start_mark.column
            return dash - key.start_mark.column, max(2, value.value[0].start_mark.column - dash)
    return 2, 2


def _editor(block: _Block, lines: Sequence[str]) -> YAML:
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = max(WIDTH, *(len(line) for line in lines[block.start : block.end])) - block.column
    editor.indent(mapping=2, sequence=block.offset + block.step, offset=block.offset)
    return editor


def _dedented(lines: Sequence[str], block: _Block) -> list[str]:
    """Return the intent as a mapping of its own: its dash gone, and its keys in the first column."""
    first = " " * block.column + lines[0].removeprefix("\ufeff")[block.column :]
    blank = re.compile(f" {{0,{block.column}}}")
    return [blank.sub("", line, count=1).replace("\r\n", "\n") for line in (first, *lines[1:])]


def _dumped(editor: YAML, entry: CommentedMap) -> list[str]:
    written = io.StringIO()
    editor.dump(entry, written)
    return written.getvalue().splitlines(keepends=True)


def _spliced(lines: Sequence[str], block: _Block, new: Sequence[str]) -> str:
    """Return the text of `lines` with those of the block replaced by `new`, indented and ended as the others are."""
    dash = " " * block.dash + "-" + " " * (block.column - block.dash - 1)
    indented = [(dash if n == 0 else " " * block.column) + line if line.strip() else line for n, line in enumerate(new)]
    ended = [line.replace("\n", _ending(lines)) for line in indented]
    if block.end == len(lines) and lines[-1][-1:] != "\n":
        ended[-1] = ended[-1].rstrip("\r\n")
    return "".join([*lines[: block.start], *ended, *lines[block.end :]])


def _ending(lines: Sequence[str]) -> str:
    return "\r\n" if lines[0].endswith("\r\n") else "\n"


def _set(entry: CommentedMap, key: str, value: Any) -> None:
    if value is None:
        entry.pop(key, None)
    elif isinstance(value, list | tuple) and isinstance(entry.get(key), CommentedSeq):
        _set_list(entry[key], [_as_yaml(item) for item in value])
    elif key in entry:
        if entry[key] != value:
            entry[key] = _as_yaml(value)
    else:
        entry.insert(_position(entry, key), key, _new(key, value))


def _position(entry: CommentedMap, key: str) -> int:
    """Return where a new key goes: after those that come before it in the form of the intent files."""
    before = ORDER[: ORDER.index(key)] if key in ORDER else ORDER
    return max((n for n, known in enumerate(entry, 1) if known in before), default=0)


def _new(key: str, value: Any) -> Any:
    made = _as_yaml(value)
    if key in _IN_BRACKETS and isinstance(made, CommentedSeq):
        made.fa.set_flow_style()
    return made


def _as_yaml(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        made = CommentedMap((key, _as_yaml(part)) for key, part in value.items())
        made.fa.set_flow_style()
        return made
    return CommentedSeq(map(_as_yaml, value)) if isinstance(value, list | tuple) else value


def _text(text: str) -> Any:
    """Return `text` as a person would write it: plain where YAML 1.1 reads that back, folded where it is long."""
    printable = text.replace("\n", "").isprintable()
    if "\n" in text and printable and text == text.strip():
        return LiteralScalarString(text)
    quote = scalar(text)[0]
    if "\n" in text or not printable or (quote == '"' and text[:1] != '"'):
        return DoubleQuotedScalarString(text)
    if len(text) > WIDTH - 20 and "  " not in text:
        return FoldedScalarString(text)
    return SingleQuotedScalarString(text) if quote == "'" and text[:1] != "'" else _plain_or_quoted(text)


def _plain_or_quoted(text: str) -> Any:
    return text if scalar(text) == text else SingleQuotedScalarString(text)


def _set_list(items: CommentedSeq, wanted: Sequence[Any]) -> None:
    """Make `items` be `wanted` with as little change as can be: what stays keeps its comment."""
    before, after = [list(map(str, side)) for side in (items, wanted)]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for change, start, end, new_start, new_end in reversed(steps):
        if change != "equal":
            for _ in range(start, end):
                _delete(items, start)
            for offset, item in enumerate(wanted[new_start:new_end]):
                _insert(items, start + offset, item)


def _insert(items: CommentedSeq, position: int, item: Any) -> None:
    at_end = position == len(items)
    tail = _without_tail(items, position - 1) if at_end and position and not items.fa.flow_style() else ""
    items.insert(position, item)
    _add_tail(items, position, tail)


def _delete(items: CommentedSeq, position: int) -> None:
    """Take an item out with the comment beside it; the comment lines below it are the next item's, and stay."""
    tail = _without_tail(items, position)
    del items[position]
    if position:
        _add_tail(items, position - 1, tail)
    elif tail.strip() and items:
        items.yaml_set_comment_before_after_key(0, before=tail.strip().removeprefix("#").strip())


def _without_tail(items: CommentedSeq, position: int) -> str:
    """Take away and give what stands on the lines after an item: blank lines and comments."""
    tokens = items.ca.items.get(position)
    if not tokens or not tokens[0]:
        return ""
    beside, _, tail = tokens[0].value.partition("\n")
    if beside:
        tokens[0].value = beside + "\n"
    else:
        del items.ca.items[position]
    return str(tail)


def _add_tail(items: CommentedSeq, position: int, tail: str) -> None:
    if not tail:
        return
    if (tokens := items.ca.items.get(position)) and tokens[0]:
        tokens[0].value += tail
    else:
        items.ca.items[position] = [CommentToken("\n" + tail, CommentMark(0), None), None, None, None]
