"""The words around a number that limit it: at least, at most, before, after, about so many."""

from __future__ import annotations

from bot.grounding.token_run import Run, phrase_at, phrases
from bot.text import tokens

_BEFORE = {
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
_AFTER = {
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
_PUT_OFF = _NEGATIONS | frozenset(tokens("avoid wait refrain abstain fast fasting starve starved"))
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


# What stands before or after a number and limits it. "Not" and "no" before "more" turn it round.
_LIMITS_BEFORE, _LIMITS_AFTER = phrases(_BEFORE), phrases(_AFTER)


def limit_before(run: Run, at: int) -> tuple[str, int]:
    """The limit that begins at `at`, and the position after it; empty, and `at`, where none does."""
    start = at + (run.word(at) in _NEGATIONS)
    compared = _comparison(run, start)
    found = compared or phrase_at(run, start, _LIMITS_BEFORE)
    if not found:
        return "", at
    limit, end = found
    if run.word(start) in _OF_NOUNS and not compared and _is_denied(run, at, _DENIED_SINCE):
        return f"not {limit}", end
    reach = _DENIED_SINCE if compared else 0 if run.word(start) in _UNTURNED else _DENIED_WITHIN
    is_turned = start > at or _is_denied(run, at, reach)
    return (OPPOSITE.get(limit, limit) if is_turned else limit), end


def _comparison(run: Run, at: int) -> tuple[str, int] | None:
    """ "Heavier than", "later than": the latter as a time, which "no" turns round."""
    word = run.word(at)
    if run.word(at + 1) != "than" or not (word.endswith("er") or word in ("more", "less")):
        return None
    return ("most" if word in _SMALLER else "least"), at + 2


def _is_denied(run: Run, at: int, reach: int) -> bool:
    """Whether the limit stands in a denial: "do not take more than", "must not ever exceed"."""
    before = run.words(at - reach, at)
    since = max((n for n, word in enumerate(before) if word in _NEGATIONS), default=len(before))
    return since < len(before) and not _ENDS & set(before[since:])


def limit_after(run: Run, at: int) -> tuple[str, int]:
    """The limit that stands after a number, and the position after it: "or more", "at least", "+"."""
    after = run.word(at + 1)
    if run.word(at) in ("or", "and") and after in _MORE | _LESS:
        return ("least" if after in _MORE else "most"), at + 2
    return phrase_at(run, at, _LIMITS_AFTER) or ("", at)


def when(run: Run, at: int, before: str) -> str:
    """Whether what is allowed comes before or after the time at `at`: "not before" and "wait until" are "after"."""
    found = "after" if before == "from" else before if before in _OTHER_SIDE else ""
    said = run.words(at - _DENIED_SINCE, at + (run.word(at) in _NEGATIONS))
    since = max((n + 1 for n, word in enumerate(said) if word in _ENDS), default=0)
    is_state = bool(_NEEDS & set(said) or _IF & set(said[since - 1 : since]))  # "no visit is needed before", "if not"
    denied = {word for n, word in enumerate(said) if n >= since and not _RELATIVE & set(said[max(0, n - 2) : n])}
    is_put_off = bool(_PUT_OFF & denied) and not is_state
    return _OTHER_SIDE[found] if found and is_put_off else found


def after_roughly(run: Run, at: int) -> int:
    """The position after "about" and the like, or after "the age of"."""
    while run.word(at) in _ROUGHLY:
        at += 1
    return at + 3 * ((run.word(at), run.word(at + 2)) == ("the", "of"))
