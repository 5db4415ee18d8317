"""Remembers what the latest messages were taken to mean, and not a word of them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import astuple, replace
from hashlib import blake2b

from bot.dialogue.conversation import Conversation
from bot.dialogue.understood import Understood
from bot.safety import Alarm

MOST = 2_000  # messages; with so many, it forgets them all and begins anew

Heard = tuple[Alarm | None, tuple[Understood, ...]]
"""The alarm that a message raises, or else what it means: one thing, or several."""


class Memory:
    """Asks `hear` what a message means in a conversation, once for all who say the same at the same point of theirs.

    A message is known again by a mark that is made of it with a key that nobody knows; the message itself is not kept.
    Safe to share between threads.
    """

    def __init__(self, hear: Callable[[str, Conversation], Heard]) -> None:
        self._hear = hear
        self._key = secrets.token_bytes(32)
        self._heard: dict[bytes, Heard] = {}

    def hear(self, message: str, state: Conversation) -> Heard:
        """What `message` means in the conversation `state`. How many turns that has taken makes no difference."""
        mark = self._mark(message, replace(state, turns=0))
        if (known := self._heard.get(mark)) is not None:
            return known
        alarm, parts = self._hear(message, state)
        if len(self._heard) >= MOST:
            self.forget()
        heard = self._heard[mark] = alarm, tuple(replace(part, text="", shares={}) for part in parts)
        return heard

    def forget(self) -> None:
        """Know nothing any more."""
        self._heard = {}

    def _mark(self, message: str, state: Conversation) -> bytes:
        said = json.dumps([message, astuple(state)]).encode()
        return blake2b(said, key=self._key, digest_size=16).digest()
