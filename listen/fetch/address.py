"""The SSRF filter: tells public IP addresses from those of private networks and this machine."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All global unicast addresses that IANA assigns. Most ranges that embed IPv4 are outside of it."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: IPv6-only networks reach IPv4 through it. The last 32 bits are the IPv4 address."""

_BLOCKED_NETWORKS = [
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # Azure's platform services, on every virtual machine
        "192.0.0.0/24",  # IETF protocol assignments; Oracle Cloud's metadata
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation; older Pythons take it for global
    )
]
"""Networks that `is_global` allows, or allows in some versions of Python."""

_PRIVATE_NETWORKS = [
    ip_network(network)
    for network in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"),
        "100.64.0.0/10",  # shared address space (RFC 6598), which overlay networks use
    )
]
"""Networks that a server of one's own may be in. Link-local ones are not: clouds have their
metadata there."""

_METADATA = [
    ip_network(network)
    for network in (
        "100.100.100.200/32",  # Alibaba Cloud
        "fd00:ec2::/32",  # Amazon Web Services
        "fd20:ce::254/128",  # Google Cloud
    )
]
"""Metadata services of clouds, within private networks."""


def is_public(address: str) -> bool:
    """Return whether the text is a public IP address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if parsed.scope_id is None and parsed in _NAT64:
            return _is_public(IPv4Address(int(parsed) & 0xFFFFFFFF))
        return parsed in _GLOBAL_UNICAST and _is_public(parsed)
    return _is_public(parsed)


def is_private(address: str) -> bool:
    """Return whether the text is an address in a private network, or of this machine."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if any(parsed in network for network in _METADATA):
        return False
    return any(parsed in network for network in _PRIVATE_NETWORKS)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    special = address.is_multicast or address.is_reserved or not address.is_global
    return not special and not any(address in network for network in _BLOCKED_NETWORKS)
