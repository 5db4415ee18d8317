"""Health: what the bot answers from. That its files are refused, or being learnt, is tested with `web.reload`."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_health_names_the_knowledge_that_replies_name(client: FlaskClient) -> None:
    health = client.get("/healthz").get_json()
    reply = client.post("/api/chat", json={"message": "What is mesotherapy?"}).get_json()
    assert health["status"] == "ok"
    assert health["intents"] > 50
    assert health["problems"] == []
    assert health["knowledge"] == reply["knowledge"]
