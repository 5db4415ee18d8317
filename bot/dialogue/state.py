"""The state of a dialogue, kept by the visitor in a signed token: the server remembers nothing."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from itsdangerous import BadData, TimestampSigner
from itsdangerous.encoding import base64_decode, base64_encode
from pydantic import TypeAdapter

MAX_AGE = 2 * 60 * 60  # seconds; a dialogue that rests for longer starts anew
RECENT, CANDIDATES = 3, 8  # so many intents of each are kept, no fewer than one reply answers: they bound the token
_to_json = json.JSONEncoder(separators=(",", ":"), default=sorted).encode  # a set becomes a list


@dataclass(frozen=True, slots=True)
class DialogueState:
    """What a dialogue is about so far.

    `turns` counts the visitor's messages; `topic` is what was last spoken of; `recent` are the intents last answered,
    newest first; `offered` are those that stand on the visitor's buttons, in order; `candidates` those that could be
    offered next; `failures` counts the turns without success in a row; `contexts` are those of the emergency
    rules that the visitor's messages have shown for good, such as "treated".
    """

    turns: int = 0
    topic: str = ""
    recent: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    failures: int = 0
    contexts: frozenset[str] = frozenset()

    @property
    def last_intent(self) -> str | None:
        """The intent that was answered last."""
        return self.recent[0] if self.recent else None

    def answered(self, intents: Sequence[str], topic: str = "", candidates: Sequence[str] = ()) -> DialogueState:
        """Return the state after `intents` were answered in turn; `candidates` are the next best, if they are wrong."""
        recent = (*reversed(intents), *(i for i in self.recent if i not in intents))[:RECENT]
        left = tuple(candidates)[:CANDIDATES]
        return replace(self, topic=topic or self.topic, recent=recent, candidates=left, failures=0)

    def failed(self, candidates: Sequence[str]) -> DialogueState:
        """Return the state after the bot did not know, and has `candidates` left to offer."""
        return replace(self, candidates=tuple(candidates)[:CANDIDATES], failures=self.failures + 1)


_NAMES = [field.name for field in fields(DialogueState)]
_STATE = TypeAdapter(DialogueState)  # a token of another version may hold anything


class Tokens:
    """Signs dialogue states and reads them back. The last of `keys` signs; all of them are believed."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        """Take `keys`, oldest first; without any, a random one signs, for dialogues that nobody else reads."""
        self._signer = TimestampSigner(list(keys) or secrets.token_bytes(32), salt="conversation")

    def write(self, state: DialogueState) -> str:
        """Return `state` as a token, one that was never given before: about 1 kB at most, safe in a URL."""
        values = _to_json([secrets.token_urlsafe(9), *(getattr(state, name) for name in _NAMES)])
        return self._signer.sign(base64_encode(values)).decode()

    def read(self, token: str | None) -> DialogueState:
        """Return the state in `token`; a new one where it is forged, expired, garbled or missing."""
        if not token or not token.isascii():
            return DialogueState()
        try:
            _, *values = json.loads(base64_decode(self._signer.unsign(token, max_age=MAX_AGE)))
            return _STATE.validate_python(dict(zip(_NAMES, values, strict=True)))
        except (BadData, ValueError, TypeError):  # pydantic's ValidationError is a ValueError
            return DialogueState()
