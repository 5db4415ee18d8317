"""The API as its public description has it: replies, feedback, health, and an error for everything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from bot.content import Kind
from tests.serving import KEY
from web.body import MAX_MESSAGE

REPLY_KEYS = "kind text answers suggestions actions advice reason missing knowledge conversation".split()
ANSWER_KEYS = ["intent", "question", "text", "caveats", "sources", "reviewed", "score"]


def chat(client: FlaskClient, message: Any, conversation: Any = None) -> Any:
    return client.post("/api/chat", json={"message": message, "conversation": conversation})


def test_an_answer_comes_with_its_caveats_and_sources(client: FlaskClient) -> None:
    response = chat(client, "What is mesotherapy?")
    reply = response.get_json()
    assert response.status_code == 200
    assert list(reply) == REPLY_KEYS
    assert reply["kind"] == "answer"
    answer = reply["answers"][0]
    assert list(answer) == ANSWER_KEYS
    assert answer["intent"] == "what-is-mesotherapy"
    assert all(answer["caveats"])
    assert answer["caveats"]
    assert answer["sources"][0]["document"] == "mesotherapy"
    assert 0 <= answer["score"] <= 1


def test_a_conversation_goes_on(client: FlaskClient) -> None:
    first = chat(client, "What is mesotherapy?").get_json()
    second = chat(client, "and is it safe?", first["conversation"]).get_json()
    assert second["kind"] == "answer"
    assert second["answers"][0]["intent"].startswith("mesotherapy")


@pytest.mark.parametrize("token", ["", "forged", "a.b.c", "x" * 4000, "\ud800", "\0", "né"])
def test_a_token_that_is_not_ours_starts_anew(client: FlaskClient, token: str) -> None:
    response = chat(client, "What is mesotherapy?", token)
    assert response.status_code == 200
    assert response.get_json()["kind"] == "answer"


def test_a_suggestion_gives_what_its_label_promises(client: FlaskClient) -> None:
    reply = chat(client, "What is mesotherapy?").get_json()
    assert reply["suggestions"]
    for suggestion in reply["suggestions"]:
        followed = chat(client, suggestion["message"], reply["conversation"]).get_json()
        assert followed["kind"] in {"answer", "handoff"}


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("what is \0 mesotherapy", id="NUL"),
        pytest.param("what is\x07\x1b[31m mesotherapy\x7f", id="control characters"),
        pytest.param("what is mesotherapy \ud800", id="lone surrogate"),
        pytest.param("\udfff\udfff", id="only lone surrogates"),
        pytest.param("\u202ewhat is mesotherapy", id="direction override"),
        pytest.param("👩‍⚕️" * 100, id="emoji"),
        pytest.param("ẅ̸̱̈́h̷̰̑a̶̢͝t̷͎͗" * 20, id="combining marks"),
        pytest.param("a" * 2000, id="as long as allowed"),
        pytest.param("{" * 1000, id="brackets"),
        pytest.param("' OR 1=1; --", id="code"),
    ],
)
def test_odd_messages_get_a_proper_reply(client: FlaskClient, message: str) -> None:
    response = chat(client, message)
    assert response.status_code == 200
    assert response.get_json()["kind"] in set(Kind)
    response.get_data().decode("utf-8")


EMERGENCY = "I cannot breathe and my lips are turning blue"
CHATTER = "We went for a walk along the river, and had tea afterwards. "


@pytest.mark.parametrize("told", [CHATTER * 60 + EMERGENCY, EMERGENCY + ". " + CHATTER * 60], ids=["late", "early"])
def test_an_emergency_that_is_told_at_too_great_length_is_answered(client: FlaskClient, told: str) -> None:
    assert len(told) > MAX_MESSAGE
    response = chat(client, told)
    assert (response.status_code, response.get_json()["kind"]) == (200, "urgent")


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u2003", "\r\n"], ids=repr)
def test_runs_of_blanks_are_as_one(client: FlaskClient, blank: str) -> None:
    """And cost no more: a pattern that is tried at every blank of a thousand could take seconds."""
    message = f"what is{blank * 900}mesotherapy?"
    assert chat(client, message).get_json()["answers"][0]["intent"] == "what-is-mesotherapy"


FEEDBACK = {"conversation": "a.b.c", "intent": "what-is-mesotherapy", "verdict": "up", "comment": None}


@pytest.mark.parametrize(
    "state",
    [[], {}, ["1", 2, [3], [4], 5], [1, "a", 7, "b", None], [1, ["a"], [{}], [[]], 0], "text", None, [10**30] * 5],
)
def test_a_signed_token_with_strange_things_inside_starts_anew(client: FlaskClient, state: Any) -> None:
    token = URLSafeTimedSerializer([KEY], salt="conversation", serializer=json).dumps(state)
    response = chat(client, "What is mesotherapy?", token)
    assert (response.status_code, response.get_json()["kind"]) == (200, "answer")


@pytest.mark.parametrize(
    "change",
    [{}, {"verdict": "down"}, {"verdict": "report", "comment": "Not what I asked"}, {"undo": True}, {"undo": None}],
)
def test_feedback_is_taken(client: FlaskClient, change: dict[str, Any]) -> None:
    response = client.post("/api/feedback", json=FEEDBACK | change)
    assert (response.status_code, response.get_data()) == (204, b"")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"verdict": "great"}, "wrong_value"),
        ({"verdict": None}, "missing_field"),
        ({"intent": ""}, "blank_field"),
        ({"intent": "x" * 61}, "too_long"),
        ({"conversation": 1}, "wrong_type"),
        ({"comment": "a" * 2001}, "too_long"),
        ({"comment": ["a"]}, "wrong_type"),
        ({"undo": "yes"}, "wrong_type"),
        ({"undo": 1}, "wrong_type"),
    ],
)
def test_feedback_that_cannot_be_read_is_400(client: FlaskClient, change: dict[str, Any], code: str) -> None:
    response = client.post("/api/feedback", json=FEEDBACK | change)
    assert (response.status_code, response.get_json()["error"]["code"]) == (400, code)
