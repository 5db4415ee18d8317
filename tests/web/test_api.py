"""The API as its public description has it: replies, feedback, health, and an error for everything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from bot.content import Kind
from tests.serving import KEY
from web.body import MAX_MESSAGE, MAX_TOKEN

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


def test_the_longest_message_and_token_fit_however_they_are_spelt(client: FlaskClient) -> None:
    body = json.dumps({"message": "\U0001f600" * MAX_MESSAGE, "conversation": "x" * MAX_TOKEN}, ensure_ascii=True)
    assert client.post("/api/chat", data=body, content_type="application/json").status_code == 200


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u2003", "\r\n"], ids=repr)
def test_runs_of_blanks_are_as_one(client: FlaskClient, blank: str) -> None:
    """And cost no more: a pattern that is tried at every blank of a thousand could take seconds."""
    message = f"what is{blank * 900}mesotherapy?"
    assert chat(client, message).get_json()["answers"][0]["intent"] == "what-is-mesotherapy"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"hello", "not_json"),
        (b'{"message": "hi"', "not_json"),
        (b"\xff\xfe\xff", "not_json"),
        (b"[" * 10_000, "not_json"),
        (b'{"message": ' + b"9" * 10_000 + b"}", "not_json"),
        (b"[]", "wrong_type"),
        (b'"hi"', "wrong_type"),
        (b"null", "wrong_type"),
        (b"NaN", "not_json"),
        (b'{"message": "hi", "more": -Infinity}', "not_json"),
        (b'{"message": "hi", "message": "ho"}', "not_json"),
        (json.dumps({"message": "hi"}).encode("utf-16"), "not_json"),
        (json.dumps({"message": "hi"}).encode("utf-32-be"), "not_json"),
        (b'{"message": "caf\xe9"}', "not_json"),
        (b"{}", "missing_field"),
        (b'{"message": null}', "missing_field"),
        (b'{"message": 7}', "wrong_type"),
        (b'{"message": true}', "wrong_type"),
        (b'{"message": ["hi"]}', "wrong_type"),
        (b'{"message": {"text": "hi"}}', "wrong_type"),
        (b'{"message": "hi", "more": [[]]}', "wrong_type"),
        (b'{"message": ""}', "blank_field"),
        (b'{"message": " \\t\\n "}', "blank_field"),
        (b'{"message": "\\u0000\\u2003\\u00a0"}', "blank_field"),
        (b'{"message": "hi", "conversation": 7}', "wrong_type"),
        (b'{"message": "hi", "conversation": {}}', "wrong_type"),
        (json.dumps({"message": "a" * 2001}).encode(), "too_long"),
        (json.dumps({"message": "hi", "conversation": "a" * 4097}).encode(), "too_long"),
    ],
)
def test_a_message_that_cannot_be_read_is_a_clear_400(client: FlaskClient, body: bytes, code: str) -> None:
    response = client.post("/api/chat", data=body, content_type="application/json")
    error = response.get_json()["error"]
    assert (response.status_code, error["code"]) == (400, code)
    assert error["message"].endswith(".")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_other_kinds_of_content_are_415(client: FlaskClient, kind: str) -> None:
    response = client.post("/api/chat", data=b'{"message": "hi"}', content_type=kind)
    assert response.status_code == 415
    assert response.get_json()["error"]["code"] == "unsupported_media_type"


def test_a_body_of_ten_megabytes_is_413(client: FlaskClient) -> None:
    response = client.post("/api/chat", data=b"[" * 10_000_000, content_type="application/json")
    assert response.status_code == 413
    assert response.get_json()["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/api",
        "/api/chat/",
        "/api/chat/x",
        "/demo/nothing",
        f"/demo/{'a' * 300}",
        "/api//chat",
        "/demo/../app.py",
        "/metrics",
    ],
)
def test_unknown_addresses_are_404(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Host": "elsewhere.example"})
    assert "Location" not in response.headers  # which would lead to whatever host was asked for
    assert response.status_code == 404
    assert response.get_json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/api/chat", "POST"), ("PUT", "/api/feedback", "POST"), ("POST", "/healthz", "GET")],
)
def test_other_methods_are_405_and_say_which_are_allowed(
    client: FlaskClient, method: str, path: str, allowed: str
) -> None:
    response = client.open(path, method=method)
    assert response.status_code == 405
    assert allowed in response.headers["Allow"]
    assert response.get_json()["error"]["code"] == "method_not_allowed"


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


def test_health_names_the_knowledge_that_replies_name(client: FlaskClient) -> None:
    health = client.get("/healthz").get_json()
    reply = chat(client, "What is mesotherapy?").get_json()
    assert health["status"] == "ok"
    assert health["intents"] > 50
    assert health["problems"] == []
    assert health["knowledge"] == reply["knowledge"]


def test_an_unforeseen_error_is_a_500_that_says_nothing_of_the_message(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("while reading my secret illness")

    monkeypatch.setattr("bot.dialogue.Bot.reply", fail)
    response = chat(client, "my secret illness")
    assert response.status_code == 500
    assert response.get_json()["error"]["code"] == "internal"
    assert "secret" not in response.get_data(as_text=True)
    assert "secret" not in capsys.readouterr().err
