"""What was learnt is kept whole, under its own name, and by whom may learn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content import LexiconFile
from bot.nlu import ModelStore, NotLearntError

LEXICON = LexiconFile()
EXAMPLES = [
    ("how long does it hurt", "pain"),
    ("is it sore afterwards", "pain"),
    ("will I feel anything", "pain"),
    ("what does it cost", "price"),
    ("how much is a session", "price"),
    ("is it expensive", "price"),
]
OTHERS = [(text, label.upper()) for text, label in EXAMPLES]


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    ModelStore(folder).load_or_learn(EXAMPLES, LEXICON)
    return folder


@pytest.fixture
def folder(learnt: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(learnt, tmp_path / "models"))


def kept(folder: Path) -> Path:
    [path] = folder.glob("*.npz")
    return path


def test_it_is_found_again_by_whoever_may_not_learn(folder: Path) -> None:
    model = ModelStore(folder, may_learn=False).load_or_learn(EXAMPLES, LEXICON)
    assert set(model.labels) == {"pain", "price"}


def test_whoever_may_not_learn_says_where_the_outcome_is_awaited(folder: Path) -> None:
    with pytest.raises(NotLearntError) as error:
        ModelStore(folder, may_learn=False).load_or_learn(OTHERS, LEXICON)
    assert error.value.path.parent == folder
    assert not error.value.path.exists()


@pytest.mark.parametrize("damage", ["renamed", "cut", "emptied"])
def test_a_damaged_file_and_one_under_another_s_name_are_none(
    folder: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path, examples = kept(folder), EXAMPLES
    if damage == "renamed":
        with pytest.raises(NotLearntError) as error:
            ModelStore(folder, may_learn=False).load_or_learn(OTHERS, LEXICON)
        path.rename(error.value.path)
        examples = OTHERS
    else:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if damage == "cut" else b"")
    assert ModelStore(folder).load(examples, LEXICON) is None
    assert "a saved model could not be read" in caplog.text


def test_whoever_serves_can_read_what_another_user_learnt(folder: Path) -> None:
    assert kept(folder).stat().st_mode & 0o777 == 0o644
