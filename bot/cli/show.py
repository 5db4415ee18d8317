"""Replies and explanations as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from bot.dialogue.interpretation import Interpretation
from bot.dialogue.policy import OFFER_AT
from bot.dialogue.sureness import Evidence, contributions
from bot.nlu import Explanation
from bot.reply import Answer, Reply

WIDTH = 88


def show_reply(reply: Reply) -> str:
    """Return a reply as a person reads it: advice, the lines, answers with caveats and sources, what else to ask."""
    blocks = [_lines(reply.advice.text)] if reply.advice else []
    blocks += [_lines(reply.text)] if reply.text else []
    blocks += [_answer(answer) for answer in reply.answers]
    if reply.suggestions:
        blocks.append("\n".join(f"  {n}. {s.label}" for n, s in enumerate(reply.suggestions, start=1)))
    return "\n\n".join(blocks)


def show_difference(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the lines that `after` lacks, then those that it has anew."""
    yield from (f"    - {line}" for line in before if line not in after)
    yield from (f"    + {line}" for line in after if line not in before)


def _answer(answer: Answer) -> str:
    sources = ", ".join(f"{source.title}: {source.section}" for source in answer.sources)
    review = f"Reviewed {answer.reviewed}" if answer.reviewed else "Not reviewed yet"
    notes = [_note("! ", caveat) for caveat in answer.caveats]
    addresses = [f"  {url}" for url in dict.fromkeys(source.url for source in answer.sources) if url]
    return "\n".join([_lines(answer.text), *notes, _note("", f"Source: {sources}. {review}."), *addresses])


def _note(mark: str, text: str) -> str:
    """Return a line of the fine print, indented, and further where it runs on."""
    return fill(text, WIDTH, initial_indent=f"  {mark}", subsequent_indent="    ", break_on_hyphens=False)


def _lines(text: str) -> str:
    """Return a text with its own lines, each no wider than the terminal."""
    return "\n".join(fill(line, WIDTH, break_on_hyphens=False) for line in text.splitlines())


def show_explanation(explanation: Explanation) -> str:
    """Return why the matcher chose as it did, for an editor."""
    match = explanation.classification
    lines = [
        f"read as      {' '.join(match.message.words) or '(no words)'}",
        f"meanings     {' '.join(match.message.meanings)}",
        f"confidence   {match.confidence:.2f} that the first is meant, by the phrases alone",
        f"known        {match.known:.2f} of the message is known from the examples",
        f"margin       {explanation.margin:.2f} ahead of the runner-up",
    ]
    for place, reason in enumerate(explanation.reasons, start=1):
        lines.append(f"{place}. {reason.label} ({reason.share:.2f})")
        lines.append("     words     " + ", ".join(f"{word} {weight:+.1f}" for word, weight in reason.words))
        lines += [f"     {likeness:5.0f}     {phrase}" for phrase, likeness in reason.phrases]
        lines += [f"     {likeness:5.0f}     {phrase} (by meaning)" for phrase, likeness in reason.by_meaning]
    return "\n".join(lines)


def show_evidence(part: Interpretation, evidence: Evidence, answer_at: float) -> str:
    """Return how sure an answer is, what each piece of evidence adds to that, and the words that its texts lack.

    It is given where it is at least `answer_at` sure.
    """
    lines = [f"sure         {part.sureness:.2f} of {part.intent.id} (answers from {answer_at}, offers from {OFFER_AT})"]
    lines += [f"     {gain:+5.1f}     {name.replace('_', ' ')}" for name, gain in contributions(evidence).items()]
    lines += [f"missing      {', '.join(part.missing)}"] if part.missing else []
    return "\n".join(lines)
