"""The table of opposites: read from WordNet's format, and as it ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.grounding.opposites import scales_of
from bot.grounding.words import root
from tools import wordnet
from tools.make_antonyms import OUT, antonyms, main
from tools.wordnet import senses

DATA = """\
00000100 00 a 02 heavy 0 leaden 0 002 ! 00000200 a 0101 & 00000300 a 0000 | of great weight
00000200 00 a 01 light 0 001 ! 00000100 a 0101 | of little weight
00000300 00 a 01 flugal 0 001 ! 00000200 a 0101 | a word that nobody uses
"""
INDEX = """\
  1 The licence stands here.
flugal a 1 1 ! 1 0 00000300
heavy a 1 1 ! 1 1 00000100
light a 6 1 ! 6 1 00000400 00000500 00000600 00000700 00000200
"""


def test_the_words_that_a_pointer_joins_are_opposites_where_both_are_common() -> None:
    near = INDEX.replace("00000400 00000500 00000600 00000700 00000200", "00000200 00000400")
    assert list(antonyms(DATA, senses(near.replace("light a 6 1 ! 6", "light a 2 1 ! 2")))) == [("heavy", "light")]


def test_a_word_in_its_fifth_sense_is_hardly_meant() -> None:
    assert list(antonyms(DATA, senses(INDEX.replace("light a 6 1 ! 6", "light a 5 1 ! 5")))) == []


def test_a_missing_wordnet_is_named_with_its_package_and_the_table_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = OUT.read_bytes()
    monkeypatch.setattr(wordnet, "FOLDER", tmp_path)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "install Debian's package wordnet-base" in capsys.readouterr().err
    assert OUT.read_bytes() == before


def test_the_shipped_table_is_sorted_and_each_pair_is_held_against_each_other() -> None:
    pairs = [tuple(line.split()) for line in OUT.read_text(encoding="utf-8").splitlines()]
    assert pairs == sorted(set(pairs))
    assert {("loose", "tight"), ("continue", "discontinue"), ("dry", "wet")} <= set(pairs)
    assert any(root("wet") in scale.other for scale in scales_of(root("drier")))
