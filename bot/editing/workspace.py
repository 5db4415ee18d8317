"""The way of an intent from a draft to the patients: an editor saves, a reviewer reviews and publishes.

What is in the topic files and is no draft is served. A change to such an intent therefore waits in a file of its own
until a reviewer publishes it; a draft is changed in its topic file at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.content.edit import Edit
from bot.content.files import EditError, content_of, locked, replace_file
from bot.content.folder import topic_files
from bot.content.layout import Fields
from bot.content.model import NOBODY
from bot.content.raw import read_raw_intents
from bot.editing.history import PENDING, Change, History
from bot.editing.pending import Item, Pending, State
from bot.editing.reviewing import demand_reviewer, due_again, reviewed
from bot.editing.users import User
from bot.grounding.record import FILE_NAME


class ConflictError(EditError):
    """Somebody else saved the intent meanwhile. `item` is what it says now."""

    def __init__(self, item: Item) -> None:
        super().__init__(f"'{item.id}' was saved by {item.by or 'somebody else'} while you wrote")
        self.item = item


@dataclass
class Step:
    """One change on its way to the files of `folder`: what its commit is to say, and its id once it is made."""

    folder: Path
    message: str
    commit: str = ""

    @cached_property
    def edit(self) -> Edit:
        """What is to be changed in the topic files. Raises IntentsError where one cannot be read."""
        return Edit(self.folder)


class Workspace:
    """All intents of a folder for people to work on. Each change is checked as a whole, then committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.history = History(folder)
        self.pending = Pending(folder)

    def items(self) -> list[Item]:
        """Return all intents in the order of their files. Raises IntentsError where a file cannot be read."""
        return [self.pending.item(entry) for entry in read_raw_intents(self.folder)]

    def item(self, intent: str) -> Item:
        """Return the intent with this id. Raises EditError where there is none."""
        return self.pending.item(Edit(self.folder).find(intent))

    @contextmanager
    def trial(self, intent: str, fields: Fields) -> Iterator[Edit]:
        """Give the files as they would be with `fields` of an intent changed and in service; nothing is written.

        What is changed is reviewed by nobody. Raises EditError, or IntentsError on a field that cannot be.
        """
        edit = Edit(self.folder)
        review = {"reviewed": {"by": NOBODY}} if fields else {}
        edit.change(intent, {**self.pending.item(edit.find(intent)).data, "status": None, **fields, **review})
        yield edit

    def save(self, intent: str, fields: Fields, version: str, person: User) -> str:
        """Keep `fields` as the newest wording of an intent that was at `version`; gives the commit's id.

        Raises ConflictError where it has been saved by somebody else since, and IntentsError where it is unfit.
        """
        with self.step(person, f"Edit {intent}") as step:
            item = self.pending.item(step.edit.find(intent))
            if item.version != version:
                raise ConflictError(item)
            wanted = {**item.data, **fields}
            step.edit.change(intent, wanted)
            step.edit.knowledge()
            if item.served is None:
                step.edit.save()
                self.pending.forget(intent)
            else:
                self.pending.keep(item, State.DRAFT, wanted, person)
        return step.commit

    def create(self, path: Path, question: str, person: User, head: str = "") -> str:
        """Start a draft in the topic file at `path`, which begins with `head` where it is new; gives its id.

        Raises EditError or IntentsError.
        """
        with self.step(person, f"Start {question}") as step:
            intent = step.edit.add_draft(path, question, [], head)
            step.edit.knowledge()
            step.edit.save()
        return intent

    def review(self, intents: Iterable[str], person: User, due: date | None = None) -> str:
        """Say that the newest wording of these intents was reviewed; it is not served yet. Gives the commit's id.

        They are due again on `due`, or half a year from today. Raises EditError where that is no day to come.
        """
        demand_reviewer(person)
        names = list(intents)
        with self.step(person, f"Review {', '.join(names)}") as step:
            for intent in names:
                item = self.pending.item(step.edit.find(intent))
                if item.is_waiting:
                    self.pending.keep(item, State.REVIEWED, reviewed(item.data, person, due), person)
        return step.commit

    def remove(self, intents: Sequence[str], person: User, called: str = "") -> str:
        """Take drafts out of their files, and out of what other questions offer next; gives the commit's id.

        The history has it as the removal of what they are `called` together, else of their questions, by which people
        still know them when their ids are gone. A file goes with its last one. Raises EditError where one is served.
        """
        with self.step(person, "Remove") as step:
            items = [self.pending.item(step.edit.find(intent)) for intent in intents]
            for item in items:
                if item.served is not None:
                    raise EditError(f"'{item.data['question']}' is in service: take it out of service first")
            step.message = f"Remove {called or ', '.join(item.data['question'] for item in items)}"
            for other in step.edit.entries:
                offered = other.data.get("follow_ups") or []
                if not set(intents).isdisjoint(offered):
                    left = [name for name in offered if name not in intents]
                    step.edit.change(other.id, {"follow_ups": left or None})
            for intent in intents:
                step.edit.remove(intent)
            step.edit.knowledge()
            step.edit.save()
            for intent in intents:
                self.pending.forget(intent)
        return step.commit

    def publish(self, intents: Iterable[str], person: User, due: date | None = None) -> str:
        """Serve the newest wording of these intents from now on, as reviewed by this person if by nobody yet.

        Raises EditError or IntentsError, and publishes none, where one of them is unfit; `due` is as for `review`.
        """
        demand_reviewer(person)
        names = list(intents)
        with self.step(person, f"Publish {', '.join(names)}") as step:
            for intent in names:
                item = self.pending.item(step.edit.find(intent))
                if item.is_outdated:
                    raise EditError(f"'{intent}' was changed outside the studio since: open it, and save it again")
                is_reviewed = item.state is State.REVIEWED
                data = due_again(item.data, due) if is_reviewed else reviewed(item.data, person, due)
                step.edit.change(intent, {**data, "status": None})
            step.edit.knowledge()
            step.edit.save()
            for intent in names:
                self.pending.forget(intent)
        return step.commit

    def withdraw(self, intents: Iterable[str], person: User) -> str:
        """Serve these intents no longer: they are drafts again. Gives the commit's id; raises as `publish` does."""
        demand_reviewer(person)
        names = list(intents)
        with self.step(person, f"Take out of service: {', '.join(names)}") as step:
            for intent in names:
                step.edit.change(intent, {"status": "draft"})
            step.edit.knowledge()
            step.edit.save()
        return step.commit

    def take(self, edit: Edit, message: str, person: User) -> str:
        """Write what was changed in `edit`, which may be in service at once; gives the commit's id.

        Raises EditError as `Edit.save` does, and where the person is no reviewer.
        """
        demand_reviewer(person)
        with self.step(person, message) as step:
            edit.save()
        return step.commit

    def put(self, name: str, text: str, version: str, person: User) -> str:
        """Replace the text of the clinic's file `name`, which was at `version`; it is in service at once.

        Raises EditError where it was changed since, and IntentsError where the clinic could not be served with it.
        """
        demand_reviewer(person)
        path = self.folder / name
        with self.step(person, f"Edit {name}") as step:
            before = content_of(path)
            if text_version(before) != version:
                raise EditError(f"{name} was saved by somebody else while you wrote: take over what you need")
            after = (text.replace("\r\n", "\n").rstrip("\n") + "\n").encode()
            step.edit.knowledge({name: after})
            replace_file(path, before, after)
        return step.commit

    def discard(self, intent: str, person: User) -> str:
        """Drop the change that waits for an intent in service. Gives the commit's id."""
        with self.step(person, f"Drop the change to {intent}") as step:
            self.pending.forget(intent)
        return step.commit

    def past(self, intent: str) -> list[tuple[Change, dict[str, Any]]]:
        """Return the versions of an intent, newest first: each change that made one, and what it said then."""
        name = Edit(self.folder).find(intent).file.path.name
        found: list[tuple[Change, dict[str, Any]]] = []
        for change in self.history.changes():
            names = {name, f"{PENDING}/{intent}.yaml"} & set(change.files)
            data = self.pending.at(self.history, change.id, name, intent) if names else None
            if found and data == found[-1][1]:
                found.pop()  # the older commit is the one that made this version
            if data is not None:
                found.append((change, data))
            name = self._file_before(change, name, intent)
        return found

    def _file_before(self, change: Change, name: str, intent: str) -> str:
        """Return the file that had an intent before a change that left it in the file `name`."""
        others = [other for other in change.files if other != name and "/" not in other]
        before = self.history.before(change.id) if others and name in change.files else ""
        had = (other for other in (name, *others) if self.pending.served_at(self.history, before, other, intent))
        return next(had, name) if before else name

    def undo(self, person: User, *commits: str) -> str:
        """Put back what these commits changed, all or none. Raises EditError where a file of theirs has changed since.

        An editor undoes what is their own: to undo a reviewer's decision is one, too.
        """
        with self.step(person, "Undo") as step:
            changes = [change for change in self.history.changes() if change.id in commits]  # the newest first
            if len(changes) < len(set(commits)):
                raise EditError("this change is too old to be undone: go back in the history of the intent")
            if any(change.person != person.name for change in changes):
                demand_reviewer(person)
            restored: dict[str, bytes | None] = {}
            for change in changes:
                restored |= self._before(change, restored)
            for name, content in restored.items():
                _restore(self.folder / name, content)
            step.message = f"Undo: {'; '.join(change.message for change in changes)}"
        return step.commit

    def _before(self, change: Change, restored: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """Return the files of a change as they were before it. Raises EditError where one has changed since.

        `restored` are those that newer changes are undone in.
        """
        before, found = self.history.before(change.id), {}
        for name in change.files:
            path = self.folder / name
            now = restored[name] if name in restored else path.read_bytes() if path.exists() else None
            if now == self.history.file(change.id, name):
                found[name] = self.history.file(before, name) if before else None
            elif name != FILE_NAME:  # what is recorded of one document is no matter of another's
                raise EditError(f"{name} has been changed since: go back in the history of the intent")
        return found

    @contextmanager
    def step(self, person: User, message: str) -> Iterator[Step]:
        """Make a change alone, and commit it as this person's; what was changed outside is committed first.

        Where the block or the commit fails, the files are put back: nothing is in service that was not recorded.
        """
        topic_files(self.folder)  # before a lock is made in a folder that is none
        with locked(self.folder):
            self.history.catch_up()
            before = self.history.contents()
            step = Step(self.folder, message)
            try:
                yield step
                step.commit = self.history.record(person.name, step.message)
            except BaseException:
                self._put_back(before)
                raise

    def _put_back(self, before: Mapping[Path, bytes]) -> None:
        now = self.history.contents()
        for path in {*before, *now}:
            if before.get(path) != now.get(path):
                _restore(path, before.get(path))


def text_version(content: bytes) -> str:
    """Return a mark of a file's content, by which a save knows what it was made from."""
    return hashlib.sha256(content).hexdigest()[:16]


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    replace_file(path, content_of(path), content)
