"""The article as WebVTT captions (https://www.w3.org/TR/webvtt1/): a cue for each segment."""

from html import escape

from audio_cache.manifest import Manifest


def captions(manifest: Manifest) -> str:
    """Segments, because the clauses of a long sentence would not fit a screen together."""
    text = manifest.spec.text
    cues = [
        f"{_clock(timing.start_time)} --> {_clock(timing.end_time)}\n"
        f"{_payload(text[timing.start : timing.end])}\n"
        for timing in manifest.timings
        if timing.end_time > timing.start_time
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _payload(text: str) -> str:
    """Without blank lines, which would end the cue, and without markup."""
    return escape(" ".join(text.split()), quote=False)


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds / 1000:06.3f}"
