"""Parses and validates speech requests in OpenAI's format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Request

from listen.errors import TooLong, UnsupportedMediaType
from listen.request.schema import MAX_SPEED as VOICE_MAX_SPEED
from listen.request.schema import MIN_SPEED as VOICE_MIN_SPEED
from listen.request.schema import SpeechRequest, parse_speed
from listen.web.body import JSON_BYTES_PER_CHARACTER, read_json
from listen.web.openai.errors import InvalidParam, ModelNotFound

MODELS = ("listen", "tts-1", "tts-1-hd", "gpt-4o-mini-tts")
"""Accepted names. All of them mean this server; clients send the last three by default."""

_VERSION = re.compile(r"-[0-9]{4}(-[0-9]{2}-[0-9]{2})?\Z")
"""The suffix of a model's snapshot, such as -1106 or -2025-12-15."""

FORMATS = {"mp3": "mp3", "opus": "ogg", "flac": "flac", "wav": "wav", "pcm": "wav"}
"""Response format to the extension of the audio that it is converted from."""

MIN_SPEED, MAX_SPEED = 0.25, 4.0
"""The range of OpenAI's API."""

STREAM_FORMATS = ("audio", "sse")

_OTHER_FIELDS_BYTES = 100_000
"""Limit of the body's size, in addition to the input's."""


@dataclass(frozen=True)
class OpenAiRequest:
    """A validated request."""

    speech: SpeechRequest
    """Without a voice."""
    voice: str
    """A voice of this server, or of OpenAI."""
    response_format: str
    stream_format: str

    @property
    def extension(self) -> str:
        return FORMATS[self.response_format]


def parse_openai_request(request: Request, max_chars: int) -> OpenAiRequest:
    """Parse the body of a speech request. Raises ApiError.

    Unknown fields are ignored: clients send the extensions of other servers to every server.
    """
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(
            f"Content-Type must be application/json, got {request.mimetype[:80]!r}."
        )
    fields = read_json(request, max_chars * JSON_BYTES_PER_CHARACTER + _OTHER_FIELDS_BYTES)
    check_model(_string(fields, "model", MODELS[0]))
    _string(fields, "instructions", "")
    return OpenAiRequest(
        speech=SpeechRequest(
            max_chars=max_chars,
            text=_input(fields, max_chars),
            speed=_speed(fields.get("speed")),
            is_verbatim=True,
        ),
        voice=_voice(fields),
        response_format=_one_of(fields, "response_format", tuple(FORMATS)),
        stream_format=_one_of(fields, "stream_format", STREAM_FORMATS),
    )


def check_model(name: str) -> None:
    """Raise ModelNotFound for an unknown model. A version suffix is allowed."""
    if _VERSION.sub("", name) not in MODELS:
        raise ModelNotFound(f"'model' must be one of {', '.join(MODELS)}; got {name[:80]!r}.")


def _input(fields: Mapping[str, Any], max_chars: int) -> str:
    text = _string(fields, "input", "")
    if not text:
        raise InvalidParam("input", "'input' must be the text to speak, and must not be empty.")
    if len(text) > max_chars:
        raise TooLong(f"'input' must not be longer than {max_chars} characters, got {len(text)}.")
    return text


def _speed(value: Any) -> int:
    """Return the speed in hundredths. OpenAI's range is wider than the voices', and is clamped."""
    speed = parse_speed(value, MIN_SPEED, MAX_SPEED)
    return min(max(speed, round(100 * VOICE_MIN_SPEED)), round(100 * VOICE_MAX_SPEED))


def _voice(fields: Mapping[str, Any]) -> str:
    """Return the voice, which is a name or {"id": NAME}."""
    value = fields.get("voice")
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        value = value["id"]
    return _string({"voice": value}, "voice", "auto")


def _one_of(fields: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str:
    """Return one of the choices; the first is the default."""
    value = _string(fields, name, choices[0])
    if value not in choices:
        raise InvalidParam(
            name, f"{name!r} must be one of {', '.join(choices)}; got {value[:80]!r}."
        )
    return value


def _string(fields: Mapping[str, Any], name: str, default: str) -> str:
    value = fields.get(name)
    if value is None:
        return default
    if not isinstance(value, str):
        raise InvalidParam(name, f"{name!r} must be a string, got {str(value)[:80]}.")
    return value
