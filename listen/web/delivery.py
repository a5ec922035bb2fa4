"""/audio: the bytes of an audio, as a finished file or as a live stream."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound

from audio_cache.documents import CAPTIONS, CHAPTERS
from audio_cache.formats import FORMATS
from audio_cache.manifest import Manifest
from audio_cache.priorities import CLICK
from audio_cache.rendition import Rendition
from audio_cache.state import FAILED, STARTED
from listen.errors import AudioFailed, Unavailable
from listen.library.audio import EVICTED, Audio
from listen.library.store_errors import converts_store_errors
from listen.library.stream import stream
from listen.provenance.mark_file import Splice
from listen.web.document import send_document
from listen.web.file_version import FileVersion, download_version, stored_version
from listen.web.find_audio import find_audio
from listen.web.http.conditional import Representation
from listen.web.http.content_disposition import content_disposition
from listen.web.http.file import FileSizeError, OnSent, SplicedFile, send_representation
from listen.web.limits import limit_streams
from listen.web.measure_audio import measure_file, measure_live
from listen.web.offset import MAX_OFFSET, read_offset
from listen.web.remakes import take_remake
from listen.web.services import services
from listen.web.signature import link_to_signature
from listen.web.store_redirect import redirect_to_store

delivery = Blueprint("delivery", __name__, url_prefix="/audio")

FIRST_AUDIO_TIMEOUT = 15.0
"""Seconds that a reader waits for the first sound before the response is 503."""

WHOLE_AUDIO_TIMEOUT = 50.0
"""Seconds that an HTTP/1.0 client waits for the finished file before the answer is 503. Proxies
wait 60 seconds by default."""


@dataclass(frozen=True)
class FileOptions:
    """Options for sending a finished file."""

    version_of: Callable[[Audio, Manifest], FileVersion] = stored_version
    """Returns its bytes. Raises FileNotFoundError."""
    observe: Callable[[Manifest, Splice], OnSent | None] | None = None
    """Returns what is told the sent bytes of a file that is spliced like this."""
    is_live: bool = True
    """False: an audio that is being made is sent when it is whole."""


_PLAIN = FileOptions()


class Superseded(Exception):
    """The rendition of a fallback voice replaces the requested one."""

    def __init__(self, rendition: Rendition) -> None:
        super().__init__(rendition.name)
        self.rendition = rendition


@delivery.get("/<key>.<extension>")
def send_audio(key: str, extension: str) -> Response:
    if extension not in FORMATS:
        raise NotFound(f"The format must be one of: {', '.join(FORMATS)}; got {extension[:80]!r}.")
    file_name = request.args.get("download")
    audio = find_audio(key, extension)
    options = _PLAIN if file_name is None else FileOptions(download_version)
    offset = read_offset()
    response = limit_streams(lambda: deliver(audio, offset, options))
    if file_name is not None and response.status_code in (200, 206):
        disposition = content_disposition(file_name, extension)
        response.headers["Content-Disposition"] = disposition
    return response


@delivery.get("/<key>.vtt")
def send_captions(key: str) -> Response:
    return send_document(find_audio(key), CAPTIONS)


@delivery.get("/<key>.chapters.json")
def send_chapters(key: str) -> Response:
    return send_document(find_audio(key), CHAPTERS)


@delivery.app_errorhandler(Superseded)
def redirect_to_fallback(superseded: Superseded) -> Response:
    key, extension = superseded.rendition.key, superseded.rendition.format
    file_name = request.args.get("download")
    location = url_for("delivery.send_audio", key=key, extension=extension, download=file_name)
    return Response(status=307, headers={"Location": location, "Cache-Control": "no-store"})


def deliver_requested(audio: Audio) -> Response:
    """Answer a POST with the audio itself. `Location` names the audio that is sent.

    The audio of a fallback voice is sent at once, because not every client follows a redirect.
    """
    try:
        response = deliver(audio)
    except Superseded as superseded:
        rendition = superseded.rendition
        return deliver_requested(services().library.find(rendition.key, rendition.format))
    response.headers["Location"] = url_for("audio.show_audio", key=audio.key)
    return response


def deliver(audio: Audio, offset: int = 0, options: FileOptions = _PLAIN) -> Response:
    """Answer with the finished file, or with the live stream, from the byte `offset` on.

    Raises Superseded, AudioFailed and Unavailable.
    """
    library = services().library
    if audio.manifest is not None:
        try:
            return _send_file(audio, audio.manifest, offset, options)
        except (FileNotFoundError, FileSizeError):  # deleted since it was found
            audio = Audio(audio.rendition, audio.options, EVICTED, audio.facts)
    if audio.state == FAILED:
        raise _failure(audio, offset)
    if request.method == "HEAD":
        if not options.is_live and (manifest := library.manifest(audio.key)):
            return _send_file(audio, manifest, offset, options)
        return _live_response(audio, iter(()))
    if audio.state == EVICTED:
        take_remake()
    if audio.state == EVICTED and (current := library.superseding_spec(audio)):
        requested = library.request(current, CLICK, audio.rendition.format, site=audio.facts.site)
        raise Superseded(requested.rendition)
    library.request_again(audio, CLICK)
    if not options.is_live:
        return _send_when_finished(audio, offset, options)
    return _send_live(audio, offset, options)


def _failure(audio: Audio, offset: int) -> Exception:
    """Return Superseded, or AudioFailed if there is no fallback."""
    state = audio.progress
    if state is None or state.state != FAILED:
        return Unavailable("The audio is being generated again after a failure. Try again later.")
    # The middle of another voice's file does not continue the beginning of this one.
    if state.superseded_by is None or offset > 0:
        return AudioFailed(state.error_code or "", state.error_detail)
    return Superseded(Rendition(state.superseded_by, audio.rendition.format))


@converts_store_errors
def _send_file(audio: Audio, manifest: Manifest, offset: int, options: FileOptions) -> Response:
    rendition = audio.rendition
    # A live stream has no marks, so the offset of a client that resumes one does not count them.
    version = (stored_version if offset else options.version_of)(audio, manifest)
    splice = version.splice
    representation = Representation(
        size=splice.size(manifest.size),
        etag=f'"{version.etag}"',
        last_modified=manifest.created,
        content_type=FORMATS[rendition.format],
        cache_control=version.cache_control,
    )

    def open_file() -> BinaryIO:
        file = services().library.open(rendition, manifest)
        if splice == Splice():
            return file  # which may have a descriptor, for sendfile
        return SplicedFile(file, splice.head, splice.skip, splice.tail)

    if request.method != "HEAD":
        services().library.record_use(audio.key)
    on_sent = options.observe(manifest, splice) if options.observe else None
    is_plain = version.is_stored and on_sent is None
    if is_plain and (redirect := redirect_to_store(representation, audio, manifest)):
        return redirect
    internal = services().config.accel_redirect if is_plain and not offset else ""
    location = internal + rendition.path if internal else None
    on_sent = measure_file(services().figures, on_sent)
    response = send_representation(request, representation, open_file, offset, on_sent, location)
    if version.is_stored and services().signatures:
        response.headers["Link"] = link_to_signature(audio)
    return response


def _send_live(audio: Audio, offset: int, options: FileOptions) -> Response:
    """Answer once there is sound. Until then, a failure can still have its own status."""
    if request.environ["SERVER_PROTOCOL"] == "HTTP/1.0":
        return _send_when_finished(audio, offset, options)
    with ExitStack() as stack:
        relay = stack.enter_context(services().live.follow(audio.rendition.name))
        relay.wait_for_audio(0, FIRST_AUDIO_TIMEOUT)
        if relay.failure:
            raise _failure(_find_again(audio), offset)
        if not relay.size:
            return _without_live(audio, offset, options)
        chunks = stream(relay, offset, partial(services().library.open_finished, audio.rendition))
        chunks = stack.enter_context(measure_live(audio, chunks, offset))
        response = _live_response(audio, chunks)
        response.call_on_close(stack.pop_all().close)
        return response


def _send_when_finished(audio: Audio, offset: int, options: FileOptions) -> Response:
    """Answer with a Content-Length: HTTP/1.0 cannot tell a whole response from a truncated one."""
    with services().live.follow(audio.rendition.name) as relay:
        relay.wait_for_audio(MAX_OFFSET, WHOLE_AUDIO_TIMEOUT)  # until it ends
        failure = relay.failure
    audio = _find_again(audio)
    if failure:
        raise _failure(audio, offset)
    if audio.manifest is None:
        raise Unavailable(
            "The audio is still being made. Retry later, or use HTTP/1.1, which streams it."
        )
    return _send_file(audio, audio.manifest, offset, options)


def _without_live(audio: Audio, offset: int, options: FileOptions) -> Response:
    """Answer for an audio that finished without being relayed, or that has no sound yet."""
    audio = _find_again(audio)
    if audio.manifest is None:
        has_begun = audio.state == STARTED
        raise Unavailable(
            "The voice has produced no sound yet." if has_begun else "No worker is free yet."
        )
    return _send_file(audio, audio.manifest, offset, options)


def _find_again(audio: Audio) -> Audio:
    return services().library.find(audio.key, audio.rendition.format)


def _live_response(audio: Audio, body: Iterator[bytes]) -> Response:
    response = Response(body, mimetype=FORMATS[audio.rendition.format])
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx would buffer the sound
    return response
