"""Text is folded to one form, whatever is sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import fold, normalise, sentences, tokens, words_in

NORMALISED = {
    "  Does\tit\n hurt? ": "does it hurt?",
    "don’t": "don't",
    "don´t": "don't",
    "don`t ʼtis": "don't 'tis",
    "“quoted”": '"quoted"',
    "ŉ": "'n",
    "İstanbul": "istanbul",
    "STRASSE straße": "strasse strasse",
    "ｆｕｌｌ ｗｉｄｔｈ": "full width",
    "½ ﬁne": "1⁄2 fine",
    "zero\u200bwidth\x00null": "zerowidth null",
    "che\u00adst \u2066pa\u200din\u2069 sto\ufe0fps": "chest pain stops",
    "can\u02bbt don\u2032t won\u201bt": "can't don't won't",
    "follow\u2011up": "follow-up",
    "lone \ud800 surrogate": "lone surrogate",
    "": "",
    " \u200b ": "",
}

TOKENS = {
    "don't you, 3 times?": ["dont", "you", "3", "times"],
    "liposucción łódź": ["liposuccion", "lodz"],
    "snake_case - 'quoted'": ["snake", "case", "quoted"],
    "?!": [],
}

SENTENCES = {
    "Does it hurt? How much!": ["Does it hurt?", "How much!"],
    "One… two.\n\nthree": ["One…", "two.", "three"],
    '"Safe?" she asked. (Yes.) Good': ['"Safe?', "she asked.", "(Yes.", "Good"],
    "هل يؤلم؟ نعم": ["هل يؤلم؟", "نعم"],
    "about 2.5 cm": ["about 2.5 cm"],
    "\n \n": [],
    "": [],
}


@pytest.mark.parametrize(("text", "wanted"), NORMALISED.items())
def test_normalised(text: str, wanted: str) -> None:
    assert normalise(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), TOKENS.items())
def test_tokens(text: str, wanted: list[str]) -> None:
    assert tokens(text) == wanted
    assert words_in(text.upper()) == wanted


@pytest.mark.parametrize(("text", "wanted"), SENTENCES.items())
def test_sentences(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("don't", "dont"), ("résumé's", "resumes"), ("żółć", "zolc"), ("cœur", "coeur"), ("søvn", "sovn")],
)
def test_folded(word: str, wanted: str) -> None:
    assert fold(word) == wanted


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_printable_and_single_spaced(text: str) -> None:
    folded = normalise(text)
    assert folded.isprintable()
    assert folded == " ".join(folded.split())


def test_no_text_grows_without_bound() -> None:
    assert normalise("ﷺ") == "صلى الله عليه وسلم"
    assert len(normalise("ﷺ" * 1000)) < 2100


@given(st.text() | st.text("aœـٱéñ '"))
def test_tokens_are_not_empty_and_hold_no_spaces_or_apostrophes(text: str) -> None:
    for token in tokens(normalise(text)):
        assert token == "".join(token.split()) != ""
        assert "'" not in token


@given(st.text())
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    letters = [c for c in text if c.isalnum()]
    assert [c for sentence in sentences(text) for c in sentence if c.isalnum()] == letters
