"""/audio: the bytes, finished or as they are made."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from audio_cache.formats import FORMATS, MP3, name_of
from audio_cache.manifest import Manifest
from audio_cache.queue import CLICK
from audio_cache.state import FAILED
from listen.captions import captions
from listen.conditional import Representation
from listen.download import Prefixed, content_disposition, id3_tag
from listen.errors import AudioFailed, NotFinished, Unavailable, Unprocessable
from listen.http_file import FileSizeError, send_representation
from listen.relay import stream
from listen.resource import EVICTED, Audio, look_up
from listen.services import services
from listen.title import title_of

delivery = Blueprint("delivery", __name__, url_prefix="/audio")

FIRST_AUDIO_SECONDS = 15.0
"""How long a reader waits for the first sound before being told to come back."""

_FOR_EVER = "public, max-age=31536000, immutable"


@delivery.get("/<key>.<extension>")
def send_audio(key: str, extension: str) -> Response:
    if extension not in FORMATS:
        raise NotFound(f"There is no such format; there are: {', '.join(FORMATS)}.")
    return deliver(look_up(services(), key, extension))


@delivery.get("/<key>.vtt")
def send_captions(key: str) -> Response:
    audio = look_up(services(), key)
    if audio.manifest is None:
        raise NotFinished("The audio has no captions before it is finished.")
    response = Response(captions(audio.manifest), mimetype="text/vtt")
    response.headers["Cache-Control"] = _FOR_EVER
    return response


def deliver(audio: Audio) -> Response:
    """The finished file, or the audio as it is made from its first byte on."""
    if audio.manifest is not None:
        try:
            return _send_file(audio, audio.manifest)
        except (FileNotFoundError, FileSizeError):  # gone since it was found
            audio = Audio(audio.key, audio.spec, EVICTED, audio.extension)
    if audio.state == FAILED:
        return _failed(audio)
    if request.method == "HEAD":
        return _live_response(audio, iter(()))
    services().queue.ask(audio.spec, CLICK, audio.extension)
    return _send_live(audio)


def _failed(audio: Audio) -> Response:
    """The way to what is made instead. Raises AudioFailed when that is nothing."""
    state = audio.progress
    if state is None or state.state != FAILED:
        raise Unavailable("It failed, and has been asked for again since.")
    # The middle of another voice's file would not continue the beginning of this one.
    if state.superseded_by is None or _start() > 0:
        raise AudioFailed(state.error_code or "", state.error_detail)
    saved_as = request.args.get("download")
    query = "" if saved_as is None else f"?{urlencode({'download': saved_as})}"
    # An article that was posted is not posted again there.
    code = 303 if request.method == "POST" else 307
    place = f"/audio/{state.superseded_by}.{audio.extension}{query}"
    return Response(status=code, headers={"Location": place, "Cache-Control": "no-store"})


def _send_file(audio: Audio, manifest: Manifest) -> Response:
    name = name_of(audio.key, audio.extension)
    saved_as = request.args.get("download")
    tag = b""
    if saved_as is not None and audio.extension == MP3:
        tag = id3_tag(title_of(audio.spec), audio.spec.language, round(manifest.duration * 1000))
    etag = manifest.sha256
    if tag:
        etag += f"-{hashlib.sha256(tag).hexdigest()[:16]}"
    representation = Representation(
        size=len(tag) + manifest.size,
        etag=f'"{etag}"',
        last_modified=manifest.created,
        content_type=FORMATS[audio.extension],
        cache_control=_FOR_EVER,
    )

    def open_file() -> BinaryIO:
        file = services().store.open(name)
        return Prefixed(tag, file) if tag else file

    return _saved(audio, send_representation(request, representation, open_file))


def _saved(audio: Audio, response: Response) -> Response:
    """As a file to keep, if that was asked for."""
    saved_as = request.args.get("download")
    if saved_as is not None and response.status_code in (200, 206):
        disposition = content_disposition(saved_as, audio.extension)
        response.headers["Content-Disposition"] = disposition
    return response


def _send_live(audio: Audio) -> Response:
    """Nothing is answered before there is sound: until then an error can be told as one."""
    if request.environ["SERVER_PROTOCOL"] == "HTTP/1.0":
        raise Unavailable("It is being made; HTTP/1.0 could not tell a whole answer from half.")
    start = _start()
    with ExitStack() as stack:
        relay = stack.enter_context(services().live.follow(name_of(audio.key, audio.extension)))
        relay.wait_for_audio(0, FIRST_AUDIO_SECONDS)
        if relay.failure:
            return _failed(look_up(services(), audio.key, audio.extension))
        if not relay.size:
            return _without_live(audio)
        response = _live_response(audio, stream(relay, start))
        response.call_on_close(stack.pop_all().close)
        return response


def _without_live(audio: Audio) -> Response:
    """It was finished without being relayed, or it has not begun."""
    audio = look_up(services(), audio.key, audio.extension)
    if audio.manifest is None:
        raise Unavailable("No worker has begun to make it yet.")
    return _send_file(audio, audio.manifest)


def _live_response(audio: Audio, body: Iterator[bytes]) -> Response:
    response = Response(body, mimetype=FORMATS[audio.extension])
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx would hold the sound back
    return _saved(audio, response)


def _start() -> int:
    """The byte that ?from= asks for."""
    try:
        start = int(request.args.get("from", "0"))
    except ValueError:
        start = -1
    if start < 0:
        raise Unprocessable("The query's 'from' is not a number of bytes.")
    return start
