"""Where a sentence turns its source round: it affirms what is denied there, or names the other end of a scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.grounding.clauses import PRONOUNS, Clause, clauses, said_of_it, speaking_of_the_same, stated
from bot.grounding.negation import Polarity, bounds_in_time
from bot.grounding.opposites import Scale, scales_of
from bot.grounding.other_things import cosine
from bot.text import tokens

_UNTIL = frozenset(tokens("until till for"))
_FROM_THEN = frozenset(tokens("after once since from"))
_SELF = re.compile(r"\b(?:yourself|yourselves|themselves|on (?:your|their) own)\b")
_STAFF = re.compile(r"\b(?:we|us|our)\b")
MEANT = 0.4  # cosine from which one word may be meant by another
_REACH = 3  # words from "more" to what there is more of, at most
_IF = frozenset(tokens("if when should unless"))
_EPISTEMIC = frozenset(tokens("could might"))
_ALLOWING = frozenset(tokens("you can may must should fine ok okay allowed safe"))
_OTHER = frozenset(tokens("other opposite instead elsewhere else"))


def turned_round(sentence: str, source: Sequence[str]) -> Iterator[str]:
    """The words of `sentence` that say the opposite of what the statements in `source` say."""
    known = stated(source)
    of_it = said_of_it(known, PRONOUNS)
    opening = clauses(sentence.partition(", and ")[0])  # which may say by itself what the source denies
    for clause in dict.fromkeys((*opening, *clauses(sentence))):
        near = speaking_of_the_same(clause, known)
        own = [each for each in near if each.telling.issubset(each.words)]  # by what it says itself, not of "this"
        is_turned = own and all(_is_denied(clause, each) and not _says_by_opposite(clause, each) for each in own)
        if is_turned or any(_is_denied_of_it(clause, each, known) for each in speaking_of_the_same(clause, of_it)):
            yield " ".join(clause.spoken)
        yield from _swapped_ends(clause, near)
        yield from _of_the_other_list(clause, near, known)


def _of_the_other_list(clause: Clause, near: Sequence[Clause], known: Sequence[Clause]) -> Iterator[str]:
    """What `clause` affirms of one more than `near` does, while all clauses that speak of that one deny it."""
    for word, stem in zip(clause.spoken, clause.words, strict=True):
        others = [other for other in known if stem in other.telling and len(clause.telling & other.telling) > 1]
        is_new = near and others and clause.of(stem) is Polarity.YES and not any(stem in each.words for each in near)
        if is_new and all(other.of(stem) is Polarity.NO for other in others):
            yield word


def _is_denied(clause: Clause, other: Clause) -> bool:
    """Whether the two disagree on more of the words that they share than they agree on.

    Where they share what one of them denies first, those words alone decide: they are what is denied. What is said of
    "the other side" denies nothing of this one.
    """
    if _both_deny(clause, other):
        return False
    if _OTHER & set(clause.spoken) ^ _OTHER & set(other.spoken):
        return False
    if _is_of_another_act(clause, other) or _is_of_another_act(other, clause):
        return False
    if _tells_why(clause, other) or _IF & {clause.spoken[0]} != _IF & {other.spoken[0]}:
        return False
    if _is_from_other_end(clause, other) or _is_of_the_rest(clause, other) or _is_left_to_staff(clause, other):
        return False
    shared = clause.telling & other.telling
    deciding = shared & (clause.heads | other.heads) or shared
    bounds, others = bounds_in_time(clause.spoken), bounds_in_time(other.spoken)
    is_bounded = bool(bounds) and bounds != others, bool(others) and bounds != others
    sure = [pair for word in deciding if _is_sure(pair := (clause.of(word), other.of(word)), is_bounded)]
    is_without = "without" in clause.spoken + other.spoken  # "without a stick" is "no stick is needed"
    differing = sum(one is not two and not (is_without and Polarity.YES not in (one, two)) for one, two in sure)
    return differing > len(sure) - differing


def _both_deny(clause: Clause, other: Clause) -> bool:
    """Whether each denies another word of the same act: "do not let it touch the eye", "it must not get to the eye"."""
    is_stopped = "stop" in clause.words + other.words  # which is itself what may be denied
    return bool(clause.heads and other.heads) and not (clause.heads & other.heads or is_stopped)


def _tells_why(clause: Clause, other: Clause) -> bool:
    """Whether `clause` tells of what `other` forbids, and does not allow it: "red drinks could look like blood"."""
    is_order = bool(other.polarity[:3]) and Polarity.NO in other.polarity[:3]
    is_told_of = clause.words[0] in other.telling - other.heads or bool(_EPISTEMIC & set(clause.spoken))
    is_order &= clause.words[0] != other.words[0]
    return is_order and is_told_of and not _ALLOWING & set(clause.spoken)


def _is_of_another_act(clause: Clause, other: Clause) -> bool:
    """Whether `clause` denies an act of which `other` does not speak: "do not pull", "it is too tight"."""
    denied = [word for word, stem in zip(clause.spoken, clause.words, strict=True) if stem in clause.heads]
    spoken = [word for word, stem in zip(other.spoken, other.words, strict=True) if stem in other.telling]
    is_spoken_of = clause.heads & other.telling or any(cosine(one, two) >= MEANT for one in denied for two in spoken)
    return bool(denied) and not is_spoken_of and not other.telling <= clause.telling


def _is_denied_of_it(clause: Clause, other: Clause, known: Sequence[Clause]) -> bool:
    """Whether `clause` affirms what `other` denies of "it", and none of the clauses in `known` affirms of anything."""
    denied = {head for head in clause.telling & other.heads if clause.of(head) is Polarity.YES}
    is_affirmed = any(each.of(head) is Polarity.YES for each in known for head in denied)
    return bool(denied) and not is_affirmed and _is_denied(clause, other)


def _says_by_opposite(clause: Clause, other: Clause) -> bool:
    """Whether one denies the opposite of what the other affirms: "do not take it off" is "keep it on"."""
    return _denies_opposite(clause, other) or _denies_opposite(other, clause)


def _denies_opposite(clause: Clause, other: Clause) -> bool:
    is_denied = (Polarity.NO, Polarity.NEEDLESS)
    denied = (word for word in dict.fromkeys(clause.words) if clause.of(word) in is_denied)
    scales = (scale for word in denied for scale in scales_of(word) if not scale.is_before_a_word)
    opposites = {stem for scale in scales for stem in scale.other}
    return any(other.of(stem) is Polarity.YES for stem in opposites.intersection(other.words))


def _is_sure(pair: tuple[Polarity, Polarity], is_bounded: tuple[bool, bool]) -> bool:
    """Whether both are known; what is affirmed from some time on alone is not, unless both are from then on."""
    bounded = any(now and each is Polarity.YES for each, now in zip(pair, is_bounded, strict=True))
    return not bounded and Polarity.OPEN not in pair


def _is_from_other_end(clause: Clause, other: Clause) -> bool:
    """Whether one tells what holds until a point in time and the other what holds from then on: a scale of its own."""
    own, others = set(clause.spoken) - set(other.spoken), set(other.spoken) - set(clause.spoken)
    return bool((own & _UNTIL and others & _FROM_THEN) or (own & _FROM_THEN and others & _UNTIL))


def _is_of_the_rest(clause: Clause, other: Clause) -> bool:
    """Whether one denies for those under 8 what the other affirms for those of 8 or over."""
    limits = {
        frozenset((one.limit, two.limit))
        for one in clause.quantities
        for two in other.quantities
        if (one.low, one.unit) == (two.low, two.unit)
    }
    return bool(limits & {frozenset(("not most", "least")), frozenset(("not least", "most"))})


def _is_left_to_staff(clause: Clause, other: Clause) -> bool:
    """Whether one keeps patients from doing themselves what the other says that the clinic does."""
    said = [" ".join(each.spoken) for each in (clause, other)]
    by_self, by_staff = ([bool(doer.search(text)) for text in said] for doer in (_SELF, _STAFF))
    return by_self[0] is not by_self[1] and by_staff[by_self.index(False)]


def _swapped_ends(clause: Clause, near: Sequence[Clause]) -> Iterator[str]:
    """Words of `clause` in whose place each clause of the source has the other end of a scale."""
    for word, stem in zip(clause.spoken, clause.words, strict=True):
        alike = frozenset(each for scale in scales_of(stem) for each in scale.own)
        if any(_is_swapped(clause, replace(scale, own=alike), near) for scale in scales_of(stem)):
            yield word


def _is_swapped(clause: Clause, scale: Scale, near: Sequence[Clause]) -> bool:
    same = {word for other in near for word in _uses(other, scale.own, scale)}
    if same and not scale.is_before_a_word:
        if not _uses(clause, scale.other, scale):
            return False  # "paint is better in spring" of "it improves in spring and worsens in autumn"
        scale = replace(scale, is_before_a_word=True)
        same = {word for other in near for word in _uses(other, scale.own, scale)}
    uses = _uses(clause, scale.own, scale) - same
    if not scale.is_before_a_word:
        near = [other for other in near if not _is_from_other_end(clause, other)]
    if scale.is_of_time:
        near = [other for other in near if _denies(other) == _denies(clause)]
    # Denying the one end says the same as affirming the other.
    near = [other for other in near if not _is_denied(clause, other) and not _says_by_opposite(clause, other)]
    return any(_uses(other, scale.other, scale) & uses for other in near)


def _denies(clause: Clause) -> bool:
    return Polarity.NO in clause.polarity


def _uses(clause: Clause, ends: frozenset[str], scale: Scale) -> set[str]:
    """What `ends` are said of in `clause`: the word after them, where one must follow; else the words beside them.

    Such an end within a quantity ("or more") is left to what reads quantities.
    """
    found = [at for at, w in enumerate(clause.words) if w in ends and not clause.measures_with(clause.spoken[at])]
    if not scale.is_before_a_word:
        return {word for at in found for word in clause.beside(at)}
    after = (clause.words[at + 1 : at + 1 + _REACH] for at in found)
    return {next((word for word in words if word in clause.telling), words[0]) for words in after if words}
