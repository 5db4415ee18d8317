"""The state of a dialogue: signed, read back, and never believed where it was changed."""

from __future__ import annotations

import json
from dataclasses import replace

import itsdangerous.timed
import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import TimestampSigner
from itsdangerous.encoding import base64_encode

from bot.dialogue.policy import MAX_PARTS
from bot.dialogue.state import CANDIDATES, MAX_AGE, RECENT, DialogueState, Tokens

KEYS = ["o" * 32, "n" * 32]
STATE = DialogueState(
    3, "laser", ("laser-what", "laser-safety"), ("laser-safety",), ("laser-results",), 1, frozenset({"treated"})
)

IDS = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=30)
STATES = st.builds(
    DialogueState,
    turns=st.integers(0, 10_000),
    topic=IDS,
    recent=st.lists(IDS, max_size=RECENT).map(tuple),
    offered=st.lists(IDS, max_size=4).map(tuple),
    candidates=st.lists(IDS, max_size=CANDIDATES).map(tuple),
    failures=st.integers(0, 50),
    contexts=st.frozensets(IDS, max_size=1),
)


@given(STATES)
def test_a_token_gives_back_the_conversation(state: DialogueState) -> None:
    token = Tokens(KEYS).write(state)
    assert Tokens(KEYS).read(token) == state
    assert len(token) < 1_000


def test_all_that_one_reply_answers_is_kept_the_last_first() -> None:
    state = DialogueState(recent=("before",)).answered([f"intent-{number}" for number in range(MAX_PARTS)])
    assert state.recent[:MAX_PARTS] == tuple(f"intent-{number}" for number in reversed(range(MAX_PARTS)))
    assert state.last_intent == f"intent-{MAX_PARTS - 1}"


@given(st.none() | st.text(max_size=200))
def test_what_is_not_a_token_starts_anew(token: str | None) -> None:
    assert Tokens(KEYS).read(token) == DialogueState()


def test_a_changed_token_starts_anew() -> None:
    token = Tokens(KEYS).write(STATE)
    payload, time, signature = token.rsplit(".", 2)
    other = Tokens(KEYS).write(replace(STATE, turns=99)).rsplit(".", 2)[0]
    assert other != payload
    for forged in (f"{other}.{time}.{signature}", token[:-3], token + "A", token.replace(".", ""), token[1:]):
        assert Tokens(KEYS).read(forged) == DialogueState()


def test_a_token_of_another_s_key_starts_anew() -> None:
    assert Tokens(KEYS).read(Tokens(["x" * 32]).write(STATE)) == DialogueState()


def test_keys_can_be_rotated() -> None:
    old = Tokens(KEYS[:1]).write(STATE)
    assert Tokens(KEYS).read(old) == STATE, "a conversation goes on over the change"
    assert Tokens(KEYS[1:]).read(old) == DialogueState(), "a key that is gone is believed no more"
    assert Tokens(KEYS[1:]).read(Tokens(KEYS).write(STATE)) == STATE, "the last key signs"


@pytest.mark.parametrize(("rest", "kept"), [(0, True), (MAX_AGE - 5, True), (MAX_AGE + 5, False)])
def test_a_conversation_that_rests_too_long_starts_anew(monkeypatch: pytest.MonkeyPatch, rest: int, kept: bool) -> None:
    token = Tokens(KEYS).write(STATE)
    now = itsdangerous.timed.time.time()
    monkeypatch.setattr(itsdangerous.timed.time, "time", lambda: now + rest)
    assert Tokens(KEYS).read(token) == (STATE if kept else DialogueState())


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        [1, 2],
        "text",
        None,
        [1, "a", 3, [], [], 0],
        [-1, "a", ["b"], [], [], "x"],
        [1, "a", [2], [], [], 0],
        [1, "a", {}, [], [], 0],
    ],
)
def test_a_signed_token_of_another_form_starts_anew(content: object) -> None:
    payload = base64_encode(json.dumps(content))
    signed = TimestampSigner(KEYS, salt="conversation").sign(payload).decode()
    assert Tokens(KEYS).read(signed) == DialogueState()
