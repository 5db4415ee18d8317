"""The words around a number that limit it: at least, at most, before, after, about so many."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text import tokens

# What stands before a number and limits it, the longest first. "Not" and "no" before "more" turn it round.
_BEFORE: tuple[tuple[str, str], ...] = (
    ("a minimum of", "least"),
    ("a maximum of", "most"),
    ("minimum of", "least"),
    ("maximum of", "most"),
    ("as many as", "most"),
    ("as much as", "most"),
    ("as long as", "most"),
    ("at least", "least"),
    ("at most", "most"),
    ("at the most", "most"),
    ("up to", "most"),
    ("upwards of", "least"),
    ("in excess of", "least"),
    ("reach", "least"),
    ("reaches", "least"),
    ("exceeding", "least"),
    ("exceeds", "least"),
    ("exceed", "least"),
    ("above", "least"),
    ("over", "least"),
    ("beyond", "least"),
    ("minimum", "least"),
    ("min", "least"),
    ("under", "most"),
    ("below", "most"),
    ("within", "most"),
    ("maximum", "most"),
    ("max", "most"),
    ("> =", "least"),
    ("< =", "most"),
    ("≥", "least"),
    ("≧", "least"),
    ("⩾", "least"),
    ("≤", "most"),
    ("≦", "most"),
    ("⩽", "most"),
    (">", "least"),
    ("<", "most"),
    ("first", "first"),
    ("the last", "first"),
    ("the past", "first"),
    ("from", "from"),
    ("between", "between"),
    ("after", "after"),
    ("before", "before"),
    ("until", "before"),
    ("till", "before"),
    ("by", "before"),
)
_BEFORE_WORDS = tuple((tuple(words.split()), limit) for words, limit in _BEFORE)
_MORE = frozenset(tokens("more longer over above older higher"))
_LESS = frozenset(tokens("less fewer under below younger lower"))
# What stands after a number and limits it.
_AFTER: tuple[tuple[str, str], ...] = (
    ("at least", "least"),
    ("at most", "most"),
    ("at the most", "most"),
    ("at the earliest", "least"),
    ("at the latest", "most"),
    ("minimum", "least"),
    ("maximum", "most"),
    ("+", "least"),
)
_AFTER_WORDS = tuple((tuple(words.split()), limit) for words, limit in _AFTER)
_SMALLER = frozenset(tokens("less fewer lower smaller shorter younger earlier sooner lighter cooler colder thinner"))
OPPOSITE = {"least": "most", "most": "least"}
_NEGATIONS = frozenset({"not", "no", "never", "dont", "doesnt", "mustnt", "don't", "doesn't", "mustn't", "cannot"})
_OF_NOUNS = frozenset(tokens("under below over above younger older"))  # "not for babies under 6 months": from 6 on
_PUT_OFF = _NEGATIONS | frozenset(tokens("avoid wait refrain abstain stop"))
_OTHER_SIDE = {"after": "before", "before": "after"}
_DENIED_SINCE = 12  # words before "until", "under" or "longer than", among which its denial stands
_DENIED_WITHIN = 4  # words before any other limit, among which its denial stands
_CONDITIONS = frozenset(tokens("if who anyone anybody people"))
_ENDS = frozenset({*tokens("if unless until when and but or so because"), ",", ";", ":", "."})
_ROUGHLY = frozenset(
    {*tokens("about around roughly approximately approx some nearly almost circa another every"), "~", "≈"}
)


def limit_before(words: Sequence[str], at: int) -> tuple[str, int]:
    """The limit that begins at `at`, and the position after it; empty, and `at`, where none does."""
    start = at + (words[at : at + 1] != [] and words[at] in _NEGATIONS)
    compared = _comparison(words, start)
    found, end = compared or _listed(words, start, _BEFORE_WORDS)
    if not found:
        return "", at
    if _is_condition_of_denial(words, at, end) or (
        words[start] in _OF_NOUNS and not compared and _is_denied(words, at, _DENIED_SINCE)
    ):
        return f"not {found}", end
    is_turned = start > at or _is_denied(words, at, _DENIED_SINCE if compared else _DENIED_WITHIN)
    return (OPPOSITE.get(found, found) if is_turned else found), end


def _is_condition_of_denial(words: Sequence[str], at: int, end: int) -> bool:
    """Whether the limit at `at` says whom something is denied: "if you are under 8, you cannot"."""
    is_condition = bool(_CONDITIONS & set(words[max(0, at - _DENIED_WITHIN) : at]))
    return is_condition and bool(_NEGATIONS & set(words[end : end + _DENIED_SINCE]))


def _comparison(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """ "Heavier than", "later than": the latter as a time, which "no" turns round."""
    word, than = (*words[at : at + 2], "", "")[:2]
    if than != "than" or not (word.endswith("er") or word in ("more", "less")):
        return None
    return ("most" if word in _SMALLER else "least"), at + 2


def _listed(words: Sequence[str], at: int, limits: Sequence[tuple[tuple[str, ...], str]]) -> tuple[str, int]:
    for listed, limit in limits:
        if tuple(words[at : at + len(listed)]) == listed:
            return limit, at + len(listed)
    return "", at


def _is_denied(words: Sequence[str], at: int, reach: int) -> bool:
    """Whether the limit stands in a denial: "do not take more than", "must not ever exceed"."""
    before = set(words[max(0, at - reach) : at])
    return bool(_NEGATIONS & before) and not _ENDS & before


def limit_after(words: Sequence[str], at: int) -> tuple[str, int]:
    """The limit that stands after a number, and the position after it: "or more", "at least", "+"."""
    one, two = (*words[at : at + 2], "", "")[:2]
    if one in ("or", "and") and two in _MORE | _LESS:
        return ("least" if two in _MORE else "most"), at + 2
    return _listed(words, at, _AFTER_WORDS)


def when(words: Sequence[str], at: int, before: str) -> str:
    """Whether what is allowed comes before or after the time at `at`: "not before" and "wait until" are "after"."""
    found = "after" if before == "from" else before if before in _OTHER_SIDE else ""
    said = words[max(0, at - _DENIED_SINCE) : at]
    since = max((n + 1 for n, word in enumerate(said) if word in _ENDS), default=0)
    is_put_off = bool(_PUT_OFF & set(said[since:]))
    return _OTHER_SIDE[found] if found and is_put_off else found


def is_hedged(words: Sequence[str], at: int) -> bool:
    """Whether it "can take" or "may last" so long as is said at `at`."""
    return bool({"can", "may"} & set(words[max(0, at - _DENIED_WITHIN) : at]))


def after_roughly(words: Sequence[str], at: int) -> int:
    """The position after "about" and the like."""
    while at < len(words) and words[at] in _ROUGHLY:
        at += 1
    return at
