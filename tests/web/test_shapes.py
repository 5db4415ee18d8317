"""The shapes that outside programs rely on, written down here and held against the real server."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.serving import LiveServer

DAY = re.compile(r"\d{4}-\d\d-\d\d")
LINK = re.compile(r"(https?://|mailto:|tel:\+?\d)\S*")
ACTION = {"kind": re.compile("call|write|book|open"), "label": str, "href": LINK}
# A type stands for any value of it, a pattern for a text of that form, a list for one of any length, a tuple for one of
# several forms. Fields come in this order.
REPLY: dict[str, Any] = {
    "kind": re.compile("answer|clarify|handoff|fallback|urgent|smalltalk"),
    "text": str,
    "answers": [
        {
            "intent": re.compile("[a-z0-9-]+"),
            "question": str,
            "text": str,
            "caveats": [str],
            "sources": [
                {
                    "document": re.compile("[a-z0-9-]+"),
                    "title": re.compile(r"\S.*"),
                    "section": re.compile(r"\S.*"),
                    "url": (None, re.compile("https?://.*")),
                }
            ],
            "reviewed": (None, DAY),
            "score": float,
        }
    ],
    "suggestions": [{"label": str, "message": str}],
    "actions": [ACTION],
    "advice": (None, {"text": str, "actions": [ACTION]}),
    "reason": re.compile("[a-z-]+"),
    "missing": [str],
    "knowledge": re.compile("[0-9a-f]+"),
    "conversation": re.compile(r"\S+"),
}
TURNS = {
    "What is mesotherapy?": "answer",
    "does mesotherapy hurt and how long does mesotherapy last?": "answer",
    "my leg hurts a bit, does mesotherapy hurt?": "answer",
    "None of these": "smalltalk",
    "how much is it": "handoff",
    "I want to book an appointment": "handoff",
    "who won the match": "fallback",
    "I cannot breathe": "urgent",
    "no puedo respirar": "urgent",
    "hello": "smalltalk",
    "laser": None,
    "it": None,
    "what gauge is the mesotherapy needle": None,
}


def has_form(value: Any, form: Any) -> bool:
    """Whether a value is of a form, as described above."""
    if isinstance(form, tuple):
        return any(has_form(value, one) for one in form)
    if isinstance(form, dict):
        return list(value) == list(form) and all(has_form(value[name], form[name]) for name in form)
    if isinstance(form, list):
        return isinstance(value, list) and all(has_form(item, form[0]) for item in value)
    if isinstance(form, re.Pattern):
        return isinstance(value, str) and form.fullmatch(value) is not None
    return value is None if form is None else type(value) is form


@pytest.mark.parametrize(("message", "kind"), TURNS.items())
def test_every_reply_has_exactly_this_shape(live_server: LiveServer, message: str, kind: str | None) -> None:
    status, reply = live_server.post("/api/chat", {"message": message, "conversation": None})
    assert status == 200
    assert [name for name, form in REPLY.items() if not has_form(reply[name], form)] == []
    assert list(reply) == list(REPLY)
    assert kind in (None, reply["kind"])
    assert all(answer["caveats"] and answer["sources"] for answer in reply["answers"])
    assert not (reply["kind"] == "urgent" and (reply["suggestions"] or not reply["actions"] or reply["advice"]))
    assert (reply["kind"] == "answer") == bool(reply["answers"])


def test_a_form_that_is_not_met_is_noticed() -> None:
    assert not has_form({"a": 1}, {"a": str})
    assert not has_form({"a": "x", "b": "y"}, {"a": str})
    assert not has_form(["x", 1], [str])
    assert not has_form("tel:", LINK)
