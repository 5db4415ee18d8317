"""The emergency rules as data: what the language pack's files may say, checked when they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, StringConstraints

from bot.triage.pattern import Group, Line, Pattern

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]

DEFAULT_LANGUAGE = "en"
TREATED = "treated"
OR_ELSE = "/"
RANGE = re.compile(r"(\d+)\.\.(\d+)")


class Direction(StrEnum):
    """Which words a modifier's cue silences."""

    ITSELF = "itself"
    """The cue's own words: "dying to know"."""
    LIST = "list"
    """The list of symptoms that follows: "no fever, pain or swelling"."""
    FORWARD = "forward"
    """What follows it in the sentence: "can it cause chest pain"."""
    BOTH = "both"
    """Both sides: "I fainted at a flu jab years ago"."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Modifier(_Part):
    """One of ConText's modifiers: how words are denied, asked about in general, supposed, long past or an idiom."""

    name: Name
    cues: tuple[Pattern, ...] = Field(min_length=1)
    """Patterns; each one found in a message silences words."""
    direction: Direction
    opening: bool = False
    """Whether a cue counts only where it begins its sentence."""
    terminated_by: tuple[Pattern, ...] = ()
    """Patterns at whose beginning its scope ends."""
    through: tuple[Pattern, ...] = ()
    """For `list`: what a list may hold beside symptoms."""
    exceptions: tuple[Pattern, ...] = ()
    """Patterns that void it in the whole message: "can it cause that? mine is getting worse"."""


class Rule(_Part):
    """One kind of emergency, and the triggers that it is known by."""

    id: Name
    reply: Name
    triggers: tuple[Pattern, ...] = ()
    """Patterns; one is enough, unless it is silenced."""
    triggers_in_context: tuple[Pattern, ...] = ()
    """Patterns that are enough where one of `contexts` stands somewhere in the message too."""
    contexts: tuple[Name, ...] = ()
    exceptions: tuple[Pattern, ...] = ()
    """Patterns that, in the trigger's own sentence, make it harmless."""
    heeds: tuple[Name, ...] | None = None
    """The modifiers that can silence it, where not all can: a wish to die is no less one for being asked about."""
    whole_message: bool = False
    """Whether it takes a message of nothing but its triggers and fillers: "help me please"."""
    fires_alone: Literal["always", "after-treatment"] | None = None
    """Where a match is an emergency whatever else is said, since a miss is unforgivable and the words are few."""

    @cached_property
    def all_triggers(self) -> tuple[Pattern, ...]:
        """All triggers, those in context too."""
        return (*self.triggers, *self.triggers_in_context)


def _in_order(line: str) -> str:
    """Check that a number lies in each range of a phrase. Raises ValueError where none does."""
    for lowest, highest in RANGE.findall(line):
        if int(lowest) > int(highest):
            raise ValueError(f"has no number in '{lowest}..{highest}': write the lower one first")
    return line


class LanguageFile(_Part):
    """One language's part: its replies, its advice, and the words and phrases of the groups that the rules name.

    `dusz*` is a stem, `#` any number, `38..43` one of these or between, `?` a question mark, and
    `wont/doesnt wake/respond` four phrases.
    """

    replies: Mapping[Name, Line] = {}
    """Reply id to its text; `advice` is what stands beside other replies."""
    words: Mapping[Name, tuple[Annotated[Line, AfterValidator(_in_order)], ...]]


class ForeignLanguage(_Part):
    """What to say in a language that the bot cannot speak, and the beginnings of words that tell of an emergency."""

    say: Line
    words: tuple[Line, ...]


class ForeignFile(RootModel[Mapping[str, ForeignLanguage]]):
    """Those languages, by their ISO 639-1 codes."""


class RuleFile(_Part):
    """The rules for all languages; patterns name word groups, whose words the languages' files hold."""

    fillers: tuple[Line, ...] = ()
    """Words that may stand between the words of a phrase."""
    contexts: Mapping[Name, tuple[Pattern, ...]] = Field(default_factory=dict)
    """Context to the patterns by which a message shows it, anywhere.

    Where `treated` is shown, more rules fire alone, and the classifier weighs each once more.
    """
    lasting: Mapping[Name, tuple[Pattern, ...]] = Field(default_factory=dict)
    """Context to the patterns by which a message shows it for all that follow in the dialogue, unless silenced."""
    modifiers: tuple[Modifier, ...] = ()
    told: tuple[Group, ...] = ()
    """Word groups that silence nothing, but tell the classifier something wherever they stand."""
    rules: tuple[Rule, ...] = Field(min_length=1)
    """In order of precedence: the first that matches gives the reply."""

    @cached_property
    def symptoms(self) -> frozenset[str]:
        """The word groups of which triggers are made."""
        return frozenset(name for rule in self.rules for trigger in rule.all_triggers for name in trigger.groups())
