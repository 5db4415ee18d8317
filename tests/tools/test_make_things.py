"""The table of things: read from WordNet's format, and as it ships."""

from __future__ import annotations

from tools.make_things import OUT, things
from tools.wordnet import senses, synsets

DATA = """\
00000100 08 n 01 leg 0 001 @ 00000300 n 0000 | what one walks on
00000200 08 n 02 knee 0 genu 0 001 @ 00000300 n 0000 | where it bends
00000300 08 n 01 joint 0 000 | where bones meet
00000400 04 n 01 walk 0 000 | going on foot
00000500 06 n 01 walk 0 000 | a path
"""
INDEX = """\
  1 The licence stands here.
genu n 1 1 @ 1 0 00000200
joint n 1 1 @ 1 0 00000300
knee n 1 1 @ 1 1 00000200
walk n 2 1 @ 2 2 00000400 00000500
"""


def listed(counts: str) -> list[str]:
    return list(things(synsets(DATA), senses(INDEX), counts))


def test_a_word_has_its_kinds_and_the_common_words_that_may_stand_for_it() -> None:
    assert listed("knee%1:08:00:: 1 8\nwalk%1:04:00:: 1 9\n") == ["joint body:", "knee body: joint"]


def test_a_word_that_mostly_names_no_thing_is_left_out() -> None:
    assert "walk artifact:" in listed("")
    assert "walk artifact:" not in listed("walk%2:38:00:: 1 9\n")


def test_the_shipped_table_is_sorted_and_knows_what_may_stand_for_what() -> None:
    lines = OUT.read_text(encoding="utf-8").splitlines()
    words = [line.split(":")[0].split()[0] for line in lines]
    assert words == sorted(set(words))
    found = {word: line.partition(":")[2].split() for word, line in zip(words, lines, strict=True)}
    assert "doctor" in found["physician"]
    assert "ear" not in found["eye"]
