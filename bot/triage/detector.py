"""The emergency detector: whether a message describes something that needs a human now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.triage.assessment import Assessment, Level
from bot.triage.language_rules import LanguageRules
from bot.triage.pack import FOLDER, Pack, load_pack
from bot.triage.rules import DEFAULT_LANGUAGE, Rule
from bot.triage.words import SENTENCE, Word, placed

_CACHED_WORDS = 20_000


class EmergencyDetector:
    """Assesses every message before anything else does. Safe to share between threads."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._languages = {language: LanguageRules(pack, language) for language in pack.spoken}
        self._knowing = lru_cache(_CACHED_WORDS)(self._languages_of)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> EmergencyDetector:
        """Load the detector from the language pack. Raises IntentsError with every problem in its files."""
        return cls(load_pack(folder))

    def assess(self, text: str) -> Assessment:
        """Assess a message. Takes any text of any length and never raises."""
        words = placed(text)
        spoken = sorted(self._spoken(words))
        for language in spoken:
            rules = self._languages[language]
            if matching := rules.matching(rules.read(words)):
                return self._urgent(matching[0], language)
        return Assessment(Level.NONE, None, spoken[0], "", "no sign of an emergency", 0.0)

    def _urgent(self, rule: Rule, language: str) -> Assessment:
        text = self._pack.reply(rule.reply, language)
        return Assessment(Level.URGENT, rule.reply, language, text, f"rule '{rule.id}' in {language}", 1.0)

    def _spoken(self, words: Sequence[Word]) -> set[str]:
        """Guess the languages that a message may be in: of each sentence, those that know the most of its words."""
        votes: dict[int, dict[str, int]] = {0: {DEFAULT_LANGUAGE: 0}}
        for word, place in words:
            sentence = votes.setdefault(place // SENTENCE, {DEFAULT_LANGUAGE: 0})
            for language in self._knowing(word):
                sentence[language] = sentence.get(language, 0) + 1
        return {language for sentence in votes.values() for language in _likely(sentence)}

    def _languages_of(self, word: str) -> tuple[str, ...]:
        return tuple(language for language, rules in self._languages.items() if rules.knows(word))


def _likely(votes: Mapping[str, int]) -> Iterator[str]:
    """Choose the languages with the most votes, and English unless it is far behind."""
    most = max(votes.values())
    return (
        language
        for language, count in votes.items()
        if count == most or (language == DEFAULT_LANGUAGE and 2 * count >= most)
    )
