"""A first set of utterance examples for a question: the ways in which it can be asked by its own words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text import normalise, tokens

MAX_EXAMPLES = 10

# A way of asking and another that means the same; {rest} of the words stays as it is.
_REWORDED: tuple[tuple[str, str], ...] = (
    (r"^can i (.+)", r"am i allowed to \1"),
    (r"^can i (.+)", r"is it ok to \1"),
    (r"^can i (.+)", r"i'd like to \1, is that alright"),
    (r"^(?:when|how soon) can i (.+)", r"how long until i can \1"),
    (r"^(?:when|how soon) can i (.+)", r"how soon am i allowed to \1"),
    (r"^(?:when|how soon) can i (.+)", r"too early to \1"),
    (r"^should i (.+)", r"do i need to \1"),
    (r"^should i (.+)", r"is it best to \1"),
    (r"^do i (?:need|have) to (.+)", r"must i \1"),
    (r"^do i (?:need|have) to (.+)", r"is it necessary to \1"),
    (r"^what (?:should|can|must) i do if (.+)", r"what if \1"),
    (r"^what (?:should|can|must) i do if (.+)", r"\1, what now"),
    (r"^what should i do (.+)", r"what to do \1"),
    (r"^what should i (?!do\b|know\b)(.+)", r"what do i \1"),
    (r"^what should i know:? (?:about )?(.+)", r"tell me about \1"),
    (r"^what should i know:? (?:about )?(.+)", r"what do you say about \1"),
    (r"^what should i know:? (?:about )?(.+)", r"any advice about \1"),
    (r"^how (?:do|can|should) i (.+)", r"best way to \1"),
    (r"^how (?:do|can|should) i (.+)", r"what's the right way to \1"),
    (r"^how is (\S+) done", r"what do you do when you do \1"),
    (r"^how long (?:do|does) (.+?) (last|take)\b(.*)", r"how long will \1 \2\3"),
    (r"^how long (?:do|does|will) (.+?) last\b(.*)", r"when will \1 wear off\2"),
    (r"^how much (?:do|does|will|is|are) (.+?)(?: cost)?$", r"price of \1"),
    (r"^how effective is (.+)", r"does \1 work"),
    (r"^what are the (.+)", r"any \1"),
    (r"^what are the (.+)", r"list the \1"),
    (r"^what (?:is|are) (?:the )?(.+) like$", r"\1"),
    (r"^what (?:is|are) (?:the )?(.+) like$", r"tell me about \1"),
    (r"^what (?:is|are) (?!the\b)(.+?) used for", r"why do people have \1"),
    (r"^what (?:is|are) (?!the\b)(.+?) used for", r"what can \1 treat"),
    (r"^what (?:is|are) (?!the\b)(\S+)$", r"explain \1"),
    (r"^what (?:is|are) (?!the\b)(\S+)$", r"what does \1 mean"),
    (r"^what happens (.+)", r"what will be done \1"),
    (r"^what happens (.+)", r"what goes on \1"),
    (r"^how does (?!it\b)(.+?) compare (?:to|with) (.+)", r"\1 or \2"),
    (r"^how does (?!it\b)(.+?) compare (?:to|with) (.+)", r"difference between \1 and \2"),
    (r"^can (?!i\b)(.+?) be used for (.+)", r"does \1 help with \2"),
    (r"^is (.+?) good for (.+)", r"does \1 help \2"),
    (r"^why (.+)", r"what's the reason \1"),
    (r"^(.+) (after|before|during|following|while) (.+)", r"\2 \3, \1"),
)
# An aside put before the question, for those who do not come straight to the point.
_OPENINGS = ("hi, {}", "{} please", "quick question, {}")
_THIRD_PERSON = re.compile(r"\b(can|could|should|will|would|may|might|must) i\b(?! know\b)")
_FILLERS = frozenset(
    tokens(
        "a an the is are was do does did to of it its be been there this that i you my your me we our us can could "
        "should will would may might must have has had if and or so what how when where why who which know about"
    )
)


def first_examples(question: str, also_asked: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Up to ten utterance examples made from `question` and from other wordings of it, none of them twice."""
    base = _bare(question)
    candidates = [*map(_bare, also_asked), *_rewordings(base), *_shortened(base), *_other_people(base)]
    candidates += [opening.format(base) for opening in _OPENINGS]
    found = {normalise(candidate): candidate for candidate in reversed(candidates) if len(candidate) > 2}
    found.pop(normalise(question), None)
    return tuple(reversed(found.values()))[:MAX_EXAMPLES]


def _bare(question: str) -> str:
    """As visitors type it: without the question mark, and in lower case but for abbreviations."""
    words = question.rstrip("?!. ").split()
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


def _rewordings(base: str) -> Iterator[str]:
    yield base
    if not re.search(r"\b(i|my|you)\b", base):
        yield re.sub(r"\byour\b", "my", base)
    for pattern, other in _REWORDED:
        if re.search(pattern, base):
            yield re.sub(pattern, other, base)


def _shortened(base: str) -> Iterator[str]:
    """The telling words alone, as they are typed into a search box."""
    words = [word for word in re.findall(r"[^\s,:;]+", base) if word.lower() not in _FILLERS]
    if len(words) > 1:
        yield " ".join(words)


def _other_people(base: str) -> Iterator[str]:
    """Asked by a parent or partner for someone else."""
    if _THIRD_PERSON.search(base):
        for person, their in (("my mum", "her"), ("my son", "his")):
            asked = _THIRD_PERSON.sub(rf"\1 {person}", base, count=1)
            yield re.sub(r"\bi\b", "they", re.sub(r"\bmy\b(?! (?:mum|son)\b)", their, asked))
