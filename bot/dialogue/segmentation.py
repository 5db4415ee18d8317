"""Cut a message into clauses, and find the stretches of it that are most likely questions of their own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from bot.content import Kind
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.priors import is_self_contained
from bot.nlu.utterance import Utterance

WH_WORDS = frozenset("how what whats when where wheres which who whos whose why hows whens whether".split())
AUXILIARIES = frozenset(
    (
        "do does did is are was were will would can could should must may might shall has have had am isnt arent "
        "doesnt dont didnt cant couldnt wont wouldnt shouldnt ought "
    ).split()
)
INVERTED = AUXILIARIES - frozenset("have has had".split())  # what follows these may be an object: "has had it"
SUBJECTS = frozenset("i you he she it we they one there".split())
ASKING = frozenset("know wonder wondering ask asking asks tell".split())
QUANTITIES = frozenset("many much long often far deep soon big old quickly".split())
CONJUNCTIONS = frozenset("and n also plus then but".split())  # no "or": what it joins is one question
JOINERS = CONJUNCTIONS | frozenset("or so because cos though".split())
FILLERS = JOINERS | frozenset(
    ("ok okay right well hi hello hey hiya please just sorry thanks ta cheers quick question anyway ").split()
)
QUESTION_MARKS = frozenset("?؟")
STOPS = frozenset(".!?…\n؟¿")
MARKS = STOPS | frozenset(",;:+/–—(&")
MOST_CLAUSES = 7  # what stands after so many is one clause: nobody asks more, and each takes time to read
MAX_ASKED = 80  # tokens of a stretch that may be a question by itself: a longer one tells, and takes long to read
MAX_LISTED = 20  # words of a message in which a clause that does not ask may be a question, too: "risks of lipo"
# What a question adds to the logarithm of a message's likelihood, beside that of its own confidence.
ASKED = 1.8
TOLD = 0.7  # where its words do not ask
ONE_MATTER = 1.2  # for a whole message that people answer, that is out of scope, or that compares

ReadStretch = Callable[[int, int, Interpretation | None], Interpretation | None]


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a message from number `first` to before `end`.

    `asks` says whether their words ask something, `is_clear` whether they say by themselves what about.
    """

    first: int
    end: int
    asks: bool
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The questions in the first clauses of a message, in order, and the logarithm of how likely these are all."""

    log_likelihood: float = 0.0
    questions: tuple[Interpretation, ...] = ()

    def followed_by(self, question: Interpretation | None, asks: bool) -> Segmentation:
        """Return these questions and one more; what was asked already, and what is no question, adds nothing."""
        known = {each.intent.id for each in self.questions}
        if not question or question.intent.id in known or not question.intent.kind.replies:
            return self
        return Segmentation(self.log_likelihood + _log_likelihood(question, asks), (*self.questions, question))


def cut(message: Utterance) -> list[Clause]:
    """Cut `message` at its marks, before words that join, and before each question that runs on from another.

    At most MOST_CLAUSES are cut, so that the time is linear in the number of tokens. Joining words that a clause begins
    with belong to none.
    """
    starts = islice(_starts(message), MOST_CLAUSES)
    found = [_clause(message, start, end) for start, end in pairwise([*starts, len(message.tokens)])]
    return [clause for clause in found if clause.first < clause.end]


def segmented(whole: Interpretation, clauses: Sequence[Clause], read: ReadStretch) -> Sequence[Interpretation]:
    """Return the likeliest questions of a message: `whole` alone, or stretches of its `clauses`.

    `read` interprets the tokens from one number to before another, given the question before them, and returns None
    where they surely are none. The best way to cut the first clauses is found for one clause after another (Viterbi,
    1967).
    """
    is_short = len(whole.utterance.tokens) <= MAX_LISTED
    together = _of_whole(whole, clauses)
    # The most that any way to cut the message can have: each clause is a question, with confidence 1.
    most = sum(ASKED if clause.asks else TOLD * is_short for clause in clauses)
    if together >= most:
        return [whole]
    best = [Segmentation()]
    for end in range(1, len(clauses) + 1):
        options = [best[-1]]
        for start in _beginnings(clauses, end, is_short):
            before = best[start].questions[-1] if best[start].questions else None
            question = read(clauses[start].first, clauses[end - 1].end, before)
            options.append(best[start].followed_by(question, clauses[end - 1].asks))
        best.append(max(options, key=lambda option: option.log_likelihood))
    return best[-1].questions if best[-1].questions and best[-1].log_likelihood > together else [whole]


def _beginnings(clauses: Sequence[Clause], end: int, is_short: bool) -> Iterator[int]:
    """Yield the clauses with which a question may begin that ends before the clause `end`.

    It takes along what is told before it where it is not clear by itself: "I have acne. Can it help?"
    """
    clause = clauses[end - 1]
    if clause.end - clause.first > MAX_ASKED:
        return
    if clause.asks or is_short:
        yield end - 1
    is_bare = clause.asks and not clause.is_clear
    if is_bare and end > 1 and not clauses[end - 2].asks and len(clauses) > 2:  # two alone are the whole message
        yield end - 2


def _of_whole(whole: Interpretation, clauses: Sequence[Clause]) -> float:
    """Return the logarithm of how likely a message is one question; small talk is none."""
    if whole.intent.kind is Kind.SMALLTALK:
        return 0.0
    is_one = whole.intent.kind is not Kind.ANSWER and whole.reason is None
    together = ONE_MATTER if is_one or whole.intent.is_comparison else 0.0
    return _log_likelihood(whole, any(clause.asks for clause in clauses)) + together


def _log_likelihood(question: Interpretation, asks: bool) -> float:
    return math.log(max(question.confidence, 0.001)) + (ASKED if asks else TOLD)


def _starts(message: Utterance) -> Iterator[int]:
    """Yield the number of each clause's first token."""
    tokens = message.tokens
    for index, token in enumerate(tokens):
        is_second = index > 0 and token.start < tokens[index - 1].end  # of two words that were written as one
        if index == 0 or (not is_second and _begins(message, index)):
            yield index


def _begins(message: Utterance, index: int) -> bool:
    """Return whether a clause begins at the token `index`, which is not the first."""
    word, *following = (token.word for token in message.tokens[index : index + 2])
    gap = _gap(message, index)
    is_run_on = word in WH_WORDS and not (AUXILIARIES | QUANTITIES).isdisjoint(following)
    return word in CONJUNCTIONS or is_run_on or " - " in gap or not MARKS.isdisjoint(gap)


def _gap(message: Utterance, index: int) -> str:
    """Return what stands before the token at `index`, or at the end of the message."""
    tokens = message.tokens
    start = tokens[index - 1].end if index else 0
    return message.text[start : tokens[index].start if index < len(tokens) else None]


def _clause(message: Utterance, first: int, end: int) -> Clause:
    is_sentence = first == 0 or not STOPS.isdisjoint(_gap(message, first))
    is_marked = is_sentence and not QUESTION_MARKS.isdisjoint(_gap(message, end))
    while first < end and message.tokens[first].word in JOINERS:
        first += 1
    words = message.words[first:end]
    return Clause(first, end, is_marked or _asks(words), is_self_contained(words))


def _asks(words: Sequence[str]) -> bool:
    """Return whether words ask by themselves: "is it safe", "with lipo do I need days off", "I wonder if it is"."""
    opener = next((word for word in words if word not in FILLERS), "")
    return (
        opener in AUXILIARIES
        or opener == "any"
        or not WH_WORDS.isdisjoint(words)
        or any(map(_inquires, words, words[1:]))
    )


def _inquires(word: str, following: str) -> bool:
    """Return whether a verb stands before its subject, or a question is told of."""
    return (word in INVERTED and following in SUBJECTS) or (word in ASKING and following in ("if", "about"))
