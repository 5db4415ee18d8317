"""The clinic's documents: what is there, what is dropped here, and the drafts and the account of lines it gives."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from flask import Blueprint, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from bot.content.edit import Edit
from bot.content.files import replace_file
from bot.documents.reading import document_name
from bot.editing.pending import Item
from bot.editing.renamed_document import rename_document
from bot.editing.reviewing import demand_reviewer
from bot.editing.topics import titles_of
from bot.errors import BotError
from bot.text import counted
from web.bounded import run_bounded
from web.processes import command
from web.studio.library import TOO_MUCH, Library
from web.studio.login import MAX_FORM, editor
from web.studio.problems import problems_of, spoken
from web.studio.shared import Page, Studio, act, done

log = logging.getLogger("caveat.studio")

_NAME = re.compile(r"[^\w.() -]+")
_CHANGE = re.compile(r"([-+]) (.*)")
_BECAME = {"new": "", "yours, not written over": "stays as you wrote it; the document says otherwise now: compare"}
_COUNTS = re.compile(r"\d+ questions?, .*not used")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what `draft` tells: what became of the draft `intent`, in a few words; or a remark.

    `changes` are the lines in which the document differs, each after "-" as it was, or "+" as it is now.
    """

    text: str
    intent: str = ""
    became: str = ""
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a document's lines: how many were used, and each draft and remark."""

    summary: str
    lines: list[Line]

    @property
    def has_drafts(self) -> bool:
        """Whether there is any draft to go on with."""
        return any(line.intent for line in self.lines)

    @classmethod
    def of(cls, told: Sequence[str], questions: Mapping[str, str]) -> Account:
        """Return what `draft` told of one document, but for the names of files; `questions` are those of all drafts."""
        lines = [line.strip() for line in told[1:] if line.strip()]
        summary = next((line for line in lines if _COUNTS.match(line)), "")
        shown: list[Line] = []
        for line in filter(lambda line: line != summary, lines):
            if (found := _CHANGE.fullmatch(line)) and shown and shown[-1].intent:
                shown[-1] = replace(shown[-1], changes=(*shown[-1].changes, (found[1], found[2])))
            else:
                shown.append(_line(line, questions))
        return cls(summary.rstrip(":"), shown)


def _line(told: str, questions: Mapping[str, str]) -> Line:
    intent, _, rest = told.partition(": ")
    if intent not in questions:
        return Line(spoken(told, questions))
    became = rest.partition(": ")[0]
    return Line(questions[intent], intent, _BECAME.get(became, became))


def add_documents(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page of documents."""

    @blueprint.post("/documents/<name>/remove")
    def remove_document(name: str) -> Response:
        return act(studio, lambda: _remove(studio, name), url_for("studio.documents"))

    @blueprint.post("/documents/<name>/rename")
    def rename_it(name: str) -> Response:
        return act(studio, lambda: _rename(studio, name), url_for("studio.documents"))

    @blueprint.route("/documents", methods=["GET", "POST"])
    def documents() -> Page:
        drops, problems = _dropped(studio, request.files.getlist("document"))
        questions = studio.questions()
        library = studio.library.documents()
        items = _items(studio)
        page = render_template(
            "documents.html",
            accounts={drop.name: Account.of(drop.told, questions) for drop in drops},
            problems=problems,
            library=library,
            uses={name: Use.of(name, items) for name in library},
            titles=_titles(studio),
            problem=studio.library.problem,
            folder=studio.library.folder.name,
            most=MAX_FORM,
        )
        return (page, 409) if problems else page


@dataclass(frozen=True, slots=True)
class Use:
    """Which questions cite a document: those in service, and the drafts that rest on it alone."""

    served: list[Item]
    drafts: list[Item]

    @classmethod
    def of(cls, document: str, items: Sequence[Item]) -> Use:
        """Return who cites the document of this name, of `items`."""
        cited = [(item, {source["document"] for source in item.data.get("sources") or ()}) for item in items]
        return cls(
            [item for item, documents in cited if item.served and document in documents],
            [item for item, documents in cited if not item.served and documents == {document}],
        )


def _items(studio: Studio) -> list[Item]:
    """Return all questions; none where a file cannot be read, which the list of answers says."""
    try:
        return studio.work.items()
    except BotError:
        return []


def _titles(studio: Studio) -> dict[str, str]:
    """Return what patients are told as the titles of the documents that are cited; none where a file cannot be read."""
    try:
        return titles_of(Edit(studio.work.folder).knowledge())
    except BotError:
        return {}


def changeable(studio: Studio, name: str) -> Use:
    """Return who cites a document that is to be removed or renamed. Raises BotError where it is not there.

    A reviewer alone changes what answers in service rest on: for others, it raises, too.
    """
    if name not in studio.library.documents():
        raise BotError("That document is not there any more.")
    use = Use.of(name, studio.work.items())
    if use.served:
        demand_reviewer(editor())
    return use


def _remove(studio: Studio, name: str) -> None:
    """Take a document out of the library, and with it the drafts that rest on it alone. Raises BotError."""
    use, file = changeable(studio, name), studio.library.documents()[name].path.name
    drafts = [item.id for item in use.drafts]
    commit = studio.work.remove(drafts, editor(), file) if drafts else ""
    studio.library.put_aside(file)
    log.info("an editor removed a document", extra={"fields": {"document": file, "user": editor().name}})
    gone = f", and with it {counted(len(drafts), 'draft')}" if drafts else ""
    done(f"“{file}” was removed{gone}.", commit, removed=file)


@dataclass(frozen=True, slots=True)
class Drop:
    """A document that was dropped here: its file's name, what `draft` told, the commit, and whether it replaced one."""

    name: str
    told: Sequence[str]
    commit: str
    replaced: bool


def _rename(studio: Studio, name: str) -> None:
    """Call a document as the form says, and have all that cites it follow. Raises BotError."""
    changeable(studio, name)
    before = studio.library.documents()[name].path
    after = _file_name(request.form.get("to", "").removesuffix(before.suffix)) + before.suffix
    if after == before.suffix:
        raise BotError("A document needs a name.")
    if document_name(Path(after)) != name:
        _refuse_namesake(studio.library, after)
    title = " ".join(request.form.get("title", "").split())
    studio.library.rename(before.name, after)
    try:
        commit = rename_document(studio.work, before.name, after, title, editor())
    except BaseException:
        studio.library.rename(after, before.name)
        raise
    log.info("an editor renamed a document", extra={"fields": {"document": after, "user": editor().name}})
    renamed = [after, before.name] if after != before.name else []
    done(f"“{after}” is saved.", commit, renamed=renamed)


def _file_name(text: str) -> str:
    """Return a name that a file can have, without its folders."""
    return _NAME.sub("", Path(text).name).strip().lstrip(".")


def _dropped(studio: Studio, files: Sequence[FileStorage]) -> tuple[list[Drop], list[str]]:
    """Keep the documents and draft from them; gives what was done, and what is wrong with the others.

    All that was done is undone with one press.
    """
    drops: list[Drop] = []
    problems: list[str] = []
    for file in files:
        try:
            drops.append(_drafted(studio, file))
        except (BotError, OSError) as error:
            problems += problems_of(error)
    if drops:
        said = f"{', '.join(f'“{drop.name}”' for drop in drops)} {'was' if len(drops) == 1 else 'were'} read."
        undo = {"removed" if new_one else "dropped": _names(drops, new_one) for new_one in (True, False)}
        done(said, *(drop.commit for drop in drops), **undo)
    return drops, problems


def _names(drops: Sequence[Drop], replaced: bool) -> list[str]:
    return [drop.name for drop in drops if drop.replaced is replaced]


def _drafted(studio: Studio, file: FileStorage) -> Drop:
    """Keep a document and draft from it."""
    name = _file_name(file.filename or "")
    if not name:
        raise BotError("choose a document first")
    path = studio.library.folder.resolve() / name
    _refuse_namesake(studio.library, name)
    studio.library.folder.mkdir(parents=True, exist_ok=True)
    if was_there := path.exists():
        studio.library.copy_aside(name)
    with studio.work.step(editor(), f"Draft from {name}") as step, _kept_if_read(path, file.read()):
        told = _draft(path, studio.work.folder)
    return Drop(name, told, step.commit, was_there)


def _refuse_namesake(library: Library, name: str) -> None:
    """Raise BotError where another document is cited as this one would be: with both, answers could cite neither."""
    cited = document_name(Path(name))
    other = library.documents().get(cited)
    if other and other.path.name != name:
        raise BotError(
            f"{name} would be cited as “{cited}”, as {other.path.name} is: send it under that or another name"
        )


@contextmanager
def _kept_if_read(path: Path, content: bytes) -> Iterator[None]:
    """Keep the document at `path`, unless the block fails: what cannot be read is none that an answer could cite.

    Then the one that was there before, if any, is there again.
    """
    before = path.read_bytes() if path.exists() else None
    replace_file(path, before or b"", content)
    try:
        yield
    except BaseException:
        if before is None:
            path.unlink()
        else:
            replace_file(path, content, before)
        raise


def _draft(path: Path, folder: Path) -> list[str]:
    """Run `draft` within bounds, as what a document holds may take all memory, or no end. Raises BotError."""
    run = run_bounded(command("draft", path, "-o", folder.resolve()))
    if run.returncode:
        # Anything else is what Python or a library says of itself when its memory or its time is at an end.
        own = run.stderr.startswith("bot: ")
        said = run.stderr.removeprefix("bot: ").strip() if own else f"{path}: {TOO_MUCH}"
        raise BotError(said.replace(str(path), path.name))
    lines = run.stdout.replace(f"{path.parent}/", "").replace(f"{folder.resolve()}/", "").splitlines()
    return list(takewhile(lambda line: not line.startswith("Next:"), lines))
