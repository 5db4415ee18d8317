"""Remembers what was replied to the latest messages, and not a word of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b

from bot.dialogue.responses import Draft
from bot.dialogue.state import DialogueState

MOST = 2_000  # messages; with so many, it forgets them all and begins anew


class Memory:
    """Has a reply drafted once for all who say the same at the same point of a conversation.

    A message is known again by a mark that is made of it with a key that nobody knows; the message itself is not kept,
    and a draft holds the clinic's words alone. Safe to share between threads.
    """

    def __init__(self, draft: Callable[[str, DialogueState], Draft]) -> None:
        self._draft = draft
        self._key = secrets.token_bytes(32)
        self._drafts: dict[bytes, Draft] = {}

    def draft(self, message: str, state: DialogueState) -> Draft:
        """The draft of a reply to `message` in the conversation `state`.

        Of the turns before, it only matters whether there were any; those of the draft's own state count for nothing.
        """
        state = replace(state, turns=min(state.turns, 1))
        mark = blake2b(repr((message, state)).encode(), key=self._key, digest_size=16).digest()
        if (known := self._drafts.get(mark)) is not None:
            return known
        draft = self._draft(message, state)
        if len(self._drafts) >= MOST:
            self.forget()
        self._drafts[mark] = draft
        return draft

    def forget(self) -> None:
        """Know nothing any more."""
        self._drafts = {}
