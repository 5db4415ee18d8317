"""The emergency detector: whether a message describes something that needs a human now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bot.errors import BotError
from bot.nlu.word_vectors import fingerprint as word_vectors_fingerprint
from bot.nlu.word_vectors import word_vectors
from bot.triage.assessment import Assessment, Level
from bot.triage.classifier import FILE, Classifier, Floats
from bot.triage.elsewhere import Elsewhere
from bot.triage.features import WEIGHTS, Feature, features
from bot.triage.language_rules import LanguageRules
from bot.triage.pack import FOLDER, Pack, load_pack
from bot.triage.rules import DEFAULT_LANGUAGE, Rule
from bot.triage.words import SENTENCE, Word, placed

POSSIBLE = "possible-emergency"
"""The reply to what is likely an emergency, though no rule says of which kind."""
GRAVE = "emergency"
"""The reply of rules that call for advice at the least, however unlikely the classifier finds them."""
SILENT = frozenset(
    ("modifier", name) for name in ("denied", "supposed", "long-ago", "heard-of", "hearsay", "studied", "died-of")
)
"""What shows that signs of an emergency are nobody's here, so that the classifier alone raises no alarm."""
PROBES = (
    "My wife fainted twice an hour after her injections, she has no fever but the pain is getting worse.",
    "Can it cause a seizure in a small child? Years ago my sister had one.",
)
"""Messages with features of every kind, by which it shows whether messages are still read as they were."""
_CACHED_WORDS = 5_000


class Reading(NamedTuple):
    """A message as the detector reads it: what the classifier sees, and the rules that match it, by precedence."""

    language: str
    features: frozenset[Feature]
    vector: Floats
    matching: list[Rule]
    complication: bool
    """Whether a rule matches and a treatment is told of."""

    @property
    def all_silenced(self) -> bool:
        """Whether it names signs of an emergency, none of them heard: denied, feared, long past or hearsay."""
        silenced = any(kind == "silenced" for kind, _ in self.features)
        return not self.matching and silenced and not SILENT.isdisjoint(self.features)

    @property
    def certain(self) -> Rule | None:
        """The first rule that fires whatever the classifier says."""
        alone = {"always", "after-treatment"} if self.complication else {"always"}
        return next((rule for rule in self.matching if rule.fires_alone in alone), None)


class Reader:
    """Reads messages with the rules of all languages."""

    def __init__(self, pack: Pack) -> None:
        self._languages = {language: LanguageRules(pack, language) for language in pack.spoken}
        self._order = {rule.id: number for number, rule in enumerate(pack.rules.rules)}
        self._knowing = lru_cache(_CACHED_WORDS)(self._languages_of)

    def read(self, text: str) -> Reading:
        """Read any text."""
        words = placed(text)
        votes = self._votes(words)
        spoken = {language for sentence in votes for language in _likely(sentence)}
        read = [(rules, rules.read(words)) for language, rules in self._languages.items() if language in spoken]
        scenes = [(rules, scene, rules.matching(scene)) for rules, scene in read]
        matching = {rule.id: rule for _, _, matched in scenes for rule in matched}
        return Reading(
            language=_main_language(votes),
            features=features(words, scenes),
            vector=word_vectors().vector([word for word, _ in words]),
            matching=sorted(matching.values(), key=lambda rule: self._order[rule.id]),
            complication=bool(matching) and any(rules.is_clinical(scene) for rules, scene in read),
        )

    def fingerprint(self) -> str:
        """Name the features that messages get here: weights that were learnt of others say nothing of these."""
        seen = [sorted(self.read(text).features) for text in PROBES]
        return sha256(repr((word_vectors_fingerprint(), WEIGHTS, seen)).encode()).hexdigest()

    def _votes(self, words: Sequence[Word]) -> list[Counter[str]]:
        """Count, for each sentence, how many of its words each language knows."""
        knowing: dict[int, list[str]] = {0: []}
        for word, place in words:
            knowing.setdefault(place // SENTENCE, []).extend(self._knowing(word))
        return [Counter({DEFAULT_LANGUAGE: 0} | Counter(languages)) for languages in knowing.values()]

    def _languages_of(self, word: str) -> tuple[str, ...]:
        return tuple(language for language, rules in self._languages.items() if rules.knows(word))


class EmergencyDetector:
    """Assesses every message before anything else does. Safe to share between threads."""

    def __init__(
        self, pack: Pack, reader: Reader, classifier: Classifier, elsewhere: Elsewhere, threshold: float | None = None
    ) -> None:
        """`threshold` is the likelihood from which a message is urgent, where it differs from the learnt one."""
        self._pack = pack
        self._reader = reader
        self._classifier = classifier
        self._elsewhere = elsewhere
        self._urgent_at = classifier.urgent_at if threshold is None else threshold
        self._advice_at = min(classifier.advice_at, self._urgent_at)

    @classmethod
    def load(cls, folder: Path = FOLDER, threshold: float | None = None) -> EmergencyDetector:
        """Load the detector from the language pack. Raises BotError with all that is wrong in its files."""
        reader, classifier = Reader(pack := load_pack(folder)), Classifier.load(folder)
        if classifier.fingerprint != reader.fingerprint():
            raise BotError(
                f"{folder / FILE}: these weights were learnt with other word vectors or features than there are now: "
                "learn them again with tools/learn_triage.py LABELLED.jsonl"
            )
        return cls(pack, reader, classifier, Elsewhere.load(folder), threshold)

    def assess(self, text: str) -> Assessment:
        """Assess a message. Takes any text of any length and never raises."""
        reading = self._reader.read(text)
        likelihood = self._classifier.likelihood(reading.features, reading.vector)
        if rule := reading.certain:
            return self._urgent(rule.reply, reading.language, likelihood, f"rule '{rule.id}'")
        if found := self._elsewhere.find(text):
            return self._foreign(*found, likelihood)
        if likelihood >= self._urgent_at and not reading.all_silenced:
            reply = reading.matching[0].reply if reading.matching else POSSIBLE
            return self._urgent(reply, reading.language, likelihood, self._weighed(reading, likelihood))
        if likelihood >= self._advice_at or any(rule.reply == GRAVE for rule in reading.matching):
            text = self._pack.advice(reading.language)
            reason = self._weighed(reading, likelihood)
            return Assessment(Level.ADVICE, None, reading.language, text, reason, likelihood)
        return Assessment(Level.NONE, None, reading.language, "", "no sign of an emergency", likelihood)

    def _urgent(self, reply: str, language: str, likelihood: float, reason: str) -> Assessment:
        return Assessment(Level.URGENT, reply, language, self._pack.reply(reply, language), reason, likelihood)

    def _foreign(self, language: str, words: str, say: str, likelihood: float) -> Assessment:
        """Say one line in a language that the bot cannot speak, and the rest in English."""
        text = f"{say}\n\n{self._pack.reply('emergency', DEFAULT_LANGUAGE)}"
        return Assessment(Level.URGENT, "emergency", language, text, f"'{words}' in {language}", likelihood)

    def _weighed(self, reading: Reading, likelihood: float) -> str:
        signs = [f"rule '{rule.id}'" for rule in reading.matching] or self._classifier.telling(reading.features)
        return f"likelihood {likelihood:.2f}: {', '.join(signs)}"


def _main_language(votes: Sequence[Counter[str]]) -> str:
    """Return the language that knows the most words of a message, English where it knows as many as any."""
    total: Counter[str] = sum(votes, Counter())
    return max(sorted(total), key=lambda one: (total[one], one == DEFAULT_LANGUAGE), default=DEFAULT_LANGUAGE)


def _likely(votes: Mapping[str, int]) -> Iterator[str]:
    """Choose the languages with the most votes, and English unless it is far behind."""
    most = max(votes.values())
    return (
        language
        for language, count in votes.items()
        if count == most or (language == DEFAULT_LANGUAGE and 2 * count >= most)
    )
