"""Headers: those that keep a browser safe, and which other pages may use the API."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app


@pytest.mark.parametrize("path", ["/", "/widget.js", "/healthz", "/nothing", "/api/chat"])
def test_every_response_has_security_headers_and_no_cookie(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src" in headers["Content-Security-Policy"]
    assert "Cache-Control" in headers
    assert "Set-Cookie" not in headers


CLINIC = "https://www.clinic.example"


@pytest.fixture(scope="module")
def shared_app(small_clinic: Path) -> Flask:
    """An app whose API pages of one clinic may use."""
    return create_app({"INTENTS": small_clinic, "ALLOWED_ORIGINS": CLINIC, "VISITOR_LIMIT": 0})


def preflight(client: FlaskClient, origin: str) -> dict[str, str]:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    response = client.options("/api/chat", headers=asked)
    assert response.status_code == 200
    return dict(response.headers)


def test_the_configured_origin_may_use_the_api(shared_app: Flask) -> None:
    client = shared_app.test_client()
    headers = preflight(client, CLINIC)
    assert headers["Access-Control-Allow-Origin"] == CLINIC
    assert headers["Access-Control-Allow-Methods"] == "POST"
    assert headers["Access-Control-Allow-Headers"] == "Content-Type, *"
    reply = client.post("/api/chat", json={"message": "hi"}, headers={"Origin": CLINIC})
    assert reply.headers["Access-Control-Allow-Origin"] == CLINIC
    assert "Retry-After" in reply.headers["Access-Control-Expose-Headers"]
    assert "Origin" in reply.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in reply.headers


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://www.clinic.example", CLINIC + ".evil.example", CLINIC + ":8443", "null", ""],
)
def test_other_origins_may_not(shared_app: Flask, origin: str) -> None:
    client = shared_app.test_client()
    assert "Access-Control-Allow-Origin" not in preflight(client, origin)
    reply = client.post("/api/chat", json={"message": "hi"}, headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert "Origin" in reply.headers["Vary"]


def test_errors_can_be_read_by_the_page_too(shared_app: Flask) -> None:
    response = shared_app.test_client().post("/api/chat", data=b"?", headers={"Origin": CLINIC})
    assert response.status_code == 415
    assert response.headers["Access-Control-Allow-Origin"] == CLINIC


def test_all_origins_can_be_allowed(small_clinic: Path) -> None:
    client = create_app({"INTENTS": small_clinic, "ALLOWED_ORIGINS": "*"}).test_client()
    assert preflight(client, "https://any.example")["Access-Control-Allow-Origin"] == "*"


def test_without_a_setting_no_other_origin_is_allowed(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in preflight(client, CLINIC)
