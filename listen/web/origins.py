"""CORS (https://fetch.spec.whatwg.org/#http-cors-protocol) and the Host check.

Any page may read audio: the key is the permission. A request for new audio costs work, so a page of
another origin may send one only if its origin is configured, or if it is on a host whose articles
this server may fetch. A server on loopback answers only requests whose Host is a loopback name,
which stops DNS rebinding.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from audio_cache.key import is_key
from listen.config import WebConfig
from listen.errors import Forbidden, Malformed, OriginNotAllowed
from listen.host import host_of, is_loopback
from listen.publishers.sites import ANY, fetched_hosts

_AUDIO = "/v1/audio"
_READABLE_ANYWHERE = ("/audio/", "/v1/audio/", "/static/", "/player.js")
_EXPOSED = "Content-Range, ETag, Location, Retry-After"


def check_origins(app: Flask, config: WebConfig) -> None:
    """Make the application check Host and Origin, and send CORS headers."""
    hosts = fetched_hosts(config.fetch, config.sites) - {ANY}

    def may_post(origin: str) -> bool:
        is_of_site = _is_article(request.path) and host_of(origin) in hosts
        return is_of_site or origin in config.allowed_origins

    def require_host() -> None:
        """Refuse an HTTP/1.1 request without Host (RFC 9112, section 3.2)."""
        if "HTTP_HOST" not in request.environ and request.environ["SERVER_PROTOCOL"] != "HTTP/1.0":
            raise Malformed("An HTTP/1.1 request must have a Host header.")

    def check_host() -> None:
        if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise Forbidden(
                "This server is bound to loopback: the Host header must be a loopback name, "
                f"got {request.host[:80]!r}."
            )

    def check_origin() -> Response | None:
        origin = request.headers.get("Origin")
        if request.method in ("GET", "HEAD") or origin is None:
            return None
        if request.method == "OPTIONS":
            return _preflight(origin, may_post(origin))
        if origin != request.host_url.rstrip("/") and not may_post(origin):
            raise _not_allowed(origin)
        return None

    def add_cors_headers(response: Response) -> Response:
        if request.method in ("GET", "HEAD") and request.path.startswith(_READABLE_ANYWHERE):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        elif (origin := request.headers.get("Origin")) and may_post(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
            response.headers.add("Vary", "Origin")
        return response

    app.before_request(require_host)
    if is_loopback(config.host):
        app.before_request(check_host)
    app.before_request(check_origin)
    app.after_request(add_cors_headers)


def _is_article(path: str) -> bool:
    """Return whether audio is requested at this path."""
    return path == _AUDIO or is_key(path.removeprefix(f"{_AUDIO}/"))


def _not_allowed(origin: str) -> OriginNotAllowed:
    return OriginNotAllowed(
        f"Pages of {origin[:80]} may not request audio from this server. "
        "Add the origin to LISTEN_ALLOWED_ORIGINS."
    )


def _preflight(origin: str, may_post: bool) -> Response:
    """Answer a CORS preflight request. Raises OriginNotAllowed."""
    method = request.headers.get("Access-Control-Request-Method", "")
    readable = method in ("GET", "HEAD") and request.path.startswith(_READABLE_ANYWHERE)
    if not readable and not may_post:
        raise _not_allowed(origin)
    response = Response(status=204)
    response.headers["Access-Control-Allow-Origin"] = "*" if readable else origin
    response.headers["Access-Control-Allow-Methods"] = method
    response.headers["Access-Control-Allow-Headers"] = request.headers.get(
        "Access-Control-Request-Headers", "Content-Type"
    )
    response.headers["Access-Control-Max-Age"] = "3600"
    response.headers.add("Vary", "Origin")
    return response
