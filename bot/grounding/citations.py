"""The sections that an answer cites: those of one name are told apart by what the answer is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process

from bot.content import Intent, Source
from bot.documents import Document, Section
from bot.grounding.words import telling_roots
from bot.text import normalise

Cited = tuple[Document, Section]


def citations(intent: Intent, documents: Mapping[str, Document]) -> tuple[list[Cited], list[str]]:
    """The sections that `intent` cites with their documents, and what is wrong with those that cannot be found."""
    found: list[Cited] = []
    problems: list[str] = []
    for source in intent.sources:
        cited = _cited(intent, source, documents)
        if isinstance(cited, str):
            problems.append(cited)
        else:
            found.append(cited)
    return found, problems


def _cited(intent: Intent, source: Source, documents: Mapping[str, Document]) -> Cited | str:
    document = documents.get(source.document)
    if document is None:
        return f"there is no document '{source.document}'{_did_you_mean(source.document, documents)}"
    same = document.sections_named(source.section)
    if not same:
        hint = _did_you_mean(source.section, [section.name for section in document.sections])
        return f"{document.path} has no section '{source.section}'{hint}"
    section = _meant(intent, same)
    if section is None:
        names = " or ".join(f"'{each.name}'" for each in same)
        return f"{document.path} has {len(same)} sections '{source.section}': cite {names}"
    return document, section


def _meant(intent: Intent, same: Sequence[Section]) -> Section | None:
    """The one of several sections whose name says what the intent is about; None where that is not one."""
    if len(same) == 1:
        return same[0]
    about = set(telling_roots(f"{intent.question} {intent.id.replace('-', ' ')} {intent.topic.replace('-', ' ')}"))
    shares = [len(about & set(telling_roots(f"{section.name} {' '.join(section.within)}"))) for section in same]
    best = [section for section, share in zip(same, shares, strict=True) if share == max(shares)]
    return best[0] if len(best) == 1 else None


def _did_you_mean(name: str, names: Iterable[str]) -> str:
    best = process.extractOne(name, list(names), processor=normalise, score_cutoff=50)
    return f": did you mean '{best[0]}'?" if best else ": name one that is there"
