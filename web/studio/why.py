"""Why the bot replies as it does, in words that an editor knows: what was meant, and what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.content import Intent
from bot.dialogue import Bot
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.reasons import Reason
from bot.dialogue.state import DialogueState
from bot.dialogue.sureness import Evidence, contributions
from bot.nlu.explain import CandidateReason
from bot.nlu.utterance import Utterance

# Each reason of a reply, as a sentence.
SAID: Mapping[str, str] = {
    Reason.EMERGENCY: "The message sounds like an emergency. Those are answered first, and nothing else counts.",
    Reason.MATCHED: "It is surely this question that is meant.",
    Reason.SEVERAL: "Several questions are asked at once, and each is replied to.",
    Reason.CHOSEN: "The question is asked just as the clinic puts it.",
    Reason.AMBIGUOUS: "Several questions may be meant and none surely, so the likeliest are offered.",
    Reason.MISSING_WORD: "The likeliest answer does not speak of a word in the message, so the bot asks what is meant.",
    Reason.FEW_EXAMPLES: "There are too few phrases to be sure of anything, so the nearest questions are offered.",
    Reason.ONLY_PEOPLE: "This is for the clinic’s people to answer.",
    Reason.TOPIC_LACKS_ANSWER: "The answers say this of other topics, and not of the one that is asked about.",
    Reason.GAVE_UP: "The bot has failed several times, so it names the clinic’s people.",
    Reason.OUT_OF_SCOPE: "It is none of the clinic’s matters.",
    Reason.UNKNOWN: "No published answer fits it, or no word of it is known.",
    Reason.FOREIGN_LANGUAGE: "It is not in English.",
    Reason.NO_WORDS: "There is no telling word in it.",
    Reason.SMALLTALK: "It is talk, and no question.",
    Reason.MORE: "The visitor asks for more about the last answer.",
    Reason.REJECTED: "The visitor says that the last reply missed.",
    Reason.RESTARTED: "The visitor wants to start over.",
}
# What each piece of evidence says where it speaks for an answer, and where against it; "" where it never does.
SPEAKS = {
    "confidence": ("its phrases are like the message", "its phrases are hardly like the message"),
    "missing_share": ("", "its answer and phrases do not speak of {missing}"),
    "length": ("the message is long enough to go by", ""),
    "no_topic": ("", "no topic is named in the message"),
    "handoffs": ("", "it is also like questions that are for the clinic’s people"),
    "no_alarm": ("nothing in it sounds like an emergency", "it sounds a little like an emergency"),
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer that may be meant: how sure that is, 0 to 1; what speaks for and against it, the strongest first."""

    intent: Intent
    sureness: float
    speaks_for: list[str]
    against: list[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the likeliest questions: its share of the likelihood, words that spoke for it, and the nearest phrases."""

    intent: Intent
    share: float
    words: list[str]
    phrases: list[str]


@dataclass(frozen=True, slots=True)
class Why:
    """What became of a message: how it was read, what its answers weigh, and the likeliest questions."""

    read_as: str
    weighed: list[Weighed]
    candidates: list[Candidate]


def why(bot: Bot, message: str) -> Why:
    """Return why `bot` replies to `message` as it does, as the first of a conversation."""
    found = bot.explain(message)
    utterance = found.classification.message
    weighed = [_weighed(part, evidence) for part, evidence in bot.evidence(message, DialogueState())]
    candidates = [_candidate(bot.knowledge.learnt[reason.label], reason, utterance) for reason in found.reasons]
    return Why(" ".join(utterance.words), weighed, candidates)


def _weighed(part: Interpretation, evidence: Evidence) -> Weighed:
    gains = {name: round(gain, 1) for name, gain in contributions(evidence).items() if name in SPEAKS}
    strongest = sorted(gains, key=lambda name: -abs(gains[name]))
    missing = " and ".join(f"“{word}”" for word in part.missing)
    texts = {name: [text.format(missing=missing) for text in SPEAKS[name]] for name in strongest}
    if not missing:
        del texts["missing_share"]
    speaks_for = [texts[name][0] for name in texts if gains[name] > 0]
    against = [texts[name][1] for name in texts if gains[name] < 0]
    return Weighed(part.intent, part.sureness, [*filter(None, speaks_for)], [*filter(None, against)])


def _candidate(intent: Intent, reason: CandidateReason, message: Utterance) -> Candidate:
    words = [word for feature, weight in reason.words if weight > 0 for word in _written(feature, message)]
    return Candidate(intent, reason.share, list(dict.fromkeys(words)), [phrase for phrase, _ in reason.phrases])


def _written(feature: str, message: Utterance) -> Iterator[str]:
    """Yield what stands in the message for a word, or two neighbours, as the matcher sees them."""
    names = {feature, *feature.split()}
    meaning = ""
    for token in message.tokens:
        meaning = token.meaning or meaning  # that of a phrase stands at its first word
        if {token.stem, meaning.lstrip("=")} & names:
            yield token.word
