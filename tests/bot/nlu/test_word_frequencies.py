"""The tables of word frequencies: read as the package that they come from reads them."""

from __future__ import annotations

import pytest
from wordfreq import get_frequency_dict, zipf_frequency

from bot.dialogue.language import ENGLISH, KNOWN
from bot.nlu.word_frequencies import zipf_table


@pytest.mark.parametrize("language", [ENGLISH, *KNOWN])
def test_each_word_has_the_frequency_that_wordfreq_gives(language: str) -> None:
    table = zipf_table(language)
    assert list(table) == list(get_frequency_dict(language, "small"))
    for word in list(table)[::500]:
        assert table[word] == pytest.approx(zipf_frequency(word, language, "small"), abs=0.005)
