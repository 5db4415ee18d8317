"""The words around a number that limit it: at least, at most, before, after, about so many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.text import tokens

_LIMITS_BEFORE = {
    "least": "a minimum of, minimum of, at least, upwards of, in excess of, reach, reaches, exceeding, exceeds, "
    "exceed, above, over, beyond, minimum, min, > =, ≥, ≧, ⩾, >",
    "most": "a maximum of, maximum of, as many as, as much as, as long as, at most, at the most, up to, under, below, "
    "within, maximum, max, < =, ≤, ≦, ⩽, <",
    "first": "first, the last, the past",
    "from": "from",
    "between": "between",
    "after": "after",
    "before": "before, until, till, by",
}
_LIMITS_AFTER = {
    "least": "at least, at the earliest, minimum, is the minimum, are the minimum, is the least, are the least, +",
    "most": "at most, at the most, at the latest, maximum, is the maximum, are the maximum, is the most, are the most, "
    "is the limit, are the limit",
}
_MORE = frozenset(tokens("more longer over above older higher"))
_LESS = frozenset(tokens("less fewer under below younger lower"))
_SMALLER = frozenset(tokens("less fewer lower smaller shorter younger earlier sooner lighter cooler colder thinner"))
OPPOSITE = {"least": "most", "most": "least"}
_NEGATIONS = frozenset("not no never nothing nobody dont doesnt mustnt don't doesn't mustn't cannot".split())
_UNTURNED = frozenset(tokens("a at up as minimum min maximum max"))  # "not for at least 3 days" is 3 days or more
_OF_NOUNS = frozenset(tokens("under below over above younger older"))  # "not for babies under 6 months": from 6 on
_PUT_OFF = _NEGATIONS | frozenset(tokens("avoid wait refrain abstain stop fast fasting starve starved"))
_LIMITING = frozenset(tokens("limit limits limited restrict restricts restricted"))
_RELATIVE = frozenset(tokens("that which who"))
_NEEDS = frozenset(tokens("need needs needed necessary required"))
_IF = frozenset(tokens("if when unless"))
_OTHER_SIDE = {"after": "before", "before": "after"}
_DENIED_SINCE = 12  # words before "until", "under" or "longer than", among which its denial stands
_DENIED_WITHIN = 4  # words before any other limit, among which its denial stands
_ENDS = frozenset({*tokens("if unless until when and but or so because"), ",", ";", ":", "."})
_ROUGHLY = frozenset(
    {*tokens("about around roughly approximately approx some nearly almost circa another every"), "~", "≈"}
)


def _longest_first(limits: Mapping[str, str]) -> tuple[tuple[tuple[str, ...], str], ...]:
    found = [(tuple(words.split()), limit) for limit, listed in limits.items() for words in listed.split(", ")]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


# What stands before or after a number and limits it. "Not" and "no" before "more" turn it round.
_BEFORE_WORDS, _AFTER_WORDS = map(_longest_first, (_LIMITS_BEFORE, _LIMITS_AFTER))


def limit_before(words: Sequence[str], at: int) -> tuple[str, int]:
    """The limit that begins at `at`, and the position after it; empty, and `at`, where none does."""
    start = at + (words[at : at + 1] != [] and words[at] in _NEGATIONS)
    if words[at : at + 1] == ["to"] and _LIMITING & set(words[max(0, at - _DENIED_WITHIN) : at]):
        return "most", at + 1  # "limit salt to 5 g"
    compared = _comparison(words, start)
    found, end = compared or _listed(words, start, _BEFORE_WORDS)
    if not found:
        return "", at
    if words[start] in _OF_NOUNS and not compared and _is_denied(words, at, _DENIED_SINCE):
        return f"not {found}", end
    reach = _DENIED_SINCE if compared else 0 if words[start] in _UNTURNED else _DENIED_WITHIN
    is_turned = start > at or _is_denied(words, at, reach)
    return (OPPOSITE.get(found, found) if is_turned else found), end


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
    before = words[max(0, at - reach) : at]
    since = max((n for n, word in enumerate(before) if word in _NEGATIONS), default=len(before))
    ends = _ENDS - {","} if "or" in before[since:] else _ENDS  # "do not cross it, turn it or bend it by more than"
    return since < len(before) and not ends & set(before[since:])


def limit_after(words: Sequence[str], at: int) -> tuple[str, int]:
    """The limit that stands after a number, and the position after it: "or more", "at least", "+"."""
    one, two = (*words[at : at + 2], "", "")[:2]
    if one in ("or", "and") and two in _MORE | _LESS:
        return ("least" if two in _MORE else "most"), at + 2
    return _listed(words, at, _AFTER_WORDS)


def when(words: Sequence[str], at: int, before: str) -> str:
    """Whether what is allowed comes before or after the time at `at`: "not before" and "wait until" are "after"."""
    found = "after" if before == "from" else before if before in _OTHER_SIDE else ""
    said = words[max(0, at - _DENIED_SINCE) : at + bool(_NEGATIONS & set(words[at : at + 1]))]
    since = max((n + 1 for n, word in enumerate(said) if word in _ENDS), default=0)
    is_state = bool(_NEEDS & set(said) or _IF & set(said[since - 1 : since]))  # "no visit is needed before", "if not"
    denied = {word for n, word in enumerate(said) if n >= since and not _RELATIVE & set(said[max(0, n - 2) : n])}
    puts_off = _PUT_OFF - {"stop"} if found == "after" else _PUT_OFF  # "stop after 3 days" does it until then
    is_put_off = bool(puts_off & denied) and not is_state
    return _OTHER_SIDE[found] if found and is_put_off else found


def after_roughly(words: Sequence[str], at: int) -> int:
    """The position after "about" and the like, or after "the age of"."""
    while at < len(words) and words[at] in _ROUGHLY:
        at += 1
    return at + 3 * ((words[at : at + 1], words[at + 2 : at + 3]) == (["the"], ["of"]))
