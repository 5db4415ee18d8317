"""Read a clinic's folder file by file, and gather what is wrong in any of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from bot.content.folder import SPECIAL_FILES, special_file, topic_files, yaml_files
from bot.content.model import Model, TopicFile
from bot.content.parsed import ParsedIntent, parsed_intents
from bot.content.validate import validate_known_keys
from bot.content.yaml_file import YamlFile, read_yaml
from bot.errors import Diagnostic, IntentsError

M = TypeVar("M", bound=Model)


class FolderReader:
    """Reads the files of one folder. `diagnostics` holds what was wrong; `files` those that could be parsed."""

    def __init__(self, folder: Path) -> None:
        """Find the folder's files. Raises IntentsError where there is none."""
        self.folder = folder
        self.diagnostics = list(_unread(folder))
        self.files: dict[Path, YamlFile] = {}
        self._topic_paths = topic_files(folder)

    def special(self, name: str, model: type[M], *, is_optional: bool = False) -> M | None:
        """Read the file of the form `name`; None where it is at fault. An optional one may be missing."""
        path = special_file(self.folder, name)
        return model.model_validate({}) if is_optional and not path.exists() else self._model(path, model)

    def topics(self) -> tuple[list[tuple[YamlFile, TopicFile]], bool]:
        """Read all topic files; give those that are sound, and whether all of them are."""
        heads = [(path, self._model(path, TopicFile)) for path in self._topic_paths]
        sound = [(self.files[path], head) for path, head in heads if head is not None]
        return sound, len(sound) == len(heads)

    def _model(self, path: Path, model: type[M]) -> M | None:
        try:
            file = self.files[path] = read_yaml(path)
        except IntentsError as error:
            self.diagnostics += error.diagnostics
            return None
        parsed, diagnostics = validate_known_keys(file, model)
        self.diagnostics += diagnostics
        return parsed


def _unread(folder: Path) -> Iterator[Diagnostic]:
    """Yield the files of which there is another with the same form, such as clinic.yml beside clinic.yaml."""
    for path in yaml_files(folder):
        read = special_file(folder, path.stem)
        if path.stem in SPECIAL_FILES and path != read:
            yield Diagnostic(path, 1, f"is not read, since {read.name} stands beside it: keep one of them")


def distinct_intents(
    heads: Sequence[tuple[YamlFile, TopicFile]], diagnostics: list[Diagnostic]
) -> Iterator[ParsedIntent]:
    """Yield the intents of all files, each id once. What stands twice is added to `diagnostics`, once for two files."""
    owners: dict[str, ParsedIntent] = {}
    for file, head in heads:
        intents = parsed_intents(file, head)
        twice = [intent for intent in intents if owners.setdefault(intent.id, intent) is not intent]
        diagnostics += _repeated_ids([(intent, owners[intent.id]) for intent in twice])
        yield from (intent for intent in intents if intent not in twice)


def _repeated_ids(twice: Sequence[tuple[ParsedIntent, ParsedIntent]]) -> Iterator[Diagnostic]:
    """Yield a finding for each intent that stands in two places; one for all of them where a file is a copy."""
    paths = {intent.file.path for pair in twice for intent in pair}
    if len(twice) > 1 and len(paths) == 2:
        copy, original = sorted(paths, key=lambda path: len(path.name), reverse=True)
        shared = f"{len(twice)} of its intents stand in {original.name} too, such as '{twice[0][0].id}'"
        yield Diagnostic(copy, 1, f"{shared}: keep one of the files")
        return
    for intent, owner in twice:
        at = owner.place("id")
        yield intent.problem(f"id '{intent.id}' stands already at {at.path}:{at.line}: rename one of them", "id")
