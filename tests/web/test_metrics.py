"""Metrics for Prometheus: off unless a token is set, then for its bearer alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from bot.errors import BotError

TOKEN = "a-token-for-tests-alone"


@pytest.fixture
def measured(small_clinic: Path) -> FlaskClient:
    """A client of an app that keeps metrics, of which there are none yet."""
    return create_app({"INTENTS": small_clinic, "METRICS_TOKEN": TOKEN}).test_client()


def read(client: FlaskClient, authorisation: str = f"Bearer {TOKEN}") -> str:
    response = client.get("/metrics", headers={"Authorization": authorisation})
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_off_by_default(client: FlaskClient) -> None:
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404


@pytest.mark.parametrize("authorisation", ["", "Bearer ", f"Bearer {TOKEN}x", TOKEN, f"Basic {TOKEN}", "Bearer é"])
def test_others_are_turned_away(measured: FlaskClient, authorisation: str) -> None:
    response = measured.get("/metrics", headers={"Authorization": authorisation})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_replies_are_counted_by_kind_with_confidence_and_time(measured: FlaskClient) -> None:
    reply = measured.post("/api/chat", json={"message": "What does the laser do?"}).get_json()
    page = read(measured)
    assert f'caveat_replies_total{{kind="{reply["kind"]}"}} 1.0' in page
    assert "caveat_reply_seconds_count 1.0" in page
    assert "caveat_confidence_count 1.0" in page


def test_refusals_and_feedback_are_counted(measured: FlaskClient) -> None:
    measured.post("/api/chat", json={})
    token = measured.post("/api/chat", json={"message": "What does the laser do?"}).get_json()["conversation"]
    measured.post("/api/feedback", json={"conversation": token, "intent": "laser-what", "verdict": "down"})
    measured.post(
        "/api/feedback", json={"conversation": token, "intent": "laser-what", "verdict": "down", "undo": True}
    )
    page = read(measured)
    assert 'caveat_feedback_retracted_total{verdict="down"} 1.0' in page
    assert 'caveat_errors_total{code="missing_field"} 1.0' in page
    assert 'caveat_feedback_total{verdict="down"} 1.0' in page


def test_a_missing_package_is_said(small_clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(BotError, match=r"METRICS_TOKEN needs .*requirements-prod\.txt"):
        create_app({"INTENTS": small_clinic, "METRICS_TOKEN": TOKEN})
