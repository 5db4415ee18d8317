"""Bodies: the longest that fit, and a clear error that names the field for all that cannot be read."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from web.body import MAX_MESSAGE, MAX_TOKEN


def test_the_longest_message_and_token_fit_however_they_are_spelt(client: FlaskClient) -> None:
    body = json.dumps({"message": "\U0001f600" * MAX_MESSAGE, "conversation": "x" * MAX_TOKEN}, ensure_ascii=True)
    assert client.post("/api/chat", data=body, content_type="application/json").status_code == 200


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
