"""The SSRF filter."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listen.fetch.address import is_public


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::2003", "64:ff9b::101:101"],
)
def test_global_unicast_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "127.0.0.1", "127.255.255.255", "172.16.0.1"),
        *("192.168.1.1", "100.64.0.1", "169.254.169.254", "192.0.0.192", "192.0.2.1"),
        *("192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "168.63.129.16", "::", "::1", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "ff0e::1", "100::1", "2001:db8::1"),
        *("3fff::1", "5f00::1", "4000::1", "::ffff:127.0.0.1", "::ffff:1.1.1.1", "::127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::101:101", "2002:7f00:1::"),
        *("2002:101:101::", "2001::1", "2001:0:101:101::1", "64:ff9b::101:101%1"),
        *("", "localhost", "127.1", "0177.0.0.1", "2130706433", "1.1.1.1 "),
    ],
)
def test_special_addresses_and_other_text_are_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4, network="127.0.0.0/8") | st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_an_ipv4_address_embedded_in_ipv6_is_not_made_public(private: IPv4Address) -> None:
    number = int(private)
    for prefix in (
        "::",
        "::ffff:0:0",
        "::ffff:0:0:0",
        "64:ff9b::",
        "64:ff9b:1::",
        "fe80::5efe:0:0",
    ):
        assert not is_public(str(IPv6Address(int(IPv6Address(prefix)) | number)))
    assert not is_public(str(IPv6Address(int(IPv6Address("2002::")) | number << 80)))
    assert not is_public(str(IPv6Address(int(IPv6Address("2001::")) | number ^ 0xFFFFFFFF)))


@given(st.ip_addresses())
def test_public_addresses_are_global_in_python_as_well(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(str(address)) or (address.is_global and not address.is_multicast)
