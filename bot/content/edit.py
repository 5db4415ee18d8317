"""Change intents in their files as a careful person would: nothing but what was to change is touched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.content import layout
from bot.content.files import EditError, demand_unchanged, locked, replace_file
from bot.content.folder import SPECIAL_FILES, topic_files, yaml_files
from bot.content.ids import new_id
from bot.content.knowledge import Knowledge, Place
from bot.content.layout import Fields
from bot.content.load import load_intents
from bot.content.model import NOBODY, UNWRITTEN
from bot.content.pack import read_pack
from bot.content.raw import RawIntent, find_utterance, raw_intents
from bot.content.top_level import with_keys
from bot.content.yaml_file import YamlFile, parse_yaml, read_yaml, scalar
from bot.errors import Diagnostic, IntentsError, did_you_mean

OWN = "-in-other-words"  # ends the names of files with a clinic's own examples of what ships with the engine
_OWN_HEAD = """\
# How this clinic's visitors ask what ships with the engine. Each entry adds its examples to the intent of that name; an
# `answer` or a `question` here would take the place of the shipped one.
"""
LONGEST = 1_000  # characters of an utterance
_BY_HAND = "cannot be changed by machine as it is written: put each intent on lines of its own after '- '"


class Edit:
    """Changes to the topic files of a folder, of which nothing is written until `save`."""

    def __init__(self, folder: Path) -> None:
        """Read the files of `folder`. Raises IntentsError where one cannot be read."""
        self.folder = folder
        self._files = {path: _File.read(path) for path in topic_files(folder)}
        self._gone: list[_File] = []

    @property
    def entries(self) -> list[RawIntent]:
        """All intents as they are to be, drafts included."""
        return [entry for file in self._files.values() for entry in raw_intents(file.parsed)]

    @property
    def files(self) -> list[YamlFile]:
        """All topic files as they are to be."""
        return [file.parsed for path, file in self._files.items() if path.stem not in SPECIAL_FILES]

    def find(self, intent: str) -> RawIntent:
        """Return the intent with this id. Raises EditError, with the likest id, where there is none."""
        known = {entry.id: entry for entry in self.entries}
        if intent in known:
            return known[intent]
        raise EditError(f"there is no intent '{intent}': {did_you_mean(intent, known, 'name one that is there')}")

    def change(self, intent: str, fields: Fields) -> None:
        """Replace these fields of an intent; None takes one out. Raises EditError where that cannot be done."""
        entry = self.find(intent)
        wanted = {key: value for key, value in {**entry.data, **fields}.items() if value is not None}
        self._rewrite(entry.file.path, lambda text: layout.changed(text, entry.number, fields), entry.number, wanted)

    def add(self, path: Path, fields: Fields, head: str = "") -> None:
        """Write a new intent at the end of the file at `path`, which begins with `head` where it is new.

        Fields that are None are left out.
        """
        fields = {key: value for key, value in fields.items() if value is not None}
        file = self._files.setdefault(path, _File(path, b"", head))
        number = len(file.parsed.data["intents"] or ())
        self._rewrite(path, lambda text: layout.appended(text, fields), number, fields)

    def add_draft(self, path: Path, question: str, examples: Sequence[str], head: str = "") -> str:
        """Write a new intent as `add` does, its answer still to be written; without `examples`, `question` is one.

        Gives its id.
        """
        intent = new_id(question, {entry.id for entry in self.entries})
        answer = f"{UNWRITTEN}: the answer in plain words"
        fields = {"id": intent, "question": question, "examples": list(examples) or [question], "answer": answer}
        self.add(path, {**fields, "status": "draft"}, head)
        return intent

    def remove(self, intent: str) -> None:
        """Take an intent out of its file, which goes with its last one. Raises EditError where that cannot be done."""
        self._take_out(self.find(intent))

    def move(self, intent: str, path: Path, head: str = "", tidy: Callable[[str], str] = str) -> None:
        """Move an intent to the end of the file at `path`, which begins with `head` where it is new.

        Its comments and its review come along; `tidy` says what becomes of its lines. The file that it leaves goes with
        its last intent. Raises EditError where that cannot be done.
        """
        entry = self.find(intent)
        target = self._files.setdefault(path, _File(path, b"", head))
        review = entry.file.data.get("reviewed")
        if "reviewed" not in entry.data and review != target.parsed.data.get("reviewed"):
            self.change(intent, {"reviewed": review or {"by": NOBODY}})
            entry = self.find(intent)
        text, number = self._files[entry.file.path].text, len(target.parsed.data["intents"] or ())
        self._rewrite(path, lambda own: layout.moved(text, entry.number, own, tidy), number, entry.data)
        self._take_out(entry)

    def rename(self, path: Path, to: Path) -> None:
        """Have the file at `path` be at `to`, where none is."""
        file = self._files.pop(path)
        self._gone.append(file)
        self._files[to] = _File(to, b"", file.text)

    def tidy(self, path: Path, write: Callable[[YamlFile, str], str]) -> None:
        """Replace a file's text by what `write` makes of it, which says the same: its comments alone are others.

        Raises EditError where it says something else.
        """
        file = self._files[path]
        text = write(file.parsed, file.text)
        if parse_yaml(path, text).data != file.parsed.data:
            raise EditError(f"{path.name} cannot be changed by machine as it is written: change its text")
        file.text = text

    def set_keys(self, path: Path, fields: Fields) -> None:
        """Replace keys at the top of a file of the folder; None takes one out.

        Raises EditError where the file is written in a way that cannot be changed so.
        """
        if path not in self._files:
            self._files[path] = _File.read(path)
        file = self._files[path]
        try:
            file.text = with_keys(file.text, fields)
        except layout.LayoutError:
            raise EditError(f"{path.name} cannot be changed by machine as it is written: change its text") from None

    def _take_out(self, entry: RawIntent) -> None:
        file = self._files[entry.file.path]
        if len(entry.file.data["intents"]) == 1:
            self._gone.append(self._files.pop(file.path))
            return
        try:
            file.text = layout.removed(file.text, entry.number)
        except layout.LayoutError:
            raise EditError(f"{file.path}:{entry.place().line}: {_BY_HAND}") from None

    def knowledge(self, others: Mapping[str, bytes] | None = None) -> Knowledge:
        """Return what the folder would hold, with these `others` of its files by name too.

        Raises IntentsError, with the lines of the files as they would be.
        """
        with self.copy() as folder:
            for name, content in (others or {}).items():
                (folder / name).write_bytes(content)
            try:
                return replace(load_intents(folder), folder=self.folder)
            except IntentsError as error:
                raise IntentsError([self._moved(diagnostic, folder) for diagnostic in error.diagnostics]) from None

    def _moved(self, found: Diagnostic, folder: Path) -> Diagnostic:
        """Return what was found in the copy at `folder`, as of the folder itself."""
        message = found.message.replace(str(folder), str(self.folder))
        return replace(found, path=self.folder / found.path.relative_to(folder), message=message)

    @contextmanager
    def copy(self) -> Iterator[Path]:
        """Give a folder with the files as they would be, for as long as the block lasts."""
        with tempfile.TemporaryDirectory(prefix="caveat-") as made:
            folder = Path(made) / self.folder.resolve().name
            folder.mkdir()
            for path in yaml_files(self.folder):  # beside them may lie an inbox, keys and documents, for no other place
                shutil.copy(path, folder)
            for file in self._files.values():
                (folder / file.path.name).write_bytes(file.after)
            for file in self._gone:
                (folder / file.path.name).unlink()
            yield folder

    def save(self) -> list[Path]:
        """Write what was changed; gives the files.

        Raises EditError, and writes none, where somebody else has changed one meanwhile.
        """
        changed = [file for file in self._files.values() if file.after != file.before]
        for file in (*changed, *self._gone):
            demand_unchanged(file.path, file.before)  # of all, before the first is written
        for file in changed:
            replace_file(file.path, file.before, file.after)
        for file in self._gone:
            replace_file(file.path, file.before, b"")  # refused where somebody has just changed it
            file.path.unlink()
        return [file.path for file in (*changed, *self._gone)]

    def _rewrite(self, path: Path, write: Callable[[str], str], number: int, wanted: Fields) -> None:
        """Take over what `write` makes of a file, once it is sure that it says what is wanted and nothing else."""
        file = self._files[path]
        before = file.parsed
        expected = {**before.data, "intents": list(before.data["intents"] or ())}
        expected["intents"][number : number + 1] = [_plain(wanted)]
        try:
            text = write(file.text)
            if _plain(parse_yaml(path, text).data) != _plain(expected):
                raise layout.LayoutError
        except (layout.LayoutError, IntentsError, IndexError):
            line = before.line(("intents", number))
            raise EditError(f"{path}:{line}: {_BY_HAND}") from None
        file.text = text


@dataclass
class _File:
    """A topic file: its bytes on the disk, and its text as it is to be, without a byte order mark."""

    path: Path
    before: bytes
    text: str
    _parsed: tuple[str, YamlFile] | None = field(default=None, repr=False)

    @classmethod
    def read(cls, path: Path) -> _File:
        read_yaml(path)  # says what is wrong with a file that is too large, or no text
        content = path.read_bytes()
        return cls(path, content, content.decode("utf-8-sig"))

    @property
    def after(self) -> bytes:
        """Its bytes as they are to be."""
        mark = b"\xef\xbb\xbf" if self.before.startswith(b"\xef\xbb\xbf") else b""
        return mark + self.text.encode("utf-8")

    @property
    def parsed(self) -> YamlFile:
        """What `text` says, and where."""
        if self._parsed is None or self._parsed[0] != self.text:
            self._parsed = (self.text, parse_yaml(self.path, self.text))
        return self._parsed[1]


@contextmanager
def editing(folder: Path) -> Iterator[Edit]:
    """Change the files of `folder`, alone: whoever else edits them waits. Raises IntentsError as `Edit` does."""
    topic_files(folder)  # before a lock is made in a folder that is none
    with locked(folder):
        yield Edit(folder)


def add_examples(folder: Path, intent: str, texts: Sequence[str]) -> list[Place]:
    """Write `texts` after the examples of `intent`, and give the place of each.

    Those of an intent that ships with the engine are written into a file of the folder's own.

    Raises EditError, and writes nothing, where that cannot be done; IntentsError where a file cannot be read.
    """
    with editing(folder) as edit:
        tidied = list(dict.fromkeys(" ".join(text.split()) for text in texts))
        for text in tidied:
            _refuse_unfit(text)
            refuse_known(edit.entries, text)
        _add(edit, intent, tidied)
        edit.save()
        entry = edit.find(intent)
        return [entry.place("examples", n) for n in range(len(entry.examples) - len(tidied), len(entry.examples))]


def _add(edit: Edit, intent: str, texts: Sequence[str]) -> None:
    shipped = next((found for found in read_pack().intents if found.id == intent), None)
    if shipped is None or any(entry.id == intent for entry in edit.entries):
        edit.change(intent, {"examples": [*edit.find(intent).examples, *texts]})
        return
    head = {"topic": shipped.head.topic, "title": shipped.head.title, "kind": shipped.head.kind}
    path = edit.folder / f"{shipped.file.path.stem}{OWN}.yaml"
    lines = [f"{name}: {scalar(value)}\n" for name, value in head.items()]
    edit.add(path, {"id": intent, "examples": list(texts)}, "".join((_OWN_HEAD, *lines, "intents:\n")))
    edit.knowledge()  # the clinic may have disabled it


def _refuse_unfit(text: str) -> None:
    if not text:
        raise EditError("there is no text to add")
    if len(text) > LONGEST:
        raise EditError(f"'{text[:40]}…' is longer than {LONGEST:,} characters: shorten it")


def refuse_known(entries: Sequence[RawIntent], text: str) -> None:
    """Raise EditError where `text` is the question or an example of an intent already."""
    if found := find_utterance(entries, text):
        entry, place = found
        raise EditError(f"\"{text}\" stands already in '{entry.id}' ({place.path}:{place.line})")


def _plain(value: Any) -> Any:
    """Return `value` in lists and dicts alone, as YAML gives it back."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
