"""What the tests of this room share."""

from __future__ import annotations

import pytest

from bot.nlu import IntentClassifier, learn
from tests.bot.nlu.toy import LEXICON, TOY


@pytest.fixture(scope="session")
def matcher() -> IntentClassifier:
    return learn(TOY, LEXICON)
