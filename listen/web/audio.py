"""/v1/audio: requests for audio, its state, events, speech marks and report."""

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.routing import BaseConverter

from audio_cache.documents import EVENTS, MARKS, REPORT, decompress
from audio_cache.priorities import CLICK
from audio_cache.state import FAILED, FINISHED
from listen.errors import NotFinished
from listen.library.audio import EVICTED, Audio
from listen.library.events import failed_events, follow_events
from listen.library.resource import audio_resource
from listen.publishing.audio_callbacks import await_end
from listen.web.body import read_speech_request
from listen.web.callback import find_callback
from listen.web.delivery import deliver_requested
from listen.web.document import send_document
from listen.web.extensions import Extensions, extensions_for_audio
from listen.web.find_audio import find_audio, token_of
from listen.web.limits import begin_synthesis, limit_streams, take_characters
from listen.web.remakes import take_remake
from listen.web.services import services
from worker.documents.events import text_event

audio = Blueprint("audio", __name__, url_prefix="/v1/audio")


class KeyConverter(BaseConverter):
    """Matches a key, but not the name of another endpoint below /v1/audio."""

    regex = r"(?!(?:speech|voices|models|transcriptions|translations)\Z)[^/]+"


@audio.post("")
def request_audio() -> Response:
    """Request the audio of an article. Answer with its resource, or as MP3 if that is preferred."""
    api_key = begin_synthesis()
    speech = read_speech_request(find_callback)
    spec, facts, _ = services().extractor.build_spec(speech, services().catalog.selector())
    take_characters(api_key, spec, facts)
    requested = services().library.request(spec, speech.priority, facts=facts)
    if callback := find_callback(speech):
        await_end(services().publishing, callback.site, requested, callback.url)
    if request.accept_mimetypes.best_match(["application/json", "audio/mpeg"]) == "audio/mpeg":
        return deliver_requested(requested)
    return resource_by_state(requested)


@audio.get("/<key:key>")
def show_audio(key: str) -> Response:
    return _resource(find_audio(key), status=200, extensions=extensions_for_audio(key))


@audio.post("/<key:key>")
def request_again(key: str) -> Response:
    """Request a failed or evicted audio again. Other audio is returned as it is."""
    library = services().library
    found = find_audio(key)
    if found.state in (FAILED, EVICTED):
        take_remake()
        current = library.with_current_revision(found)
        found = library.request(current, CLICK, site=found.facts.site)
    return resource_by_state(found)


@audio.get("/<key>/events")
def stream_events(key: str) -> Response:
    """Send server-sent events: live ones, or a replay if the audio has finished or failed."""
    return limit_streams(lambda: _events(key))


def _events(key: str) -> Response:
    found = find_audio(key)
    if found.manifest is not None:
        # Events that were stored before version 0.3 do not have the kinds of blocks.
        _, _, others = decompress(services().documents.get(found, EVENTS)).partition(b"\n\n")
        return _event_stream([text_event(services().library.spec(found)).encode(), others])
    text = text_event(services().library.spec(found))
    if found.progress is not None and found.state == FAILED:
        return _event_stream(chain([text], failed_events(found.progress)))
    if found.progress is None:
        raise NotFinished("The audio was evicted. It has no events until it is requested again.")
    return _event_stream(chain([text], _followed_events(found)))


@audio.get("/<key>/marks")
def show_marks(key: str) -> Response:
    return send_document(find_audio(key), MARKS)


@audio.get("/<key>/report")
def show_report(key: str) -> Response:
    return send_document(find_audio(key), REPORT)


def _resource(found: Audio, status: int, extensions: Extensions | None = None) -> Response:
    resource = audio_resource(
        found,
        services().library.superseding_spec,
        request.root_path,
        token_of(found),
        services().sites.disclosure_of(found.facts.site),
    )
    response = jsonify({**resource, **({"extensions": extensions} if extensions else {})})
    response.status_code = status
    response.headers["Location"] = url_for("audio.show_audio", key=found.key)
    response.headers["Cache-Control"] = "no-store"
    return response


def resource_by_state(found: Audio, extensions: Extensions | None = None) -> Response:
    """Answer with the audio resource: 200 if the audio is finished, else 202."""
    return _resource(found, 200 if found.state == FINISHED else 202, extensions)


def _followed_events(found: Audio) -> Iterator[str]:
    live = services().live  # now: the events are sent when the request's context is gone

    def events() -> Iterator[str]:
        with live.follow(found.rendition.name) as relay:
            yield from follow_events(relay)

    return events()


def _event_stream(events: Iterable[str] | Iterable[bytes]) -> Response:
    response = Response(events, mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response
