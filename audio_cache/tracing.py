"""Spans of traces: from the request, through the job, to the last byte.

OpenTelemetry is optional. Without it, or without an endpoint, spans are the null object here.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from audio_cache.origin import current_origin

log = logging.getLogger(__name__)

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""Variables of OpenTelemetry that turn tracing on."""

Attributes = Mapping[str, str | int | float | bool]
NONE: Attributes = MappingProxyType({})


class Span(Protocol):
    """An operation that has begun."""

    @property
    def traceparent(self) -> str:
        """Its ids, as W3C Trace Context has them; empty if nothing is traced."""

    def set(self, attributes: Attributes) -> None:
        """Add attributes, by their names."""

    def fail(self, message: str) -> None:
        """Mark the operation as failed."""

    def end(self, at: float | None = None) -> None:
        """End it, now or at a Unix time."""


class Tracer(Protocol):
    """Begins spans."""

    is_on: bool

    def begin(
        self,
        name: str,
        attributes: Attributes = NONE,
        parent: str = "",
        start: float | None = None,
        link: str = "",
    ) -> Span:
        """Begin a span, now or at a Unix time.

        `parent` and `link` are traceparents. The parent defaults to that of the current origin.
        """

    def close(self) -> None:
        """Send what has ended, and end the exporter's thread."""


class NoSpan:
    """The null object: a span that nobody sees."""

    traceparent = ""

    def set(self, attributes: Attributes) -> None:
        pass

    def fail(self, message: str) -> None:
        pass

    def end(self, at: float | None = None) -> None:
        pass


NO_SPAN = NoSpan()


class NoTracer:
    """The null object: traces nothing."""

    is_on = False

    def begin(
        self,
        name: str,
        attributes: Attributes = NONE,
        parent: str = "",
        start: float | None = None,
        link: str = "",
    ) -> Span:
        return NO_SPAN

    def close(self) -> None:
        pass


NO_TRACER = NoTracer()


@contextmanager
def traced(tracer: Tracer, name: str, attributes: Attributes = NONE) -> Iterator[Span]:
    """Trace a block. Spans and jobs that begin in it are children of its span."""
    if not tracer.is_on:
        yield NO_SPAN
        return
    span = tracer.begin(name, attributes)
    token = current_origin.set(replace(current_origin.get(), traceparent=span.traceparent))
    try:
        yield span
    except BaseException as error:
        span.fail(type(error).__name__)
        raise
    finally:
        current_origin.reset(token)
        span.end()


def open_tracer(environ: Mapping[str, str], service: str) -> Tracer:
    """Return the tracer that OpenTelemetry's variables ask for.

    `service` is the name of the process, unless OTEL_SERVICE_NAME has another one.
    """
    if not any(environ.get(name) for name in ENDPOINTS):
        return NO_TRACER
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return NO_TRACER
    try:
        from audio_cache.otel import OtelTracer  # noqa: PLC0415  # an extra, which is slow to load
    except ImportError:
        log.warning(
            "%s is set, but OpenTelemetry is not installed: nothing is traced. "
            "Install it: pip install 'listen-to-article[otel]'",
            next(name for name in ENDPOINTS if environ.get(name)),
        )
        return NO_TRACER
    return OtelTracer(service)
