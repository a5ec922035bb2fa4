"""/audio: the bytes."""

from flask import Blueprint, Response, request

from audio_cache.manifest import Manifest
from audio_cache.state import FAILED
from listen.api import answer, checked
from listen.conditional import Representation
from listen.errors import AudioFailed
from listen.http_file import FileSizeError, send_representation
from listen.queue import CLICK
from listen.resource import EVICTED, Audio, look_up
from listen.services import services

delivery = Blueprint("delivery", __name__, url_prefix="/audio")

_FOR_EVER = "public, max-age=31536000, immutable"


@delivery.get("/<key>.mp3")
def send_audio(key: str) -> Response:
    audio = look_up(services(), checked(key))
    if audio.manifest is not None:
        try:
            return _send_file(audio.key, audio.manifest)
        except (FileNotFoundError, FileSizeError):  # gone since it was found
            audio = Audio(key, audio.spec, EVICTED)
    if audio.progress is not None and audio.state == FAILED:
        raise AudioFailed(audio.progress.error_code or "", audio.progress.error_detail)
    if audio.state == EVICTED and request.method == "GET":
        services().queue.ask(audio.spec, CLICK)
        audio = look_up(services(), key)
    response = answer(audio, status=202)
    response.headers["Retry-After"] = "1"
    return response


def _send_file(key: str, manifest: Manifest) -> Response:
    representation = Representation(
        size=manifest.size,
        etag=f'"{manifest.sha256}"',
        last_modified=manifest.created,
        content_type="audio/mpeg",
        cache_control=_FOR_EVER,
    )
    return send_representation(request, representation, lambda: services().store.open(key))
