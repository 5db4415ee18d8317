"""Replies in the form of the public API, one for each thing that a widget must show."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

ANSWERED = "how long do the results last"
SEVERAL = "does it hurt, and how long does it last?"
URGENT = "I can't breathe since the injections"
DESPAIR = "I do not want to live any more"
HANDED_OFF = "how much does it cost"
VAGUE = "is it safe"
UNKNOWN = "do you sell bicycles"
SYMPTOM = "my arm is red since yesterday, how long does redness last"
MARKED_UP = "what should I bring"

CALL = {"kind": "call", "label": "Call the clinic", "href": "tel:+442079460000"}
CALL_999 = {"kind": "call", "label": "Call 999", "href": "tel:999"}
SAMARITANS = {"kind": "call", "label": "Call 116 123", "href": "tel:116123"}
WRITE = {"kind": "write", "label": "Write to the clinic", "href": "https://clinic.example/contact"}
BOOK = {"kind": "book", "label": "Book a consultation", "href": "https://clinic.example/book"}


def reply(kind: str = "answer", **fields: Any) -> Json:
    """Return a reply as the API makes them, with `fields` in place of what is empty."""
    return {
        "kind": kind,
        "text": "",
        "answers": [],
        "suggestions": [],
        "actions": [],
        "advice": None,
        "reason": "matched",
        "missing": [],
        "knowledge": "k",
        "conversation": "token",
        **fields,
    }


def an_answer(**fields: Any) -> Json:
    """Return one of a reply's answers."""
    return {
        "intent": "results-duration",
        "question": "How long do results last?",
        "text": "The document does not say how long results last. You may need **further sessions** to keep them.",
        "caveats": [
            "How well mesotherapy works is still unproven: there are few studies, and many are small.",
            "This is general information and no medical advice. Ask a licensed doctor about your own case.",
        ],
        "sources": [
            {"document": "mesotherapy", "title": "Mesotherapy", "section": "Frequently asked questions", "url": None}
        ],
        "reviewed": "2026-11-23",
        "score": 0.9,
        **fields,
    }


def suggestions(*labels: str) -> list[Json]:
    """Return suggestions that send what they say."""
    return [{"label": label, "message": label} for label in labels]


NEXT = suggestions("What does recovery look like?", "What are the side effects of mesotherapy?")

REPLIES: dict[str, Json] = {
    SEVERAL: reply(
        text="You asked two things.",
        answers=[
            an_answer(intent="pain", question="Does mesotherapy hurt?", text="It may sting. A numbing cream can help."),
            an_answer(),
        ],
        suggestions=NEXT,
    ),
    URGENT: reply(
        "urgent",
        text="Trouble breathing can be an emergency. **Call 999 now.**\n\nThen tell the clinic on +44 20 7946 0000.",
        actions=[CALL_999, CALL],
        reason="emergency",
    ),
    DESPAIR: reply(
        "urgent",
        text="You are not alone. Call Samaritans on 116 123, day or night. In danger now? Call 999.",
        actions=[SAMARITANS, CALL_999],
        reason="emergency",
    ),
    HANDED_OFF: reply(
        "handoff",
        text="Prices depend on what is done, so people answer this.\n\nCall us Monday to Friday, 9.00-17.00, or write.",
        actions=[CALL, WRITE],
        suggestions=suggestions("What is mesotherapy?"),
        reason="price",
    ),
    VAGUE: reply(
        "clarify",
        text="Did you mean one of these?",
        suggestions=suggestions("Is mesotherapy safe?", "Is laser lipolysis safe?", "None of these"),
        reason="ambiguous",
    ),
    UNKNOWN: reply(
        "fallback",
        text="I have no reviewed answer to that. The clinic can help.",
        actions=[CALL],
        suggestions=suggestions("What is mesotherapy?", "Does mesotherapy work?"),
        reason="nothing_fits",
    ),
    SYMPTOM: reply(
        answers=[an_answer(question="How long does redness last?", text="Redness may last up to two hours.")],
        advice={"text": "Redness that **spreads**, or comes with fever: call the clinic today.", "actions": [CALL]},
        suggestions=NEXT,
    ),
    MARKED_UP: reply(
        answers=[
            an_answer(
                question="What should I bring?",
                text="Please bring:\n- a list of **your medicines**\n- your glasses\n\n"
                "Details are on [our page](https://clinic.example/visit). Write to "
                "[the desk](mailto:desk@clinic.example) or call [us](tel:+442079460000). "
                "Open 9.00-17.00 since 12.05.2026, ref. 0044 1234567.",
            )
        ],
    ),
}


def by_message(message: str) -> Json:
    """Return the reply to `message`; an answer and its next questions where none is written down."""
    return REPLIES.get(message) or reply(answers=[an_answer()], suggestions=NEXT)
