"""Converts audio responses to OpenAI's other formats: raw PCM, and server-sent events."""

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response

_WAV_HEADER_SIZE = 44
"""Bytes. The rest of a WAV is PCM: 24 kHz, 16 bits, little-endian, mono."""


def to_pcm(wav: Response) -> Response:
    """Strip the header of a WAV response."""
    response = _replace_body(wav, _strip_header(wav.iter_encoded()), "audio/pcm")
    if wav.content_length is not None:
        response.content_length = wav.content_length - _WAV_HEADER_SIZE
    return response


def to_event_stream(audio: Response, characters: int) -> Response:
    """Convert a response to server-sent events: chunks of audio in base64, then an end event.

    No tokens are counted here, so `usage` has the number of characters of the input instead.
    """
    return _replace_body(audio, _events(audio.iter_encoded(), characters), "text/event-stream")


def _replace_body(original: Response, body: Iterator[bytes], media_type: str) -> Response:
    response = Response(body, mimetype=media_type)
    response.call_on_close(original.close)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _strip_header(wav: Iterable[bytes]) -> Iterator[bytes]:
    remaining = _WAV_HEADER_SIZE
    for chunk in wav:
        if pcm := chunk[remaining:]:
            yield pcm
        remaining = max(0, remaining - len(chunk))


def _events(audio: Iterable[bytes], characters: int) -> Iterator[bytes]:
    for chunk in audio:
        yield _event(type="speech.audio.delta", audio=base64.b64encode(chunk).decode())
    usage = {"input_tokens": characters, "output_tokens": 0, "total_tokens": characters}
    yield _event(type="speech.audio.done", usage=usage)


def _event(**fields: Any) -> bytes:
    return f"data: {json.dumps(fields)}\n\n".encode()
