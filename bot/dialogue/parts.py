"""Find the questions in a message: several asked at once, or one that is buried in a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.dialogue.weighing import is_telling
from bot.text import normalise, sentences, tokens

_ASKING = (
    r"(?:how|what|whats|what's|when|where|which|who|whos|who's|whose|why|do|does|did|is|are|was|were|will|would|wouldn't"
    r"|can|could|should|must|may|might|shall|has|have|had|am|any|whether|isnt|isn't|doesnt|doesn't)\b"
)
_AND = r"(?:and|n|&|also|plus|then|but|or|so)"
_COUNT = r"(?:\(?[1-4a-c][.):]|(?:number |question )?(?:one|two|three)\b|(?:first|second|third)(?:ly)?\b|lastly\b)"
_JOINTS = re.compile(
    rf"\s*,?\s+{_AND}\s+(?:(?:also|then|so|if so)\s+)?(?={_ASKING})"
    rf"|\s*[,;:+]\s*(?:(?:and|also|plus|then|but|so)\s+)?(?={_ASKING})"
    rf"|(?:^|[\s,;:-]+)(?:{_AND}\s+)?{_COUNT}[,:]?\s+(?={_ASKING})",
    re.IGNORECASE,
)
# Without a comma or an "and", a question shows by its word order: "what is it where does it go how many do I need".
_RUN_ON = re.compile(
    r"(?<!\bof)(?<!\bto)(?<!\bon)(?<!\bor)(?<!\band)(?<!\bbut)(?<!\bknow)(?<!\bask)(?<!\btell)(?<!\bme)(?<!\babout)"
    r"\s+(?=(?:(?:what|where|when|why|who)\s+(?:is|are|do|does|did|will|would|can|should|was|were)\b"
    r"|how\s+(?:many|much|long|often|far|deep|soon|do|does|is|are|will|can)\b))",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    rf"^(?:\W*(?:and|also|plus|so|ok|okay|but|then|right|hi|hello|please|just)\b\W*)*"
    rf"(?:(?:with|for|after|before|on|in)\s(?:\w+\s){{1,2}})?{_ASKING}",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"[-:,]\s*(?:do|does|is|are|can|could|would|will|what|how|any)\b"
    r"|\b(?:know|tell me|wonder|wondering|ask|explain|understand)\b.{0,25}"
    r"\b(?:how|what|when|where|which|who|why|whether|if)\b",
    re.IGNORECASE,
)
_PAIRS = re.compile(r"\b(?:before (?:and|n|&) after|up and about|pros and cons|in and out|on and off)\b", re.IGNORECASE)
MIN_WORDS = 2
MAX_PARTS = 6
MAX_LISTED = 12  # words
_LIST = re.compile(r"\s*(?:[,;/+&\n?]|\b(?:(?:and|but|or) also|and|n|or|plus|as well as)\b)\s*", re.IGNORECASE)


def listed(message: str) -> list[str]:
    """The things that a short request names, as in "side effects and price"; none where it names but one."""
    if _PAIRS.search(message) or len(message.split()) > MAX_LISTED:
        return []
    items = [item.strip(" ?.!") for item in _LIST.split(message)]
    return [item for item in items if item] if 1 < len(items) <= MAX_PARTS else []


def questions(message: str) -> list[str]:
    """The parts of `message` that ask something, in order; at most six. A message that only tells gives none."""
    return _asking(_from_question(part.strip()) for part in _parts(message))


def _parts(message: str) -> Iterator[str]:
    """The sentences and their parts; a question that tells nothing by itself stands with what was told before it."""
    told = ""
    for sentence in sentences(message):
        parts = _JOINTS.split(sentence)
        if told and parts[0].endswith("?") and not any(map(is_telling, tokens(normalise(parts[0])))):
            parts[0] = f"{told} {parts[0]}"  # "I have acne. Can it help?"
        told = "" if _asks(sentence) else sentence
        yield from parts


def _from_question(part: str) -> str:
    """A part that tells something first, from where it begins to ask: "I'm new to this how often would I come"."""
    begins = None if _asks(part) else _RUN_ON.search(part)
    return part[begins.end() :] if begins else part


def run_on(asked: list[str]) -> list[str]:
    """The questions in `asked`, those that follow one another without a break parted; none where that parts nothing."""
    parted = _asking(part for question in asked for part in _RUN_ON.split(question))
    return parted if len(parted) > len(asked) else []


def _asking(parts: Iterable[str]) -> list[str]:
    stripped = (part.strip() for part in parts)
    return [part for part in stripped if len(part.split()) >= MIN_WORDS and _asks(part)][:MAX_PARTS]


def _asks(part: str) -> bool:
    return part.endswith("?") or _QUESTION.search(part) is not None or _INSIDE.search(part) is not None
