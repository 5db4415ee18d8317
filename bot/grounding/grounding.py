"""Hold every answer against the sections that it cites, and every statement of the documents against the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.content import Intent, Kind, Knowledge
from bot.content.load import own_caveats
from bot.documents import Document, Section, Statement, prose_sentences
from bot.errors import Diagnostic, Severity
from bot.grounding.citations import citations
from bot.grounding.evidence import Evidence, Problem
from bot.grounding.record import FILE_NAME, Record, changed_on
from bot.grounding.support import Support, best_support
from bot.grounding.words import is_english, telling_roots
from bot.text import normalise, tokens

MIN_USED = 0.5  # the share of a statement's telling words that an answer has to have to use it


@dataclass(frozen=True)
class Grounded:
    """What was found: the diagnostics, each answer's sentences with their best support, and what no answer uses."""

    diagnostics: tuple[Diagnostic, ...]
    supports: Mapping[str, tuple[Support, ...]] = field(default_factory=dict)
    unused: tuple[tuple[Document, Statement], ...] = ()


def ground(knowledge: Knowledge, documents: Mapping[str, Document], record: Record | None, today: date) -> Grounded:
    """Hold all answers of `knowledge` against `documents` (by name). Takes `record` for what was known at review."""
    answers = [intent for intent in knowledge.intents.values() if intent.kind is Kind.ANSWER]
    subjects = _subjects(knowledge)
    diagnostics: list[Diagnostic] = []
    supports: dict[str, tuple[Support, ...]] = {}
    for intent in answers:
        cited, problems = citations(intent, documents)
        diagnostics += [_finding(intent, problem) for problem in problems]
        if cited:
            evidence = Evidence([section for _, section in cited], subjects)
            sentences = prose_sentences(intent.answer)
            beside = f"{intent.question} {intent.answer}"
            found = [problem for text in sentences for problem in evidence.problems(text, beside)]
            diagnostics += [_finding(intent, problem) for problem in (*found, *evidence.problems_of_all(intent.answer))]
            supports[intent.id] = tuple(best_support(text, evidence.statements) for text in sentences)
            diagnostics += _outdated(intent, cited, record, today)
    diagnostics += _caveat_problems(knowledge, answers, documents, subjects)
    diagnostics += _in_other_languages(documents.values())
    if record is None:
        diagnostics.append(_unrecorded(knowledge.folder))
    return Grounded(tuple(sorted(set(diagnostics))), supports, tuple(_unused(answers, documents)))


def _subjects(knowledge: Knowledge) -> tuple[frozenset[str], ...]:
    """The names of each topic, as a text is searched for them."""
    names = [[topic.id.replace("-", " "), topic.title, *topic.names] for topic in knowledge.topics.values()]
    return tuple(frozenset(" ".join(tokens(normalise(name))) for name in group) for group in names)


def _finding(intent: Intent, problem: str | Problem) -> Diagnostic:
    message, severity = problem if isinstance(problem, tuple) else (problem, Severity.ERROR)
    return intent.place.finding(f"'{intent.id}': {message}", severity)


def _outdated(
    intent: Intent, cited: Sequence[tuple[Document, Section]], record: Record | None, today: date
) -> Iterator[Diagnostic]:
    for document, section in cited:
        changed = changed_on(record, document, section, today) if record else None
        if changed and intent.reviewed and intent.reviewed < changed:
            message = (
                f"'{section.name}' in {document.path.name} has changed since this was reviewed on {intent.reviewed}: "
                "read both, and review it anew"
            )
            yield _finding(intent, (message, Severity.WARNING))


def _in_other_languages(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """A warning for each document of which the quantities alone can be held against what answers say."""
    for document in documents:
        if not is_english(" ".join(section.text for section in document.sections)):
            message = (
                "is not in English: its numbers are held against the answers, its words are not: read both yourself"
            )
            yield Diagnostic(document.path, 1, message, Severity.WARNING)


def _unrecorded(folder: Path) -> Diagnostic:
    return Diagnostic(
        folder / FILE_NAME,
        1,
        "is not there, so a change of a document goes unseen: run ground with --record",
        Severity.WARNING,
    )


def _caveat_problems(
    knowledge: Knowledge,
    answers: Sequence[Intent],
    documents: Mapping[str, Document],
    subjects: Sequence[frozenset[str]],
) -> Iterator[Diagnostic]:
    """What in a caveat of the clinic's own stands nowhere in the documents of the answers that show it."""
    for caveat, place in own_caveats(knowledge.folder).items():
        names = {source.document for intent in answers if caveat in intent.caveat_ids for source in intent.sources}
        sections = [section for name in sorted(names & set(documents)) for section in documents[name].sections]
        if not sections:
            continue
        evidence = Evidence(sections, subjects, ", ".join(sorted(names)))
        for sentence in prose_sentences(knowledge.caveats[caveat]):
            for message, severity in evidence.problems(sentence):
                if severity is Severity.ERROR:
                    yield place.finding(f"caveat '{caveat}': {message}")


def _unused(answers: Sequence[Intent], documents: Mapping[str, Document]) -> Iterator[tuple[Document, Statement]]:
    """The statements of the documents of which no answer that cites their section has enough words."""
    users: dict[tuple[str, str], list[Intent]] = {}
    for intent in answers:
        for document, section in citations(intent, documents)[0]:
            users.setdefault((document.name, section.name), []).append(intent)
    for document in documents.values():
        for section in document.sections:
            citing = users.get((document.name, section.name), ())
            said = [set(telling_roots(" ".join([i.question, i.answer, *i.caveats]))) for i in citing]
            for statement in section.statements:
                words = set(telling_roots(statement.text))
                if words and not any(len(words & used) >= MIN_USED * len(words) for used in said):
                    yield document, statement
