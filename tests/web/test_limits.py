"""Limits for each visitor and for all: who counts as whom, what happens past them, and without Redis."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from web.errors import ApiError
from web.limits import MOST_COUNTED, WINDOW, ProcessCounter, RateLimits


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def limited_client(intents: Path, **settings: object) -> FlaskClient:
    return create_app({"INTENTS": intents, "VISITOR_LIMIT": 3, "OVERALL_LIMIT": 0, **settings}).test_client()


def ask(client: FlaskClient, address: str = "192.0.2.1", **headers: str) -> int:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    response = client.post("/api/chat", json={"message": "hi"}, headers=sent, environ_base={"REMOTE_ADDR": address})
    return response.status_code


def test_a_visitor_past_the_limit_is_told_when_to_come_back(small_clinic: Path) -> None:
    client = limited_client(small_clinic)
    assert [ask(client) for _ in range(4)] == [200, 200, 200, 429]
    response = client.post("/api/chat", json={"message": "hi"}, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert response.get_json()["error"]["code"] == "too_many_requests"
    assert 1 <= int(response.headers["Retry-After"]) <= WINDOW


def test_one_visitor_does_not_use_up_another_s_limit(small_clinic: Path) -> None:
    client = limited_client(small_clinic)
    assert [ask(client, "192.0.2.1") for _ in range(4)][-1] == 429
    assert ask(client, "192.0.2.2") == 200


def test_past_the_limit_for_all_who_asked_much_is_refused_and_nobody_else(small_clinic: Path) -> None:
    client = limited_client(small_clinic, VISITOR_LIMIT=100, OVERALL_LIMIT=20)
    assert [ask(client, "192.0.2.1") for _ in range(21)] == [200] * 20 + [429]
    assert [ask(client, f"192.0.2.{n}") for n in range(2, 12)] == [200] * 10


def test_a_network_cannot_be_many_visitors(small_clinic: Path) -> None:
    """Households have 256 networks of which each could be a visitor, offices 65,536."""
    client = limited_client(small_clinic)
    assert [ask(client, f"2001:db8:0:{n:x}::1") for n in range(8)] == [200] * 6 + [429] * 2
    office = [ask(client, f"2001:db8:1:{n << 8:x}::1") for n in range(30)]
    assert office == [200] * 24 + [429] * 6
    assert ask(client, "2001:db8:2::1") == 200


def test_a_process_counts_so_many_keys_and_no_more() -> None:
    counter = ProcessCounter()
    for number in range(MOST_COUNTED + 100):
        counter.hit(str(number), 1)
    assert len(counter._windows) == MOST_COUNTED
    assert counter.hit(str(MOST_COUNTED), 1) == 2


def test_a_message_that_takes_as_long_as_many_counts_as_many(small_clinic: Path) -> None:
    """What is longer than allowed is still held against the emergency detector, for up to half a second."""
    client = limited_client(small_clinic, VISITOR_LIMIT=20)
    long = {"message": "no " * 9_000}
    statuses = [client.post("/api/chat", json=long).status_code for _ in range(3)]
    assert statuses == [400, 429, 429]


def test_requests_that_are_refused_count_too(small_clinic: Path) -> None:
    client = limited_client(small_clinic)
    for _ in range(3):
        client.post("/api/chat", data=b"?", environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert ask(client) == 429


def test_pages_and_health_are_not_limited(small_clinic: Path) -> None:
    client = limited_client(small_clinic, VISITOR_LIMIT=1)
    assert {client.get("/healthz").status_code for _ in range(5)} == {200}


def test_forwarded_addresses_are_not_believed_by_default(small_clinic: Path) -> None:
    client = limited_client(small_clinic)
    assert [ask(client, X_Forwarded_For=f"198.51.100.{n}") for n in range(4)][-1] == 429


def test_forwarded_addresses_are_believed_from_a_trusted_proxy(small_clinic: Path) -> None:
    client = limited_client(small_clinic, TRUSTED_PROXIES="10.0.0.0/8")
    for n in range(4):
        assert ask(client, "10.0.0.5", X_Forwarded_For=f"198.51.100.{n}") == 200
    spoofed = [ask(client, "10.0.0.5", X_Forwarded_For=f"{n}.1.1.1, 198.51.100.9") for n in range(4)]
    assert spoofed == [200, 200, 200, 429]


def test_a_window_ends_and_is_forgotten() -> None:
    clock = Clock()
    counter = ProcessCounter(clock)
    limits = RateLimits(2, 0, counter)
    for _ in range(2):
        limits.admit(["a"])
    clock.now += WINDOW - 1.6
    with pytest.raises(ApiError) as refused:
        limits.admit(["a"])
    assert refused.value.headers == {"Retry-After": "2"}  # never so few that it would be too early
    clock.now += 1.6
    limits.admit(["a"])
    clock.now += 2 * WINDOW
    limits.admit(["b"])
    assert counter.seconds_left("a") < 0


def test_zero_is_no_limit() -> None:
    limits = RateLimits(0, 0, ProcessCounter())
    for _ in range(1000):
        limits.admit(["a"])
