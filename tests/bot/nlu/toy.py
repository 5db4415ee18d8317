"""A toy set of examples, with the words and the lexicon of one clinic, for the tests of this room."""

from __future__ import annotations

from bot.content import LexiconFile
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms
from bot.nlu.utterance import Utterance, UtteranceParser
from bot.text import tokens

HOUSE = tokens(
    "bruising bruising bruise swelling liposuction mesotherapy massage whether how long does it last cellulite needle "
    "wrinkles anaesthetic lipolysis injection recovery 2012"
)
SPELLINGS = {"mezoterapi": "mesotherapy", "lipo": "liposuction", "meso": "mesotherapy", "fatjab": "injection lipolysis"}
LEXICON = LexiconFile(meanings=(("stomach", "belly", "spare tyre"), ("pain", "hurt")), spellings=SPELLINGS)
TOY = [
    ("how much does it cost", "cost"),
    ("what is the price", "cost"),
    ("is it expensive", "cost"),
    ("does it hurt", "pain"),
    ("is it painful", "pain"),
    ("will I feel the needle", "pain"),
    ("how long is the recovery", "recovery"),
    ("when can I go back to work", "recovery"),
    ("time off work afterwards", "recovery"),
    ("where is the clinic", "place"),
    ("what is your address", "place"),
    ("how do I find you", "place"),
    ("which day are you open", "hours"),
    ("opening hours on Saturday", "hours"),
    ("when do you close", "hours"),
]


def parse(text: str) -> Utterance:
    return UtteranceParser(SpellCorrector(HOUSE, SPELLINGS), Synonyms(LEXICON.meanings)).parse(text)
