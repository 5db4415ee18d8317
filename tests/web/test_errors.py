"""Errors as JSON: addresses and methods that there are not, and what nobody foresaw."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


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


def test_an_unforeseen_error_is_a_500_that_says_nothing_of_the_message(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("while reading my secret illness")

    monkeypatch.setattr("bot.dialogue.Bot.reply", fail)
    response = client.post("/api/chat", json={"message": "my secret illness"})
    assert response.status_code == 500
    assert response.get_json()["error"]["code"] == "internal"
    assert "secret" not in response.get_data(as_text=True)
    assert "secret" not in capsys.readouterr().err
