"""/audio: the bytes, finished or as they are made."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from audio_cache.formats import FORMATS, MP3, name_of
from audio_cache.key import key_of
from audio_cache.manifest import Manifest
from audio_cache.queue import CLICK
from audio_cache.state import FAILED, STARTED
from listen.audio.captions import captions
from listen.audio.conditional import Representation
from listen.audio.download import Prefixed, content_disposition, id3_tag
from listen.audio.http_file import FileSizeError, send_representation
from listen.audio.relay import stream
from listen.audio.resource import EVICTED, Audio, look_up
from listen.errors import AudioFailed, NotFinished, Unavailable, Unprocessable
from listen.request.title import title_of
from listen.services import services
from listen.voices.successors import renewed

delivery = Blueprint("delivery", __name__, url_prefix="/audio")

FIRST_AUDIO_SECONDS = 15.0
"""How long a reader waits for the first sound before being told to come back."""

_FURTHEST = 10**12
"""The byte that a reader may begin at: no audio is as long, and files have room beyond it."""

_FOR_EVER = "public, max-age=31536000, immutable"


class Superseded(Exception):
    """Another audio is made in the place of one that failed."""

    def __init__(self, key: str, extension: str) -> None:
        super().__init__(key)
        self.key = key
        self.extension = extension


@delivery.get("/<key>.<extension>")
def send_audio(key: str, extension: str) -> Response:
    if extension not in FORMATS:
        raise NotFound(f"There is no such format; there are: {', '.join(FORMATS)}.")
    saved_as = request.args.get("download")
    audio = look_up(services(), key, extension)
    response = deliver(audio, _start(), is_tagged=saved_as is not None)
    if saved_as is not None and response.status_code in (200, 206):
        disposition = content_disposition(saved_as, extension)
        response.headers["Content-Disposition"] = disposition
    return response


@delivery.get("/<key>.vtt")
def send_captions(key: str) -> Response:
    audio = look_up(services(), key)
    if audio.manifest is None:
        raise NotFinished("The audio has no captions before it is finished.")
    response = Response(captions(audio.manifest), mimetype="text/vtt")
    response.headers["Cache-Control"] = _FOR_EVER
    return response


@delivery.app_errorhandler(Superseded)
def point_to(successor: Superseded) -> Response:
    saved_as = request.args.get("download")
    query = "" if saved_as is None else f"?{urlencode({'download': saved_as})}"
    place = f"/audio/{successor.key}.{successor.extension}{query}"
    return Response(status=307, headers={"Location": place, "Cache-Control": "no-store"})


def sound(audio: Audio) -> Response:
    """For who posts an article: where another voice reads in the place of one that failed, the
    other's at once, since not every client goes where it is sent. `Location` is what is heard.
    """
    try:
        response = deliver(audio)
    except Superseded as successor:
        return sound(look_up(services(), successor.key, audio.extension))
    response.headers["Location"] = f"/v1/audio/{audio.key}"
    return response


def deliver(audio: Audio, start: int = 0, is_tagged: bool = False) -> Response:
    """The finished file, or the audio as it is made, from the byte `start` on.

    `is_tagged`: a finished MP3 has its title in ID3.

    Raises Superseded, and AudioFailed.
    """
    if audio.manifest is not None:
        try:
            return _send_file(audio, audio.manifest, start, is_tagged)
        except (FileNotFoundError, FileSizeError):  # gone since it was found
            audio = Audio(audio.key, audio.spec, EVICTED, audio.extension)
    if audio.state == FAILED:
        raise _failure(audio, start)
    if request.method == "HEAD":
        return _live_response(audio, iter(()))
    if audio.state == EVICTED:
        spec = renewed(audio.spec, services().catalog.known())
        if spec != audio.spec:
            services().queue.ask(spec, CLICK, audio.extension)
            raise Superseded(key_of(spec), audio.extension)
    services().queue.ask(audio.spec, CLICK, audio.extension, audio.seen)
    return _send_live(audio, start, is_tagged)


def _failure(audio: Audio, start: int) -> Exception:
    """Superseded, or AudioFailed when nothing is made instead."""
    state = audio.progress
    if state is None or state.state != FAILED:
        return Unavailable("It failed, and has been asked for again since.")
    # The middle of another voice's file would not continue the beginning of this one.
    if state.superseded_by is None or start > 0:
        return AudioFailed(state.error_code or "", state.error_detail)
    return Superseded(state.superseded_by, audio.extension)


def _send_file(audio: Audio, manifest: Manifest, start: int, is_tagged: bool) -> Response:
    name = name_of(audio.key, audio.extension)
    tag = b""
    # What was sent live had no tag: where it is resumed is counted without one.
    if is_tagged and audio.extension == MP3 and not start:
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

    return send_representation(request, representation, open_file, start)


def _send_live(audio: Audio, start: int, is_tagged: bool) -> Response:
    """Nothing is answered before there is sound: until then an error can be told as one."""
    if request.environ["SERVER_PROTOCOL"] == "HTTP/1.0":
        raise Unavailable("It is being made; HTTP/1.0 could not tell a whole answer from half.")
    with ExitStack() as stack:
        relay = stack.enter_context(services().live.follow(name_of(audio.key, audio.extension)))
        relay.wait_for_audio(0, FIRST_AUDIO_SECONDS)
        if relay.failure:
            raise _failure(look_up(services(), audio.key, audio.extension), start)
        if not relay.size:
            return _without_live(audio, start, is_tagged)
        response = _live_response(audio, stream(relay, start))
        response.call_on_close(stack.pop_all().close)
        return response


def _without_live(audio: Audio, start: int, is_tagged: bool) -> Response:
    """It was finished without being relayed, or there is no sound of it yet."""
    audio = look_up(services(), audio.key, audio.extension)
    if audio.manifest is None:
        has_begun = audio.state == STARTED
        raise Unavailable(
            "Its voice has not said anything yet." if has_begun else "No worker has begun it yet."
        )
    return _send_file(audio, audio.manifest, start, is_tagged)


def _live_response(audio: Audio, body: Iterator[bytes]) -> Response:
    response = Response(body, mimetype=FORMATS[audio.extension])
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx would hold the sound back
    return response


def _start() -> int:
    """The byte that ?from= asks for."""
    try:
        start = int(request.args.get("from", "0"))
    except ValueError:
        start = -1
    if not 0 <= start <= _FURTHEST:
        raise Unprocessable("The query's 'from' is not a number of bytes.")
    return start
