"""Captions of a finished audio in WebVTT (https://www.w3.org/TR/webvtt1/)."""

from collections.abc import Iterable
from html import escape

from audio_cache.spec import SpeechSpec
from audio_cache.timing import Timing


def captions(spec: SpeechSpec, timings: Iterable[Timing]) -> str:
    """Return a WebVTT file with a cue for each segment that has sound.

    The cues are segments and not sentences, because a long sentence does not fit a screen.
    """
    text = spec.text
    cues = [
        f"{_timestamp(timing.start_time)} --> {_timestamp(timing.end_time)}\n"
        f"{_payload(text[timing.start : timing.end])}\n"
        for timing in timings
        if timing.end_time > timing.start_time
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _payload(text: str) -> str:
    """Escape markup, and remove line breaks: a blank line would end the cue."""
    return escape(" ".join(text.split()), quote=False)


def _timestamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds / 1000:06.3f}"
