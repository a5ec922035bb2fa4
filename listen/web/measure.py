"""Measures each request: its id, and its figures.

The id is that of a trusted proxy, if the settings name one and its X-Request-Id is valid, else a
new one. It is in the response, in problems, and in every line that the request and its job log.

This is WSGI, because hooks of Flask would cost several times as much.
"""

import logging
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from flask import request

from audio_cache.logs import JSON
from audio_cache.origin import Origin, current_origin, is_request_id, new_request_id
from listen.config import WebConfig
from listen.metrics.figures import Figures

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("listen.requests")

REQUEST_ID = "X-Request-Id"

POLLED = ("/healthz", "/readyz", "/metrics")
"""Routes that machines call every few seconds: neither logged nor traced."""

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_READS = frozenset(("GET", "HEAD", "OPTIONS"))
_BEGUN, _ERROR = "listen.begun", "listen.error"
_REQUEST = "werkzeug.request"
"""Where Werkzeug puts the request, which knows its route."""
_UNMATCHED = "(none)"
"""The route of a request that no route matches."""


class Measured:
    """An application whose requests are measured."""

    def __init__(self, app: "WSGIApplication", config: WebConfig, figures: Figures) -> None:
        self._app = app
        self._figures = figures
        self._trusts_ids = config.trusted_proxies > 0
        self._is_logging = config.log_format == JSON

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        environ[_BEGUN] = time.perf_counter()
        request_id = self._request_id(environ)
        current_origin.set(Origin(request_id))

        def start(
            status: str, headers: list[tuple[str, str]], error: Any = None
        ) -> Callable[[bytes], object]:
            headers.append((REQUEST_ID, request_id))
            self._count(environ, status[:3])
            return start_response(status, headers, error)

        return self._app(environ, start)

    def _request_id(self, environ: "WSGIEnvironment") -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self._trusts_ids else ""
        return given if is_request_id(given) else new_request_id()

    def _count(self, environ: "WSGIEnvironment", status: str) -> None:
        rule = environ[_REQUEST].url_rule if _REQUEST in environ else None
        route = rule.rule if rule else _UNMATCHED
        method = environ["REQUEST_METHOD"]
        method = method if method in _METHODS else "other"
        seconds = time.perf_counter() - environ[_BEGUN]
        code, limit = environ.get(_ERROR, ("", ""))
        self._figures.count_request(method, route, status, seconds)
        if code:
            self._figures.errors.labels(code).inc()
        if limit:
            self._figures.limits.labels(limit).inc()
        # Reads that succeed would be most of the log.
        is_noted = method not in _READS or status >= "400"
        if self._is_logging and is_noted and route not in POLLED:
            # No address, and nothing that a client wrote: URLs have keys and tokens.
            fields = {"status": int(status), "seconds": round(seconds, 4), "code": code or None}
            log.info("%s %s: %s", method, route, status, extra=fields)


def note_error(code: str, limit: str = "") -> None:
    """Count the error that the current request is answered with.

    `limit` is the name of the limit that caused it.
    """
    request.environ[_ERROR] = code, limit


def seconds_since_request() -> float:
    """Return the seconds since the current request began."""
    now = time.perf_counter()
    return now - cast(float, request.environ.get(_BEGUN, now))
