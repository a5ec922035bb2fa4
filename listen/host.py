"""Canonical host names. Checks and DNS look-ups use the same form, so that neither is bypassed."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

import idna

_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")
"""Names that some resolvers accept as an address: 0x7f.1, 2130706433, 0177.0.0.1."""
_MAX_CHARACTERS = 253
_MAX_PORT = 65535
_AUTHORITY = re.compile(r"(?P<host>[^][:@]+|\[[^][]*:[^][]*\])(?::(?P<port>[0-9]{0,5}))?")


def canonical(host: str) -> str:
    """Return the host in lower case, in ASCII (UTS 46), without a final dot or brackets.

    Raises ValueError for anything but a host name or an address as RFC 3986 writes it.
    """
    if ":" in host:
        if "%" in host:
            raise ValueError("an address must not have a zone")
        return str(IPv6Address(host))
    name = host if host.isascii() else idna.encode(host, uts46=True).decode()
    name = name.lower().removesuffix(".")
    if not _NAME.fullmatch(name) or len(name) > _MAX_CHARACTERS:
        raise ValueError("not a host name")
    return str(IPv4Address(name)) if is_address(name) else name


def is_address(host: str) -> bool:
    """Return whether a canonical host is an IP address, or a name that could be read as one."""
    return ":" in host or bool(_NUMBER.fullmatch(host))


def host_of(url: str) -> str | None:
    """Return the canonical host of a URL; None when it has none."""
    try:
        return canonical(urlsplit(url).hostname or "")
    except ValueError:
        return None


def host_of_authority(authority: str) -> str | None:
    """Return the canonical host of HOST[:PORT], as in a Host header; None for anything else."""
    found = _AUTHORITY.fullmatch(authority)
    if not found or not authority.isascii() or int(found["port"] or 0) > _MAX_PORT:
        return None
    try:
        return canonical(found["host"].strip("[]"))
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Return whether the name or address reaches this machine only."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
