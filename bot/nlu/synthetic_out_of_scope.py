"""Make messages that no intent answers ("strangers") from utterance examples, to calibrate the confidence on them.

"How long does mesotherapy last" becomes "how long does harvest last": the frame stays, and what the question is about
is exchanged for ordinary words. A matcher that knows its limits declines it.
"""

from __future__ import annotations

from functools import cache
from zlib import crc32

import numpy as np

from bot.nlu.english import listed_words, zipf
from bot.text import words_in

FRAME = 5.8  # words above this Zipf frequency ("how", "does", "it") make the frame of a question
SUBJECT = (3.0, 5.3)  # what takes the place of its content words: neither rare nor among the commonest


@cache
def _subjects() -> tuple[str, ...]:
    low, high = SUBJECT
    return tuple(w for w in listed_words() if low <= zipf(w) <= high and len(w) > 3 and w.isascii() and w.isalpha())


def synthetic_out_of_scope(text: str) -> str:
    """Return `text` with half or more of its content words exchanged for ordinary words, the same at each call."""
    random = np.random.default_rng(crc32(text.encode()))
    words = words_in(text)
    content = [i for i, word in enumerate(words) if zipf(word) <= FRAME] or list(range(len(words)))
    random.shuffle(content)
    subjects = _subjects()
    for i in content[: int(np.ceil(len(content) * random.uniform(0.5, 1.0)))]:
        words[i] = subjects[random.integers(len(subjects))]
    return " ".join(words)
