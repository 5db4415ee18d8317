"""Who is asking, as far as limits need to know: an address, believed only from proxies that are configured."""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.settings import Network

log = logging.getLogger("caveat.visitor")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_WITH_PORT = re.compile(r"\[([^\]]{2,60})\](?::\d{1,5})?|([\d.]{7,15}):\d{1,5}")  # [2001:db8::1]:443, 192.0.2.1:443
_REQUEST_ID = re.compile(r"[0-9A-Fa-f-]{8,64}")  # as proxies make them: no room for words


class Visitors:
    """Reads who sent a request, behind the proxies in `trusted`."""

    def __init__(self, trusted: Sequence[Network], key: bytes) -> None:
        self._trusted = tuple(trusted)
        self._key = key[:64]

    def warn(self) -> None:
        """Log where everyone is trusted: each visitor could then claim to be another with every request."""
        everyone = [str(network) for network in self._trusted if network.prefixlen == 0]
        if everyone:
            log.warning(
                "everyone is a trusted proxy: limits count for nothing", extra={"fields": {"networks": everyone}}
            )

    def client_keys(self, environ: Mapping[str, Any]) -> tuple[str, ...]:
        """Return keys that stand in counters for the visitor and for the networks around them, narrowest first.

        Each is a keyed hash, from which no address can be read back.
        """
        return tuple(
            hashlib.blake2b(network.encode(), key=self._key, digest_size=12).hexdigest()
            for network in _networks(self.address(environ))
        )

    def address(self, environ: Mapping[str, Any]) -> str:
        """Return the nearest address on the way here that is not one of our own proxies."""
        nearest = str(environ.get("REMOTE_ADDR", ""))
        if not self._trusted:
            return nearest
        # Each proxy appends who called it, so the list is read from its end, as far as it can be believed.
        for hop in reversed(str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
            if not self.is_proxy(nearest) or _parse(hop) is None:
                break
            nearest = str(_parse(hop))
        return nearest

    def is_proxy(self, address: str) -> bool:
        """Return whether `address` is one of the trusted proxies."""
        parsed = _parse(address)
        return parsed is not None and any(parsed in network for network in self._trusted)

    def request_id(self, environ: Mapping[str, Any]) -> str | None:
        """Return the request's id as a trusted proxy gave it."""
        given = str(environ.get("HTTP_X_REQUEST_ID", ""))
        believed = self._trusted and _REQUEST_ID.fullmatch(given) and self.is_proxy(str(environ.get("REMOTE_ADDR", "")))
        return given if believed else None


def _parse(address: str) -> Address | None:
    """Return the address in `address`, maybe written with a port; None for none; an IPv4 one that IPv6 wraps."""
    match = _WITH_PORT.fullmatch(address.strip())
    try:
        parsed = ipaddress.ip_address(match[1] or match[2] if match else address.strip())
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def _networks(address: str) -> tuple[str, ...]:
    """Return the visitor's own network and those around it.

    Whoever has IPv6 commands a whole /64, and could change address with every request; providers give a household a
    /56, and an office a /48. An IPv4 address stands for itself: its neighbours are strangers.
    """
    if (parsed := _parse(address)) is None:
        return (address,)
    if parsed.version == 4:
        return (f"{parsed}/32",)
    return tuple(str(ipaddress.ip_network((parsed, size), strict=False)) for size in (64, 56, 48))
