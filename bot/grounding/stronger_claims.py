"""Wording that asserts more than its source does: works, proven, safe, permanent, always, no risk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding.support import similarity
from bot.grounding.words import telling_roots
from bot.text import normalise, tokens

# The wordings of each assertion; a source that uses any of them asserts it. "Never rub it" is an order.
_FAMILIES = {
    "certain": r"\b(?:no|without (?:a |any )?) ?(?:doubt|question)\b|\b(?:certain(?:ly)?|definite(?:ly)?|undoubtedly"
    r"|guarantee\w*|sure to|bound to|promises?|100 ?%|100 per ?cent)\b|\bnot only\b",
    "no risk": r"(?:\b(?:no|without(?: any)?|free of|zero)|n't (?:\w+ ){0,2}any) (?:\w+ )?(?:risks?|danger"
    r"|side[- ]effects?|complications?|downtime|pain|scars?|scarring)\b|\b(?:risk|pain|scar)[- ]?(?:free|less)\b"
    r"|\bharmless\b|\bpainless(?:ly)?\b",
    "safe": r"\bsafe(?:ly|r|st)?\b",
    "proven": r"\bprove[sdn]?\b|\bproof\b|\bconfirm(?:s|ed)?\b|\bscientifically\b|\bclinically\b|\bevidence shows\b"
    r"|\bstud(?:y|ies) (?:have )?(?:show|shows|showed|shown)\b",
    "works": r"\bworks\b|\b(?:does|will|do|to|really|actually) work\b(?<!(?:back|have|need) to work)(?<!return to work)"
    r"|\beffective(?:ly|ness)?\b|\bsuccessful(?:ly)?\b|\bsucceeds?\b",
    "permanent": r"\bpermanent(?:ly)?\b|\bforever\b|\bfor (?:good|life|ever)\b|\blifelong\b|\blasting results?\b",
    "always": r"(?<!\bas )\balways\b|\bevery(?:one|body|where| patient| person| time)\b|\ball (?:patients|people)\b"
    r"|\bin all cases\b|\bany(?:where|time)\b|\bany (?:day|time|age|amount|kind)\b"
    r"|\b(?:what|when|wher|which)ever\b"
    r"|\bno matter\b|\bregardless\b|\bas (?:much|many|often|long) as you (?:like|want|wish)\b",
    "never": r"\b(?:is|are|was|were|has|have|had|will) never\b|\bnever \w+(?:s|ed|en)\b",
    "complete": r"\bcomplete(?:ly)?\b|\btotal(?:ly)?\b|\bentire(?:ly)?\b|\bfully\b|\beliminat\w+\b|\beradicat\w+\b",
    "prevents": r"\b(?:stops|ends|prevents|abolishes) "
    r"(?!after|within|when|by|on|at|in|as|once|with|for|if|until|and|or)\w",
    "cures": r"\bcur(?:e|es|ed|ing)\b|\bheal(?:s|ed)\b|\breverse(?:s|d)?\b",
    "instant": r"\binstant(?:ly)?\b|\bimmediate(?:ly)?\b|\bright away\b|\bat once\b|\bstraight away\b|\bovernight\b",
    "best": r"\bbest\b(?! (?:to|in|at|on|every|each|before|after|with|\w+(?:ed|en))\b)|\bbetter than\b"
    r"|\bsuperior\b|\bleading\b|\bideal(?:ly)?\b|\bperfect(?:ly)?\b|(?<!at )\bthe most\b(?! you\b)",
    "significant": r"\bsignificant(?:ly)?\b|\bdramatic(?:ally)?\b|\bremarkabl[ey]\b|\bhuge(?:ly)?\b|\bhighly\b",
    "approved": r"\bapproved?\b|\bapproval\b|\blicensed\b|\bcertified\b",
    "recommended": r"\brecommend(?:s|ed)?\b|\badvised by\b",
    "natural": r"\bnatural(?:ly)?\b|\bgentle\b|\bgently\b|\borganic\b|\bpure\b",
    "once": r"\bonly (?:\w+ ){0,2}once\b(?! (?:the|your|you|it|its|an?|this|that|they|we|all|both)\b)"
    r"|\bonce is enough\b|\b(?:one|a single) \w+ is enough\b|\bonce and for all\b",
    "minimal": r"\bminimal(?:ly)?\b|\bnegligible\b|\bhardly any\b|\bvery (?:low|rare|unlikely)\b",
    "will": r"\bwill (?:\w+ly )?(?:remove|reduce|tighten|fade|improve|treat|correct|regrow|grow|melt|help|lift"
    r"|lighten|rejuvenate|stop|prevent|disappear|vanish|last|get rid)\b",
}
# What a source says of as much in other words.
_ALIKE = {
    "always": r"\b(?:each|every|all|both|any)\b|\bas \w+ as you (?:like|want|wish)\b",
    "safe": r"\bsafe(?:ly|r|st)?\b|\bharmless\b|\bno harm\b",
    "minimal": r"\b(?:minimal|negligible|hardly any|rare|unlikely)\w*\b|\b1 in \d|\b1 of \d",
    "complete": r"\b(?:complete|total|entire|full|eliminat|eradicat)\w*\b",
    "prevents": r"\b(?:stop|end|prevent|protect|avoid)\w*\b|\b(?:against|longer|not|no)\b",
}
_SUPPORTS = {name: re.compile(f"{pattern}|{_ALIKE.get(name, pattern)}") for name, pattern in _FAMILIES.items()}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _FAMILIES.items()}
_CLAUSE = re.compile(
    r"[;:,!?—–]\s+|\s[—–-]\s|\b(?:but|although|though|however|yet|while|because|since|so)\b"
    r"|\band (?=(?:it|they|this|that|you|we|he|she|is|are|was|were|has|have|can|will|does|do)\b)"
)
_DOUBT = re.compile(
    r"\bno(?:t|r|ne|body|thing)?\b|\bnever\b|n't\b|\bneither\b|\bcannot\b|\bwithout\b|\bun(?:proven|clear|certain|known|likely)\b|"
    r"\bhard to say\b|\blittle\b|(?<!\ba )\bfew\b|\bhardly\b|\bdoubt\w*\b|\bsupposed\b|\bmeant to\b|\btheory\b|"
    r"\bidea\b|\bin question\b"
)

DOUBTED = 4  # words after a wording, among which what denies or doubts it stands
_CONDITION = re.compile(r"\b(?:if|whether|how|ask|when|once|until|unless)\b")


def stronger_claims(sentence: str, source: Sequence[str], subjects: Sequence[frozenset[str]]) -> Iterator[str]:
    """The wordings by which `sentence` asserts what no statement of `source` does.

    What either denies or doubts in the same clause is not asserted. `subjects` are the names of each thing that can be
    spoken of: what a statement says of another thing ("liposuction") supports nothing that is said of this one.
    """
    about = _spoken_of(sentence, subjects)
    known = [use for statement in source for use in _uses(statement, True) if _same_subject(statement, about, subjects)]
    for use in _uses(sentence):
        if use.is_asserted and not _is_supported(use, [other for other in known if other.family == use.family]):
            yield use.wording


@dataclass(frozen=True, slots=True)
class _Use:
    """A wording of a family in a clause, and whether the clause asserts it or denies or doubts it.

    `phrase` is the wording with the noun that it describes ("approved ingredients"), empty where there is none.
    """

    family: str
    wording: str
    clause: str
    sentence: str
    phrase: tuple[str, ...]
    is_asserted: bool


@lru_cache(maxsize=4096)
def _uses(sentence: str, is_source: bool = False) -> tuple[_Use, ...]:
    return tuple(
        _Use(family, match[0], clause, sentence, _phrase(clause, match), _is_asserted(clause, match))
        for clause in _CLAUSE.split(normalise(sentence))
        for family, pattern in (_SUPPORTS if is_source else _PATTERNS).items()
        for match in pattern.finditer(clause)
    )


def _phrase(clause: str, match: re.Match[str]) -> tuple[str, ...]:
    following = tokens(clause[match.end() :])[:1]
    return telling_roots(f"{match[0]} {following[0]}") if following and telling_roots(following[0]) else ()


def _is_asserted(clause: str, match: re.Match[str]) -> bool:
    before, after = clause[: match.start()], " ".join(clause[match.end() :].split()[:DOUBTED])
    return not (_DOUBT.search(f"{before} {after}") or _CONDITION.search(before))


def _is_supported(use: _Use, known: Sequence[_Use]) -> bool:
    """Whether the source asserts it, and does not sooner deny it: the wording that is most like this one decides."""
    if use.phrase and any(other.phrase == use.phrase for other in known if other.is_asserted):
        return True
    asserted = max((_likeness(use, other) for other in known if other.is_asserted), default=0.0)
    denied = max((_likeness(use, other) for other in known if not other.is_asserted), default=0.0)
    return asserted > denied


def _likeness(use: _Use, other: _Use) -> float:
    return similarity(use.clause, other.clause) + similarity(use.sentence, other.sentence)


def _same_subject(statement: str, about: frozenset[int], subjects: Sequence[frozenset[str]]) -> bool:
    other = _spoken_of(statement, subjects)
    return not (about and other) or bool(about & other)


def _spoken_of(text: str, subjects: Sequence[frozenset[str]]) -> frozenset[int]:
    padded = f" {' '.join(tokens(normalise(text)))} "
    return frozenset(number for number, names in enumerate(subjects) if any(f" {name} " in padded for name in names))
