"""What patients do not get: any answer of the clinic's, written drafts, unread folders and keys, own details."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import Kind, Knowledge
from bot.content.folder import special_file, yaml_files
from bot.content.model import UNWRITTEN
from bot.content.new import TEMPLATE
from bot.content.yaml_file import read_yaml
from bot.documents import untouched_drafts
from bot.errors import Diagnostic, Severity
from bot.text import counted


def no_answers(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield that no answer of the clinic's own is served: a warning where one is written, else advice.

    A clinic may well do with its details alone, which the language pack's answers tell.
    """
    if any(intent.kind is Kind.ANSWER and not intent.is_shipped for intent in knowledge.intents.values()):
        return
    missed = "patients get no answer of yours yet"
    if knowledge.drafts:
        message = f"{missed}, of {counted(len(knowledge.drafts), 'draft')}: write one, then take 'status' out"
        is_written = any(not draft.answer.startswith(UNWRITTEN) for draft in knowledge.drafts)
        yield knowledge.drafts[0].place.finding(message, Severity.WARNING if is_written else Severity.ADVICE)
    else:
        message = f"{missed}, only what stands here: write some in a file such as `caveat new` makes"
        yield Diagnostic(special_file(knowledge.folder, "clinic"), 1, message, Severity.ADVICE)


def written_drafts(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield drafts whose answer a person has written, and others that will take the place of what ships with the bot.

    One that still is as it was drafted from a document is none of these.
    """
    drafted = {key for path in {draft.place.path for draft in knowledge.drafts} for key in untouched_drafts(path)}
    for draft in (draft for draft in knowledge.drafts if draft.id not in drafted):
        missed = f"patients do not get '{draft.id}'"
        if draft.stand_in:
            missed = f"patients get '{draft.stand_in}' as it ships with the bot, not your '{draft.id}'"
        if draft.answer and not draft.answer.startswith(UNWRITTEN):
            message = f"{missed}: its answer is written, but it is a draft: take 'status' out"
            sort = "answers are written, but drafts, so that patients do not get them"
            yield draft.place.finding(message, Severity.WARNING, sort)
        elif draft.stand_in:
            yield draft.place.finding(f"{missed}: write it, then take 'status' out", Severity.ADVICE)


def unread_folders(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield folders within the clinic's whose YAML files nobody reads; `cases` holds test cases."""
    for folder in sorted(path for path in knowledge.folder.iterdir() if path.is_dir()):
        if folder.name != "cases" and not folder.name.startswith(".") and (files := yaml_files(folder)):
            message = f"patients get nothing of {files[0].name} in it, since folders are not read: move its files up"
            yield Diagnostic(folder, 1, message, Severity.WARNING)


def default_topic(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield that clinic.yaml names a topic for questions that name none: an older version's, which does nothing."""
    file = read_yaml(special_file(knowledge.folder, "clinic"))
    if "default_topic" in file.data:
        yield file.finding(("default_topic",), "default_topic changes no reply: take it out", Severity.ADVICE)


def example_values(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield what in clinic.yaml is still as `caveat new` wrote it, once for all."""
    file, template = read_yaml(special_file(knowledge.folder, "clinic")), read_yaml(TEMPLATE / "clinic.yaml").data
    same = [key for key in ("name", "phone", "contact", "email", "booking", "address", "parking") if key in file.data]
    same = [key for key in same if file.data[key] == template[key]]
    if same:
        message = f"patients are told examples of {', '.join(same)}: put your own in their place"
        yield file.finding((same[0],), message, Severity.ADVICE)
