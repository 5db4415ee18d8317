"""The emergency door's rules as data: what the clinic's YAML may say, checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

PLACEHOLDERS = frozenset({"emergency_number", "crisis_line", "phone", "clinic"})
DEFAULT_LANGUAGE, ANY_LANGUAGE = "en", "any"
IN_ORDER, IN_ANY_ORDER, OR = ">", "+", "|"
OR_ELSE = "/"
_PATTERN_KEYS = ("signs", "signs_in_context", "cues", "until", "through", "joined_by", "unless")
_FIELD = re.compile(r"\{(.*?)\}")
RANGE = re.compile(r"(\d+)\.\.(\d+)")
_JOINT = re.compile(r"\s*[>+]\s*")


@cache
def terms(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The terms that a pattern such as "swollen + lips|tongue" is made of, in its order, each with its word groups."""
    return tuple(tuple(name.strip() for name in term.split(OR)) for term in _JOINT.split(pattern))


class Over(StrEnum):
    """Which words a cue silences."""

    ITSELF = "itself"
    """The cue's own words: "dying to know"."""
    LIST = "list"
    """The list of symptoms that follows: "no fever, pain or swelling"."""
    REST = "rest"
    """What follows it in the sentence: "can it cause chest pain"."""
    BEFORE = "before"
    """What precedes it in the sentence: "the fever has gone down"."""
    SENTENCE = "sentence"
    """Both sides: "I fainted at a flu jab years ago"."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quiet(_Part):
    """One way in which words of alarm are no alarm: denied, asked about in general, supposed, long past, an idiom."""

    name: Name
    cues: tuple[Line, ...] = Field(min_length=1)
    """Patterns; each one found in a message silences words."""
    over: Over
    opening: bool = False
    """Whether a cue counts only where it begins its sentence, greetings aside."""
    until: tuple[Name, ...] = ()
    """Word groups at which the silence ends."""
    grace: int = Field(default=0, ge=0)
    """How many words after the cue cannot end it yet."""
    through: tuple[Name, ...] = ()
    """For `list`: the word groups that a list may hold beside symptoms."""
    joined_by: tuple[Name, ...] = ()
    """For `list`: the "or" by which a list shows, past its first comma, that it is one."""
    unless: tuple[Line, ...] = ()
    """Patterns that lift the silence from the sentence in which they stand."""
    unless_context: tuple[Name, ...] = ()
    """Contexts that lift it from the whole message: "can it cause that? mine is getting worse"."""


class Rule(_Part):
    """One kind of emergency: the signs it is known by, and messages that must and must not raise it."""

    id: Name
    reply: Name
    signs: tuple[Line, ...] = ()
    """Patterns; one is enough, unless it is silenced."""
    signs_in_context: tuple[Line, ...] = ()
    """Patterns that are enough where one of `context` stands somewhere in the message too."""
    context: tuple[Name, ...] = ()
    unless: tuple[Line, ...] = ()
    """Patterns that, in the sign's own sentence, make it harmless."""
    reach: int | None = Field(default=None, ge=1, le=20)
    """How far apart the parts of this rule's patterns may stand, where it differs from the others'."""
    must_trigger: tuple[Line, ...] = Field(min_length=1)
    must_not_trigger: tuple[Line, ...] = Field(min_length=1)


class Problem(NamedTuple):
    """What is wrong in the rules, and where: the keys and indexes that lead there, such as ("rules", 3, "signs", 0)."""

    location: tuple[str | int, ...]
    message: str


class EmergencyRules(_Part):
    """All that the emergency door knows. What pydantic cannot see, `problems` finds."""

    replies: Mapping[Name, Mapping[Name, Line]]
    """Reply id to its text in each language; English is the one that must be there."""
    words: Mapping[Name, Mapping[Name, tuple[Line, ...]]]
    """Word group to its words and phrases in each language, or in `any`.

    `dusz*` is a stem, `#` any number, `38..43` one of these or between, `?` a question
    mark, and `wont/doesnt wake/respond` four phrases.
    """
    fillers: tuple[Line, ...] = ()
    """Words that may stand between the words of a phrase."""
    greetings: tuple[Line, ...] = ()
    """Words that may stand before the opening of a question."""
    misspelt: tuple[Line, ...] = ()
    """Short words that are to be known misspelt, too, or run together with a small word, as the longer ones of all
    signs and contexts are."""
    glue: tuple[Line, ...] = ()
    """Those small words."""
    ordinary: tuple[Line, ...] = ()
    """Ordinary words that look like words of alarm and must never be taken for a misspelling of one."""
    reach: int = Field(default=5, ge=1, le=20)
    """How far apart, in words, the parts of a pattern may stand; a comma counts as a word."""
    contexts: Mapping[Name, tuple[Line, ...]] = Field(default_factory=dict)
    """Context to the patterns by which a message shows it, anywhere, such as having had a treatment."""
    quiet: tuple[Quiet, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)
    """In order of precedence: the first that fires gives the reply."""

    def problems(self) -> Iterator[Problem]:
        """Everything in the rules that names what is not there, or stands twice."""
        yield from self._range_problems()
        yield from self._pattern_problems()
        yield from self._rule_problems()
        yield from self._context_problems()
        yield from self._reply_problems()

    def languages(self) -> frozenset[str]:
        """The languages that the rules understand."""
        return frozenset(language for phrases in self.words.values() for language in phrases) - {ANY_LANGUAGE}

    def lines(self, group: str, language: str) -> tuple[str, ...]:
        """A word group's lines of words and phrases in one language, those of any language included."""
        return (*self.words[group].get(language, ()), *self.words[group].get(ANY_LANGUAGE, ()))

    def shown_by(self, contexts: Iterable[str]) -> tuple[str, ...]:
        """The patterns by which a message shows one of `contexts`."""
        return tuple(chain.from_iterable(self.contexts[name] for name in contexts))

    def symptoms(self) -> frozenset[str]:
        """The word groups of which signs are made."""
        return _named(sign for rule in self.rules for sign in (*rule.signs, *rule.signs_in_context))

    def telling(self) -> frozenset[str]:
        """The word groups without which an alarm would be missed: those of signs and of contexts."""
        return self.symptoms() | _named(pattern for patterns in self.contexts.values() for pattern in patterns)

    def placeholders(self) -> frozenset[str]:
        """The names that the replies need filled in, such as "emergency_number"."""
        return frozenset().union(*(_fields(text) for texts in self.replies.values() for text in texts.values()))

    def _range_problems(self) -> Iterator[Problem]:
        for name, languages in self.words.items():
            for language, lines in languages.items():
                for at, line in enumerate(lines):
                    for lowest, highest in RANGE.findall(line):
                        if int(lowest) > int(highest):
                            message = f"no number lies in '{lowest}..{highest}': write the lower number first"
                            yield Problem(("words", name, language, at), message)

    def _pattern_problems(self) -> Iterator[Problem]:
        for location, pattern in self._patterns():
            for name in chain.from_iterable(terms(pattern)):
                if name not in self.words:
                    yield Problem(location, f"there is no word group '{name}': add it under words, or mend the name")
            if IN_ORDER in pattern and IN_ANY_ORDER in pattern:
                yield Problem(location, f"'{pattern}' mixes > and +: write two patterns")

    def _patterns(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every pattern in the rules, and where it stands."""
        for name, patterns in self.contexts.items():
            yield from ((("contexts", name, at), pattern) for at, pattern in enumerate(patterns))
        for section in ("quiet", "rules"):
            for number, part in enumerate(getattr(self, section)):
                for key in _PATTERN_KEYS:
                    for at, pattern in enumerate(getattr(part, key, ())):
                        yield (section, number, key, at), pattern

    def _rule_problems(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for number, rule in enumerate(self.rules):
            here: tuple[str | int, ...] = ("rules", number)
            if rule.id in seen:
                yield Problem((*here, "id"), f"rule '{rule.id}' stands twice: rename one of them")
            seen.add(rule.id)
            if rule.reply not in self.replies:
                yield Problem((*here, "reply"), f"there is no reply '{rule.reply}': add it under replies")
            if not rule.signs and not rule.signs_in_context:
                yield Problem((*here, "id"), f"rule '{rule.id}' has no sign to know it by: add one under signs")
            if bool(rule.signs_in_context) != bool(rule.context):
                yield Problem((*here, "id"), f"rule '{rule.id}' needs both signs_in_context and context, or neither")

    def _context_problems(self) -> Iterator[Problem]:
        for section, key in (("quiet", "unless_context"), ("rules", "context")):
            for number, part in enumerate(getattr(self, section)):
                for at, name in enumerate(getattr(part, key)):
                    if name not in self.contexts:
                        message = f"there is no context '{name}': add it under contexts"
                        yield Problem((section, number, key, at), message)

    def _reply_problems(self) -> Iterator[Problem]:
        for reply, texts in self.replies.items():
            if DEFAULT_LANGUAGE not in texts:
                yield Problem(("replies", reply), f"reply '{reply}' has no text in English: add one as 'en'")
            for language, text in texts.items():
                for field in sorted(_fields(text) - PLACEHOLDERS):
                    known = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
                    yield Problem(("replies", reply, language), f"there is no placeholder {{{field}}}: use {known}")


def _named(patterns: Iterable[str]) -> frozenset[str]:
    """The word groups that patterns name."""
    return frozenset(name for pattern in patterns for term in terms(pattern) for name in term)


def _fields(text: str) -> frozenset[str]:
    return frozenset(_FIELD.findall(text))
