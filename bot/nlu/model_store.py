"""Keep what was learnt in a file, and never use one that is stale or damaged."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bot import text as folding
from bot.content import LexiconFile
from bot.nlu.calibration import Calibration
from bot.nlu.features import Reader
from bot.nlu.matcher import Example, Matcher
from bot.nlu.softmax import Floats
from bot.nlu.spelling import Speller
from bot.nlu.synonyms import Lexicon
from bot.nlu.vectors import Group, Space


class Lesson:
    """What is to be learnt from examples, and kept in a folder under a hash of all that the outcome depends on.

    With a `reader`, messages are read as it reads them, and only the shares are wanted: such a matcher learns in half
    the time, and its confidence means nothing. A folder that cannot be written to costs the time of learning again.
    """

    def __init__(self, examples: Sequence[Example], lexicon: LexiconFile, folder: Path, name: str = "matcher") -> None:
        self._examples, self._lexicon = examples, lexicon
        self._name, self._path = name, folder / f"{name}-{_key(examples, lexicon)}.npz"

    def kept(self, reader: Reader | None = None) -> Matcher | None:
        """The matcher that learnt this, if it was kept."""
        return _load(self._path, self._lexicon, reader)

    def learnt(self, reader: Reader | None = None) -> Matcher:
        """The matcher that learnt this: if it was not kept, it is learnt now. Raises ValueError without an example."""
        if (kept := self.kept(reader)) is not None:
            return kept
        with _alone(self._path.parent):
            if (kept := self.kept(reader)) is not None:  # another process may have learnt it by now
                return kept
            matcher = self._learn(reader)
            _save(matcher, self._path, self._name)
        return matcher

    def _learn(self, reader: Reader | None) -> Matcher:
        if reader is None:
            return Matcher.learn(self._examples, self._lexicon)
        return Matcher.learn_shares(self._examples, reader)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process learn at a time, where that can be arranged: the others then find what it kept."""
    with ExitStack() as stack:
        with suppress(OSError, ImportError):
            import fcntl  # noqa: PLC0415 - not on every system

            folder.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context((folder / "learning.lock").open("w"))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _key(examples: Sequence[Example], lexicon: LexiconFile) -> str:
    """A hash of all that the outcome of learning depends on, the matcher's own code included."""
    digest = hashlib.sha256(json.dumps([list(examples), lexicon.model_dump()], sort_keys=True).encode())
    digest.update(_code())
    return digest.hexdigest()[:16]


@cache
def _code() -> bytes:
    """The matcher's own code, as this process runs it."""
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(folding.__file__)]
    return b"".join(source.read_bytes() for source in sources)


def _save(matcher: Matcher, path: Path, name: str) -> None:
    facts = {
        "labels": matcher.labels,
        "words": matcher.reader.speller.counts,
        "spellings": matcher.reader.speller.spellings,
        "groups": {
            name: [list(g.index), g.start, g.telling.tolist(), g.unknown, g.share]
            for name, g in matcher.space.groups.items()
        },
        "typical": matcher.space.typical,
        "calibration": astuple(matcher.calibration),
    }
    text = json.dumps(facts).encode()
    check = _check(text, matcher.weights)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{name}-", suffix=".npz", delete=False) as file:
            unfinished = Path(file.name)
            facts_bytes, check_bytes = np.frombuffer(text, np.uint8), np.frombuffer(check, np.uint8)
            try:
                np.savez(file, weights=matcher.weights.astype(np.float16), facts=facts_bytes, check=check_bytes)
                file.close()
                for stale in set(path.parent.glob(f"{name}-*.npz")) - {unfinished}:
                    stale.unlink(missing_ok=True)
                # The file appears under its name whole or not at all, whatever happens in between.
                os.replace(unfinished, path)
            finally:
                unfinished.unlink(missing_ok=True)


def _load(path: Path, lexicon: LexiconFile, reader: Reader | None = None) -> Matcher | None:
    try:
        # Opened here, as NumPy leaves a file that it cannot read open.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            weights, text, check = file["weights"], file["facts"].tobytes(), file["check"].tobytes()
            weights = weights.astype(np.float32)
        if _check(text, weights) != check:
            return None
        return _matcher(json.loads(text), weights, lexicon, reader)
    except Exception:
        return None


def _check(text: bytes, weights: Floats) -> bytes:
    digest = hashlib.sha256(text)
    digest.update(np.ascontiguousarray(weights).data)
    return digest.digest()


def _matcher(facts: Any, weights: Any, lexicon: LexiconFile, reader: Reader | None) -> Matcher:
    groups = {
        name: Group(
            {f: start + i for i, f in enumerate(features)}, start, np.array(telling, np.float32), unknown, share
        )
        for name, (features, start, telling, unknown, share) in facts["groups"].items()
    }
    reader = reader or Reader(Speller.counted(facts["words"], facts["spellings"]), Lexicon(lexicon.meanings))
    space = Space(groups, facts["typical"])
    curve, answer_at, decline_below = facts["calibration"]
    return Matcher(reader, space, weights, tuple(facts["labels"]), Calibration(tuple(curve), answer_at, decline_below))
