"""The entries of a file of intents as text, and the marks by which a draft is known again and a change to it seen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import dropwhile
from pathlib import Path
from textwrap import wrap
from typing import Any

from bot.content.model import UNWRITTEN
from bot.content.yaml_file import YamlFile, read_yaml, scalar
from bot.documents.drafts import Draft

_MARK = re.compile(r'^\s*# from (?:.*), "(?:.*)", line \d+ \(draft (?P<key>[a-z0-9-]+) (?P<hash>[0-9a-f]{8})\)$')
_MARKED = re.compile(r"^(\s*# from .*) \(draft [a-z0-9-]+ [0-9a-f]{8}\)$", re.MULTILINE)
_SOURCE = "    # | "
_SOURCES = "    sources:"
_FOLLOW_UPS = "    follow_ups:"
WIDTH = 110  # letters in a line of an answer
_IS_SOURCE = re.compile(r"^\s*# \|")


@dataclass(frozen=True)
class Entry:
    """One intent of a file: its lines, what they say, and what its mark says where it was drafted (else empty)."""

    lines: tuple[str, ...]
    id: str = ""
    question: str = ""
    examples: tuple[str, ...] = ()
    key: str = ""
    written: str = ""

    @property
    def is_touched(self) -> bool:
        """Whether a person wrote it, or has changed it since it was drafted."""
        return not self.key or _fingerprint(self.lines) != self.written

    @property
    def source(self) -> tuple[str, ...]:
        """The document's words that are quoted in it."""
        return tuple(line.partition("|")[2].strip() for line in self.lines if _IS_SOURCE.match(line))

    @property
    def said(self) -> tuple[str, ...]:
        """Its lines but for the mark and the follow-ups, which change with the drafts around it."""
        return tuple(line for line in self.lines if not (_MARK.match(line) or line.startswith(_FOLLOW_UPS)))

    def with_source_of(self, draft: Draft) -> Entry:
        """The same entry, with the document's words as they now are and nothing else changed."""
        lines: list[str] = []
        for line in self.lines:
            if _MARK.match(line):
                lines += _source_lines(draft, self.written)
            elif not _IS_SOURCE.match(line):
                lines.append(line)
        return replace(self, lines=tuple(lines))


def read_entries(path: Path) -> tuple[list[str], list[Entry]]:
    """The lines of the file above its intents, and the intents. Without intents, all lines are above them.

    Raises IntentsError where there is no readable YAML.
    """
    return entries_of(read_yaml(path), path.read_text(encoding="utf-8-sig"))


def entries_of(file: YamlFile, text: str) -> tuple[list[str], list[Entry]]:
    """The lines above the intents of a file that has this `text`, and its intents, as `read_entries` gives them."""
    lines = text.splitlines()
    found = file.data.get("intents") if isinstance(file.data, dict) else None
    if not isinstance(found, list) or not found:
        return lines, []
    starts = [file.lines["intents", number] - 1 for number in range(len(found))]
    chunks = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return lines[: starts[0]], [_entry(chunk, data) for chunk, data in zip(chunks, found, strict=True)]


def untouched_drafts(path: Path) -> set[str]:
    """The ids of the intents in the file at `path` that still are as they were drafted."""
    return {entry.id for entry in read_entries(path)[1] if not entry.is_touched}


def as_drafted(file: YamlFile, text: str, intents: Set[str]) -> str:
    """Return the `text` of a file in which these intents cite their sources as drafts do, and are marked as such.

    For whoever has changed their sources, and means that no person has changed them.
    """
    head, entries = entries_of(file, text)
    cited = {data["id"]: data["sources"] for data in file.data["intents"] if data.get("sources")}
    drafted = [_as_drafted(one, cited[one.id]) if one.id in cited.keys() & intents else one.lines for one in entries]
    return "\n".join([*head, *(line for lines in drafted for line in lines)]) + "\n"


def _as_drafted(entry: Entry, sources: Sequence[Mapping[str, str]]) -> list[str]:
    start = entry.lines.index(_SOURCES) + 1
    rest = list(dropwhile(lambda line: line.startswith("      "), entry.lines[start:]))
    lines = [*entry.lines[:start], *(_cited(one["document"], one["section"]) for one in sources), *rest]
    mark = f" {_fingerprint(lines)})"
    return [line.replace(f" {entry.written})", mark) if _MARK.match(line) else line for line in lines]


def _cited(document: str, section: str) -> str:
    return f"      - {{document: {document}, section: {json.dumps(section, ensure_ascii=False)}}}"


def as_own(text: str) -> str:
    """Return the lines of an entry as a person's: it is no draft of its file's document that could go with that."""
    return _MARKED.sub(r"\1", text)


def drafted_entry(draft: Draft) -> Entry:
    """`draft` as an entry of a file, marked with its key and the hash of what was written."""
    lines = [
        f"  - id: {draft.key}",
        f"    question: {scalar(draft.question)}",
        "    examples:",
        *(f"      - {scalar(example)}" for example in draft.examples),
        *_answer_lines(draft.answer),
        f"    caveats: [{', '.join(draft.caveats)}]",
        _SOURCES,
        _cited(draft.document, draft.section),
        *[f"{_FOLLOW_UPS} [{', '.join(draft.follow_ups)}]"] * bool(draft.follow_ups),
        "    status: draft",
    ]
    written = _fingerprint(lines)
    marked = (lines[0], *_source_lines(draft, written), *lines[1:])
    return Entry(marked, draft.key, draft.question, draft.examples, draft.key, written)


def _answer_lines(answer: str) -> list[str]:
    """The answer as YAML: folded where it is one paragraph, else line by line; a request to write it where empty."""
    if not answer:
        return [f'    answer: "{UNWRITTEN}: the answer in plain words, from the lines above"']
    if "\n" in answer:
        return ["    answer: |-", *(f"      {line}".rstrip() for line in answer.splitlines())]
    return ["    answer: >-", *(f"      {line}" for line in wrap(answer, WIDTH, break_long_words=False))]


def _entry(lines: list[str], data: Any) -> Entry:
    data = data if isinstance(data, dict) else {}
    examples = data.get("examples") if isinstance(data.get("examples"), list) else []
    mark = next(filter(None, map(_MARK.match, lines)), None)
    return Entry(
        tuple(lines),
        str(data.get("id", "")),
        str(data.get("question", "")),
        tuple(map(str, examples)),
        mark["key"] if mark else "",
        mark["hash"] if mark else "",
    )


def _fingerprint(lines: Iterable[str]) -> str:
    """A hash of an entry without the tool's own lines: eight hexadecimal digits."""
    own = [line for line in lines if not (_MARK.match(line) or _IS_SOURCE.match(line))]
    return hashlib.sha256("\n".join(own).strip().encode()).hexdigest()[:8]


def _source_lines(draft: Draft, written: str) -> list[str]:
    above = "".join(f'"{name}" > ' for name in draft.within if not draft.section.startswith(f"{name}: "))
    mark = f'    # from {draft.file}, {above}"{draft.section}", line {draft.line} (draft {draft.key} {written})'
    return [mark, *(_SOURCE + line for line in draft.source)]
