"""Answers that no longer say what was reviewed, as the git repository tells that the clinic's folder is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any, NamedTuple

import yaml

from bot.content import Intent, Kind, Knowledge
from bot.content.folder import SPECIAL_FILES, SUFFIXES, yaml_files
from bot.editing.history import History
from bot.errors import Diagnostic, Severity

# All values stay text, days too. The C parser is ten times as quick; the pure one stands in where there is none.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Read = Callable[[bytes], Any]


class _Wording(NamedTuple):
    """What a review vouches for, and the review: the intent's own, or its file's, which it inherits."""

    says: tuple[Any, ...]
    review: Any
    inherits: bool


def changed_since_review(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield the answers that say something else than what was reviewed, or were not there; none without a repository.

    What was reviewed is what they said when the review was written down, or at the end of its day if that was later.
    """
    days = {one.id: one.reviewed for one in knowledge.intents.values() if one.kind is Kind.ANSWER and one.reviewed}
    read = cache(_read)
    now = _wordings({path.name: path.read_bytes() for path in yaml_files(knowledge.folder)}, read)
    for name, then in _as_reviewed(History(knowledge.folder), now, days, read).items():
        if then is None or then.says != now[name].says:
            yield _finding(knowledge.intents[name])


def _as_reviewed(
    history: History, now: Mapping[str, _Wording], days: Mapping[str, date], read: _Read
) -> dict[str, _Wording | None]:
    """Return what was reviewed of the intents whose reviews are of `days`; None for one that was not there."""
    found: dict[str, _Wording | None] = {}
    for day, files in history.states() if days else ():
        try:
            then = _wordings(files, read)
        except (yaml.YAMLError, ValueError):
            continue  # a state in which a file could not be read was never served
        inherited = [one.review for one in then.values() if one.inherits]
        absent = (name for name in days if name not in then)
        found |= {name: None for name in absent if now[name].inherits and now[name].review in inherited}
        days = {name: on for name, on in days.items() if name in then and then[name].review == now[name].review}
        found |= {name: then[name] for name in days}
        days = {name: on for name, on in days.items() if on < day}
        if not days:
            break
    return found


def _finding(intent: Intent) -> Diagnostic:
    mend = "have a clinician read again, then set 'on' and 'due'"
    message = f"'{intent.id}' was changed or added since its review of {intent.reviewed}: {mend}"
    sort = f"answers were changed or added since their review; {mend}"
    return intent.place.finding(message, Severity.WARNING, sort)


def _wordings(files: Mapping[str, bytes], read: _Read) -> dict[str, _Wording]:
    """Return the intents in a folder's files, by id; a file that names no review is not looked into."""
    own = {PurePath(name): content for name, content in files.items() if "/" not in name}
    paths = [path for path in own if path.suffix in SUFFIXES]
    fine_print = next((read(own[path]).get("caveats") for path in paths if path.stem == "caveats"), None)
    texts = fine_print if isinstance(fine_print, dict) else {}
    topics = [read(own[path]) for path in paths if path.stem not in SPECIAL_FILES and b"reviewed" in own[path]]
    entries = ((entry, topic) for topic in topics for entry in topic.get("intents") or () if isinstance(entry, dict))
    return {str(entry.get("id")): _wording(entry, topic, texts) for entry, topic in entries}


def _wording(entry: Mapping[str, Any], topic: Mapping[str, Any], fine_print: Mapping[str, str]) -> _Wording:
    caveats = [fine_print.get(str(caveat)) or caveat for caveat in entry.get("caveats") or ()]
    # A document may be renamed, which changes nothing of what was reviewed.
    sections = [source.get("section") for source in entry.get("sources") or () if isinstance(source, dict)]
    says = (entry.get("question"), entry.get("answer"), sections, caveats)
    return _Wording(says, entry.get("reviewed") or topic.get("reviewed"), not entry.get("reviewed"))


def _read(content: bytes) -> dict[str, Any]:
    """Read a file as it was. Raises YAMLError or ValueError where it could not be read."""
    found = yaml.load(content.decode("utf-8-sig"), _Loader)
    return found if isinstance(found, dict) else {}
