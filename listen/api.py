"""/v1: asks for audio, follows it, previews it."""

from collections.abc import Iterator
from itertools import chain

from flask import Blueprint, Response, jsonify, request, stream_with_context

from audio_cache.queue import CLICK
from audio_cache.state import FAILED, FINISHED
from listen.audio.delivery import sound
from listen.audio.events import failed_events, past_events, text_event, told_events
from listen.audio.marks import marks
from listen.audio.report import report
from listen.audio.resource import EVICTED, Audio, ask, look_up, resource
from listen.errors import NotFinished
from listen.request.intake import SpeechRequest, read_request, with_page
from listen.services import services
from listen.voices.successors import renewed

api = Blueprint("api", __name__, url_prefix="/v1")


@api.post("/audio")
def ask_for_audio() -> Response:
    asked = _asked()
    spec = services().reading.compose(asked, services().catalog.offer())
    audio = ask(services(), spec, asked.priority)
    if request.accept_mimetypes.best_match(["application/json", "audio/mpeg"]) == "audio/mpeg":
        return sound(audio)
    return _answer_by_state(audio)


@api.get("/audio/<key:key>")
def show_audio(key: str) -> Response:
    return answer(look_up(services(), key), status=200)


@api.post("/audio/<key:key>")
def ask_again(key: str) -> Response:
    audio = look_up(services(), key)
    if audio.state in (FAILED, EVICTED):
        audio = ask(services(), renewed(audio.spec, services().catalog.known()), CLICK)
    return _answer_by_state(audio)


@api.get("/audio/<key>/events")
def tell_events(key: str) -> Response:
    audio = look_up(services(), key)
    if audio.manifest is not None:
        return _event_stream(audio, past_events(audio.manifest))
    if audio.progress is not None and audio.state == FAILED:
        return _event_stream(audio, failed_events(audio.progress))
    if audio.progress is None:
        raise NotFinished("The audio is gone; it has no events until somebody asks for it again.")
    return _event_stream(audio, _followed_events(audio.key))


@api.get("/audio/<key>/marks")
def show_marks(key: str) -> Response:
    audio = look_up(services(), key)
    if audio.manifest is None:
        raise NotFinished("The audio has no timings before it is finished.")
    return jsonify(text=audio.spec.text, marks=marks(audio.manifest))


@api.get("/audio/<key>/report")
def show_report(key: str) -> Response:
    audio = look_up(services(), key)
    if audio.manifest is None:
        raise NotFinished("The audio has no report before it is finished.")
    return jsonify(report(audio.manifest))


@api.post("/preview")
def show_preview() -> Response:
    return jsonify(services().reading.preview(_asked(), services().catalog.offer()))


@api.get("/voices")
def show_voices() -> Response:
    catalog = services().catalog
    offer, announced = catalog.offer(), catalog.announced()
    voices = [
        {
            "id": voice.id,
            **voice.to_dict(),
            "names": offer.names(voice),
            "works": voice.engine not in announced.troubles,
        }
        for voice in offer.voices
    ]
    return jsonify(voices=voices, absent=announced.absent, troubles=announced.troubles)


def _asked() -> SpeechRequest:
    """What the request asks for, with the page that it names."""
    asked = read_request(request, services().config.max_chars)
    return asked if asked.url is None else with_page(asked, services().fetcher.fetch(asked.url))


def answer(audio: Audio, status: int) -> Response:
    """The audio resource."""
    response = jsonify(resource(audio, services().catalog.known()))
    response.status_code = status
    response.headers["Location"] = f"/v1/audio/{audio.key}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _followed_events(key: str) -> Iterator[str]:
    with services().live.follow(key) as relay:
        yield from told_events(relay)


def _event_stream(audio: Audio, events: Iterator[str]) -> Response:
    told = chain([text_event(audio.spec.text)], events)
    response = Response(stream_with_context(told), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _answer_by_state(audio: Audio) -> Response:
    return answer(audio, status=200 if audio.state == FINISHED else 202)
