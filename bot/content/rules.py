"""What an intent must have beside its form: an answer its caveats, sources and review; no example in two intents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from bot.content.knowledge import Place
from bot.content.model import NOBODY, UNWRITTEN
from bot.content.parsed import ParsedIntent
from bot.errors import Diagnostic
from bot.text import normalise

REVIEW_DAYS = 182  # half a year from one review to the next, where nobody says otherwise


def intent_problems(intent: ParsedIntent, caveats: Collection[str] | None) -> Iterator[Diagnostic]:
    """Yield what is wrong in one intent; `caveats` are the known ones, None where they could not be read."""
    entry = intent.entry
    for name in ("question", "answer"):
        if not getattr(entry, name):
            yield intent.problem(f"'{name}' is missing: add it", name)
    yield from _cut_texts(intent)
    if intent.is_answer and not entry.caveats:
        yield intent.problem(f"answer '{intent.id}' has no caveat: choose at least one (caveats.yaml)", "caveats")
    if intent.is_answer and not entry.sources:
        yield intent.problem(f"answer '{intent.id}' has no source: name its document and section", "sources")
    for number, caveat in enumerate(entry.caveats):
        if caveats is not None and caveat not in caveats:
            message = f"unknown caveat '{caveat}': write it in caveats.yaml or name another"
            yield intent.problem(message, "caveats", number)
    if entry.status == "live" and any(text.startswith(UNWRITTEN) for text in entry.answer):
        message = f"the answer of '{intent.id}' is not written yet: write it, or leave it a draft ('status: draft')"
        yield intent.problem(message, "answer")
    yield from _review_problems(intent)


def _cut_texts(intent: ParsedIntent) -> Iterator[Diagnostic]:
    """Yield the texts that end before a " #", which was hardly meant as the start of a remark."""
    texts = [("question",), ("answer",), *(("answer", number) for number in range(len(intent.entry.answer)))]
    examples = [("examples", number) for number in range(len(intent.entry.examples))]
    for at in (*texts, *examples):
        if remark := intent.file.cut.get((*intent.at, *at)):
            message = (
                f'"{remark}" is a remark, and no part of the text: put the text in quotes, or the remark on a line of '
                "its own"
            )
            yield intent.problem(message, *at)


def _review_problems(intent: ParsedIntent) -> Iterator[Diagnostic]:
    review, place = intent.review, intent.review_place
    if review is None:
        if intent.is_answer:
            yield place.finding("'reviewed' is missing: say who reviewed it, or 'reviewed: {by: nobody yet}'")
    elif review.by == NOBODY:
        return
    elif review.on is None or review.due is None:
        yield place.finding("'reviewed' needs 'on' and 'due': add the days, as YYYY-MM-DD")
    elif review.due <= review.on:
        yield place.finding(f"due on {review.due} is on or before the review: set a later day")


def next_due(day: date) -> date:
    """Return the day by which what was reviewed on `day` is to be reviewed again."""
    return day + timedelta(days=REVIEW_DAYS)


def shared_utterances(intents: Iterable[ParsedIntent]) -> Iterator[Diagnostic]:
    """Yield each example that stands twice, in one intent or in two; one may repeat its own question."""
    owners: dict[str, tuple[str, Place]] = {}
    for intent in intents:
        question = intent.place("question")
        for text, place in [(intent.entry.question, question), *intent.own_examples]:
            owner, first = owners.setdefault(normalise(text), (intent.id, place))
            if first is place:
                continue
            if owner != intent.id:
                at = f"{first.path}:{first.line}"
                yield place.finding(f"\"{text}\" stands in '{owner}' too ({at}): keep it in one")
            elif first.line != question.line:
                yield place.finding(f"\"{text}\" stands twice in '{intent.id}': take one out")
