"""CORS (https://fetch.spec.whatwg.org/#http-cors-protocol).

Any page may read audio: the key is the permission. A request for new audio costs work, so a page of
another origin may send one only if its origin is configured, or if it is on a host whose articles
this server may fetch. What a page's player asks is for pages of that site (`page_origin.py`).
"""

from flask import Flask, Response, request

from audio_cache.key import is_key
from listen.config import WebConfig
from listen.errors import OriginNotAllowed
from listen.host import host_of
from listen.sites.site import ANY
from listen.sites.sites import Sites
from listen.web.base_url import received
from listen.web.page_origin import is_origin_of

_AUDIO = "/v1/audio"
READABLE_ANYWHERE = (
    *("/audio/", "/v1/audio/", "/feeds/", "/episodes/"),
    *("/static/", "/player.js", "/player/"),
)
"""Beginnings of the paths that pages of any origin may read."""
_PAGES = "/v1/pages"
_PLAYS = "/v1/plays"
"""Pages of any origin may report to this path: the play token is the permission."""
_REPORTS = "/v1/lexicon/reports"
_EXPOSED = "Content-Range, ETag, Link, Location, Retry-After, X-Request-Id"


def check_origins(app: Flask, config: WebConfig, sites: Sites) -> None:
    """Make the application check Origin, and send CORS headers."""

    def may_post(origin: str) -> bool:
        if origin in config.allowed_origins:
            return True
        if request.path == _PLAYS and _method() == "POST":
            return True
        if not _is_for_pages(request.path):
            return False
        is_of_site = host_of(origin) in sites.fetched_hosts() - {ANY}
        return is_of_site or any(origin in site.origins for site in sites.all())

    def may_read(origin: str) -> bool:
        if request.path == _PAGES and request.method in ("GET", "HEAD"):
            url = request.args.get("url")
            is_own = host_of(origin) == host_of(url or "")
            return is_own or is_origin_of(origin, sites.of_url(url))
        return may_post(origin)

    def check_origin() -> Response | None:
        origin = request.headers.get("Origin")
        if request.method in ("GET", "HEAD") or origin is None:
            return None
        if request.method == "OPTIONS":
            return _preflight(origin, may_post(origin))
        own_origins = (request.host_url.rstrip("/"), received().origin)
        if origin not in own_origins and not may_post(origin):
            raise _not_allowed(origin)
        return None

    def add_cors_headers(response: Response) -> Response:
        if request.method in ("GET", "HEAD") and request.path.startswith(READABLE_ANYWHERE):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
            return response
        origin = request.headers.get("Origin")
        if origin and may_read(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
            response.headers.add("Vary", "Origin")
        return response

    app.before_request(check_origin)
    app.after_request(add_cors_headers)


def _method() -> str:
    """Return the method of the request, or the one that a preflight request asks for."""
    asked = request.headers.get("Access-Control-Request-Method", "")
    return asked if request.method == "OPTIONS" else request.method


def _is_for_pages(path: str) -> bool:
    """Return whether pages of sites post to this path: they request audio, or report a word."""
    is_report = path == _REPORTS and _method() == "POST"
    return is_report or path == _AUDIO or is_key(path.removeprefix(f"{_AUDIO}/"))


def _not_allowed(origin: str) -> OriginNotAllowed:
    return OriginNotAllowed(
        f"Pages of {origin[:80]} may not request audio from this server. "
        "Add the origin to LISTEN_ALLOWED_ORIGINS."
    )


def _preflight(origin: str, may_post: bool) -> Response:
    """Answer a CORS preflight request. Raises OriginNotAllowed."""
    method = _method()
    readable = method in ("GET", "HEAD") and request.path.startswith(READABLE_ANYWHERE)
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
