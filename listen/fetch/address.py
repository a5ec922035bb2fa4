"""Which addresses are public: anybody's, and not those of a private network or of this machine."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_PUBLIC_6 = IPv6Network("2000::/3")
"""All that was ever assigned (IANA). What embeds an IPv4 address otherwise is outside of it."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: how networks without IPv4 reach it; the address that counts is in its last bits."""

_NEVER = [
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's own services, on every machine there
        "192.0.0.0/24",  # protocols'; Oracle's metadata
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # protocols', Teredo among them
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation; not in the tables of older Pythons
    )
]


def is_public(address: str) -> bool:
    """False for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if parsed.scope_id is None and parsed in _NAT64:
            return _is_public(IPv4Address(int(parsed) & 0xFFFFFFFF))
        return parsed in _PUBLIC_6 and _is_public(parsed)
    return _is_public(parsed)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    special = address.is_multicast or address.is_reserved or not address.is_global
    return not special and not any(address in network for network in _NEVER)
