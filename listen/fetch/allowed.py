"""Targets that requests may have: the SSRF checks of a URL and of the addresses of its host."""

import logging
from collections.abc import Collection
from dataclasses import dataclass

from listen.errors import UrlNotAllowed
from listen.fetch.address import is_private, is_public
from listen.fetch.url import PORTS, Url
from listen.host import host_of
from listen.sites.site import ANY, Site

log = logging.getLogger(__name__)

_PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa")
"""RFC 6761, RFC 6762, ICANN's private-use domain, RFC 8375. ANY does not include them."""


@dataclass(frozen=True)
class Allowed:
    """The hosts to which requests may be sent."""

    hosts: Collection[str] = ()
    """Canonical. ANY among them allows every public host."""
    private_hosts: Collection[str] = ()
    """Canonical HOST:PORT of servers that may have a private address, and any port. Their host
    must be among `hosts` too."""

    def check(self, url: Url) -> None:
        """Raise UrlNotAllowed unless host and port are allowed."""
        is_public_name = "." in url.host or ":" in url.host
        is_public_name = is_public_name and not url.host.endswith(_PRIVATE_SUFFIXES)
        if url.host not in self.hosts and not (ANY in self.hosts and is_public_name):
            raise _not_allowed(url)
        if url.port not in PORTS.values() and not self._may_be_private(url):
            raise UrlNotAllowed(f"The port of a URL must be 80 or 443, got {url.port}.")

    def check_addresses(self, url: Url, addresses: Collection[str]) -> None:
        """Raise UrlNotAllowed unless all addresses of the host are allowed."""
        is_private_allowed = self._may_be_private(url)
        if not all(
            is_public(address) or (is_private_allowed and is_private(address))
            for address in addresses
        ):
            # Only the log names the addresses: the client must not learn about this network.
            log.warning("refused to call %s: not public: %s", url.origin, ", ".join(addresses))
            raise _not_allowed(url)

    def _may_be_private(self, url: Url) -> bool:
        return url.host_and_port in self.private_hosts


def allowed_for(site: Site) -> Allowed:
    """Return where requests on behalf of a site may go: to its hosts and to the URLs it lists."""
    urls = (*site.callbacks, *(source.url for source in site.sources), site.purge_url or "")
    found = {host for url in urls if (host := host_of(url))}
    return Allowed(frozenset((*site.hosts, *found)), frozenset(site.private_hosts))


def _not_allowed(url: Url) -> UrlNotAllowed:
    return UrlNotAllowed(f"This server may not send requests to {url.host}.")
