"""Who is asking: the nearest address that is no proxy of ours, as a mark from which nobody can read it."""

from __future__ import annotations

import ipaddress
import json

import pytest

from web.visitor import Visitors

PROXIES = [ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("::1/128")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "198.51.100.1, 10.0.0.9", "198.51.100.1"),
        ("10.0.0.5", "10.0.0.8, 10.0.0.9", "10.0.0.8"),
        ("10.0.0.5", "198.51.100.1:51234", "198.51.100.1"),
        ("10.0.0.5", "[2001:db8::1]:443, 10.0.0.9:80", "2001:db8::1"),
        ("::ffff:10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "unknown", "10.0.0.5"),
        ("10.0.0.5", "198.51.100.1, garbage", "10.0.0.5"),
        ("not an address", "198.51.100.1", "not an address"),
    ],
)
def test_the_visitor_is_the_nearest_that_is_no_proxy_of_ours(peer: str, forwarded: str, visitor: str) -> None:
    environ = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}
    assert Visitors(PROXIES, b"key").address(environ) == visitor


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_a_visitor_cannot_be_many_by_changing_within_a_household(one: str, other: str, same: bool) -> None:
    visitors = Visitors((), b"key")
    assert (visitors.client_keys({"REMOTE_ADDR": one})[0] == visitors.client_keys({"REMOTE_ADDR": other})[0]) is same


def test_no_address_can_be_read_from_a_mark() -> None:
    keys = Visitors((), b"key").client_keys({"REMOTE_ADDR": "192.0.2.1"})
    assert "192" not in json.dumps(keys)
    assert keys != Visitors((), b"another key").client_keys({"REMOTE_ADDR": "192.0.2.1"})


@pytest.mark.parametrize(
    ("peer", "given", "believed"),
    [
        ("10.0.0.5", "0123456789abcdef", True),
        ("192.0.2.1", "0123456789abcdef", False),
        ("10.0.0.5", "my symptoms are", False),
        ("10.0.0.5", "", False),
    ],
)
def test_request_ids_are_taken_from_trusted_proxies_only(peer: str, given: str, believed: bool) -> None:
    environ = {"REMOTE_ADDR": peer, "HTTP_X_REQUEST_ID": given}
    assert Visitors(PROXIES, b"key").request_id(environ) == (given if believed else None)


def test_proxies_that_are_everyone_are_said(caplog: pytest.LogCaptureFixture) -> None:
    Visitors([ipaddress.ip_network("0.0.0.0/0")], b"key").warn()
    Visitors(PROXIES, b"key").warn()
    assert [record.getMessage() for record in caplog.records] == [
        "everyone is a trusted proxy: limits count for nothing"
    ]
