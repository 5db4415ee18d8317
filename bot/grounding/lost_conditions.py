"""Whether a sentence allows without a condition what its source allows under one: "you can fly once it has healed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grounding.misplaced_quantities import facts
from bot.text import normalise

_CONDITION = re.compile(
    r"\b(?:once|provided|as (?:long|soon) as|only (?:if|when|after)|unless|except"
    r"|if (?=(?:your|the|it|its|an?|there|this|that|no)\b))\b"
)
_ALLOWS = re.compile(r"\b(?:may|can|could|allowed|permitted|fine|safe)\b(?! not\b)")
_HOLDS_BACK = re.compile(rf"{_CONDITION.pattern}|\b(?:if|when|not|no|never|cannot|but)\b|n't\b")


def lost_conditions(sentence: str, source: Sequence[str], beside: str) -> Iterator[str]:
    """The conditions in `source` of what `sentence` allows without one. `beside` is what is said around it."""
    plain, known = normalise(sentence), facts(f"{sentence} {beside}")
    if _HOLDS_BACK.search(plain) or not _ALLOWS.search(plain):
        return
    parted = [_parted(normalise(text)) for text in source]
    told = facts(sentence)
    for allowed, condition in parted:
        is_free = any(not other and facts(allowed) <= facts(main) for main, other in parted)
        is_told = bool(facts(allowed)) and facts(allowed) <= told and bool(_ALLOWS.search(allowed))
        if is_told and facts(condition) and not facts(condition) & known and not is_free:
            yield condition.strip(" .")


def _parted(text: str) -> tuple[str, str]:
    """What a statement says, and the condition of it, which may stand before it; empty where it has none."""
    found = _CONDITION.search(text)
    if found is None:
        return text, ""
    if found.start():
        return text[: found.start()], text[found.start() :]
    condition, _, allowed = text.partition(",")
    return allowed, condition
