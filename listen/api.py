"""/v1: asks for audio, follows it, previews it."""

from flask import Blueprint, Response, jsonify, request

from audio_cache.key import is_key, key_of
from audio_cache.spec import SpeechSpec
from audio_cache.state import FAILED, FINISHED
from listen.compose import compose
from listen.errors import NotFinished, UnknownAudio
from listen.intake import read_request
from listen.marks import sentence_marks
from listen.preview import preview
from listen.queue import CLICK
from listen.resource import EVICTED, Audio, look_up, resource
from listen.services import services

api = Blueprint("api", __name__, url_prefix="/v1")


@api.post("/audio")
def ask_for_audio() -> Response:
    asked = read_request(request, services().config.max_chars)
    composition = compose(asked, services().catalog)
    return _ask(composition.spec, asked.priority)


@api.get("/audio/<key>")
def show_audio(key: str) -> Response:
    return answer(look_up(services(), checked(key)), status=200)


@api.post("/audio/<key>")
def ask_again(key: str) -> Response:
    audio = look_up(services(), checked(key))
    if audio.state in (FAILED, EVICTED):
        return _ask(audio.spec, CLICK)
    return _answer_by_state(audio)


@api.get("/audio/<key>/marks")
def show_marks(key: str) -> Response:
    audio = look_up(services(), checked(key))
    if audio.manifest is None:
        raise NotFinished("The audio has no timings before it is finished.")
    return jsonify(text=audio.spec.text, marks=sentence_marks(audio.manifest))


@api.post("/preview")
def show_preview() -> Response:
    asked = read_request(request, services().config.max_chars)
    return jsonify(preview(compose(asked, services().catalog)))


@api.get("/voices")
def show_voices() -> Response:
    voices = services().catalog.voices()
    return jsonify(voices=[{"id": voice.id, **voice.to_dict()} for voice in voices])


def checked(key: str) -> str:
    """The key. Raises UnknownAudio for what cannot be one."""
    if not is_key(key):
        raise UnknownAudio("This is not the key of an audio: they have 64 hexadecimal digits.")
    return key


def answer(audio: Audio, status: int) -> Response:
    """The audio resource."""
    response = jsonify(resource(audio, services().catalog.known()))
    response.status_code = status
    response.headers["Location"] = f"/v1/audio/{audio.key}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _ask(spec: SpeechSpec, priority: str) -> Response:
    key = key_of(spec)
    if services().store.find(key) is None:
        services().queue.ask(spec, priority)
    return _answer_by_state(look_up(services(), key))


def _answer_by_state(audio: Audio) -> Response:
    return answer(audio, status=200 if audio.state == FINISHED else 202)
