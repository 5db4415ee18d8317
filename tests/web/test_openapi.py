"""The API's description says of a reply what its types say, and what comes over the wire is that."""

from __future__ import annotations

import jsonschema
import pytest
from flask.testing import FlaskClient

from bot.content import Kind
from bot.reply import Reply
from web.openapi import DESCRIPTION


def test_a_reply_has_each_field_that_is_sent_and_no_other() -> None:
    described = DESCRIPTION["components"]["schemas"]["Reply"]
    sent = list(Reply(Kind.FALLBACK).as_dict())
    assert sorted(described["properties"]) == sorted(described["required"]) == sorted(sent)
    assert described["additionalProperties"] is False


@pytest.mark.parametrize(
    "message",
    [
        "What is mesotherapy?",
        "hello",
        "who won the match",
        "I cannot breathe",
        "how much is it",
        "my leg hurts a bit",
        "laser",
    ],
)
def test_what_comes_is_what_is_described(client: FlaskClient, message: str) -> None:
    reply = client.post("/api/chat", json={"message": message}).get_json()
    jsonschema.validate(reply, {**DESCRIPTION, "$ref": "#/components/schemas/Reply"})
