"""The quantities of a text, read by one grammar: how much of what, per what, within which limits, and when.

quantity = [limit] number [unit] [("-" | "to" | "or") number [unit]] [rate] [limit]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.grounding import calendar
from bot.grounding.numerals import DASHES, ENDINGS, NUMBER_WORDS, ORDINALS, Token, read_number, tokenise
from bot.grounding.units import (
    COUNTED,
    CURRENCY_SIGNS,
    DEGREE,
    OCCASION,
    ORDER,
    RATES,
    SCALES,
    SHARE,
    TIMES,
    UNITS,
    Unit,
)
from bot.grounding.words import FUNCTION_WORDS
from bot.grounding.words import root as _root
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
    ("earlier than", "most"),
    ("sooner than", "most"),
    ("later than", "least"),
    ("up to", "most"),
    ("more than", "least"),
    ("longer than", "least"),
    ("greater than", "least"),
    ("higher than", "least"),
    ("older than", "least"),
    ("less than", "most"),
    ("fewer than", "most"),
    ("lower than", "most"),
    ("shorter than", "most"),
    ("younger than", "most"),
    ("upwards of", "least"),
    ("in excess of", "least"),
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
    ("from", "from"),
    ("between", "between"),
    ("after", "after"),
    ("before", "before"),
    ("until", "before"),
    ("till", "before"),
    ("by", "before"),
)
_AFTER: tuple[tuple[str, str], ...] = (
    *(
        (f"{joint} {word}", "least")
        for joint in ("or", "and")
        for word in tokens("more longer over above older higher")
    ),
    *(
        (f"{joint} {word}", "most")
        for joint in ("or", "and")
        for word in tokens("less fewer under below younger lower")
    ),
    ("at least", "least"),
    ("at most", "most"),
    ("+", "least"),
    ("minimum", "least"),
    ("maximum", "most"),
)
_BEFORE_WORDS = tuple((tuple(words.split()), limit) for words, limit in _BEFORE)
_AFTER_WORDS = tuple((tuple(words.split()), limit) for words, limit in _AFTER)
_OPPOSITE = {"least": "most", "most": "least"}
_NEGATIONS = frozenset({"not", "no", "never", "dont", "doesnt", "mustnt", "don't", "doesn't", "mustn't", "cannot"})
_OF_NOUNS = frozenset(tokens("under below over above younger older"))  # "not for babies under 6 months": from 6 on
_PUT_OFF = _NEGATIONS | frozenset(tokens("avoid wait refrain abstain stop"))
_OTHER_SIDE = {"after": "before", "before": "after"}
_DENIED_SINCE = 12  # words before "until", among which its denial stands
_DENIED_WITHIN = 4  # words before a limit, among which its denial stands
_ENDS = frozenset({*tokens("if unless until when and but or so because"), ",", ";", ":", "."})
_ROUGHLY = frozenset(
    {*tokens("about around roughly approximately approx some nearly almost circa another every"), "~", "≈"}
)
_EACH = frozenset({"a", "an", "per", "each", "every", "/"})
_PRONOUNS = frozenset({"one"})
_ONCE_A_DAY = frozenset(tokens("morning noon afternoon evening night"))
_ARTICLE_UNITS = frozenset(tokens("hour day week fortnight month year"))
_NUMBER_ROOTS = frozenset(
    map(_root, [*NUMBER_WORDS, *(name for name, unit in UNITS.items() if unit.dimension in TIMES and name.isalpha())])
)


# "Twice a day" is once in half a day.
_INTERVALS = {f"{unit.factor} {unit.dimension}": unit for unit in UNITS.values() if unit.dimension in TIMES}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range of two, as it is written (`low`, `high`) and what it is a number of.

    `limit` is "most", "least" or empty; "span" for "over 3 days", which is how long it took or longer than that; "may"
    for "can last 3 days", which is so long or up to that; "first" for "in the first 3 days", within them or all of
    them; "not most" for "not under 3 days", and "not least" for "not over 3 days".
    `when` is "after", "before", "every" or empty. `per` names what it is said of each of ("86400 time" for a day).
    """

    low: float
    high: float
    unit: Unit | None
    limit: str
    text: str
    per: str = ""
    when: str = ""

    @property
    def measured(self) -> tuple[float, float]:
        """Both ends in the unit by which the dimension is compared."""
        unit = self.unit or DEGREE
        return unit.convert(self.low), unit.convert(self.high)

    @property
    def dimension(self) -> str:
        """What it measures; empty where that is not said."""
        return self.unit.dimension if self.unit else ""

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text`, in words and in digits. "One" without a unit is a pronoun."""
    return tuple(_Reader(*tokenise(text)).read())


def is_distinctive(quantity: Quantity) -> bool:
    """Whether the number is one that hardly stands in a text by chance: a range, or above a dozen."""
    return quantity.is_range or quantity.high > 12


def is_number_word(root: str) -> bool:
    """Whether the stem `root` is a number or the name of a unit of time."""
    return root in _NUMBER_ROOTS or root[0].isdigit()


class _Reader:
    """Reads the tokens of one text from left to right."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.words = [token.text.removesuffix("'s") for token in tokens]

    def read(self) -> Iterator[Quantity]:
        """All quantities, in order; one in brackets after another of its kind is within the same limits."""
        before: Quantity | None = None
        for quantity, start in self._read():
            is_same = self._word(start - 1) == "(" and not quantity.limit
            if before and is_same and quantity.dimension == before.dimension:
                before = replace(quantity, limit=before.limit, when=before.when, per=before.per)
            else:
                before = quantity
            yield before

    def _read(self) -> Iterator[tuple[Quantity, int]]:
        at = 0
        while at < len(self.tokens):
            found = self._dated(at) or self._ordinal(at) or self._repeated(at) or self._quantity(at)
            if found is None:
                at += 1
                continue
            quantity, end = found
            yield replace(quantity, text=self.text[self.tokens[at].start : self.tokens[end - 1].end]), at
            at = end

    def _dated(self, at: int) -> tuple[Quantity, int] | None:
        found = calendar.read(self.tokens, at)
        return (Quantity(found.low, found.high, found.unit, "", "", found.year), found.end) if found else None

    def _ordinal(self, at: int) -> tuple[Quantity, int] | None:
        """ "second day", "day 2", "the third injection", "3rd"."""
        name = self.words[at]
        if (number := self._rank(at)) and not read_number(self.tokens, number[1]):
            rank, end = number
            if self._word(end) in _ARTICLE_UNITS:
                return Quantity(rank, rank, UNITS[self._word(end)], "", ""), end + 1
            return Quantity(rank, rank, ORDER, "", ""), end
        if name in _ARTICLE_UNITS and at + 1 < len(self.tokens) and (number := read_number(self.tokens, at + 1)):
            if number[1] < len(self.tokens) and self._unit(number[1]):
                return None
            return Quantity(number[0], number[0], UNITS[name], "", ""), number[1]
        return None

    def _rank(self, at: int) -> tuple[float, int] | None:
        """The number that an ordinal at `at` names, and the position after it."""
        if self.words[at] in ORDINALS:
            return ORDINALS[self.words[at]], at + 1
        is_digits = self.tokens[at].text.isdigit() and self._word(at + 1) in ENDINGS
        is_ordinal = is_digits and not self.tokens[at + 1].is_spaced
        return (float(self.tokens[at].text), at + 2) if is_ordinal else None

    def _repeated(self, at: int) -> tuple[Quantity, int] | None:
        """ "daily", "once a day", "every day", "every 6 hours", "every other day": once in each."""
        if self.words[at] in RATES:
            return Quantity(1, 1, RATES[self.words[at]], "", "", when="every"), at + 1
        is_once = self.words[at] == "once"
        each = at + 1 if is_once else at
        if is_once and self._word(each) in RATES:
            return Quantity(1, 1, RATES[self.words[each]], "", "", when="every"), each + 1
        if self._word(each) in (_EACH if is_once else {"every", "each"}):
            return self._interval(each + 1)
        return None

    def _interval(self, at: int) -> tuple[Quantity, int] | None:
        if self._word(at) in ("other", "second") and (unit := self._time_of_each(at + 1)):
            return Quantity(2, 2, unit, "", "", when="every"), at + 2
        if unit := self._time_of_each(at):
            return Quantity(1, 1, unit, "", "", when="every"), at + 1
        found = self._quantity(at)
        if found and found[0].dimension in TIMES:
            return replace(found[0], when="every"), found[1]
        return None

    def _time_of_each(self, at: int) -> Unit | None:
        """The unit of time that "every" goes before at `at`: of a morning it is the day."""
        word = "day" if self._word(at) in _ONCE_A_DAY else self._word(at)
        unit = UNITS.get(word)
        return unit if unit and unit.dimension in TIMES else None

    def _quantity(self, start: int) -> tuple[Quantity, int] | None:
        before, at = self._limit_before(start)
        at = self._skip_roughly(at)
        when = self._when(start, before)
        if at > start and at < len(self.tokens) and (dated := self._dated(at) or self._ordinal(at)):
            return replace(dated[0], limit=before if before in _OPPOSITE else "", when=when), dated[1]
        first = self._amount(at)
        if first is None:
            return None
        low, unit, end = first
        low, high, unit, end = self._ranged(low, unit, end, before)
        unit, low, high, end = self._share(unit, low, high, end)
        if self.words[at] in _PRONOUNS and unit is None and low == high:
            return None
        unit, low, high, end = self._part_of(unit, low, high, end)
        when = when if low == high else ""
        per, end = self._rate(end)
        limit, end = self._limit_after(end)
        is_span = before == "least" and self.words[at - 1] == "over" and unit is not None and unit.dimension in TIMES
        before = (
            "span"
            if is_span
            else before
            if before in {*_OPPOSITE, "first", "not least", "not most"} and low == high
            else ""
        )
        limit = limit or before or self._hedge(start, unit)
        if unit == OCCASION and per in _INTERVALS and low:
            return Quantity(1 / high, 1 / low, _INTERVALS[per], _OPPOSITE.get(limit, limit), "", when="every"), end
        return Quantity(low, high, unit or self._shared_unit(end), limit, "", per, when), end

    def _when(self, at: int, before: str) -> str:
        """Whether what is allowed comes before or after: "not before" and "wait until" are "after"."""
        when = "after" if before == "from" else before if before in _OTHER_SIDE else ""
        said = self.words[max(0, at - _DENIED_SINCE) : at]
        since = max((n + 1 for n, word in enumerate(said) if word in _ENDS), default=0)
        is_denied = bool(_PUT_OFF & set(said[since:]))
        return _OTHER_SIDE[when] if when and is_denied else when

    def _hedge(self, start: int, unit: Unit | None) -> str:
        """ "May", for what "can take" or "may last" so long."""
        is_time = unit is not None and unit.dimension in TIMES
        return "may" if is_time and {"can", "may"} & set(self.words[max(0, start - _DENIED_WITHIN) : start]) else ""

    def _amount(self, at: int) -> tuple[float, Unit | None, int] | None:
        """A number with its unit, which may stand before it as "£" does, and the position after both."""
        word = self._word(at)
        if word in ("twice", "thrice"):
            return (2 if word == "twice" else 3), OCCASION, at + 1
        if word in CURRENCY_SIGNS and (number := read_number(self.tokens, at + 1)):
            return number[0], UNITS[word], number[1]
        if word in ("a", "an") and self._word(at + 1) in _ARTICLE_UNITS:
            return self._and_a_half(1, UNITS[self.words[at + 1]], at + 2)
        number = read_number(self.tokens, at)
        if number is None:
            return None
        unit = self._unit(number[1])
        return self._and_a_half(number[0], *unit) if unit else (number[0], None, number[1])

    def _and_a_half(self, number: float, unit: Unit, end: int) -> tuple[float, Unit, int]:
        """ "An hour and a half"."""
        is_more = self.words[end : end + 3] == ["and", "a", "half"]
        return (number + 0.5, unit, end + 3) if is_more else (number, unit, end)

    def _unit(self, at: int) -> tuple[Unit, int] | None:
        """The unit at `at`, after a hyphen, "of a" or one word that describes it: "3-day", "half an hour"."""
        at += self._word(at) in DASHES
        at += self._word(at) == "of" and self._word(at + 1) in ("a", "an", "the")
        at += self._word(at) in ("a", "an") and self._word(at - 1) in ("half", "of", "quarter", "quarters", "third")
        word = self._word(at)
        if word in ("°", "degree", "degrees"):
            scale = SCALES.get(self._word(at + 1))
            return (scale, at + 2) if scale else (DEGREE, at + 1)
        if word in SCALES:
            return SCALES[word], at + 1
        if word == "per" and self._word(at + 1) == "cent":
            return SHARE, at + 2
        if word in UNITS:
            return UNITS[word], at + 1
        described = self._word(at + 1)
        is_described = word.isalpha() and word not in FUNCTION_WORDS and len(described) > 2 and described in UNITS
        return (UNITS[described], at + 2) if is_described else None

    def _ranged(self, low: float, unit: Unit | None, end: int, before: str) -> tuple[float, float, Unit | None, int]:
        """Take in the other end of a range, in the unit of either."""
        joint = self._word(end)
        is_joint = joint in {*DASHES, "to", "or"} or (joint == "and" and before == "between")
        other = self._amount(end + 1) if is_joint and not self._limit_after(end)[0] else None
        if other is None or (unit and other[1] and unit.dimension != other[1].dimension):
            return low, low, unit, end
        if unit and other[1] and unit is not other[1]:
            low = low * unit.factor / other[1].factor
        return min(low, other[0]), max(low, other[0]), other[1] or unit, other[2]

    def _share(self, unit: Unit | None, low: float, high: float, end: int) -> tuple[Unit | None, float, float, int]:
        """ "3 in 100" and "7 of 10" as the share that they are."""
        at = end + 2 if self.words[end : end + 2] == ["out", "of"] else end + 1
        is_pronoun = self._word(end) == "of" and self.words[end - 1] in _PRONOUNS  # "one of 20 women"
        if unit is not None or is_pronoun or self._word(end) not in ("in", "of", "out"):
            return unit, low, high, end
        at += self._word(at) in ("every", "the")
        whole = read_number(self.tokens, at)
        if whole is None or whole[0] <= high or self._is_time(whole[1]):
            return unit, low, high, end
        return SHARE, 100 * low / whole[0], 100 * high / whole[0], whole[1]

    def _part_of(self, unit: Unit | None, low: float, high: float, end: int) -> tuple[Unit | None, float, float, int]:
        """ "A quarter of patients" as the share that it is; "half of a tablet" is none."""
        at = end + 1 + (self._word(end + 1) in ("all", "the", "our"))
        is_of_many = self._word(end) == "of" and (self._word(at).endswith("s") or self._word(at) in UNITS)
        is_part = unit is None and 0 < high < 1 and self._word(end - 1).isalpha() and is_of_many
        return (SHARE, 100 * low, 100 * high, end + 1) if is_part else (unit, low, high, end)

    def _is_time(self, at: int) -> bool:
        unit = self._unit(at)
        return unit is not None and unit[0].dimension in TIMES

    def _rate(self, at: int) -> tuple[str, int]:
        """What the quantity is said of each of: "a day", "per kg", "daily"."""
        word, after = self._word(at), self._word(at + 1)
        if word in RATES:
            return _named(RATES[word]), at + 1
        if word in _EACH and after in UNITS and UNITS[after] != OCCASION:  # "each time" adds nothing
            return _named(UNITS[after]), at + 2
        if word in {"per", "/"} and after.isalpha():
            return _root(after), at + 2
        return "", at

    def _shared_unit(self, at: int) -> Unit | None:
        """The unit of "two and three tablets" for the first of them."""
        other = self._amount(at + 1) if self._word(at) == "and" else None
        return other[1] if other else None

    def _limit_before(self, at: int) -> tuple[str, int]:
        start = at + (self._word(at) in _NEGATIONS)
        for words, limit in _BEFORE_WORDS:
            if tuple(self.words[start : start + len(words)]) == words:
                is_denied = self._is_denied(at)
                if is_denied and words[0] in _OF_NOUNS:
                    return f"not {limit}", start + len(words)
                is_turned = start > at or is_denied
                return (_OPPOSITE.get(limit, limit) if is_turned else limit), start + len(words)
        return "", at

    def _is_denied(self, at: int) -> bool:
        """Whether the limit stands in a denial: "do not take more than", "must not ever exceed"."""
        before = self.words[max(0, at - _DENIED_WITHIN) : at]
        return bool(_NEGATIONS & set(before)) and not _ENDS & set(before)

    def _limit_after(self, at: int) -> tuple[str, int]:
        for words, limit in _AFTER_WORDS:
            if tuple(self.words[at : at + len(words)]) == words and not read_number(self.tokens, at + len(words)):
                return limit, at + len(words)
        return "", at

    def _skip_roughly(self, at: int) -> int:
        while self._word(at) in _ROUGHLY:
            at += 1
        return at

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""


def without_measures(text: str) -> str:
    """`text`, normalised, without what it measures; what it counts ("six people", "the first") stays."""
    plain = tokenise(text)[0]
    for quantity in quantities(text):
        if quantity.unit not in {ORDER, *COUNTED}:
            plain = plain.replace(quantity.text, " ", 1)
    return plain


def _named(unit: Unit) -> str:
    return f"{unit.factor} {unit.dimension}"
