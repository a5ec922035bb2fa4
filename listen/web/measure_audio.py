"""Measures audio that is sent: time to the first sound, bytes, live readers, and a span."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from audio_cache.origin import current_origin
from listen.library.audio import Audio
from listen.metrics.figures import LIVE, Figures
from listen.web.http.file import OnSent
from listen.web.measure import seconds_since_request
from listen.web.services import services


def measure_file(figures: Figures, on_sent: OnSent | None) -> OnSent:
    """Return what is told the bytes of a file that were sent: it counts, and tells `on_sent`."""
    seconds = seconds_since_request()

    def count(sent: range) -> None:
        figures.count_file(sent, seconds)
        if on_sent:
            on_sent(sent)

    return count


@contextmanager
def measure_live(audio: Audio, chunks: Iterator[bytes], offset: int) -> Iterator[Iterator[bytes]]:
    """Yield the chunks of a live stream, which are measured until the block ends.

    The span belongs to the trace of the request that queued the audio, and is linked to this one.
    """
    figures = services().figures
    if offset == 0:
        if request.method == "GET":  # a POST was counted when it requested the audio
            figures.audio_requests.labels(LIVE).inc()
        figures.first_audio.labels(LIVE).observe(seconds_since_request())
    own = current_origin.get().traceparent
    origin = audio.progress.origin.traceparent if audio.progress else ""
    span = services().tracer.begin(
        "deliver",
        {"listen.audio": audio.rendition.name},
        parent=origin or own,
        link=own if origin else "",
    )
    sent = 0

    def counted() -> Iterator[bytes]:
        nonlocal sent
        for chunk in chunks:
            yield chunk
            sent += len(chunk)
            figures.sent_bytes.labels(LIVE).inc(len(chunk))

    figures.live_readers.inc()
    try:
        yield counted()
    finally:
        figures.live_readers.dec()
        span.set({"listen.sent_bytes": sent})
        span.end()
