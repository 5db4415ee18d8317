"""Read the language pack, and fit it to a clinic: what it overrides, disables or answers itself is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from bot import language
from bot.content.canned import CANNED_FORM, CannedFile
from bot.content.folder import special_file, topic_files
from bot.content.knowledge import Place, Topic
from bot.content.model import CaveatsFile, LexiconFile, Model, TopicFile
from bot.content.parsed import ParsedIntent, parsed_intents
from bot.content.validate import validate
from bot.content.yaml_file import read_yaml
from bot.errors import IntentsError
from bot.text import words_in

M = TypeVar("M", bound=Model)

TOPIC = "{topic}"  # in an example, stands for the name of one of the clinic's topics


@dataclass(frozen=True)
class LanguagePack:
    """What ships with the engine."""

    intents: tuple[ParsedIntent, ...]
    canned: CannedFile
    lexicon: LexiconFile
    caveats: CaveatsFile

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all its intents."""
        return frozenset(intent.id for intent in self.intents)

    def replaced_by(self, own: ParsedIntent) -> set[str]:
        """Return the ids of its intents whose place one of a clinic's `own` takes: by its id, or by what it answers."""
        question = _padded(own.entry.question) if own.head.kind == "answer" else ""
        return {name for name, words in self._yielding if name == own.id or any(word in question for word in words)}

    @cached_property
    def _yielding(self) -> list[tuple[str, list[str]]]:
        return [(intent.id, [_padded(word) for word in intent.entry.yields_to]) for intent in self.intents]


def read_pack() -> LanguagePack:
    """Return the language pack, which is read once. Raises IntentsError where a file of it is at fault."""
    return _read_pack(language.FOLDER)


@cache
def _read_pack(folder: Path) -> LanguagePack:
    intents = [i for path in topic_files(folder) for i in parsed_intents(read_yaml(path), _read(path, TopicFile))]
    return LanguagePack(
        tuple(intents),
        _read(special_file(folder, "phrases"), CANNED_FORM),
        _read(special_file(folder, "lexicon"), LexiconFile),
        _read(special_file(folder, "caveats"), CaveatsFile),
    )


def _read(path: Path, model: type[M]) -> M:
    parsed, diagnostics = validate(read_yaml(path), model)
    if parsed is None:
        raise IntentsError(diagnostics)
    return parsed


def fitted(
    pack: LanguagePack, own: Sequence[ParsedIntent], is_disabled: Callable[[str], bool]
) -> Iterator[ParsedIntent]:
    """Yield the pack's intents that a clinic with the intents `own` leaves in place as they are.

    A draft takes the place of none before it is served.
    """
    taken = {shipped for intent in own if intent.is_live for shipped in pack.replaced_by(intent)}
    return (intent for intent in pack.intents if intent.id not in taken and not is_disabled(intent.id))


def fitted_examples(intent: ParsedIntent, topics: Iterable[Topic]) -> Iterator[tuple[str, Place]]:
    """Yield the examples of one of the pack's intents as they are for a clinic with `topics`.

    `{topic}` becomes the names of the clinic's widest topics, taken in turn. What names one of its topics, however
    narrow, is not out of its scope.
    """
    treatments = [topic for topic in topics if topic.names and topic.role is None]
    names = cycle([topic.names[0] for topic in treatments if topic.parent is None] or [""])
    known = [_padded(name) for topic in treatments for name in topic.names]
    for text, place in intent.own_examples:
        said = _padded(text) if intent.head.kind == "out_of_scope" else ""
        if not any(name in said for name in known):
            yield (text.replace(TOPIC, next(names)) if TOPIC in text else text), place


def _padded(text: str) -> str:
    """Return the words of `text` with a space around each, so that whole words are found in it."""
    return f" {' '.join(words_in(text))} "
