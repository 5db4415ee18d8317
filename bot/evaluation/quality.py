"""How good a clinic's bot can be expected to be: what it would make of phrases that it had not learnt from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.content import Kind, Knowledge
from bot.dialogue import Bot
from bot.dialogue.state import Tokens
from bot.nlu import learn
from bot.nlu.training import TrainingSet
from bot.triage import EmergencyDetector

PARTS = 3  # of the phrases of the clinic's answers, of which one is held out
MAX_IN_TURN = 600  # up to so many phrases, each part is held out in turn; of more, one tells enough

Phrase = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares, 0 to 1, of questions in new words that would be answered right, answered wrong, and not answered but
    offered or declined; and the intents of which fewest would be answered right, each with its share, worst first."""

    right: float
    wrong: float
    not_answered: float
    weakest: tuple[tuple[str, float], ...]


def expected_quality(knowledge: Knowledge, n_weakest: int) -> Quality | None:
    """Ask a bot that has not learnt a part of the phrases of the clinic's own answers those very phrases.

    Phrases that are nearly the same are held out together. Returns None where the clinic has no phrase of an answer.
    """
    own = {i.id: i for i in knowledge.intents.values() if i.kind is Kind.ANSWER and not i.is_shipped}
    phrases = [(text, intent.id) for intent in own.values() for text in intent.examples]
    if not phrases:
        return None
    detector = EmergencyDetector.load()
    asked, right, answered = Counter[str](), Counter[str](), 0
    for held_out in _parts(phrases):
        bot = _without(knowledge, held_out, detector)
        for text, intent in held_out:
            reply = bot.reply(text)
            asked[intent] += 1
            right[intent] += intent in reply.intents
            answered += reply.kind is Kind.ANSWER and intent not in reply.intents
    total = asked.total()
    shares = sorted((right[intent] / asked[intent], intent) for intent in asked)
    weakest = tuple((intent, share) for share, intent in shares[:n_weakest])
    return Quality(right.total() / total, answered / total, 1 - (right.total() + answered) / total, weakest)


def _parts(phrases: list[Phrase]) -> Iterator[list[Phrase]]:
    parts = TrainingSet.of(phrases).parts(PARTS).tolist()
    for number in range(PARTS if len(phrases) <= MAX_IN_TURN else 1):
        if held_out := [phrase for phrase, part in zip(phrases, parts, strict=True) if part == number]:
            yield held_out


def _without(knowledge: Knowledge, held_out: list[Phrase], detector: EmergencyDetector) -> Bot:
    """Return a bot that does not know the phrases `held_out`."""
    gone = set(held_out)
    intents = {
        i.id: replace(i, examples=tuple(text for text in i.examples if (text, i.id) not in gone))
        for i in knowledge.intents.values()
    }
    fewer = replace(knowledge, intents=intents)
    return Bot(fewer, learn(fewer.examples, fewer.lexicon), detector, Tokens())
