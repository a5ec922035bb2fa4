"""Host names of the server, and the check that a request names one of them in `Host`.

DNS rebinding lets a page of another site send requests to this server under the site's own name,
so that the browser takes both for the same origin. Such a name is never one of the server's. IP
addresses are safe, because a page that has one as its origin was served from there.
"""

import socket

from flask import Flask, request

from listen.config import WebConfig
from listen.errors import Forbidden, Malformed
from listen.host import canonical, host_of, host_of_authority, is_address, is_loopback
from listen.sites.site import ANY
from listen.web.base_url import received
from listen.web.origins import READABLE_ANYWHERE

_HEALTH_CHECKS = ("/healthz", "/readyz")
_SIGNED = "/v1/hooks/"
"""Beginning of the paths whose requests must be signed with a secret of the site."""


class OwnHosts:
    """The hosts under which clients may call the server."""

    def __init__(self, config: WebConfig, machine: str | None = None) -> None:
        """`machine` is the host name of the machine, which defaults to the real one."""
        self._allowed = {*config.allowed_hosts, *_hosts_of(config)}
        self._has_proxy = bool(config.public_url)
        self._is_open = not is_loopback(config.host)
        if self._is_open:
            self._allowed |= _machine_names(socket.gethostname() if machine is None else machine)

    def include(self, authority: str) -> bool:
        """Return whether HOST[:PORT] is one of them. The port does not matter."""
        host = host_of_authority(authority)
        if host is None:
            return False
        if is_loopback(host) or host in self._allowed or ANY in self._allowed:
            return True
        if is_address(host):
            return self._is_open
        # A proxy may send the name of its upstream, and other containers call a service by its
        # name. Public DNS has no names without a dot, so that no page has such an origin.
        is_label = "." not in host and (self._has_proxy or self._is_open)
        return is_label or self._is_of_allowed_domain(host)

    def _is_of_allowed_domain(self, host: str) -> bool:
        domains = (name for name in self._allowed if name.startswith("."))
        return any(f".{host}".endswith(domain) for domain in domains)


def check_hosts(app: Flask) -> None:
    """Make the application refuse requests that do not name the server."""

    def require_host() -> None:
        """Refuse an HTTP/1.1 request without Host (RFC 9112, section 3.2)."""
        if received().host is None and request.environ["SERVER_PROTOCOL"] != "HTTP/1.0":
            raise Malformed("An HTTP/1.1 request must have a Host header.")

    def check_host() -> None:
        if not received().is_own and not _is_for_anybody():
            raise Forbidden(
                "The Host header must be a name of this server, "
                f"got {(received().host or '')[:80]!r}. Add the name to LISTEN_ALLOWED_HOSTS."
            )

    app.before_request(require_host)
    app.before_request(check_host)


def _is_for_anybody() -> bool:
    """Return whether no page of another site could gain anything by the request.

    Any page may read the response anyway, or it says only that the server runs, or the body must be
    signed. Content delivery networks, load balancers and systems that send webhooks call the server
    by names of their own.
    """
    if request.path.startswith(_SIGNED):
        return True
    is_read = request.method in ("GET", "HEAD", "OPTIONS")
    return is_read and (
        request.path in _HEALTH_CHECKS or request.path.startswith(READABLE_ANYWHERE)
    )


def _hosts_of(config: WebConfig) -> set[str]:
    hosts = {host_of(config.public_url), host_of_authority(config.host)}
    return {host for host in hosts if host}


def _machine_names(name: str) -> set[str]:
    """Return the name of the machine, its first label, and its name in multicast DNS."""
    try:
        name = canonical(name)
    except ValueError:
        return set()
    label = name.partition(".")[0]
    return {name, label, f"{label}.local"}
