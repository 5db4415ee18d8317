"""Cut a message into clauses, and tell those that ask something from those that tell a story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from bot.nlu.utterance import Token, Utterance, joined

WH_WORDS = frozenset("how what whats when where wheres which who whos whose why hows whens".split())
AUXILIARIES = frozenset(
    (
        "do does did is are was were will would can could should must may might shall has have had am isnt arent "
        "doesnt dont didnt cant couldnt wont wouldnt shouldnt "
    ).split()
)
OPENERS = WH_WORDS | AUXILIARIES | {"any", "whether"}
JOINERS = frozenset("and n also plus then but or so because cos".split())
FILLERS = JOINERS | frozenset(
    ("ok okay right well hi hello hey hiya please just sorry thanks ta cheers quick question anyway ").split()
)
# After these a question word does not begin a question of its own: "tell me how", "the one which", "a lot of what".
SUBORDINATORS = frozenset(
    ("of to on or and but know ask tell me about see wonder idea sure for with in at by ").split()
)
ASKING_VERBS = frozenset(
    ("know tell wonder wondering ask asking explain understand curious clue clarify confirm idea sure ").split()
)
QUANTITIES = frozenset("many much long often far deep soon big old quickly".split())
STOPS = frozenset(".!?…\n؟¿")
BREAKS = frozenset(",;:+/–—(&")
EMBEDDED_REACH = 5  # words between "tell me" and the question word that belongs to it
MIN_WORDS = 2
MOST_CLAUSES = 10  # what stands after so many is one clause: nobody asks more, and each takes time to read
MAX_LISTED = 12  # words of a message that only lists what it asks about
LISTING = frozenset("and n or plus also".split())


@dataclass(frozen=True)
class Clause:
    """A stretch of a message, from `start` to `end` in its text.

    `asks` says whether it is a question, `sentence` which sentence it belongs to.
    """

    utterance: Utterance
    asks: bool
    sentence: int
    start: int
    end: int

    @cached_property
    def is_short(self) -> bool:
        """Whether it has too few words to be a question of its own."""
        return len(self.utterance.tokens) < MIN_WORDS


def clauses(message: Utterance) -> list[Clause]:
    """Cut `message` at sentence ends, and before each question that begins within a sentence.

    At most MOST_CLAUSES are cut, so that the time is linear in the number of tokens.
    """
    starts = list(islice(_starts(message), MOST_CLAUSES))
    found: list[Clause] = []
    for (start, sentence), (end, _) in pairwise([*starts, (len(message.tokens), 0)]):
        if start < end:
            found.append(_clause(message, start, end, sentence))
    return found


def items(message: Utterance) -> list[Utterance]:
    """Return what a short message lists, as in "side effects and price"; none where it names but one thing."""
    if len(message.tokens) > MAX_LISTED:
        return []
    found: list[list[Token]] = [[]]
    for index, token in enumerate(message.tokens):
        is_apart = index > 0 and not (STOPS | BREAKS).isdisjoint(_gap(message, index))
        if token.word in LISTING:
            found.append([])
        else:
            found += [[token]] if is_apart else []
            found[-1] += [] if is_apart else [token]
    listed = [joined(tokens) for tokens in found if tokens]
    return listed if len(listed) > 1 else []


def _starts(message: Utterance) -> Iterator[tuple[int, int]]:
    """Yield the index of each clause's first token, and the number of its sentence."""
    sentence = 0
    for index, token in enumerate(message.tokens):
        gap = _gap(message, index)
        if index == 0 or not STOPS.isdisjoint(gap):
            sentence += index > 0
            yield index, sentence
        elif token.start < message.tokens[index - 1].end:
            continue  # the second word of two that were written as one
        elif _begins_question(message.tokens, index, not BREAKS.isdisjoint(gap) or " - " in gap):
            yield index, sentence


def _gap(message: Utterance, index: int) -> str:
    """Return what stands between the token at `index` and the one before it."""
    before = message.tokens[index - 1].end if index else 0
    return message.text[before : message.tokens[index].start]


def _begins_question(tokens: Sequence[Token], index: int, is_after_break: bool) -> bool:
    """Whether a question of its own begins at `index` within a sentence."""
    word, before = tokens[index].word, tokens[index - 1].word
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if before in JOINERS and index > 1 and word in OPENERS:
        return True
    if is_after_break and (word in OPENERS or (word in JOINERS and following in OPENERS)):
        return word in OPENERS or word not in JOINERS
    is_run_on = word in WH_WORDS and following in (AUXILIARIES | QUANTITIES if word.startswith("how") else AUXILIARIES)
    return is_run_on and before not in SUBORDINATORS


def _clause(message: Utterance, start: int, end: int, sentence: int) -> Clause:
    tokens = message.tokens
    gap = _gap(message, end) if end < len(tokens) else message.text[tokens[-1].end :]
    first = message.text.rfind("¿", 0, tokens[start].start) if "¿" in message.text else -1
    begin = first if first >= 0 else tokens[start].start
    stop = tokens[end - 1].end + len(gap.rstrip()) if not STOPS.isdisjoint(gap) else tokens[end - 1].end
    part = message.part(begin, stop)
    return Clause(_trimmed(part), "?" in gap or "؟" in gap or _asks(part.tokens), sentence, begin, stop)


def _trimmed(part: Utterance) -> Utterance:
    """Return `part` without a joining word at its end: "does it hurt and"."""
    tokens = part.tokens
    last = len(tokens)
    while last > 1 and tokens[last - 1].word in JOINERS:
        last -= 1
    return part if last == len(tokens) else part.part(0, tokens[last - 1].end)


def _asks(tokens: Sequence[Token]) -> bool:
    """Whether words ask something by their order alone: "is it safe", "I'd like to know whether it hurts"."""
    words = [token.word for token in tokens]
    start = 0
    while start < len(words) and words[start] in FILLERS:
        start += 1
    if words[start : start + 1] and words[start] in OPENERS:
        return True
    embedded = WH_WORDS | {"whether", "if"}
    return any(
        word in ASKING_VERBS and not embedded.isdisjoint(words[index + 1 : index + 1 + EMBEDDED_REACH])
        for index, word in enumerate(words)
    )
