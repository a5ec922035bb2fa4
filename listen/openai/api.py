"""OpenAI's endpoints for speech, so that its clients work here unchanged.

https://platform.openai.com/docs/api-reference/audio/createSpeech
"""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from audio_cache.queue import CLICK
from listen.api import show_voices
from listen.audio.delivery import sound
from listen.audio.resource import ask
from listen.openai.errors import in_openais_words
from listen.openai.request import MODELS, check_model, read_openai_request
from listen.openai.response import as_events, as_pcm
from listen.openai.voices import find_voice
from listen.services import services

openai_api = Blueprint("openai_api", __name__)
openai_api.after_app_request(in_openais_words)
openai_api.add_url_rule("/v1/audio/voices", view_func=show_voices)


@openai_api.post("/v1/audio/speech")
def speak() -> Response:
    asked = read_openai_request(request, services().config.max_chars)
    voice, offer = find_voice(asked.voice, services().catalog.offer())
    spec = services().reading.compose(replace(asked.speech, voice=voice), offer)
    response = sound(ask(services(), spec, CLICK, asked.extension))
    if asked.response_format == "pcm":
        response = as_pcm(response)
    if asked.stream_format == "sse":
        response = as_events(response, asked.speech.size)
    return response


@openai_api.get("/v1/models")
def show_models() -> Response:
    return jsonify(object="list", data=[_model(name) for name in MODELS])


@openai_api.get("/v1/models/<name>")
def show_model(name: str) -> Response:
    check_model(name)
    return jsonify(_model(name))


@openai_api.get("/openapi.json")
def show_schema() -> Response:
    return current_app.send_static_file("openapi.json")


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "listen"}
