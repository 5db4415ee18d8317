"""Whether a sentence says without a condition what its source says under one: "you can fly once it has healed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grounding.clauses import PRONOUNS
from bot.grounding.misplaced_quantities import facts
from bot.grounding.negation import is_telling
from bot.grounding.quantity_grammar import quantities
from bot.text import normalise, tokens

MIN_TOLD = 0.8  # of the facts of what is said under a condition that a sentence has, if it says the same
MIN_KEPT = 0.4  # of the facts of a condition that are said around a sentence, if it is kept there

_EXCEPTION = r"except(?:ing)?|excluding|apart from|other than|with the exception of"
_CONDITION = re.compile(
    rf"\b(?:{_EXCEPTION}|once|provided|until|as (?:long|soon) as|only (?:if|when|after)|unless"
    r"|(?<!even )(?<!as )(?<!what )(?<!ask )(?<!see )(?<!check )(?<!know )(?<!sure )if"
    r"(?! you (?:do |would )?(?:want|wish|like|prefer|decide|choose)\b)"
    r"|when(?! (?:do|does|can|may|will|should|is|are)\b))\b"
)
_IF = re.compile(r"\bif\b")
_END = re.compile(r"[,;:]")
_LAST = re.compile(r"[,;:] (?!(?:or|and) )(?=\w+ \w+ )")
_END_OF_EXCEPTION = re.compile(
    r"[,;:]|(?<=\w )(?<!than )(?<!from )(?<!except )"
    r"(?:for|before|after|until|during|within|in|must|may|can|should|has|have|is|are) "
)
_EXCEPTED = re.compile(r", ([^,;]+) (?:excepted|excluded)\b")
_ONE_TIME = re.compile(r"\bonce (?:a|an|per|every|each|daily|only|more|again|in)\b")
_DENIED = re.compile(r"\b(?:not|never|no|avoid)\b|n't\b", re.IGNORECASE)  # before "until", which is then a condition
_IN_ANY_CASE = re.compile(r"\b(?:whether or not|even if|even when|regardless|no matter)\b")
_HOLDS_BACK = re.compile(
    rf"{_CONDITION.pattern}"
    r"|\b(?:if|when|whenever|should|until|before|while|but|who|whose|otherwise|depend\w*|in case)\b"
)


def lost_conditions(sentence: str, source: Sequence[str], beside: str) -> Iterator[str]:
    """The conditions in `source` of what `sentence` says without one. `beside` is what is said around it."""
    listed = [text for text in source if len(_IF.findall(normalise(text))) > 1]  # "if A, if B or if C": one will do
    held, known = _HOLDS_BACK.findall(normalise(sentence)), facts(f"{sentence} {beside}")
    told_of = [normalise(text) for text in source if not text.endswith("?") and text not in listed]
    parted = [_parted(_EXCEPTED.sub(r" except \1", text)) for text in told_of]
    told = facts(sentence)
    for main, condition in parted:
        said, needed = facts(main), {word for word in facts(condition) if is_telling(word)}
        is_free = any(not other and said <= facts(each) for each, other in parted)
        is_told = bool(said) and len(said & told) >= MIN_TOLD * len(said)
        around = len(needed & known) - bool(PRONOUNS & set(tokens(main)))  # one is what "it" stands for
        is_kept = bool(set(held) - set(_HOLDS_BACK.findall(main))) or around >= MIN_KEPT * len(needed)
        is_kept &= not _IN_ANY_CASE.search(normalise(sentence)) or bool(_IN_ANY_CASE.search(main + condition))
        if is_told and not is_kept and not is_free and _is_bound(main, condition, sentence):
            yield condition.strip(" .")


def _parted(text: str) -> tuple[str, str]:
    """What a statement says, and the condition of it, which may stand before it; empty where it has none."""
    found = _CONDITION.search(_ONE_TIME.sub("", text))
    if found is None:
        return text, ""
    if not found.start():
        condition, _, main = text.partition(",")
        return main, condition
    is_exception = re.match(_EXCEPTION, found[0]) is not None
    end = (_END_OF_EXCEPTION if is_exception else _END).search(text, found.end() + 1)
    return _LAST.split(text[: found.start()])[-1], text[found.start() : end.start() if end else len(text)]


def _is_bound(main: str, condition: str, sentence: str) -> bool:
    """Whether the condition binds: an "until" does after a denial, and where no time follows, which is a quantity."""
    is_timed = any(quantity.text.startswith("until") for quantity in quantities(condition))
    is_lifted = bool(_DENIED.search(main)) and not _DENIED.search(sentence)
    return not condition.startswith("until") or (is_lifted and not is_timed)
