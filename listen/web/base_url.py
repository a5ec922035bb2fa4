"""The URL that the server's links begin with.

Flask builds links from scheme, Host and SCRIPT_NAME of a request. With `public_url`, this
middleware replaces all three, so that the links are right whatever a proxy sends. The path of
`public_url` is removed from the path of a request, if the proxy has not done so.

Without the setting, links begin with the Host of the request if that is a name of the server, and
are paths otherwise.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import HTTPException, NotFound

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_RECEIVED = "listen.received"
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_ABSOLUTE_TARGET = re.compile(r"[a-z]+://([^/?#]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Received:
    """The address that the client called, before the middleware replaced it."""

    host: str | None
    """HOST[:PORT]; None for a request without Host."""
    is_own: bool
    """True: the host is a name of the server, or none was sent."""
    origin: str
    """Origin of a page at this address. Empty if the host is not a name of the server."""


def received() -> Received:
    """Return the address that the client of the current request called."""
    return cast(Received, request.environ[_RECEIVED])


def without_default_port(scheme: str, host: str) -> str:
    """Return HOST[:PORT] in lower case, as browsers write it in an origin."""
    return host.lower().removesuffix(_DEFAULT_PORTS.get(scheme, ""))


class BaseUrlMiddleware:
    """Gives scheme, Host, SCRIPT_NAME and PATH_INFO to the application."""

    def __init__(self, app: Flask, public_url: str, is_own: Callable[[str], bool]) -> None:
        """`is_own` returns whether HOST[:PORT] names the server."""
        self._app = app.wsgi_app
        self._public = urlsplit(public_url)
        self._is_own = is_own
        self._routes = app.url_map.bind("")

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        environ[_RECEIVED] = called = self._receive(environ)
        if self._public.netloc:
            environ["wsgi.url_scheme"] = self._public.scheme
            environ["HTTP_HOST"] = self._public.netloc
            environ["SCRIPT_NAME"] = self._public.path
            environ["PATH_INFO"] = self._without_prefix(environ.get("PATH_INFO", ""))
        elif called.host is not None:
            environ["HTTP_HOST"] = called.host if called.is_own else ""
        return self._app(environ, start_response)

    def _receive(self, environ: "WSGIEnvironment") -> Received:
        host = _authority(environ)
        is_own = host is None or self._is_own(host)
        scheme = environ["wsgi.url_scheme"]
        origin = f"{scheme}://{without_default_port(scheme, host)}" if host and is_own else ""
        return Received(host, is_own, origin)

    def _without_prefix(self, path: str) -> str:
        """Return the path below `public_url`.

        A path that a proxy has shortened can begin with the prefix again, if that is the name of a
        route, such as /audio.
        """
        prefix = self._public.path
        if not prefix or not f"{path}/".startswith(f"{prefix}/"):
            return path
        shortened = path[len(prefix) :]
        if not self._is_route(shortened) and self._is_route(path):
            return path
        return shortened or "/"

    def _is_route(self, path: str) -> bool:
        try:
            self._routes.match(path)
        except NotFound:
            return False
        except HTTPException:
            pass  # a route of another method, or a redirect to one
        return path != ""


def _authority(environ: "WSGIEnvironment") -> str | None:
    """Return the authority of an absolute request target, which overrides Host, else Host.

    RFC 9112, section 3.2.2.
    """
    found = _ABSOLUTE_TARGET.match(environ.get("RAW_URI", ""))
    return found[1] if found else environ.get("HTTP_HOST")
