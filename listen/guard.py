"""Who may ask: other sites' pages, and names that point at this machine.

Audio may be read from anywhere: whoever has its key may hear it. Asking for new audio costs work,
so pages of other origins may not, unless they are configured, or are on the hosts whose articles
this server is told to fetch: those may ask for audio. A server on loopback answers only
to loopback's names: a page whose name was made to point at 127.0.0.1 has that name in Host.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from audio_cache.key import is_key
from listen.config import WebConfig
from listen.errors import Forbidden, OriginNotAllowed
from listen.exposure import is_loopback
from listen.host import host_of
from listen.sites.sites import ANY, fetched_hosts

_AUDIO = "/v1/audio"
_READABLE_ANYWHERE = ("/audio/", "/v1/audio/", "/static/", "/player.js")
_EXPOSED = "Content-Range, ETag, Location, Retry-After"


def guard(app: Flask, config: WebConfig) -> None:
    hosts = fetched_hosts(config.fetch, config.sites) - {ANY}

    def may_ask(origin: str) -> bool:
        is_of_site = _is_article(request.path) and host_of(origin) in hosts
        return is_of_site or origin in config.allowed_origins

    def check_host() -> None:
        if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise Forbidden(f"This server answers on this machine only, not as {request.host}.")

    def check_origin() -> Response | None:
        origin = request.headers.get("Origin")
        if request.method in ("GET", "HEAD") or origin is None:
            return None
        if request.method == "OPTIONS":
            return _preflight(origin, may_ask(origin))
        if origin != request.host_url.rstrip("/") and not may_ask(origin):
            raise OriginNotAllowed(f"Pages of {origin} may not ask this server for audio.")
        return None

    def share(response: Response) -> Response:
        if request.method in ("GET", "HEAD") and request.path.startswith(_READABLE_ANYWHERE):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        elif (origin := request.headers.get("Origin")) and may_ask(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
            response.headers.add("Vary", "Origin")
        return response

    if is_loopback(config.host):
        app.before_request(check_host)
    app.before_request(check_origin)
    app.after_request(share)


def _is_article(path: str) -> bool:
    """Where an article is sent, or asked for again."""
    return path == _AUDIO or is_key(path.removeprefix(f"{_AUDIO}/"))


def _preflight(origin: str, may_ask: bool) -> Response:
    """The answer to a browser that asks before it posts, or before it sends unusual headers."""
    wanted = request.headers.get("Access-Control-Request-Method", "")
    readable = wanted in ("GET", "HEAD") and request.path.startswith(_READABLE_ANYWHERE)
    if not readable and not may_ask:
        raise OriginNotAllowed(f"Pages of {origin} may not ask this server for audio.")
    response = Response(status=204)
    response.headers["Access-Control-Allow-Origin"] = "*" if readable else origin
    response.headers["Access-Control-Allow-Methods"] = wanted
    response.headers["Access-Control-Allow-Headers"] = request.headers.get(
        "Access-Control-Request-Headers", "Content-Type"
    )
    response.headers["Access-Control-Max-Age"] = "3600"
    response.headers.add("Vary", "Origin")
    return response
