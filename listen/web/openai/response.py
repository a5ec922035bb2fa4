"""The sound as OpenAI's clients want it: also as bare samples, and as events."""

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response

_WAV_HEADER = 44
"""Bytes; the rest of a WAV is its samples: 24 kHz, 16 bits, little-endian, mono."""


def as_pcm(wav: Response) -> Response:
    response = _instead(wav, _samples(wav.iter_encoded()), "audio/pcm")
    if wav.content_length is not None:
        response.content_length = wav.content_length - _WAV_HEADER
    return response


def as_events(sound: Response, characters: int) -> Response:
    """Server-sent events: the sound piece by piece in base64, and that it is whole.

    Nothing counts tokens here: the usage has the characters of the input for them.
    """
    return _instead(sound, _events(sound.iter_encoded(), characters), "text/event-stream")


def _instead(sound: Response, body: Iterator[bytes], media_type: str) -> Response:
    response = Response(body, mimetype=media_type)
    response.call_on_close(sound.close)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _samples(wav: Iterable[bytes]) -> Iterator[bytes]:
    header = _WAV_HEADER
    for chunk in wav:
        if samples := chunk[header:]:
            yield samples
        header = max(0, header - len(chunk))


def _events(sound: Iterable[bytes], characters: int) -> Iterator[bytes]:
    for chunk in sound:
        yield _event(type="speech.audio.delta", audio=base64.b64encode(chunk).decode())
    usage = {"input_tokens": characters, "output_tokens": 0, "total_tokens": characters}
    yield _event(type="speech.audio.done", usage=usage)


def _event(**fields: Any) -> bytes:
    return f"data: {json.dumps(fields)}\n\n".encode()
