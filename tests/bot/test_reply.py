"""A reply in its public form, and the answer that cannot lack its caveat."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.content import Kind, Source
from bot.reply import Action, Advice, Answer, Reply, Suggestion

CALL = Action("call", "Call the clinic", "tel:+442079460000")


def answer(*caveats: str) -> Answer:
    source = Source("leaflet", "Our leaflet", "Recovery", "https://clinic.example/leaflet")
    return Answer("laser-recovery", "How long?", "A day or two.", caveats, (source,), date(2026, 11, 23), 0.123456)


def test_answer_without_caveat_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="'laser-recovery' has no caveat"):
        answer()


def test_reply_as_json() -> None:
    reply = Reply(
        kind=Kind.ANSWER,
        text="Hello.",
        answers=(answer("Results vary."),),
        suggestions=(Suggestion("Why?", "why"),),
        actions=(CALL,),
        advice=Advice("Call.", (CALL,)),
        reason="matched",
        missing=("gauge",),
        knowledge="abc",
        conversation="token",
        intents=("laser-recovery",),
    )
    called = {"kind": "call", "label": "Call the clinic", "href": "tel:+442079460000"}
    assert json.loads(json.dumps(reply.as_dict())) == {
        "kind": "answer",
        "text": "Hello.",
        "answers": [
            {
                "intent": "laser-recovery",
                "question": "How long?",
                "text": "A day or two.",
                "caveats": ["Results vary."],
                "sources": [
                    {
                        "document": "leaflet",
                        "title": "Our leaflet",
                        "section": "Recovery",
                        "url": "https://clinic.example/leaflet",
                    }
                ],
                "reviewed": "2026-11-23",
                "score": 0.1235,
            }
        ],
        "suggestions": [{"label": "Why?", "message": "why"}],
        "actions": [called],
        "advice": {
            "text": "Call.",
            "actions": [called],
        },
        "reason": "matched",
        "missing": ["gauge"],
        "knowledge": "abc",
        "conversation": "token",
    }


def test_reply_of_kind_alone() -> None:
    assert Reply(Kind.FALLBACK).as_dict() == {
        "kind": "fallback",
        "text": "",
        "answers": [],
        "suggestions": [],
        "actions": [],
        "advice": None,
        "reason": "",
        "missing": [],
        "knowledge": "",
        "conversation": "",
    }
