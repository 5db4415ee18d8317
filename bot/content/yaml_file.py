"""Read one YAML file into plain data and the line of every part of it, safely."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten
from typing import Any

import yaml

from bot.content.traps import cut_off, first_lookalike, lookalike, swallowed_item
from bot.errors import Diagnostic, IntentsError, Severity

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines
MAX_BYTES = 4_000_000
MAX_DEPTH = 12
MAX_FIGURE = 100  # characters of a number, a date or a word such as "yes"; reading a long number may take for ever
TOO_DEEP = "is nested too deeply: write it flatter"

Location = tuple[str | int, ...]

# The C parser is ten times as quick; the pure one stands in where PyYAML was built without it.
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its plain `data` and, for each location in it, the line (from 1) where that stands.

    `cut` holds what was cut off texts as a remark.
    """

    path: Path
    data: Any
    lines: dict[Location, int]
    cut: dict[Location, str] = field(default_factory=dict)

    def line(self, location: Location) -> int:
        """Return the line of `location`, or of the nearest part around it that stands in the file."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def finding(self, location: Location, message: str, severity: Severity = Severity.ERROR) -> Diagnostic:
        """Return what is wrong at `location`, with its file and line."""
        field = str(location[2]) if location[:1] == ("intents",) and len(location) > 2 else ""
        return Diagnostic(self.path, self.line(location), message, severity, field=field)


def read_yaml(path: Path) -> YamlFile:
    """Read `path`. Raises IntentsError, naming file and line, where it cannot be read or is no plain YAML."""
    return parse_yaml(path, _read_text(path))


def parse_yaml(path: Path, text: str) -> YamlFile:
    """Read `text` as what stands in `path`. Raises IntentsError, naming file and line, where it is no plain YAML."""
    loader = None
    try:
        _refuse_depth(path, text)
        loader = SafeLoader(text)
        node = loader.get_single_node()
        reader = _NodeReader(path, loader, text)
        data = reader.plain(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        raise IntentsError([_explained(path, text, error)]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise IntentsError([Diagnostic(path, 1, f"is not readable as YAML: {' '.join(str(error).split())}")]) from None
    finally:
        if loader is not None:
            loader.dispose()
    if reader.diagnostics:
        raise IntentsError(reader.diagnostics)
    return YamlFile(path, data, reader.lines, reader.cut)


def scalar(text: str) -> str:
    """Return `text` as YAML on one line, in quotes where it needs them or only looks like YAML."""
    style = '"' if lookalike(text) else None
    written = str(yaml.safe_dump(text, allow_unicode=True, width=10_000, default_style=style))
    return written.removesuffix("...\n").rstrip("\n")


def read_regular_file(path: Path) -> bytes:
    """Return the content of `path`. Raises IntentsError for what is too large, or no plain file: a pipe never ends."""
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise IntentsError([Diagnostic(path, 1, "is no plain file: take it out of the folder")])
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise IntentsError([Diagnostic(path, 1, f"cannot be read: {error.strerror or error}")]) from None
    if len(content) > MAX_BYTES:
        raise IntentsError([Diagnostic(path, 1, f"is larger than {MAX_BYTES // 1_000_000} MB: split it in two")])
    return content


def _read_text(path: Path) -> str:
    try:
        return read_regular_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise IntentsError([Diagnostic(path, line, "is not UTF-8 text: save the file as UTF-8")]) from None


def _refuse_depth(path: Path, text: str) -> None:
    """Look through the file before it is composed: composing is recursive, and deep nesting ends the process."""
    depth = 0
    for event in yaml.parse(text, Loader=SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1  # type: ignore[union-attr]
            raise IntentsError([Diagnostic(path, line, TOO_DEEP)])


def _error_line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _explained(path: Path, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    line = _error_line(error)
    if found := first_lookalike(text.splitlines()[:line]):
        return Diagnostic(path, *found)
    return Diagnostic(path, line, _explain(error))


def _explain(error: yaml.MarkedYAMLError) -> str:
    problem = " ".join(filter(None, [error.context, error.problem]))
    if "nesting depth" in problem:
        return TOO_DEEP  # the parser reads ahead, and has a limit of its own
    mend = "put it in quotes" if "mapping values are not allowed" in problem else "mend the indent or the quotes here"
    return f"is not valid YAML ({problem}): {mend}"


class _NodeReader:
    """Turns YAML nodes into plain data, noting each one's line and what must not stand in an intent file."""

    def __init__(self, path: Path, loader: Any, text: str) -> None:
        self.path = path
        self.loader = loader
        self.text = _BREAK.split(text)
        self.lines: dict[Location, int] = {}
        self.cut: dict[Location, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self._seen: set[int] = set()

    def plain(self, node: yaml.Node, at: Location) -> Any:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self._seen:
                # An alias is a node met again: a few of them can stand for gigabytes.
                self._wrong(node, "is used again by a YAML alias (*name): write it out in both places")
                return None
            self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*at, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, at) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, at: Location) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.start_mark)
            if why := lookalike(key):
                self._wrong(key_node, why)
            if key in result:
                self._wrong(key_node, f"key '{key}' stands twice: keep one of them")
            self.lines[(*at, key)] = key_node.start_mark.line + 1
            result[key] = self.plain(value_node, (*at, key))
        return result

    def _scalar(self, node: yaml.ScalarNode, at: Location) -> Any:
        if remark := cut_off(node, self.text):
            self.cut[at] = remark
        if line := swallowed_item(node, self.text):
            message = "is indented further than the item above, which takes it in: indent all items of a list alike"
            self.diagnostics.append(Diagnostic(self.path, line, message))
        elif not node.style and (why := lookalike(node.value)):
            self._wrong(node, why)
        try:
            if len(node.value) > MAX_FIGURE and not node.tag.endswith(":str"):
                raise ValueError
            return self.loader.construct_object(node)
        except Exception:  # what PyYAML raises for "!!bool maybe" is a KeyError, for others whatever comes
            dated = node.tag.endswith(":timestamp")
            mend = "no such day: write a date as YYYY-MM-DD" if dated else "not to be read here: put it in quotes"
            self._wrong(node, f"'{shorten(node.value, MAX_FIGURE, placeholder=' …')}' is {mend}")
            return None

    def _wrong(self, node: yaml.Node, message: str) -> None:
        self.diagnostics.append(Diagnostic(self.path, node.start_mark.line + 1, message))
