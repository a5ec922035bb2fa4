"""Endpoints compatible with OpenAI's speech API, so that its clients work unchanged.

https://platform.openai.com/docs/api-reference/audio/createSpeech
"""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, request

from audio_cache.priorities import CLICK
from listen.web.delivery import deliver_requested
from listen.web.limits import begin_synthesis, take_characters
from listen.web.openai.errors import to_openai_error
from listen.web.openai.request import MODELS, check_model, parse_openai_request
from listen.web.openai.response import to_event_stream, to_pcm
from listen.web.openai.voices import find_voice
from listen.web.services import services

openai_api = Blueprint("openai_api", __name__)
openai_api.after_app_request(to_openai_error)


@openai_api.post("/v1/audio/speech")
def create_speech() -> Response:
    api_key = begin_synthesis()
    parsed = parse_openai_request(request, services().config.max_chars)
    voice, selector = find_voice(parsed.voice, services().catalog.selector())
    speech = replace(parsed.speech, voice=voice)
    spec, facts, _ = services().extractor.build_spec(speech, selector)
    take_characters(api_key, spec, facts)
    audio = services().library.request(spec, CLICK, parsed.extension, facts)
    response = deliver_requested(audio)
    if parsed.response_format == "pcm":
        response = to_pcm(response)
    if parsed.stream_format == "sse":
        response = to_event_stream(response, speech.size)
    response.headers["X-Listen-Speed"] = f"{spec.speed / 100:g}"  # it may have been clamped
    return response


@openai_api.get("/v1/models")
def show_models() -> Response:
    return jsonify(object="list", data=[_model(name) for name in MODELS])


@openai_api.get("/v1/audio/models")
def show_audio_models() -> Response:
    """List the models where Open WebUI looks for them."""
    return jsonify(models=[{"id": name, "name": name} for name in MODELS])


@openai_api.get("/v1/models/<name>")
def show_model(name: str) -> Response:
    check_model(name)
    return jsonify(_model(name))


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "listen"}
