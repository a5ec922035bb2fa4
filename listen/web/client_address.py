"""The address of a client, by which requests without a key are limited."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from flask import request

from listen.web.services import services

_PREFIX = 64
"""Bits of an IPv6 address that one connection to the internet has. Its owner chooses the others."""

_UNKNOWN = "unknown"


def client_address() -> str:
    """Return the IPv4 address, or the /64 network of the IPv6 address, of the current client.

    Each trusted proxy appends its own client to X-Forwarded-For. Whatever stands before those
    entries was sent by the client, which can invent it.
    """
    count = services().config.trusted_proxies
    entries = request.headers.get("X-Forwarded-For", "").split(",")
    forwarded = _parse(entries[-count]) if 0 < count <= len(entries) else None
    address = forwarded or _parse(request.remote_addr or "")
    if address is None:
        return _UNKNOWN
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((address, _PREFIX), strict=False))


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    """Return an address, which may have a port; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
