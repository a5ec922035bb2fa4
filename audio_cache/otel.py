"""Spans of OpenTelemetry, which are sent as OTLP over HTTP (the extra `otel`).

The SDK reads its own variables: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS,
OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME and others.
"""

import logging

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import (
    INVALID_SPAN_CONTEXT,
    Link,
    NonRecordingSpan,
    SpanContext,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)
from opentelemetry.trace import Span as Recorded

from audio_cache.distribution import installed_version
from audio_cache.origin import current_origin, is_traceparent
from audio_cache.tracing import NONE, Attributes

_NANOSECONDS = 1_000_000_000


class OtelSpan:
    """A span of OpenTelemetry."""

    def __init__(self, span: Recorded) -> None:
        self._span = span
        context = span.get_span_context()
        flags = "01" if context.trace_flags.sampled else "00"
        self.traceparent = f"00-{context.trace_id:032x}-{context.span_id:016x}-{flags}"

    def set(self, attributes: Attributes) -> None:
        self._span.set_attributes(attributes)

    def fail(self, message: str) -> None:
        self._span.set_status(Status(StatusCode.ERROR, message))

    def end(self, at: float | None = None) -> None:
        self._span.end(_time(at))


class OtelTracer:
    """Sends spans in batches, from a thread of its own."""

    is_on = True

    def __init__(self, service: str) -> None:
        # A collector that is away must not fill the log.
        logging.getLogger("opentelemetry").setLevel(logging.ERROR)
        resource = {"service.name": service, "service.version": installed_version()}
        self._provider = TracerProvider(resource=Resource.create(resource))
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("listen")

    def begin(
        self,
        name: str,
        attributes: Attributes = NONE,
        parent: str = "",
        start: float | None = None,
        link: str = "",
    ) -> OtelSpan:
        context = _context(parent or current_origin.get().traceparent)
        span = self._tracer.start_span(
            name,
            # A context without a span: else the SDK would take one of the thread.
            context=set_span_in_context(NonRecordingSpan(context)),
            attributes=attributes,
            links=[Link(_context(link))] if link else [],
            start_time=_time(start),
        )
        return OtelSpan(span)

    def close(self) -> None:
        self._provider.shutdown()


def _context(traceparent: str) -> SpanContext:
    if not is_traceparent(traceparent):
        return INVALID_SPAN_CONTEXT
    _, trace, span, flags = traceparent.split("-")
    return SpanContext(int(trace, 16), int(span, 16), True, TraceFlags(int(flags, 16)))


def _time(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds * _NANOSECONDS)
