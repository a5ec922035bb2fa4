"""Traces requests, if there is a tracer."""

from dataclasses import replace
from typing import cast

from flask import Flask, Response, request

from audio_cache.origin import current_origin, is_traceparent
from audio_cache.tracing import Span, Tracer
from listen.web.measure import POLLED

_SPAN = "listen.span"


def trace_requests(app: Flask, tracer: Tracer) -> None:
    """Trace every request of the application. Call it before other functions are added to it.

    The span ends with the last byte, or, if the operating system sends a file, with the headers.
    """
    if not tracer.is_on:
        return

    def begin() -> None:
        route = _route()
        if route in POLLED:
            return
        given = request.headers.get("traceparent", "")
        origin = current_origin.get()
        attributes = {
            "http.request.method": request.method,
            "http.route": route,
            "listen.request_id": origin.request_id,
        }
        parent = given if is_traceparent(given) else ""
        span = tracer.begin(f"{request.method} {route}", attributes, parent)
        request.environ[_SPAN] = span
        current_origin.set(replace(origin, traceparent=span.traceparent))

    def finish(response: Response) -> Response:
        span = cast(Span | None, request.environ.get(_SPAN))
        if span is None:
            return response
        span.set({"http.response.status_code": response.status_code})
        if response.status_code >= 500:
            span.fail(str(response.status_code))
        if response.direct_passthrough or not response.is_streamed:
            span.end()
        else:
            response.call_on_close(span.end)
        return response

    app.before_request(begin)
    app.after_request(finish)


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "(none)"
