"""Keep what was learnt in a file, and never use one that is stale or damaged."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bot import text as folding
from bot.content import LexiconFile
from bot.errors import BotError
from bot.nlu.calibration import Calibration
from bot.nlu.classifier import IntentClassifier
from bot.nlu.nearest import NearestExamples
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms
from bot.nlu.training import Example, learn
from bot.nlu.utterance import UtteranceParser
from bot.nlu.vectors import FeatureGroup, FeatureSpace
from bot.nlu.word_vectors import fingerprint

log = logging.getLogger("caveat.model")

NAME = "model"  # how the files' names begin


class NotLearntError(BotError):
    """The examples have to be learnt from first. `path` is where the model will be kept."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: nothing was learnt yet from the examples as they are: run `learn`")
        self.path = path


class ModelStore:
    """A folder of learnt models, each under a hash of all that it depends on.

    A folder that cannot be written to costs the time of learning again at each start; the log says so.
    """

    def __init__(self, folder: Path, may_learn: bool = True) -> None:
        """`folder` is made when the first model is saved. It may be relative to the current directory.

        One that `may_learn` not, in a process that serves, only loads: learning takes much memory, and seconds.
        """
        self._folder, self._may_learn = folder.resolve(), may_learn

    def load(self, examples: Sequence[Example], lexicon: LexiconFile) -> IntentClassifier | None:
        """Return the model that learnt from `examples` and `lexicon`, if it was kept whole."""
        return _load(self._path(examples, lexicon), lexicon)

    def load_or_learn(self, examples: Sequence[Example], lexicon: LexiconFile) -> IntentClassifier:
        """Return the model that learnt from `examples` and `lexicon`; learn and save it where none was kept.

        Raises ValueError where there is no example, and NotLearntError where it may not learn and none was kept.
        """
        if (kept := self.load(examples, lexicon)) is not None:
            return kept
        if not self._may_learn:
            raise NotLearntError(self._path(examples, lexicon))
        with _one_at_a_time(self._folder):
            if (kept := self.load(examples, lexicon)) is not None:  # another process may have learnt it by now
                return kept
            model = learn(examples, lexicon)
            self._save(model, self._path(examples, lexicon))
        return model

    def _path(self, examples: Sequence[Example], lexicon: LexiconFile) -> Path:
        return self._folder / f"{NAME}-{_key(examples, lexicon)}.npz"

    def _save(self, model: IntentClassifier, path: Path) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(model, path)
            for stale in set(self._folder.glob(f"{NAME}-*.npz")) - {path}:
                stale.unlink(missing_ok=True)
        except OSError as error:
            fields = {"folder": str(self._folder), "problem": error.strerror or str(error)}
            log.warning("what was learnt could not be saved: the next start learns again", extra={"fields": fields})


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process learn at a time, where the system has file locks: the others then load what it saved."""
    with ExitStack() as stack:
        try:
            import fcntl  # noqa: PLC0415 - not on every system

            folder.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context((folder / "learning.lock").open("w"))
            fcntl.flock(file, fcntl.LOCK_EX)
        except (OSError, ImportError) as error:
            log.debug("learning without a lock", extra={"fields": {"folder": str(folder), "problem": str(error)}})
        yield


def _key(examples: Sequence[Example], lexicon: LexiconFile) -> str:
    """Return a hash of all that the outcome of learning depends on, the code that learns included."""
    digest = hashlib.sha256(json.dumps([list(examples), lexicon.model_dump()], sort_keys=True).encode())
    digest.update(_code())
    digest.update(fingerprint())
    return digest.hexdigest()[:16]


@cache
def _code() -> bytes:
    """Return the code of `bot.nlu` and `bot.text`, as this process runs it."""
    sources = [*sorted(Path(__file__).parent.glob("*.py")), Path(folding.__file__)]
    return b"".join(source.read_bytes() for source in sources)


def _write(model: IntentClassifier, path: Path) -> None:
    """Write a model to `path`: the file appears there whole or not at all. Raises OSError.

    The file knows its own name, so that none is taken for another.
    """
    arrays = {"weights": model.weights, "dense": model.examples.dense, "values": model.examples.values}
    kept = {name: array.astype(np.float16) for name, array in arrays.items()}
    kept |= {name: getattr(model.examples, name).astype(np.int32) for name in ("ends", "starts", "positions")}
    kept["facts"] = np.frombuffer(json.dumps({"name": path.name, **_facts(model)}).encode(), np.uint8)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="unfinished-", delete=False) as file:
        try:
            np.savez(file, **kept)  # type: ignore[arg-type]
            file.close()
            os.chmod(file.name, 0o644)  # who learns, such as root after an upgrade, need not be who serves
            os.replace(file.name, path)
        finally:
            Path(file.name).unlink(missing_ok=True)


def _facts(model: IntentClassifier) -> dict[str, Any]:
    """Return all of a model but its weights as plain data."""
    return {
        "labels": model.labels,
        "words": model.parser.corrector.counts,
        "pairs": model.parser.corrector.pairs,
        "spellings": model.parser.corrector.spellings,
        "groups": {name: [g.index, g.idf.tolist(), g.unknown, g.share] for name, g in model.space.groups.items()},
        "typical": model.space.typical,
        "dense_share": model.space.dense_share,
        "calibration": astuple(model.calibration),
    }


def _load(path: Path, lexicon: LexiconFile) -> IntentClassifier | None:
    try:
        # Opened here, as NumPy leaves a file that it cannot read open.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            if damaged := file.zip.testzip():
                raise ValueError(f"the checksum of {damaged} does not match")
            facts = json.loads(file["facts"].tobytes())
            arrays = {name: file[name].astype(np.float32) for name in ("weights", "dense", "values")}
            places = {name: file[name].astype(np.int64) for name in ("ends", "starts", "positions")}
        if facts["name"] != path.name:
            raise ValueError(f"it is a copy of {facts['name']}")
        return _model(facts, arrays | places, lexicon)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except Exception as error:  # whatever a damaged file holds: it is learnt again
        log.warning("a saved model could not be read", extra={"fields": {"file": str(path), "problem": str(error)}})
        return None


def _model(facts: Any, arrays: Mapping[str, Any], lexicon: LexiconFile) -> IntentClassifier:
    groups = {
        name: FeatureGroup(index, np.array(idf, np.float32), unknown, share)
        for name, (index, idf, unknown, share) in facts["groups"].items()
    }
    corrector = SpellCorrector(facts["words"], facts["spellings"], facts["pairs"])
    parser = UtteranceParser(corrector, Synonyms(lexicon.meanings))
    space = FeatureSpace(groups, facts["typical"], facts["dense_share"])
    vectors = {name: arrays[name] for name in ("ends", "dense", "starts", "positions", "values")}
    examples = NearestExamples(**vectors, n_features=space.n_sparse)
    curve, *thresholds = facts["calibration"]
    calibration = Calibration(tuple(curve), *thresholds)
    return IntentClassifier(parser, space, arrays["weights"], tuple(facts["labels"]), examples, calibration)
