"""Names of hosts in one form: as they are compared is how they are looked up."""

import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

import idna

_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")
"""What some resolvers take for an address: 0x7f.1, 2130706433, 0177.0.0.1."""
_LONGEST = 253


def canonical(host: str) -> str:
    """Lower case, ASCII (UTS 46), no dot at the end; an IPv6 address stands without brackets.

    Raises ValueError for what is neither a name nor an address as RFC 3986 writes it.
    """
    if ":" in host:
        if "%" in host:
            raise ValueError("an address with a zone")
        return str(IPv6Address(host))
    name = host if host.isascii() else idna.encode(host, uts46=True).decode()
    name = name.lower().removesuffix(".")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise ValueError("not the name of a host")
    return str(IPv4Address(name)) if is_address(name) else name


def is_address(host: str) -> bool:
    """Of a canonical one."""
    return ":" in host or bool(_NUMBER.fullmatch(host))


def host_of(url: str) -> str | None:
    """The canonical host of a URL; None when there is none."""
    try:
        return canonical(urlsplit(url).hostname or "")
    except ValueError:
        return None
