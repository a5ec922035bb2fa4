"""Notices a reverse proxy that the settings do not name.

All readers behind it would have one address, and share one limit.
"""

import logging
from ipaddress import ip_address

from flask import Flask, request

from listen.config import WebConfig

log = logging.getLogger(__name__)

TRUSTED_PROXIES = "trusted_proxies"
"""The name of the warning in /readyz."""

_HEADERS = ("X-Forwarded-For", "Forwarded")


class ProxyWatch:
    """Remembers, and logs once, that requests come through a proxy that is not trusted."""

    def __init__(self, config: WebConfig) -> None:
        self._is_watching = config.trusted_proxies == 0
        self.warnings: list[str] = []
        """Names of settings to look at."""

    def look(self) -> None:
        """Look at the current request. Its sender must be a machine of this network."""
        if not self._is_watching or not any(name in request.headers for name in _HEADERS):
            return
        if not _is_local(request.remote_addr or ""):
            return
        self._is_watching = False
        self.warnings = [TRUSTED_PROXIES]
        log.warning(
            "Requests come through a proxy at %s, but LISTEN_TRUSTED_PROXIES is 0: all readers "
            "share the limits of one address. Set it to the number of proxies before this server.",
            request.remote_addr,
        )


def watch_proxies(app: Flask, watch: ProxyWatch) -> None:
    """Look at every request."""
    app.before_request(watch.look)


def _is_local(address: str) -> bool:
    """Return whether an address is of this machine or of a private network. Empty: a socket."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return not address
    return found.is_loopback or found.is_private
