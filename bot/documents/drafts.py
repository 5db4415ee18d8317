"""Draft intents: what a document answers, in the form of the intent files, for a person to mend and review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.content.ids import new_id
from bot.documents.account import Account, account_of
from bot.documents.document import LIST_MARK, Document, LeftOut
from bot.documents.examples import bare, first_examples
from bot.documents.hedges import suggested_caveats
from bot.documents.passages import Passage, passages
from bot.text import normalise

MAX_ANSWER_WORDS = 70  # up to which the document's own words are the answer to begin with
MAX_FOLLOW_UPS = 2


@dataclass(frozen=True)
class Draft:
    """A draft intent. `key` stays the same as long as the document asks the same, and is the id to begin with.

    `answer` is in the document's own words; empty where they are too many. `within` are the headings above its section.
    """

    key: str
    question: str
    examples: tuple[str, ...]
    answer: str
    caveats: tuple[str, ...]
    document: str
    file: str
    section: str
    within: tuple[str, ...]
    line: int
    source: tuple[str, ...]
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """What the folder holds already: ids, utterances (normalised), and the clinic's own caveats' texts by their id.

    `questions` gives for each utterance of another file, or that a person added, the intent that it belongs to.
    """

    ids: frozenset[str] = frozenset()
    utterances: frozenset[str] = frozenset()
    questions: Mapping[str, str] = field(default_factory=dict)
    caveats: Mapping[str, str] = field(default_factory=dict)


def drafts_of(document: Document, taken: Taken) -> tuple[tuple[Draft, ...], Account]:
    """The drafts that `document` gives, and the account of all that it holds."""
    found, unanswered = passages(document)
    owned = [passage for passage in found if normalise(passage.question) in taken.questions]
    kept = [passage for passage in found if passage not in owned]
    already = [_asked_already(passage, taken.questions[normalise(passage.question)]) for passage in owned]
    account = account_of(kept, [*document.left_out, *unanswered, *already])
    return tuple(_linked(_drafts(document, kept, taken))), account


def _drafts(document: Document, found: Sequence[Passage], taken: Taken) -> list[Draft]:
    drafts: list[Draft] = []
    keys = set(taken.ids)
    said = set(taken.utterances) | {normalise(passage.question) for passage in found}
    for passage, examples in zip(found, first_examples(found), strict=True):
        key = new_id(passage.question, keys)
        own = {normalise(passage.question)}
        fresh = tuple(example for example in examples if normalise(example) not in said - own)
        fallback = bare(passage.question)
        fresh = fresh or ((fallback,) if normalise(fallback) not in said - own else (f"{passage.question} ({key})",))
        drafts.append(_draft(document, passage, key, fresh, taken.caveats))
        keys.add(key)
        said |= set(map(normalise, fresh))
    return drafts


def _draft(
    document: Document, passage: Passage, key: str, examples: tuple[str, ...], caveats: Mapping[str, str]
) -> Draft:
    return Draft(
        key=key,
        question=passage.question,
        examples=examples,
        answer=starting_answer(passage.lines),
        caveats=suggested_caveats(" ".join(passage.lines), caveats),
        document=document.name,
        file=document.path.name,
        section=passage.section,
        within=passage.within,
        line=passage.line,
        source=passage.lines,
    )


def _linked(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each followed up by those that come next in the document."""
    keys = [draft.key for draft in drafts]
    return [replace(draft, follow_ups=tuple(keys[at + 1 : at + 1 + MAX_FOLLOW_UPS])) for at, draft in enumerate(drafts)]


def _asked_already(passage: Passage, owner: str) -> LeftOut:
    return LeftOut(f"line {passage.line}", passage.question, f"'{owner}' asks it already")


def starting_answer(lines: Sequence[str]) -> str:
    """The document's own words as an answer: a paragraph a line, lists as they are; empty where they are too many."""
    said = [f"- {LIST_MARK.sub('', line)}" if line.startswith("- ") else line for line in lines]
    if sum(len(line.split()) for line in said) > MAX_ANSWER_WORDS:
        return ""
    parts = [
        line if not at or (_is_item(line) and _is_item(said[at - 1])) else f"\n{line}" for at, line in enumerate(said)
    ]
    return "\n".join(parts)


def _is_item(line: str) -> bool:
    return bool(LIST_MARK.match(line))
