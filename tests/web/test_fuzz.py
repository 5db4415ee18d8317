"""Requests that nobody thought of: no 5xx, and nothing that the API's description does not say."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from app import create_app
from bot.dialogue import Bot
from tests.benchmarks.slowest import Maker
from tests.serving import KEY, ROOT

DOCUMENTED = {200, 204, 400, 404, 405, 413, 415}
quietly = settings(deadline=None, suppress_health_check=list(HealthCheck))

app = create_app({"INTENTS": ROOT / "intents", "SECRET_KEYS": KEY, "VISITOR_LIMIT": 0, "OVERALL_LIMIT": 0})
api = schemathesis.openapi.from_wsgi("/openapi.json", app)
api.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
# Too long a text may make the whole body too large, which is refused before anything in it is looked at.
api.config.checks.negative_data_rejection.expected_statuses = ["400", "413", "415"]
api.config.checks.positive_data_acceptance.expected_statuses = ["200", "204", "413"]


@pytest.fixture(scope="module")
def fuzzed() -> FlaskClient:
    return app.test_client()


# One of these takes several times as long to make as one of the others: fewer do, and more of those below.
@api.parametrize()
@settings(quietly, max_examples=500)
def test_the_api_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()


def nested(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3)


anything = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), nested, max_leaves=5)
# Every code point there is, halves of characters included.
any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=1100)
fields = st.fixed_dictionaries(
    {},
    optional={
        "message": any_text | anything,
        "conversation": any_text | anything,
        "intent": any_text | anything,
        "verdict": st.sampled_from(["up", "down", "report"]) | anything,
        "comment": any_text | anything,
    },
)
posts = st.sampled_from(["/api/chat", "/api/feedback"])


@settings(quietly, max_examples=1500)
@given(posts, fields)
def test_no_fields_whatever_break_it(fuzzed: FlaskClient, path: str, body: dict[str, Any]) -> None:
    response = fuzzed.post(path, data=json.dumps(body), content_type="application/json")
    assert response.status_code in DOCUMENTED


def test_no_message_that_is_made_to_be_slow_breaks_it(fuzzed: FlaskClient, assistant: Bot) -> None:
    """How slow they are is measured by `make slowest`."""
    statuses = {
        fuzzed.post("/api/chat", json={"message": message}).status_code
        for message in Maker(assistant.model, seed=1).first()
    }
    assert statuses <= {200, 400}  # blank ones are refused


@settings(quietly, max_examples=1000)
@given(posts, st.binary(max_size=300), st.sampled_from(["application/json", "text/plain", "application/json;x=y"]))
def test_no_bytes_whatever_break_it(fuzzed: FlaskClient, path: str, body: bytes, kind: str) -> None:
    assert fuzzed.post(path, data=body, content_type=kind).status_code in DOCUMENTED


@settings(quietly, max_examples=800)
@given(
    st.sampled_from(["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "BREW"]),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.dictionaries(
        st.sampled_from(["Origin", "X-Forwarded-For", "If-None-Match", "Accept-Encoding", "Range", "Authorization"]),
        st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=40),
    ),
)
def test_no_address_method_or_header_breaks_it(
    fuzzed: FlaskClient, method: str, path: str, headers: dict[str, str]
) -> None:
    for address in (f"/{path}", "/widget.js", "/api/chat"):
        # With the host before it, since "//x" alone would name another host.
        with fuzzed.open(f"http://localhost{address}", method=method, headers=headers) as response:
            assert response.status_code in DOCUMENTED | {206, 304, 308, 416}
