"""Topics as editors see them, each a file: started, renamed, left by answers for another; what leads there is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content import Kind, Knowledge
from bot.content.edit import Edit
from bot.content.files import EditError
from bot.content.folder import SPECIAL_FILES, special_file, topic_files
from bot.content.ids import new_id
from bot.content.model import NOBODY
from bot.content.pack import read_pack
from bot.content.top_level import with_keys
from bot.content.yaml_file import YamlFile, read_yaml, scalar
from bot.documents.entries import as_own
from bot.editing.pending import data_version
from bot.editing.reviewing import demand_reviewer
from bot.editing.users import User
from bot.editing.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Called:
    """What a topic is called: its title for people, and the words by which patients name it."""

    title: str
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where an answer goes: the file of a topic, which begins with `head` where it is new, and the topic's title."""

    path: Path
    title: str
    head: str = ""


def topics(folder: Path) -> dict[str, YamlFile]:
    """Return the topic files that hold answers, by their names. Raises IntentsError where one cannot be read."""
    files = {path.name: read_yaml(path) for path in topic_files(folder)}
    return {name: file for name, file in files.items() if file.data.get("kind", Kind.ANSWER) == Kind.ANSWER}


def topic_version(file: YamlFile) -> str:
    """Return a mark of what a topic is called, by which a renaming knows what it was made from."""
    return data_version({key: file.data.get(key) for key in ("title", "names")})


def target(folder: Path, name: str) -> Target:
    """Return the topic in the file `name` to go to. Raises EditError where that is none with answers."""
    if name not in (known := topics(folder)):
        raise EditError("choose a topic that is there")
    return Target(folder / name, str(known[name].data["title"]))


def new_target(folder: Path, called: Called) -> Target:
    """Return a topic to go to that is to be started by that. Raises EditError where its title is blank or taken."""
    _demand_free(folder, called.title)
    files = [read_yaml(path) for path in topic_files(folder)]
    shipped = {intent.head.topic for intent in read_pack().intents}
    cited = {source["document"] for entry in Edit(folder).entries for source in entry.data.get("sources") or ()}
    taken = {*(str(file.data["topic"]) for file in files), *(file.path.stem for file in files), *shipped, *cited}
    topic = new_id(called.title, {*taken, *SPECIAL_FILES})
    names = with_keys("", {"names": list(called.names)})
    head = f"topic: {topic}\ntitle: {scalar(called.title)}\n{names}reviewed: {{by: {NOBODY}}}\nintents:\n"
    return Target(folder / f"{topic}.yaml", called.title, head)


def rename(work: Workspace, name: str, called: Called, version: str, person: User) -> str:
    """Call the topic in the file `name` otherwise, whose names were at `version`; gives the commit's id.

    Raises EditError where somebody else renamed it meanwhile, or the title is blank or another's.
    """
    demand_reviewer(person)
    before = target(work.folder, name)
    with work.step(person, f"Rename the topic “{before.title}” to “{called.title}”") as step:
        if topic_version(read_yaml(before.path)) != version:
            raise EditError("this topic was saved by somebody else while you wrote: take over what you need")
        if called.title == before.title:
            step.message = f"Say what patients call “{called.title}”"
        if called.title.casefold() != before.title.casefold():
            _demand_free(work.folder, called.title)
        told = titles_of(step.edit.knowledge())
        fields = {"title": called.title, "names": list(called.names)}
        known = read_yaml(before.path).data
        step.edit.set_keys(before.path, {key: value for key, value in fields.items() if value != known.get(key, [])})
        keep_titles(step.edit, told)
        step.edit.save()
    return step.commit


def move(work: Workspace, intents: Iterable[str], to: Target, person: User) -> str:
    """Move intents to another topic, with their reviews and what waits for them; gives the commit's id.

    A topic that is left by its last one is gone; what led to it leads to the other. Raises EditError or IntentsError.
    """
    wanted = list(intents)
    with work.step(person, f"Move to {to.title}: {', '.join(wanted)}") as step:
        told = titles_of(step.edit.knowledge())
        for intent in wanted:
            item = work.pending.item(step.edit.find(intent))
            if item.served is not None:
                demand_reviewer(person)
            if not item.is_answer:
                raise EditError(f"'{intent}' is no answer: it stays where it is")
            if item.entry.file.path != to.path:
                step.edit.move(intent, to.path, to.head, as_own)
                _lead_on(step.edit, item.entry.file, to.path)
        keep_titles(step.edit, told)
        step.edit.save()
    return step.commit


def _demand_free(folder: Path, title: str) -> None:
    """Raise EditError where a topic cannot be called `title`."""
    if not title:
        raise EditError("a topic needs a name")
    if title.casefold() in {str(file.data.get("title", "")).casefold() for file in topics(folder).values()}:
        raise EditError(f'a topic is called "{title}" already: choose another name')


def _lead_on(edit: Edit, left: YamlFile, path: Path) -> None:
    """Where the file `left` was its topic's last, have what names that topic name the one in the file at `path`."""
    heads = {file.path: file.data for file in edit.files}
    gone, to = left.data["topic"], heads[path]["topic"]
    if gone in {head["topic"] for head in heads.values()}:
        return
    for child, head in heads.items():
        if head.get("parent") == gone:
            edit.set_keys(child, {"parent": left.data.get("parent") if head["topic"] == to else to})


def keep_titles(edit: Edit, told: Mapping[str, str]) -> None:
    """Have visitors told these titles of documents, by their names, be they those of the topics drafted from them.

    Raises IntentsError where the files could not be served as they are to be.
    """
    after = titles_of(edit.knowledge())
    kept = {name: title for name, title in told.items() if after.get(name, title) != title}
    if kept:
        clinic = special_file(edit.folder, "clinic")
        known = read_yaml(clinic).data.get("documents") or {}
        titled = {name: {**(known.get(name) or {}), "title": title} for name, title in kept.items()}
        edit.set_keys(clinic, {"documents": {**known, **titled}})
        edit.knowledge()


def titles_of(knowledge: Knowledge) -> dict[str, str]:
    """Return the titles of the documents that are cited, by their names."""
    intents = (*knowledge.intents.values(), *knowledge.drafts)
    return {source.document: source.title for intent in intents for source in intent.sources}
