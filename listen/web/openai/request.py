"""Reads a request for speech as OpenAI's clients make it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Request

from listen.errors import TooLong, UnsupportedMediaType
from listen.request.schema import SpeechRequest, parse_speed
from listen.web.body import JSON_BYTES_PER_CHARACTER, read_json
from listen.web.openai.errors import InvalidParam, ModelNotFound

MODELS = ("listen", "tts-1", "tts-1-hd", "gpt-4o-mini-tts")
"""All of them are this server; the others are what clients ask for."""

_VERSION = re.compile(r"-[0-9]{4}(-[0-9]{2}-[0-9]{2})?\Z")
"""What OpenAI adds to the name of a model for one of its versions."""

FORMATS = {"mp3": "mp3", "opus": "ogg", "flac": "flac", "wav": "wav", "pcm": "wav"}
"""Format to the extension that it is made of."""

STREAM_FORMATS = ("audio", "sse")

_OTHER_BYTES = 100_000
"""Of a body, besides its input."""


@dataclass(frozen=True)
class OpenAiRequest:
    speech: SpeechRequest
    """Without its voice."""
    voice: str
    """One of this server or of OpenAI."""
    response_format: str
    stream_format: str

    @property
    def extension(self) -> str:
        return FORMATS[self.response_format]


def read_openai_request(request: Request, max_chars: int) -> OpenAiRequest:
    """Raises ApiError for whatever cannot be read.

    Fields that are not known are ignored: other servers have some of their own, which clients
    send to all of them.
    """
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Send application/json.")
    fields = read_json(request, max_chars * JSON_BYTES_PER_CHARACTER + _OTHER_BYTES)
    check_model(_string(fields, "model", MODELS[0]))
    _string(fields, "instructions", "")
    return OpenAiRequest(
        speech=SpeechRequest(
            max_chars=max_chars,
            text=_input(fields, max_chars),
            speed=parse_speed(fields.get("speed")),
            is_verbatim=True,
        ),
        voice=_voice(fields),
        response_format=_one_of(fields, "response_format", tuple(FORMATS)),
        stream_format=_one_of(fields, "stream_format", STREAM_FORMATS),
    )


def check_model(name: str) -> None:
    """Raises ModelNotFound."""
    if _VERSION.sub("", name) not in MODELS:
        raise ModelNotFound(f"There is no model {name!r}; there are: {', '.join(MODELS)}.")


def _input(fields: Mapping[str, Any], max_chars: int) -> str:
    text = _string(fields, "input", "")
    if not text:
        raise InvalidParam("input", "The field 'input', the text to speak, is missing or empty.")
    if len(text) > max_chars:
        raise TooLong(f"The input has {len(text)} characters; at most {max_chars} are read.")
    return text


def _voice(fields: Mapping[str, Any]) -> str:
    """A name, or {"id": NAME}."""
    given = fields.get("voice")
    if isinstance(given, dict) and isinstance(given.get("id"), str):
        given = given["id"]
    return _string({"voice": given}, "voice", "auto")


def _one_of(fields: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str:
    """The first, unless another is named."""
    given = _string(fields, name, choices[0])
    if given not in choices:
        raise InvalidParam(name, f"The field {name!r} is one of: {', '.join(choices)}.")
    return given


def _string(fields: Mapping[str, Any], name: str, default: str) -> str:
    value = fields.get(name)
    if value is None:
        return default
    if not isinstance(value, str):
        raise InvalidParam(name, f"The field {name!r} is not a string.")
    return value
