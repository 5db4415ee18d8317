"""Bring like questions together, so that an editor reads each of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from bot.inbox.item import InboxItem, InboxReason
from bot.nlu.english import is_english, stem
from bot.nlu.word_vectors import Floats, word_vectors
from bot.text import normalise, tokens, words_in

ALIKE = 0.8  # of the telling words of two questions; above it, they are taken for one
MISSPELT = 84.0  # of 100, the likeness from which a strange word is taken for a slip of another
AGAIN = 0.6  # of the telling words or of their meaning, from which a message asks what the one before it asked
MEANT = 0.5  # nearness in meaning, from which two groups of questions are one: beer and wine, swimming and the pool
SHORTEST = 5  # letters; in shorter words, one other letter makes another word
# What grouping costs has a bound, whatever visitors send: only so much of a question is compared, with so much else.
WORDS_OF_ONE = 40
WORDS_MENDED = 2_000  # the most frequent of all words; each is compared with each
LEADERS_OF_A_WORD = 200
MOST_JOINED = 1_000  # of the largest groups, whose meanings are compared

# Words that many questions share whatever they ask: without them, "does it hurt" and "does it work" are far apart.
_FILLERS = frozenset(
    tokens(
        """
        a about actually am an and any anyone are as at be been being but by can could did do does doing don't for from
        get getting give go going got had has have having hello help hey hi how i i'd i'm i've if in into is it it's its
        just kindly know like lot lots many may me might my need of ok on one or our please quite really should so some
        someone something tell than thanks that that's the their them then there these they this to u up us very want
        was we were what what's whats which will with would you you're your
        """
    )
)

# Words that turn a question into another one, however near the rest is.
_TURNING = frozenset(tokens("after before can't don't never no not where who without"))

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are alike, oldest first; or what visitors said about one intent's answer, without a question.

    `text` is how it was asked most often; it is empty where an answer is judged.
    """

    text: str
    entries: tuple[InboxItem, ...]

    @property
    def id(self) -> int:
        """The number by which an editor names the group: its oldest entry's."""
        return self.entries[0].id

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of all its entries."""
        return tuple(entry.id for entry in self.entries)

    @property
    def reasons(self) -> dict[InboxReason, int]:
        """Why its entries are here, and how often."""
        return dict(Counter(entry.reason for entry in self.entries))

    @property
    def wordings(self) -> tuple[str, ...]:
        """The different ways in which it was asked, most frequent first."""
        return tuple(text for text, _ in Counter(entry.text for entry in self.entries if entry.text).most_common())

    @property
    def comments(self) -> tuple[str, ...]:
        """What visitors said about the answer, oldest first."""
        return tuple(entry.comment for entry in self.entries if entry.comment)

    @property
    def intent(self) -> str:
        """The intent that was judged or offered most often; empty where none was."""
        return next((intent for intent, _ in Counter(e.intent for e in self.entries if e.intent).most_common(1)), "")


def group(entries: Iterable[InboxItem]) -> list[Group]:
    """Return `entries` in groups of like questions, largest first, then oldest; judged answers by their intent."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    asked = [entry for entry in ordered if entry.text]
    alike: dict[object, list[InboxItem]] = {}
    for entry, leader in zip(asked, _leaders(_telling(entry.text for entry in asked)), strict=True):
        alike.setdefault(leader, []).append(entry)
    judged: dict[str, list[InboxItem]] = {}
    for entry in ordered:
        if not entry.text:
            judged.setdefault(entry.intent, []).append(entry)
    groups = map(as_group, (*_joined([*alike.values()]), *judged.values()))
    return sorted(groups, key=lambda found: (-len(found.entries), found.id))


def _joined(groups: list[list[InboxItem]]) -> list[list[InboxItem]]:
    """Join groups whose questions mean alike though their words differ (beer, wine, alcohol): each to a larger one."""
    ordered = sorted(groups, key=lambda entries: (-len(entries), entries[0].id))
    leaders: list[list[InboxItem]] = []
    turns: list[Words] = []
    meanings = np.zeros((min(len(ordered), MOST_JOINED), word_vectors().size), dtype=np.float32)
    for entries in ordered[:MOST_JOINED]:
        meaning, turn = _meaning(entries[0].text), _turn(entries[0].text)
        same_turn = np.array([other == turn for other in turns], dtype=np.float32)
        nearness = (meanings[: len(leaders)] @ meaning) * same_turn
        if leaders and nearness.max() >= MEANT:
            leaders[int(nearness.argmax())] += entries
        else:
            meanings[len(leaders)] = meaning
            turns.append(turn)
            leaders.append(list(entries))
    joined = [sorted(entries, key=lambda entry: entry.id) for entries in leaders]
    return [*joined, *ordered[MOST_JOINED:]]


def _turn(text: str) -> Words:
    return _TURNING.intersection(words_in(text))


def _meaning(text: str) -> Floats:
    """Return the direction of a question's telling words; the dot product of two is how near they mean, 0 to 1."""
    words = words_in(text)[:WORDS_OF_ONE]
    return word_vectors().vector([word for word in words if word not in _FILLERS] or words)


def same_question(one: str, other: str) -> bool:
    """Return whether `other` asks what `one` did, in other words: their telling words are, or mean, mostly the same."""
    if normalise(one) == normalise(other):
        return False
    first, second = _telling((one, other))
    same_words = _likeness(len(first & second), first, second) >= AGAIN
    return same_words or (_turn(one) == _turn(other) and float(_meaning(one) @ _meaning(other)) >= AGAIN)


def as_group(entries: Sequence[InboxItem]) -> Group:
    """Return `entries`, of which there is at least one, as one group, whatever they ask."""
    [(text, _)] = Counter(entry.text for entry in entries).most_common(1)
    return Group(text, tuple(entries))


def _telling(texts: Iterable[str]) -> list[Words]:
    """Return for each text the stems of its telling words, slips mended; of all its words where none is telling."""
    spoken = [words_in(text) or [text] for text in texts]
    chosen = [[word for word in words if word not in _FILLERS] or words for words in spoken]
    chosen = [words[:WORDS_OF_ONE] for words in chosen]
    mended = _mended(Counter(word for words in chosen for word in words))
    return [frozenset(stem(mended.get(word, word)) for word in words) for words in chosen]


def _mended(counts: Counter[str]) -> dict[str, str]:
    """Return the words that look like a slip of another, each with that one: English, or more frequent."""
    words = [word for word, _ in counts.most_common(WORDS_MENDED) if len(word) >= SHORTEST and word.isalpha()]
    strange = [word for word in words if not is_english(word)]
    likeness = process.cdist(strange, words, scorer=fuzz.ratio, score_cutoff=MISSPELT, dtype=np.uint8)
    mended: dict[str, str] = {}
    for word, row in zip(strange, likeness, strict=True):
        others = [words[number] for number in np.flatnonzero(row)]
        right = (other for other in others if is_english(other) or counts[other] > counts[word])
        if (likest := next(right, None)) is not None:
            mended[word] = likest
    return mended


def _leaders(questions: Sequence[Words]) -> list[Words]:
    """Return for each question the one that leads its group: the likest that was asked more often, or itself."""
    leaders: dict[Words, Words] = {}
    led_by: dict[str, list[Words]] = {}
    for question, _ in Counter(questions).most_common():
        shared = Counter(leader for word in question for leader in led_by.get(word, ()))
        likest = max(shared, key=lambda leader: _likeness(shared[leader], question, leader), default=question)
        if likest is question or _likeness(shared[likest], question, likest) <= ALIKE:
            likest = question
            for word in question:
                if len(leaders_of := led_by.setdefault(word, [])) < LEADERS_OF_A_WORD:
                    leaders_of.append(question)
        leaders[question] = likest
    return [leaders[question] for question in questions]


def _likeness(shared: int, one: Words, other: Words) -> float:
    """Return the share, 0 to 1, of the words of two questions that both have (Dice's coefficient)."""
    return 2 * shared / (len(one) + len(other))
