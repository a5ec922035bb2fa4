"""A network of hosts on one machine: network namespaces that a bridge joins.

A link that is cut drops what is sent, silently, as a broken switch does: nobody is told.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_NOBODY = "02:00:00:00:00:01"
"""The hardware address of no host."""


@dataclass(frozen=True)
class Host:
    """A host of the network."""

    name: str
    namespace: str
    address: str

    def command(self, *arguments: str | os.PathLike[str]) -> list[str | os.PathLike[str]]:
        """Return the command that runs a program on this host."""
        return ["ip", "netns", "exec", self.namespace, *arguments]


def can_make_networks() -> bool:
    """Return whether this user may make network namespaces."""
    if shutil.which("ip") is None:
        return False
    tried = ["unshare", "--net", "ip", "link", "add", "type", "bridge"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


class Network:
    """Hosts that reach each other, and this machine, until a link is cut."""

    def __init__(self, name: str, prefix: str) -> None:
        self._bridge = name
        self._prefix = prefix
        self._hosts: dict[str, Host] = {}

    def add(self, name: str) -> Host:
        """Add a host."""
        number = len(self._hosts) + 2
        host = Host(name, f"{self._bridge}-{name}", f"{self._prefix}.{number}")
        outside = f"{self._bridge}v{number}"
        _ip("netns", "add", host.namespace)
        self._hosts[name] = host
        peer = ("peer", "name", "eth0", "netns", host.namespace)
        _ip("link", "add", outside, "type", "veth", *peer)
        _ip("link", "set", outside, "master", self._bridge, "up")
        _ip("-n", host.namespace, "address", "add", f"{host.address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            _ip("-n", host.namespace, "link", "set", device, "up")
        return host

    def cut(self, one: Host, other: Host) -> None:
        """Drop what two hosts send each other."""
        for here, there in ((one, other), (other, one)):
            entry = (there.address, "lladdr", _NOBODY, "dev", "eth0", "nud", "permanent")
            _ip("-n", here.namespace, "neighbor", "replace", *entry)

    def mend(self, one: Host, other: Host) -> None:
        """End a cut."""
        for here, there in ((one, other), (other, one)):
            _ip("-n", here.namespace, "neighbor", "del", there.address, "dev", "eth0")

    def remove(self) -> None:
        """Remove the hosts, whose processes must have ended."""
        for host in self._hosts.values():
            _ip("netns", "del", host.namespace)
        _ip("link", "del", self._bridge)


@contextmanager
def network(names: Iterable[str]) -> Iterator[tuple[Network, dict[str, Host]]]:
    """Make a network of hosts with these names. Yields it and the hosts."""
    number = os.getpid() % 65_000
    bridge, prefix = f"ls{number}", f"10.{200 + number // 256 % 50}.{number % 256}"
    _ip("link", "add", bridge, "type", "bridge")
    found = Network(bridge, prefix)
    try:
        _ip("address", "add", f"{prefix}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        yield found, {name: found.add(name) for name in names}
    finally:
        found.remove()


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"ip {' '.join(arguments)}: {done.stderr}"
