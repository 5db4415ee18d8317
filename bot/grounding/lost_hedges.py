"""Whether a sentence says for sure what its source says with reserve: "will" for "may", or a "usually" left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.clauses import PRONOUNS, Clause, clauses, stated
from bot.grounding.units import SHARE
from bot.grounding.words import root
from bot.text import tokens

_POSSIBLE = frozenset(tokens("may might could"))
_RESERVED = frozenset(
    tokens(
        "possibly perhaps maybe probably likely unlikely usually often sometimes occasionally rarely seldom generally "
        "typically normally mostly mainly tends tend seem seems appear appears possible rare"
    )
)
_QUANTIFIERS = frozenset(tokens("some most many few several"))  # before those of whom alone it is said
_NEARLY = frozenset(tokens("nearly almost practically"))
_WHOLE = frozenset(tokens("all every always never no none"))
_REPORTED = frozenset(tokens("thought believed said claimed assumed supposed hoped"))  # after "is", of what others say
_STUDIES = frozenset(tokens("study studies trial trials survey surveys report reports"))  # what was seen in some
RESERVED_STEMS = frozenset(map(root, {*_RESERVED, *_NEARLY, *_REPORTED, *_STUDIES, "cases"}))
# What keeps a reserve in other words: of some alone, up to so much, under a condition.
_KEEPS = frozenset(
    tokens(
        "can possible chance risk some most many if unless whether common frequent "
        "majority nearly almost expect expected seems appears should"
    )
)
_NO_RESERVE = frozenset(tokens("can common frequent"))
_ONE = frozenset(tokens("a an one the this small some few two"))  # before a study, of which no rule follows
_ALL = frozenset(tokens("all every everyone everybody always"))
_SURE = frozenset(tokens("will certainly definitely surely")) | _ALL
_SURE_STEMS = frozenset(map(root, _SURE))
_PERSONS = frozenset(tokens("you we they i one people patients"))  # "you may" allows
_SENSING = frozenset(tokens("feel notice see experience get find develop"))  # "you may feel" does not
MIN_SHARED = 0.75  # of the telling words of a clause that the source's has, to be the same but for its reserve


def unreserved(sentence: str, source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The clauses of `sentence` that say for sure what `source` says with reserve, each with the word of reserve."""
    known = stated(source)
    for clause in clauses(sentence):
        near = [other for other in known if _says_the_same(clause, other)]
        reserves = [_reserve(other, *(bool(words & set(clause.spoken)) for words in (_SURE, _ALL))) for other in near]
        if reserves and all(reserves) and not any(_is_reserved(clause, other) for other in near):
            yield " ".join(clause.spoken), str(reserves[0])


def _says_the_same(clause: Clause, other: Clause) -> bool:
    is_of_it = bool(PRONOUNS & set(other.spoken))  # which stands for one of the words of `clause`
    needed = max(len(clause.telling - _SURE_STEMS) - is_of_it, len(other.telling - RESERVED_STEMS))
    return len(clause.telling & other.telling) >= MIN_SHARED * needed


def _is_reserved(clause: Clause, other: Clause) -> bool:
    """Whether `clause` keeps a reserve by what it says; a "can" or "common" of `other` beside its reserve is none."""
    own = set(clause.spoken) - (_NO_RESERVE & set(other.spoken))
    return bool((_POSSIBLE | _RESERVED | _REPORTED | _STUDIES | _KEEPS) & own)


def _reserve(clause: Clause, is_sure: bool, is_of_all: bool) -> str | None:
    """The word by which `clause` says something with reserve; "you may sit up" allows, unless it becomes "will"."""
    for at, word in enumerate(clause.spoken):
        before, after = clause.spoken[:at], clause.spoken[at + 1 : at + 3]
        is_allowing = bool(_PERSONS & set(before)) and not _SENSING & set(after)
        is_of_some = word in _QUANTIFIERS and after[:1] != () and _is_plural(after[0])
        is_reported = word in _REPORTED and after[:1] in (("to",), ("that",))
        is_nearly = word in _NEARLY and bool(_WHOLE & set(after[:1]))
        is_possible = (word in _POSSIBLE and (is_sure or not is_allowing)) or (word == "can" and is_sure)
        is_of_study = word in _STUDIES and bool(_ONE & set(before[-1:]))
        if word in _RESERVED or is_of_study or is_of_some or is_nearly or is_reported or is_possible:
            return word
    shares = (quantity.text for quantity in clause.quantities if quantity.unit is SHARE)
    return next(shares, None) if is_of_all else None


def _is_plural(word: str) -> bool:
    """Whether `word` names several: "patients", "women"."""
    return word in ("people", "women", "men", "children") or (word.endswith("s") and not word.endswith("ss"))
