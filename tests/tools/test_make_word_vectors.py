"""The parts of making word vectors that need no encoder, and what is said where something is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from tools import make_word_vectors, wordnet
from tools.make_word_vectors import counted, descend, glosses, main, unit

NOUNS = """\
  1 The licence stands here.
00000100 06 n 02 knee 0 knee_joint 0 000 | the joint of the leg; "she scraped her knee badly"
"""


def test_definitions_and_example_sentences_are_read_from_wordnet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(wordnet, "FOLDER", tmp_path)
    for part in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text(NOUNS if part == "noun" else "", "latin-1")
    [definition], examples = glosses()
    assert "the joint of the leg" in definition
    assert examples == ["she scraped her knee badly"]


def test_the_sums_of_rows_turn_towards_their_targets() -> None:
    rows = np.random.default_rng(0).normal(size=(4, 6)).astype(np.float32)
    counts = counted(["my", "knee", "hurts", "bad"], ["My knee hurts.", "bad knee", "it hurts", "my bad"] * 200)
    targets = unit(np.random.default_rng(1).normal(size=(4, 6)).astype(np.float32))[np.arange(800) % 4]
    before = (unit(counts @ rows) * targets).sum()
    after = descend(rows, counts, targets, np.full((4, 1), 10, np.float32))
    assert (unit(counts @ after) * targets).sum() > before


def test_a_missing_wordnet_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(wordnet, "FOLDER", tmp_path)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert f"{tmp_path}/data.noun: No such file or directory: install Debian's package wordnet-base" in (
        capsys.readouterr().err
    )


def test_a_missing_package_is_named_with_the_page_that_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setattr(make_word_vectors, "CACHE", tmp_path)
    monkeypatch.setattr(make_word_vectors, "glosses", lambda: (["a"], ["b"]))
    monkeypatch.setattr(make_word_vectors, "synthetic", lambda: ["c"])
    with pytest.raises(SystemExit):
        main()
    assert "there is no package onnxruntime: docs/word-vectors.md says how to install it" in capsys.readouterr().err
