"""Who is asking, as far as limits need to know: an address, believed only from proxies that are configured."""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.settings import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_REQUEST_ID = re.compile(r"[0-9A-Fa-f-]{8,64}")  # as proxies make them: no room for words


class Visitors:
    """Reads who sent a request, behind the proxies in `trusted`."""

    def __init__(self, trusted: Sequence[Network], key: bytes) -> None:
        self._trusted = tuple(trusted)
        self._key = key[:64]

    def mark(self, environ: Mapping[str, Any]) -> str:
        """A mark that stands for the visitor in counters: a keyed hash, from which no address can be read back."""
        address = self.address(environ)
        return hashlib.blake2b(_household(address).encode(), key=self._key, digest_size=12).hexdigest()

    def address(self, environ: Mapping[str, Any]) -> str:
        """The nearest address on the way here that is not one of our own proxies."""
        nearest = str(environ.get("REMOTE_ADDR", ""))
        if not self._trusted:
            return nearest
        # Each proxy appends who called it, so the list is read from its end, as far as it can be believed.
        for hop in reversed(str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
            if not self.is_proxy(nearest) or _parse(hop) is None:
                break
            nearest = hop.strip()
        return nearest

    def is_proxy(self, address: str) -> bool:
        """Whether `address` is one of the trusted proxies."""
        parsed = _parse(address)
        return parsed is not None and any(parsed in network for network in self._trusted)

    def request_id(self, environ: Mapping[str, Any]) -> str | None:
        """The request's id as a trusted proxy gave it."""
        given = str(environ.get("HTTP_X_REQUEST_ID", ""))
        believed = self._trusted and _REQUEST_ID.fullmatch(given) and self.is_proxy(str(environ.get("REMOTE_ADDR", "")))
        return given if believed else None


def _parse(address: str) -> Address | None:
    try:
        return ipaddress.ip_address(address.strip())
    except ValueError:
        return None


def _household(address: str) -> str:
    """An IPv6 visitor commands a whole /64 and could change address with every request: it counts as one."""
    if ":" not in address or (parsed := _parse(address)) is None:
        return address
    mapped = getattr(parsed, "ipv4_mapped", None)
    return str(mapped) if mapped else str(ipaddress.ip_network(f"{parsed}/64", strict=False))
