"""Draft intents: what a document answers, in the form of the intent files, for a person to write out and review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.documents.document import Document
from bot.documents.examples import first_examples
from bot.documents.hedges import suggested_caveats
from bot.documents.passages import Passage, passages
from bot.text import fold, normalise, tokens

_MAX_SLUG_WORDS = 7
_MAX_SLUG = 50  # characters, so that a number may follow
_FILLERS = frozenset(
    tokens(
        "a an the is are was be been do does did of to for in on at and or i you it its my your there should would can "
        "will what know with"
    )
)


@dataclass(frozen=True)
class Draft:
    """A draft intent. `key` stays the same as long as the document asks the same, and is the id to begin with."""

    key: str
    question: str
    examples: tuple[str, ...]
    caveats: Mapping[str, str]
    document: str
    file: str
    section: str
    line: int
    source: tuple[str, ...]


@dataclass(frozen=True)
class Taken:
    """What the folder holds already: ids, utterances (normalised), and caveats' texts by their id.

    `questions` gives for each utterance of another file, or that a person added, the intent that it belongs to.
    """

    ids: frozenset[str] = frozenset()
    utterances: frozenset[str] = frozenset()
    questions: Mapping[str, str] = field(default_factory=dict)
    caveats: Mapping[str, str] = field(default_factory=dict)


def drafts_of(document: Document, taken: Taken) -> tuple[tuple[Draft, ...], dict[str, str]]:
    """The drafts that `document` gives, and the questions left out because another intent asks them, with its id."""
    drafts: list[Draft] = []
    left_out: dict[str, str] = {}
    keys: set[str] = set(taken.ids)
    said = set(taken.utterances)
    found = passages(document)
    said |= {normalise(passage.question) for passage in found}
    for passage in found:
        if owner := taken.questions.get(normalise(passage.question)):
            left_out[passage.question] = owner
            continue
        draft = _draft(document, passage, draft_id(passage.question, keys), taken.caveats, said)
        keys.add(draft.key)
        said |= set(map(normalise, draft.examples))
        drafts.append(draft)
    return tuple(drafts), left_out


def _draft(document: Document, passage: Passage, key: str, caveats: Mapping[str, str], said: set[str]) -> Draft:
    own = {normalise(passage.question)}
    examples = first_examples(passage.question, passage.also_asked)
    fresh = tuple(example for example in examples if normalise(example) not in said - own)
    return Draft(
        key=key,
        question=passage.question,
        examples=fresh or (f"{passage.question} ({key})",),
        caveats=suggested_caveats(" ".join(passage.lines), caveats),
        document=document.name,
        file=document.path.name,
        section=passage.section,
        line=passage.line,
        source=passage.lines,
    )


def draft_id(question: str, taken: Iterable[str]) -> str:
    """A stable name for the intent that answers `question`, such as "brush-teeth", which is not among `taken`."""
    words = [re.sub(r"[^a-z0-9]", "", fold(word)) for word in tokens(normalise(question))]
    telling = [word for word in words if word and word not in _FILLERS] or [word for word in words if word] or ["draft"]
    slug = ""
    for word in telling[:_MAX_SLUG_WORDS]:
        if len(slug) + len(word) < _MAX_SLUG:
            slug = f"{slug}-{word}" if slug else word
    slug = slug or telling[0][:_MAX_SLUG]
    key, number = slug, 2
    while key in taken:
        key, number = f"{slug}-{number}", number + 1
    return key
