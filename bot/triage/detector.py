"""The emergency door: whether a message describes something that needs a human now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.triage.language_rules import Wing
from bot.triage.rules import DEFAULT_LANGUAGE, EmergencyRules
from bot.triage.words import SENTENCE, Word, placed

_CACHED_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the door found: the rule that fired, the reply it calls for, and that reply's text with its placeholders.

    `language` is the one that the message was understood in; the text is in it where the rules have one, else English.
    """

    rule: str
    reply: str
    language: str
    text: str


class EmergencyDetector:
    """Holds every message against the rules, before anything else does. Safe to share between threads.

    Raises ValueError where the rules name what they do not have; `EmergencyRules.problems` says where.
    """

    def __init__(self, rules: EmergencyRules) -> None:
        if problems := [problem.message for problem in rules.problems()]:
            raise ValueError("; ".join(problems))
        self._rules = rules
        self._wings = {language: Wing(rules, language) for language in sorted(rules.languages() | {DEFAULT_LANGUAGE})}
        self._knowing = lru_cache(_CACHED_WORDS)(self._languages_of)

    def check(self, message: str) -> Alarm | None:
        """The alarm that `message` raises, or None. Takes any text of any length and never raises."""
        words = placed(message)
        for language in sorted(self._spoken(words)):
            if rule := self._wings[language].check(words):
                return self._alarm(rule.id, rule.reply, language)
        return None

    def sees(self, message: str) -> bool:
        """Whether `message` shows a sign that some rule knows, though it may be denied, asked about or harmless."""
        words = placed(message)
        return any(self._wings[language].sees(words) for language in self._spoken(words))

    def alarm(self, rule: str, reply: str, message: str) -> Alarm:
        """An alarm that `message` raises for another reason, named `rule`; in English where it may be English."""
        spoken = self._spoken(placed(message)) or {DEFAULT_LANGUAGE}
        return self._alarm(rule, reply, DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in spoken else min(spoken))

    def _alarm(self, rule: str, reply: str, language: str) -> Alarm:
        texts = self._rules.replies[reply]
        return Alarm(rule, reply, language, texts.get(language, texts[DEFAULT_LANGUAGE]))

    def _spoken(self, words: Sequence[Word]) -> set[str]:
        """The languages that a message may be in: of each sentence, those that know the most of its words."""
        votes: dict[int, dict[str, int]] = {}
        for word, place in words:
            sentence = votes.setdefault(place // SENTENCE, {DEFAULT_LANGUAGE: 0})
            for language in self._knowing(word):
                sentence[language] = sentence.get(language, 0) + 1
        return {language for sentence in votes.values() for language in _likely(sentence)}

    def _languages_of(self, word: str) -> tuple[str, ...]:
        return tuple(language for language, wing in self._wings.items() if wing.knows(word))


def _likely(votes: Mapping[str, int]) -> Iterator[str]:
    """The languages with the most votes, and English unless it is far behind."""
    most = max(votes.values())
    return (
        language
        for language, count in votes.items()
        if count == most or (language == DEFAULT_LANGUAGE and 2 * count >= most)
    )
