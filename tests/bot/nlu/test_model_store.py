"""What was learnt is kept whole, under its own name, and by whom may learn."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.content import LexiconFile
from bot.nlu import IntentClassifier, ModelStore, NotLearntError, model_store
from tests.bot.nlu.toy import LEXICON, SPELLINGS, TOY

OTHERS = [(text, label.upper()) for text, label in TOY]


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    ModelStore(folder).load_or_learn(TOY, LEXICON)
    return folder


@pytest.fixture
def folder(learnt: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(learnt, tmp_path / "models"))


def kept(folder: Path) -> Path:
    [path] = folder.glob("*.npz")
    return path


def test_it_is_found_again_by_whoever_may_not_learn(folder: Path) -> None:
    model = ModelStore(folder, may_learn=False).load_or_learn(TOY, LEXICON)
    assert set(model.labels) == {label for _, label in TOY}


def test_whoever_may_not_learn_says_where_the_outcome_is_awaited(folder: Path) -> None:
    with pytest.raises(NotLearntError) as error:
        ModelStore(folder, may_learn=False).load_or_learn(OTHERS, LEXICON)
    assert error.value.path.parent == folder
    assert not error.value.path.exists()


@pytest.mark.parametrize("damage", ["renamed", "cut", "emptied"])
def test_a_damaged_file_and_one_under_another_s_name_are_none(
    folder: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path, examples = kept(folder), TOY
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


def never_learn(*_: object, **__: object) -> IntentClassifier:
    raise AssertionError("learnt again")


def test_what_was_kept_is_used_and_gives_the_same_matches(
    tmp_path: Path, matcher: IntentClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    monkeypatch.setattr(model_store, "learn", never_learn)
    loaded = ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    for text in ("does my belly hurt", "meso pris", "zzz", ""):
        assert loaded.classify_text(text) == matcher.classify_text(text)


@pytest.mark.parametrize("changed", ["examples", "meanings", "spellings"])
def test_what_was_learnt_from_other_files_is_not_used(tmp_path: Path, changed: str) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    before = kept(tmp_path).name
    examples = [*TOY, ("fees please", "cost")] if changed == "examples" else TOY
    lexicon = LEXICON
    if changed == "meanings":
        lexicon = LexiconFile(meanings=(("price", "fee"),), spellings=SPELLINGS)
    if changed == "spellings":
        lexicon = LexiconFile(meanings=LEXICON.meanings, spellings={})
    ModelStore(tmp_path).load_or_learn(examples, lexicon)
    assert kept(tmp_path).name != before, "the stale file gives way to the new one"


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "not ours":
        path.write_bytes(b"hello")
    elif how == "folder":
        path.unlink()
        path.mkdir()
    else:
        with np.load(path) as file:
            parts = {name: file[name] for name in file.files}
        del parts["weights"]
        with path.open("wb") as out:
            np.savez(out, **parts)


@pytest.mark.parametrize("how", ["truncated", "empty", "not ours", "folder", "without weights"])
def test_a_damaged_file_is_never_used_and_never_fatal(tmp_path: Path, matcher: IntentClassifier, how: str) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    damage(kept(tmp_path), how)
    again = ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    assert again.classify_text("does it hurt") == matcher.classify_text("does it hurt")
    if how != "folder":
        assert ModelStore(tmp_path).load(TOY, LEXICON) is not None, "a whole file takes the damaged one's place"


def test_a_single_changed_byte_is_noticed(tmp_path: Path, matcher: IntentClassifier) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    path = kept(tmp_path)
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 25):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        loaded = ModelStore(tmp_path).load(TOY, LEXICON)
        assert loaded is None or loaded.classify_text("is it dear") == matcher.classify_text("is it dear")


def test_a_folder_that_cannot_be_written_to_only_costs_time(tmp_path: Path, matcher: IntentClassifier) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    learnt = ModelStore(blocked / "cache").load_or_learn(TOY, LEXICON)
    assert learnt.classify_text("does it hurt") == matcher.classify_text("does it hurt")


def test_where_a_file_cannot_take_its_place_nothing_half_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(model_store.os, "replace", fails)
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    assert [path.name for path in tmp_path.iterdir()] == ["learning.lock"]


def test_what_was_learnt_is_kept_in_a_relative_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ModelStore(Path("intents/.cache")).load_or_learn(TOY, LEXICON)
    monkeypatch.setattr(model_store, "learn", never_learn)
    assert ModelStore(Path("intents/.cache")).load_or_learn(TOY, LEXICON).classify_text("does it hurt").best == "pain"


def test_a_save_that_fails_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    ModelStore(blocked / "cache").load_or_learn(TOY, LEXICON)
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "what was learnt could not be saved: the next start learns again"
    ]
